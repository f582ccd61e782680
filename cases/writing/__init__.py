"""Writing: drafts that lose no word, two texts written at once, standard phrases, templates, tasks typed as lines."""
