"""The law's floor, tested without Django and without a database."""
