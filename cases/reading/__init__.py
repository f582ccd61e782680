"""Papers that others made: what they are, and how each is read as pages."""
