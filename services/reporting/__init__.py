"""What is generated from the log for people to read and sign: handovers, figures, periods."""
