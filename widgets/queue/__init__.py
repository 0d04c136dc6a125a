"""The queue: what is open, worst first."""
