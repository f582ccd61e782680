"""The works that ``apart.py`` has done in a process of its own: the file comes in, what was made of it goes out.

Nothing here imports what knows of keys or settings: neither is where strangers' files are opened.
"""
