"""`patria serve`: a backend on the network, from the socket to the last checkpoint."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ipaddress
import logging
import os
import signal
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import msgspec
import uvicorn
import uvloop

from services.backend.app import App, AppSettings
from services.backend.backend import Backend
from services.backend.reports_wire import ReportProtocol
from services.backend.wire import FeedProtocol
from services.city.loader import load_pack_here
from services.contract.errors import KnownError
from services.contract.messages import MAX_FRAME
from services.contract.records import Role

DEFAULT_PORT: Final = 8112
RUNTIME_NAME: Final = "runtime.json"
TOKEN_NAME: Final = "local.token"  # noqa: S105 - the name of a file
ORPHAN_S: Final = 10.0
"""How long an embedded backend outlives its starter and the last console."""
_SWITCH_S: Final = 0.0001
"""How long the writer may wait for the interpreter when the loop is busy; Python's own is ten times that."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """How a backend is served."""

    city_dir: Path
    data_dir: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """0, or the default when it is taken: any free one."""
    database: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder."""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    embedded: bool = False
    """Belongs to the console that started it: has a token file, and ends when nobody needs it."""
    second_factor_for: frozenset[Role] = frozenset()
    """Roles that do not get in with a password alone."""
    app: AppSettings = field(default_factory=AppSettings)


def serve(settings: ServeSettings) -> None:
    """Serve until SIGTERM or SIGINT, then keep a checkpoint. Raises `KnownError`."""
    check_network(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    sys.setswitchinterval(_SWITCH_S)
    os.umask(0o077)
    with _logging_to(settings.data_dir / "logs"):
        uvloop.run(_serve(settings))


def check_network(settings: ServeSettings) -> None:
    """Beyond this machine only with a certificate. Raises `KnownError`."""
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise KnownError("tls", "Sertifikat dan kuncinya harus disebut keduanya.")
    if settings.tls_cert is None and not _is_loopback(settings.host):
        raise KnownError(
            "tls_required",
            f"{settings.host} dapat dicapai dari komputer lain, sedangkan sertifikat TLS tidak ada: laporan "
            "dan kata sandi terbaca di jaringan. Sebutkan --tls-cert dan --tls-key, atau pakai 127.0.0.1.",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class QuietServer(uvicorn.Server):
    """uvicorn without signal handlers of its own: they would end the process before the checkpoint."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serving = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.serving.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve(settings: ServeSettings) -> None:
    began, starter = time.monotonic(), os.getppid()
    pack = load_pack_here(settings.city_dir, settings.data_dir)
    listener = _bind(settings)
    public_url = settings.app.open311.public_url or _url(settings, listener)
    required = settings.second_factor_for
    backend = Backend(pack, settings.data_dir, settings.database, public_url, required)
    try:
        await backend.start()
        backend.outreach.start()
        try:
            server = QuietServer(_config(settings, App(backend, settings.app)))
            token_file = await _token_file(settings, backend)
            # What was loaded stays: collections look at new objects only, and less often.
            gc.collect()
            gc.freeze()
            gc.set_threshold(5_000, 200, 20)
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, server.handle_exit, number, None)
            _print_first_secret(settings, backend)
            watch = asyncio.create_task(
                _announce(settings, listener, server, backend, token_file, began, starter)
            )
            watch.add_done_callback(_report_defect)
            try:
                await server.serve(sockets=[listener])
            finally:
                watch.cancel()
        finally:
            _forget_runtime(settings)
            await backend.stop()
    finally:
        listener.close()


def _config(settings: ServeSettings, app: App) -> uvicorn.Config:
    try:
        config = uvicorn.Config(
            app,
            loop="none",
            http=ReportProtocol,
            ws=FeedProtocol,
            ws_max_size=MAX_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=5,
            ws_ping_timeout=10,
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=4000,
            timeout_graceful_shutdown=5,
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
        )
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise KnownError("tls", f"Sertifikat TLS tidak dapat dipakai: {error}") from error
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config


def _bind(settings: ServeSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in dict.fromkeys((settings.port, 0) if settings.port == DEFAULT_PORT else (settings.port,)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, port))
        except OSError as error:
            listener.close()
            reason = error
        else:
            return listener
    raise KnownError(
        "address_in_use", f"{settings.host}:{settings.port} tidak dapat dibuka: {reason.strerror or reason}."
    )


def _url(settings: ServeSettings, listener: socket.socket) -> str:
    """The listener's own address."""
    host, port = listener.getsockname()[:2]
    scheme = "https" if settings.tls_cert is not None else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


async def _token_file(settings: ServeSettings, backend: Backend) -> Path | None:
    """Where the console of this machine finds its token; readable by this user only."""
    if not settings.embedded:
        return None
    path = settings.data_dir / TOKEN_NAME
    current = ""
    with contextlib.suppress(OSError):
        current = path.read_text(encoding="ascii").strip()
    token = await backend.access.local_token(current)
    _write_private(path, token.encode())
    return path


def _print_first_secret(settings: ServeSettings, backend: Backend) -> None:
    secret = "" if settings.embedded else backend.access.first_run_secret()
    if secret:
        # The one place it is ever shown: not into the log files.
        sys.stderr.write(
            f"Belum ada pengguna. Kunci pertama, berlaku satu kali: {secret}\n"
            "Buat administrator dengan POST /api/setup, atau: patria user add NAMA --role administrator\n"
        )
        sys.stderr.flush()


async def _announce(
    settings: ServeSettings,
    listener: socket.socket,
    server: QuietServer,
    backend: Backend,
    token_file: Path | None,
    began: float,
    starter: int,
) -> None:
    """Say where the backend is once it serves; afterwards look after an embedded one's life."""
    await server.serving.wait()
    url = _url(settings, listener)
    runtime = {
        "url": url,
        "public_url": backend.public_url,
        "pid": os.getpid(),
        "token_file": str(token_file or ""),
        "second_factor_for": sorted(settings.second_factor_for),
        "started": backend.now(),
    }
    _write_private(settings.data_dir / RUNTIME_NAME, msgspec.json.encode(runtime))
    ready = {"ready": True, "seconds": round(time.monotonic() - began, 3), **runtime}
    sys.stdout.write(msgspec.json.encode(ready).decode() + "\n")
    sys.stdout.flush()
    _log.info("serving %s", url)
    if settings.embedded:
        await _end_when_orphaned(server, backend, starter)


def _report_defect(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("the watch over this backend ended by a defect", exc_info=task.exception())


async def _end_when_orphaned(server: uvicorn.Server, backend: Backend, starter: int) -> None:
    """End the server some seconds after its starter is gone and no console is connected."""
    needed = time.monotonic()
    while True:
        await asyncio.sleep(1.0)
        # Process 1 takes over whoever lost its parent, perhaps before we looked for the first time.
        if (os.getppid() == starter and starter != 1) or backend.hub.count:
            needed = time.monotonic()
        elif time.monotonic() - needed >= ORPHAN_S:
            _log.info("nobody needs this backend any more")
            server.should_exit = True
            return


def _forget_runtime(settings: ServeSettings) -> None:
    """Remove the file only where it is still about this process."""
    path = settings.data_dir / RUNTIME_NAME
    with contextlib.suppress(OSError, msgspec.MsgspecError, KeyError, TypeError):
        if msgspec.json.decode(path.read_bytes())["pid"] == os.getpid():
            path.unlink()


def _write_private(path: Path, data: bytes) -> None:
    """Write a file of mode 0600, whole or not at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
    partial.replace(path)


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, trace."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


@contextlib.contextmanager
def _logging_to(folder: Path) -> Iterator[None]:
    """The root logger writes JSON lines to a rotating file and, from warnings on, words to stderr."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = RotatingFileHandler(folder / "backend.jsonl", maxBytes=5_000_000, backupCount=5, encoding="utf-8")
    file.setFormatter(_JsonLines())
    words = logging.StreamHandler(sys.stderr)
    words.setLevel(logging.WARNING)
    words.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.INFO)
    # One line per migration step at every start is noise.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    root.addHandler(file)
    root.addHandler(words)
    try:
        yield
    finally:
        for handler in (file, words):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
