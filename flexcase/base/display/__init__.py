"""How the pages write dates, numbers, icons and form controls. Nothing here queries, and nothing knows the law."""
