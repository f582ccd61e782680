"""Scenarios: the law's own test bench. A file tells one case as dated steps and what must come of each."""
