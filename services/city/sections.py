"""The YAML files of a pack as structs, every wrong value told with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from services.city.problems import Problem
from services.city.yamltree import BadYaml, Lines, parse
from services.contract.city import (
    Agency,
    Area,
    Camera,
    Category,
    CityFacts,
    DepthRule,
    District,
    Place,
    Policy,
    PriorityRule,
    Shift,
)

LISTS: Final[Mapping[tuple[str, str], tuple[str, type]]] = {
    ("areas.yaml", "districts"): ("districts", District),
    ("areas.yaml", "areas"): ("areas", Area),
    ("agencies.yaml", ""): ("agencies", Agency),
    ("categories.yaml", ""): ("categories", Category),
    ("rules.yaml", "priority"): ("priority_rules", PriorityRule),
    ("rules.yaml", "depth"): ("depth_rules", DepthRule),
    ("shifts.yaml", ""): ("shifts", Shift),
    ("places.yaml", ""): ("places", Place),
    ("cameras.yaml", ""): ("cameras", Camera),
}
"""File and key within it → field of `CityPack` and the type of its items."""
SINGLES: Final[Mapping[tuple[str, str], tuple[str, Any]]] = {
    ("city.yaml", "city"): ("city", CityFacts),
    ("city.yaml", "policy"): ("policy", Policy),
    ("rules.yaml", "depth_words"): ("depth_words", dict[str, int]),
}
FILES: Final = tuple(dict.fromkeys(file for file, _ in (*SINGLES, *LISTS)))
_REQUIRED: Final = ("city.yaml", "areas.yaml", "agencies.yaml", "categories.yaml")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
_KINDS = {
    "str": "teks", "int": "bilangan bulat", "float": "bilangan", "bool": "true atau false",
    "array": "daftar", "object": "pasangan kunci dan nilai", "null": "kosong",
}  # fmt: skip


class Sources:
    """What was read, and where each item stands."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._lines: dict[str, Lines] = {}
        self._origin: dict[str, tuple[str, tuple[str | int, ...]]] = {}
        self._positions: dict[str, list[int]] = {}

    def problem(self, field: str, index: int | None, path: tuple[str | int, ...], message: str) -> Problem:
        """A problem at item `index` of a field of the pack (None: the field itself)."""
        file, base = self._origin.get(field, ("city.yaml", ()))
        positions = self._positions.get(field, [])
        inside = () if index is None or index >= len(positions) else (positions[index],)
        here = (*base, *inside, *path)
        lines = self._lines.get(file)
        return Problem(file, lines.at(here) if lines is not None else 0, message)

    def _wrong(self, file: str, path: tuple[str | int, ...], message: str) -> None:
        self.problems.append(Problem(file, self._lines[file].at(path), message))

    def read(self, contents: Mapping[str, bytes]) -> None:
        """Take the files of a pack; what is wrong lands in `problems`."""
        for file in FILES:
            data = contents.get(file)
            if data is None:
                if file in _REQUIRED:
                    self.problems.append(Problem(file, 0, "berkas ini wajib ada"))
                continue
            try:
                value, self._lines[file] = parse(data)
            except BadYaml as error:
                self.problems.append(Problem(file, error.line, error.message))
                continue
            self._take_file(file, value)

    def _take_file(self, file: str, value: Any) -> None:
        keys = [key for name, key in (*SINGLES, *LISTS) if name == file]
        if keys == [""]:
            self._take_list(file, (), value, *LISTS[file, ""])
            return
        if not isinstance(value, dict):
            self._wrong(file, (), f"berkas harus berisi kunci: {', '.join(keys)}")
            return
        for key in value:
            if key not in keys:
                self._wrong(file, (key,), f"kunci {key!r} tidak dikenal; yang ada: {', '.join(keys)}")
        for key in keys:
            if (file, key) in LISTS:
                self._take_list(file, (key,), value.get(key), *LISTS[file, key])
            elif key in value:
                field, kind = SINGLES[file, key]
                self._origin[field] = (file, (key,))
                self._convert(file, (key,), value[key], kind, field)
        if file == "city.yaml" and "city" not in value:
            self._wrong(file, (), "kunci city (nama, kode, zona waktu kota) wajib ada")

    def _take_list(self, file: str, base: tuple[str | int, ...], value: Any, field: str, kind: type) -> None:
        self._origin[field] = (file, base)
        items: list[Any] = []
        positions: list[int] = []
        if value is not None and not isinstance(value, list):
            self._wrong(file, base, "di sini harus ada daftar (baris yang diawali tanda -)")
            value = None
        for number, entry in enumerate(value or ()):
            item = self._converted(file, (*base, number), entry, kind)
            if item is not None:
                items.append(item)
                positions.append(number)
        self._positions[field] = positions
        self.values[field] = tuple(items)

    def _convert(self, file: str, path: tuple[str | int, ...], value: Any, kind: Any, field: str) -> None:
        item = self._converted(file, path, value, kind)
        if item is not None:
            self.values[field] = item

    def _converted(self, file: str, path: tuple[str | int, ...], value: Any, kind: Any) -> Any:
        try:
            return msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as error:
            inner, message = explain(str(error))
            self._wrong(file, (*path, *inner), message)
            return None


def explain(message: str) -> tuple[tuple[str | int, ...], str]:
    """msgspec's message as a path and an Indonesian sentence."""
    what, _, where = message.partition(" - at ")
    path: list[str | int] = []
    for match in _STEP.finditer(where):
        if match.group(1):
            path.append(match.group(1))
        elif match.group(2):
            path.append(int(match.group(2)))
        else:
            break
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    label = f"{name}: " if name else ""
    quoted = re.findall(r"`([^`]*)`", what)
    if "missing required field" in what:
        return tuple(path), f"{label}{quoted[0]!r} wajib diisi"
    if "unknown field" in what:
        return (*path, quoted[0]), f"{label}{quoted[0]!r} tidak dikenal"
    if "Invalid enum value" in what:
        return tuple(path), f"{label}nilai {what.partition('value ')[2]} tidak dikenal"
    if "matching regex" in what:
        return tuple(path), f"{label}bentuknya tidak sesuai pola {what.partition('regex ')[2]}"
    if "of length" in what:
        return tuple(path), f"{label}panjangnya harus {what.partition('of length ')[2]}"
    bound = re.match(r"Expected `\w+(?: \| null)?` (<=|>=|<|>) (\S+)$", what)
    if bound:
        return tuple(path), f"{label}nilainya harus {bound.group(1)} {bound.group(2)}"
    if what.startswith("Expected") and quoted:
        return tuple(path), f"{label}di sini harus ada {_kind(quoted[0])}"
    return tuple(path), f"{label}{what}"


def _kind(kind: str) -> str:
    return " atau ".join(_KINDS.get(part, part) for part in kind.split(" | "))
