"""Helpers that tests and tools share: a network that can be cut, a database, a screen, a backend process."""

from tests.harness.backend import BackendProcess
from tests.harness.display import VirtualDisplay
from tests.harness.postgres import PostgresCluster
from tests.harness.proxy import CuttableProxy
from tests.harness.waiting import wait_until

__all__ = ["BackendProcess", "CuttableProxy", "PostgresCluster", "VirtualDisplay", "wait_until"]
