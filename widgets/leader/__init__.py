"""What leadership sees: figures with their age, the worst incidents, the orders and how far they got."""
