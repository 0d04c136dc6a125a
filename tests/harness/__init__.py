"""Helpers that tests and tools share: a link to cut, a disk that fails, a database, a screen, a backend."""

from tests.harness.backend import BackendProcess
from tests.harness.disk import FaultyDisk
from tests.harness.display import VirtualDisplay
from tests.harness.postgres import PostgresCluster
from tests.harness.proxy import CuttableProxy
from tests.harness.waiting import wait_until

__all__ = ["BackendProcess", "CuttableProxy", "FaultyDisk", "PostgresCluster", "VirtualDisplay", "wait_until"]
