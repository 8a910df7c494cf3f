"""Drawing: from an argument map to a picture of it."""
