"""The search: what is found by words (sources, index, extract), how it is looked up (query, people), how shown (snippet)."""
