"""How well deadlines are kept, by the one published formula."""
