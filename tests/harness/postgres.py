"""A private PostgreSQL cluster for a test run: own folder, own port, gone afterwards."""

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.harness import child
from tests.harness.waiting import wait_until

_SUPERUSER = "patria"


def find_binaries() -> Path:
    """Return the folder of the newest PostgreSQL server here; RuntimeError when there is none."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if candidates:
        return candidates[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError("PostgreSQL is missing: tools/system-packages test installs it")
    return Path(found).resolve().parent


class PostgresCluster:
    """A server on loopback; `durable=True` keeps fsync on for tests that kill it.

    PostgreSQL refuses to run as root, so root runs it as the system user `postgres`.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.port = 0
        self._binaries = find_binaries()
        self._user = "postgres" if os.geteuid() == 0 else ""
        self._folder = Path(tempfile.mkdtemp(prefix="patria-pg-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What the server had to say."""
        return self._folder / "server.log"

    def url(self, database: str, driver: str = "postgresql+psycopg") -> str:
        """Return the address of a database as SQLAlchemy writes it (`driver="postgresql"` for libpq)."""
        return f"{driver}://{_SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def __enter__(self) -> Self:
        try:
            self._initialise()
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._remove()

    def start(self) -> None:
        """Start the server, on the port it had before if it had one, and wait until it answers."""
        for _attempt in range(5):
            self.port = self.port or _free_port()
            settings = {
                "port": str(self.port),
                "listen_addresses": "127.0.0.1",
                "unix_socket_directories": str(self._folder),
                "fsync": "on" if self.durable else "off",
                "full_page_writes": "on" if self.durable else "off",
                "max_connections": "100",
                "autovacuum": "off",
            }
            options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
            command = [str(self._binaries / "postgres"), "-D", str(self._folder / "data"), *options]
            # SIGINT is PostgreSQL's fast shutdown
            self._process = child.start(command, user=self._user, log=self.log, death_signal="INT")
            if wait_until(self._state, "PostgreSQL answers or gives up", within=60) == "answers":
                return
            self.port = 0  # somebody took the port in between
        raise RuntimeError("PostgreSQL did not start: " + self.log.read_text(errors="replace"))

    def stop(self) -> None:
        """Stop the server in order; its data stays for `start()`."""
        if self._process is not None:
            child.end(self._process, signal.SIGINT)
            self._process = None

    def kill(self) -> None:
        """Stop the server the hard way, as a crash would."""
        assert self._process is not None
        child.end(self._process, signal.SIGKILL)
        self._process = None
        (self._folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def new_database(self) -> str:
        """Create an empty database nobody else uses and return its address."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._psql(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove a database of `new_database()`, also while somebody is connected to it."""
        self._psql(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def _psql(self, statement: str) -> None:
        command = [str(self._binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]
        subprocess.run([*command, self.url("postgres", driver="postgresql")], check=True, capture_output=True)

    def _initialise(self) -> None:
        owner = self._user or getpass.getuser()
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        command = [str(self._binaries / "initdb"), "-D", str(self._folder / "data"), "-U", _SUPERUSER]
        command += ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        process = child.start(command, user=self._user, log=self.log)
        if process.wait(120):
            raise RuntimeError(f"initdb as {owner} failed: " + self.log.read_text(errors="replace"))

    def _state(self) -> str:
        assert self._process is not None
        if self._process.poll() is not None:
            return "gave up"
        command = [str(self._binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return "" if subprocess.run(command, check=False).returncode else "answers"

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
