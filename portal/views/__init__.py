"""The citizen's pages: they lay things out in the citizen's words and hand what is typed to the runner."""
