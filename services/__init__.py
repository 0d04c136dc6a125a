"""What happened and what to do about it: everything below the screen. Knows no Qt."""
