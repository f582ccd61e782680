"""The law's own floor: pure Python, no Django, no database, no clock."""
