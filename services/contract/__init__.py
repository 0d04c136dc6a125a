"""The shared vocabulary: records, events, commands, messages and their codec. No I/O."""
