"""Layout of each window; nothing else."""
