"""Figures for Prometheus: few, with bounded labels, in base units."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from services.rules.caller import Lost


class Metrics:
    """One registry per backend, so that several in one process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        options: dict[str, Any] = {"namespace": "patria", "registry": self._registry}
        self.events = Counter("events", "Events committed to the log", **options)
        self.reports = Counter("reports", "Reports accepted", **options)
        self.commands = Counter("commands", "Commands received from consoles", **options)
        self.malformed = Counter(
            "malformed_messages", "Messages of consoles that could not be taken", **options
        )
        self.resyncs = Counter("console_resyncs", "Slow consoles moved to a fresh picture", **options)
        self.refused = Counter("refused_requests", "Requests refused by a limit", ["limit"], **options)
        self.commit_seconds = Histogram(
            "commit_seconds",
            "Time to make one batch durable",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0),
            **options,
        )
        self.batch_events = Histogram(
            "commit_batch_events", "Events in one commit", buckets=(1, 4, 16, 64, 256, 1024, 4096), **options
        )
        self.consoles = Gauge("consoles", "Consoles connected", **options)
        self.writable = Gauge("log_writable", "1 while the log takes writes", **options)
        self.open_incidents = Gauge(
            "open_incidents", "Incidents somebody still has to act on", ["log"], **options
        )
        self.nuisance_calls = Gauge(
            "nuisance_calls_this_shift", "Prank and ghost calls of the running shift", **options
        )
        self.nuisance_seconds = Gauge(
            "nuisance_seconds_this_shift", "Time those calls took of the operators", **options
        )
        self.log_seq = Gauge("log_seq", "Last committed entry", ["log"], **options)

    def committed(self, events: int, reports: int, seconds: float) -> None:
        """Count one commit."""
        self.events.inc(events)
        self.reports.inc(reports)
        self.commit_seconds.observe(seconds)
        self.batch_events.observe(events)

    def nuisance(self, lost: Lost) -> None:
        """What nuisance calls took of the running shift so far."""
        self.nuisance_calls.set(lost.calls)
        self.nuisance_seconds.set(lost.ms / 1000)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
