"""Worklists (sagslister): which cases somebody sees, what a row says of each, how many there are, one action on many."""
