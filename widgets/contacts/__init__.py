"""The agencies and how to reach them."""
