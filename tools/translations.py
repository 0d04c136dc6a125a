"""Collect the Indonesian screen texts of the sources into the English translation.

Qt's collector drops Python calls whose count is more than a number (`translate("Queue", "%n laporan", "",
row.count)`), so the calls are found by Python's own parser and handed to it as plain ones; merging and the
file format stay Qt's.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.contract.briefing import CHAPTER_WORDS

CATALOGUE = Path("resources/translations/patria_en.ts")
FOLDERS = ("console", "widgets")
ELSEWHERE = {"Handover": tuple(CHAPTER_WORDS.values())}
"""Texts that are one list for screen, paper and voice, by the context the screen translates them in."""
_SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate. `counted`: it has a number and so grammatical forms."""

    context: str
    source: str
    counted: bool


class _Collector(ast.NodeVisitor):
    """Finds `translate(context, text, …)` and `self.tr(text, …)`; the class is the context of the latter."""

    def __init__(self) -> None:
        self.found: list[Text] = []
        self.unreadable: list[int] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "translate" and len(node.args) >= 2:
            self._take(node.args[0], node.args[1], len(node.args) > 3, node.lineno)
        elif name == "tr" and isinstance(node.func, ast.Attribute) and node.args and self._classes:
            self._take(ast.Constant(self._classes[-1]), node.args[0], len(node.args) > 2, node.lineno)

    def _take(self, context: ast.expr, text: ast.expr, counted: bool, line: int) -> None:
        words = [part.value for part in (context, text) if isinstance(part, ast.Constant)]
        if len(words) == 2 and all(isinstance(word, str) for word in words):
            self.found.append(Text(str(words[0]), str(words[1]), counted))
        elif not isinstance(context, ast.Name):  # `str.translate(table)` and wrappers hand names on
            self.unreadable.append(line)


def texts(root: Path) -> Iterator[Text]:
    """Every text of the screens, in the order of the files. Raises `ValueError` for one that is computed."""
    for file in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py")):
        collector = _Collector()
        collector.visit(ast.parse(file.read_text(encoding="utf-8")))
        if collector.unreadable:
            raise ValueError(f"{file}:{collector.unreadable[0]}: the text to translate is not a plain string")
        yield from collector.found
    for context, words in ELSEWHERE.items():
        yield from (Text(context, word, False) for word in words)


def collect(root: Path, catalogue: Path) -> None:
    """Bring a `.ts` file up to date with the sources below `root`; texts that are gone are removed."""
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "texts.py"
        lines = [
            f"translate({t.context!r}, {_quoted(t.source)}{', None, 1' if t.counted else ''})"
            for t in texts(root)
        ]
        calls.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")
        languages = ["-source-language", "id", "-target-language", "en"]
        options = ["-silent", "-no-obsolete", "-locations", "none", *languages]
        command = [str(_SCRIPTS / "pyside6-lupdate"), *options, str(calls), "-ts", str(catalogue)]
        subprocess.run(command, check=True, capture_output=True)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    collect(Path(), CATALOGUE)
    left = CATALOGUE.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{CATALOGUE}: {left} texts still to translate" if left else f"{CATALOGUE}: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
