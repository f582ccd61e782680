"""Services that FlexCase brings along (PostgreSQL, Valkey, a mail catcher): a bare machine can run all of it."""
