"""Evidence: sources, locators, quotations, cards."""
