"""Everything that comes in: Open311, files, the operator's form."""
