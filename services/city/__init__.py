"""The city pack: loading, checking, geography."""
