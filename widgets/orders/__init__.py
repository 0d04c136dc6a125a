"""Orders and assignments: their words, how far they got, what differs, and what was made of them."""
