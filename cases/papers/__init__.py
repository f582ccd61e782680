"""Papers (akter): files received, kept, read and bound together, and what is struck out before somebody is given a copy."""
