"""One incident: what happened, who has it, what to do."""
