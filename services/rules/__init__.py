"""Pure decisions: priority, SLA clocks, duplicates, routing, permissions. No I/O."""
