"""The `/` command bar: short words for everything the room does."""
