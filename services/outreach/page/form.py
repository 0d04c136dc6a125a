"""What a phone sends: fields in memory under limits, photographs straight to disk."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from services.contract.errors import KnownError

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

MAX_FIELDS_BYTES: Final = 64 * 1024
MAX_PARTS: Final = 40
MAX_PHOTOS: Final = 8
MAX_PHOTO_BYTES: Final = 25 * 1024 * 1024
MAX_BODY: Final = MAX_PHOTOS * MAX_PHOTO_BYTES + 1024 * 1024
IDLE_S: Final = 60.0
"""A phone that sends nothing for so long is given up; it tries again by itself."""
_BUFFER: Final = 512 * 1024
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What no keyboard types on purpose; the direction marks make a text read as another one."""


class Hangup(Exception):
    """The phone left before everything had arrived."""


@dataclass
class Form:
    """Fields by name (the last one counts), and the photographs as files in the folder of uploads."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def text(self, name: str, longest: int) -> str:
        """A field as trimmed text. Raises `KnownError` where it is too long."""
        value = _CONTROL.sub("", self.fields.get(name, "").replace("\r\n", "\n")).strip()
        if len(value) > longest:
            raise KnownError("too_long", f"Tulisannya terlalu panjang: paling banyak {longest} huruf.")
        return value

    def number(self, name: str, lowest: float, highest: float) -> float | None:
        """A field as a number in a range; None where it is none."""
        try:
            value = float(self.fields.get(name, ""))
        except ValueError:
            return None
        return value if lowest <= value <= highest else None

    def forget(self) -> None:
        """Remove the files that nobody kept."""
        for path in self.files:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def forgetting(form: Form) -> Iterator[Form]:
    """Whatever happens, no upload stays behind."""
    try:
        yield form
    finally:
        form.forget()


async def read(headers: Mapping[bytes, bytes], receive: Receive, folder: Path, form: Form) -> None:
    """Fill the form from the request. Raises `KnownError` in words, `Hangup`."""
    kind, options = parse_options_header(headers.get(b"content-type", b"").decode("latin-1"))
    length = headers.get(b"content-length", b"")
    if length and (not length.isdigit() or int(length) > MAX_BODY):
        raise _too_large()
    body = _Body(receive)
    try:
        await _read(kind, options.get("boundary", ""), body, folder, form)
    except KnownError:
        await body.drain()
        raise


async def _read(kind: str, boundary: str, body: _Body, folder: Path, form: Form) -> None:
    if kind == "application/x-www-form-urlencoded":
        await _read_plain(body, form)
    elif kind == "multipart/form-data" and boundary:
        try:
            await _Parts(boundary, folder, form).read(body)
        except MultipartError as error:
            raise KnownError(
                "form_broken", "Kiriman ini terpotong atau rusak di jalan. Kirim sekali lagi."
            ) from error
    else:
        raise KnownError("form_unknown", "Kiriman ini bukan formulir halaman tugas.")


class _Body:
    """The request's body, chunk by chunk, within its limits."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._total = 0
        self._more = True

    async def chunk(self) -> bytes:
        """The next bytes, empty at the end."""
        while self._more:
            try:
                message = await asyncio.wait_for(self._receive(), IDLE_S)
            except TimeoutError as error:
                raise Hangup from error
            if message["type"] == "http.disconnect":
                raise Hangup
            self._more = message.get("more_body", False)
            data: bytes = message.get("body", b"")
            self._total += len(data)
            if self._total > MAX_BODY:
                raise _too_large()
            if data:
                return data
        return b""

    async def drain(self) -> None:
        """Take what is still on its way: a browser that is answered while it sends shows nothing."""
        with contextlib.suppress(KnownError):
            while await self.chunk():
                pass


async def _read_plain(body: _Body, form: Form) -> None:
    data = b""
    while chunk := await body.chunk():
        data += chunk
        if len(data) > MAX_FIELDS_BYTES:
            raise _too_much_text()
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_PARTS)
    except ValueError as error:
        raise KnownError("form_broken", "Kiriman ini rusak di jalan. Kirim sekali lagi.") from error
    form.fields.update(pairs)


class _Parts:
    """A multipart body on its way into a form."""

    def __init__(self, boundary: str, folder: Path, form: Form) -> None:
        self._parser = PushMultipartParser(
            boundary, max_segment_count=MAX_PARTS, max_header_size=2048, max_segment_size=MAX_BODY
        )
        self._folder = folder
        self._form = form
        self._segment: MultipartSegment | None = None
        self._pending = bytearray()
        self._text_bytes = 0
        self._file: int | None = None
        self._file_bytes = 0
        self._refused: KnownError | None = None
        """What is wrong with a photograph: told after the fields behind it have been read, which are kept."""

    async def read(self, body: _Body) -> None:
        """Take everything. Raises `KnownError`, `MultipartError`, `Hangup`."""
        try:
            while not self._parser.closed:
                chunk = await body.chunk()
                for event in self._parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        self._begin(event)
                    elif event is None:
                        await self._end()
                    else:
                        await self._data(event)
                if not chunk:
                    break
            if self._refused is not None:
                raise self._refused
        finally:
            if self._file is not None:
                os.close(self._file)
            self._parser.close(check_complete=False)

    def _begin(self, segment: MultipartSegment) -> None:
        self._segment = segment
        self._pending.clear()
        self._file_bytes = 0

    async def _data(self, data: bytes | bytearray) -> None:
        assert self._segment is not None
        if self._segment.filename is None:
            self._pending += data
            self._text_bytes += len(data)
            if self._text_bytes > MAX_FIELDS_BYTES:
                raise _too_much_text()
            return
        self._file_bytes += len(data)
        if self._file_bytes > MAX_PHOTO_BYTES:
            self._refused = KnownError(
                "photo_too_large", "Foto lebih besar dari 25 MB. Kecilkan ukuran di kamera, lalu kirim lagi."
            )
        elif self._file is None and len(self._form.files) >= MAX_PHOTOS:
            self._refused = KnownError(
                "too_many_photos", f"Paling banyak {MAX_PHOTOS} foto dalam satu kiriman."
            )
        if self._refused is not None:
            return
        if self._file is None:
            self._open()
        self._pending += data
        if len(self._pending) >= _BUFFER:
            await self._write()

    def _open(self) -> None:
        try:
            self._file, name = tempfile.mkstemp(dir=self._folder)
        except OSError as error:
            raise _disk(error) from error
        self._form.files.append(Path(name))

    async def _write(self) -> None:
        assert self._file is not None
        data, file = bytes(self._pending), self._file
        self._pending.clear()
        try:
            await asyncio.get_running_loop().run_in_executor(None, _write_all, file, data)
        except OSError as error:
            raise _disk(error) from error

    async def _end(self) -> None:
        assert self._segment is not None
        if self._segment.filename is None:
            self._form.fields[self._segment.name] = self._pending.decode("utf-8", "replace")
        elif self._file is not None:
            await self._write()
            os.close(self._file)
            self._file = None
        # A file chooser that was left empty sends a part with no content: it is nothing.


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _too_large() -> KnownError:
    return KnownError(
        "photo_too_large", "Kiriman ini terlalu besar: paling banyak 8 foto, masing-masing 25 MB."
    )


def _too_much_text() -> KnownError:
    return KnownError("too_long", "Tulisannya terlalu panjang. Ringkas, lalu kirim lagi.")


def _disk(error: OSError) -> KnownError:
    return KnownError(
        "photo_disk", f"Foto belum tersimpan: {error.strerror or error}. Coba lagi sebentar lagi."
    )
