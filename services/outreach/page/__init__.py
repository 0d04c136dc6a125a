"""The page behind the link: the order, what can be said about it, and the photographs that prove it."""
