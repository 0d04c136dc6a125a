"""What is printed: A4, Indonesian, legible in black and white, the same bytes for the same content."""
