"""The case page: the four questions that it answers, its tabs, and how findings, deadlines and notes are shown on it."""
