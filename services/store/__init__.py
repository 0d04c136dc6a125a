"""Durable state: the event log, the replica, the outbox, and their migrations."""
