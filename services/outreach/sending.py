"""One message to one address through Apprise, in a thread of its own, with an end.

A provider that never answers costs a thread until its own timeouts end it; the message counts as failed
after `timeout_s`, and so many such threads at once stop further sending instead of piling up.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import threading
from typing import Any, Final

from msgspec import Struct

from services.contract.contacts import ChannelKind
from services.outreach.addressing import redact, secrets_of

MOST_THREADS: Final = 32
AT_ONCE: Final = 8
_WORDS: Final = 300
_FINAL: Final = re.compile(
    r"\berror=4(?:0[0-6]|10|15|22)\b|\((?:5\d\d), |authenticat|Unauthorized|not authori[sz]ed", re.IGNORECASE
)
"""A refusal that trying again does not change: wrong credentials, wrong address."""
_TOLD: Final = ("Socket Exception:", "Response Details:")
"""Of what Apprise says at debug level, the provider's own words."""
_CAUSE: Final = re.compile(r"HTTPS?ConnectionPool\(.*\(Caused by (.*)\)$")
"""What went wrong, without what `requests` wraps around it."""
_log = logging.getLogger(__name__)


class Parcel(Struct, frozen=True, kw_only=True):
    """What goes out. Its `repr` shows neither the address nor the provider's secrets."""

    kind: ChannelKind
    url: str
    title: str
    text: str
    timeout_s: float = 20.0
    private: tuple[str, ...] = ()
    """More that must not be shown: the address of a citizen."""

    def __repr__(self) -> str:
        return f"Parcel({self.kind})"


class Sent(Struct, frozen=True, kw_only=True):
    """How it went, in the provider's words, without secrets."""

    ok: bool
    words: str = ""
    final: bool = False
    """Refused in a way that trying again does not change."""
    unsure: bool = False
    """No answer came in time: it may have gone out all the same."""


class Sender:
    """One per backend; used on its loop."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._threads = 0

    async def send(self, parcel: Parcel) -> Sent:
        """Hand a message to its provider; never raises."""
        async with self._places:
            if self._threads >= MOST_THREADS:
                return Sent(ok=False, words="Terlalu banyak pengiriman lain yang belum dijawab penyedianya.")
            loop = asyncio.get_running_loop()
            done: asyncio.Future[Sent] = loop.create_future()
            self._threads += 1
            thread = threading.Thread(
                target=self._run, args=(parcel, loop, done), name=f"send-{parcel.kind}", daemon=True
            )
            thread.start()
            try:
                async with asyncio.timeout(parcel.timeout_s):
                    return await asyncio.shield(done)
            except TimeoutError:
                words = f"Penyedia tidak menjawab dalam {parcel.timeout_s:g} detik; mungkin sudah terkirim."
                return Sent(ok=False, words=words, unsure=True)

    def _run(self, parcel: Parcel, loop: asyncio.AbstractEventLoop, done: asyncio.Future[Sent]) -> None:
        try:
            sent = hand_over(parcel)
        except Exception as error:  # a plugin's defect is this message's failure, not the backend's
            _log.error("sending by %s failed by a defect: %s", parcel.kind, type(error).__name__)
            sent = Sent(ok=False, words=f"Penyedia gagal: {type(error).__name__}.")
        # The loop may have ended meanwhile; then nobody waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._finish, done, sent)

    def _finish(self, done: asyncio.Future[Sent], sent: Sent) -> None:
        self._threads -= 1
        if not done.done():
            done.set_result(sent)


def hand_over(parcel: Parcel) -> Sent:
    """Send now, in this thread; returns when the provider took it or refused."""
    logger = logging.getLogger("apprise")
    # What it and its transport say would quote the message, its address and the template in our own log.
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    import apprise

    heard = _Ear()
    asset = apprise.AppriseAsset(app_id="Patria", app_desc="Patria", app_url="")
    secrets = sorted({*secrets_of(parcel.url), *parcel.private}, key=len, reverse=True)
    logger.addHandler(heard)
    plugin: Any = None
    try:
        plugin = apprise.Apprise.instantiate(parcel.url, asset=asset, suppress_exceptions=True)
        if plugin is None:
            return Sent(ok=False, words="Apprise tidak dapat memakai templat atau alamat ini.", final=True)
        # Not through `Apprise.notify`: that waits in threads which the end of this process would wait for.
        ok = plugin.notify(body=parcel.text, title=parcel.title, body_format=apprise.NotifyFormat.TEXT)
    finally:
        logger.removeHandler(heard)
        _hang_up(plugin)
    if ok:
        return Sent(ok=True)
    raw = heard.words()
    words = redact(raw, secrets) or "Penyedia menolak tanpa keterangan."
    return Sent(ok=False, words=_shortened(words), final=bool(_FINAL.search(raw)))


def _hang_up(plugin: Any) -> None:
    """Apprise leaves the thread of an MQTT client running."""
    client: Any = getattr(plugin, "client", None)
    if hasattr(client, "loop_stop"):
        client.disconnect()
        client.loop_stop()


def _shortened(words: str) -> str:
    # A secret cut in half would be one that `redact` no longer finds: cut last, and only here.
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"


class _Ear(logging.Handler):
    """What Apprise says in this thread about a failure."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._thread = threading.get_ident()
        self._heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread or len(self._heard) > 20:
            return
        text = record.getMessage()
        if record.levelno >= logging.WARNING or text.startswith(_TOLD):
            self._heard.append(_CAUSE.sub(r"\1", " ".join(text.split())[:4000]))

    def words(self) -> str:
        return " · ".join(dict.fromkeys(self._heard))
