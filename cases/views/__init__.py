"""The caseworker's pages: they lay inputs out and hand them to the runner; no law, no state change."""
