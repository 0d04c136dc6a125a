"""The picture derived from the log: `apply(board, events)`; the same code in console and backend."""
