"""The operator's form for a new report."""
