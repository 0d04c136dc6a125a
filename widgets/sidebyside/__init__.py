"""Two incidents beside each other: are they one?"""
