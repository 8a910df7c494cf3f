"""Evidence: which place in a source a citation means."""
