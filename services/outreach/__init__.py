"""What goes out of the room: messages to those who act, and the page their link opens."""
