"""A strict, bounded reading of YAML that keeps the line of every value.

Only what a data file needs: mappings, lists and scalars. Anchors, aliases, tags, several documents and
deep nesting are refused, so a small file cannot unfold into a large one. Plain scalars stay text (the
types of the pack decide what they mean, so `35.72` is a code where a code belongs); an empty value
counts as not given.
"""

from __future__ import annotations

from typing import Any, Final

import yaml

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_DEPTH: Final = 12
MAX_NODES: Final = 100_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadYaml(Exception):
    """The file is no acceptable YAML. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Lines:
    """Lines of the values of one file, by the path that leads to them."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str | int, ...], int] = {}

    def put(self, path: tuple[str | int, ...], line: int) -> None:
        self._lines[path] = line

    def at(self, path: tuple[str | int, ...]) -> int:
        """Line of the value, or of the nearest thing around it; 1 where nothing is known."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


class _Frame:
    """A mapping or list being filled."""

    __slots__ = ("count", "key", "path", "value")

    def __init__(self, value: dict[str, Any] | list[Any], path: tuple[str | int, ...]) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.count = 0


class _Builder:
    """Turns parser events into plain values without recursion."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.root: Any = None
        self._stack: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadYaml(line, "anchor dan alias YAML (& dan *) tidak diterima; tulis nilainya langsung")
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise BadYaml(line, "hanya satu dokumen YAML per berkas (hapus baris ---)")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)

    def _open(self, value: dict[str, Any] | list[Any], event: yaml.CollectionStartEvent, line: int) -> None:
        if event.tag:
            raise BadYaml(line, f"tag YAML {event.tag} tidak diterima")
        if len(self._stack) >= MAX_DEPTH:
            raise BadYaml(line, f"susunan terlalu dalam (lebih dari {MAX_DEPTH} tingkat)")
        path = self._put(value, line)
        self._stack.append(_Frame(value, path))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if event.tag and event.tag != "!":
            raise BadYaml(line, f"tag YAML {event.tag} tidak diterima")
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            if event.value in frame.value or (*frame.path, event.value) in self.lines._lines:
                raise BadYaml(line, f"kunci {event.value!r} ditulis dua kali")
            frame.key = event.value
            # Known from the key on, also for an empty value that is left out below.
            self.lines.put((*frame.path, event.value), line)
            return
        if event.implicit[0] and event.value in ("", "~", "null"):
            if frame is not None and isinstance(frame.value, dict):
                frame.key = None
                return
            raise BadYaml(line, "nilai kosong di sini tidak diterima")
        self._put(event.value, line)

    def _put(self, value: Any, line: int) -> tuple[str | int, ...]:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise BadYaml(line, f"terlalu banyak isi (lebih dari {MAX_NODES} nilai)")
        if not self._stack:
            self.root = value
            return ()
        frame = self._stack[-1]
        path: tuple[str | int, ...]
        if isinstance(frame.value, list):
            path = (*frame.path, len(frame.value))
            frame.value.append(value)
        else:
            if frame.key is None:
                raise BadYaml(line, "kunci harus berupa teks")
            path = (*frame.path, frame.key)
            frame.value[frame.key] = value
            frame.key = None
        self.lines.put(path, line)
        return path


def parse(data: bytes) -> tuple[Any, Lines]:
    """Plain dicts, lists and strings, and where they stand. Raises `BadYaml`."""
    if len(data) > MAX_BYTES:
        raise BadYaml(1, f"berkas terlalu besar ({len(data)} bita; paling banyak {MAX_BYTES})")
    builder = _Builder()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadYaml(line, "berkas bukan teks UTF-8") from None
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise BadYaml(line, f"YAML tidak terbaca: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise BadYaml(1, f"YAML tidak terbaca: {error}") from None
    return builder.root, builder.lines
