"""From the board to what each widget wants to be fed with. One adapter for one part of a window."""
