"""The console end of the feed: a session without a socket, the websocket client, the inbox."""
