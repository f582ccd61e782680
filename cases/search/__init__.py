"""The search: what is found by words (sources, index), how it is looked up (query, people), how shown (snippet)."""
