"""The server: log, handlers, fan-out, HTTP and websocket on one port."""
