"""What the documents tell people to type exists, and where they point leads somewhere."""

import re
from pathlib import Path

import pytest

from tools.links import broken_links, documents

_TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
_MAKE = re.compile(r"(?:^\s*|`|\$ )(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", re.MULTILINE)
_PAGE = 600  # words
_SCRIPT = re.compile(r"(?<![\w/])((?:tools|\.ci)/[a-z-]+(?:\.[a-z]+)?)")


@pytest.fixture
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def test_make_targets_of_the_readme_exist(readme: str, repository: Path) -> None:
    targets = set(_TARGET.findall((repository / "Makefile").read_text()))
    named = set(_MAKE.findall(readme))
    assert {"run", "test"} <= named, "the README shows the two commands"
    assert named <= targets


def test_scripts_named_in_the_readme_exist(readme: str, repository: Path) -> None:
    assert not [name for name in _SCRIPT.findall(readme) if not (repository / name).exists()]


def test_every_target_is_explained(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text()
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.MULTILINE))
    assert explained == set(_TARGET.findall(makefile))


def test_the_shape_fits_on_two_pages_and_each_decision_on_one(repository: Path) -> None:
    pages = {repository / "ARCHITECTURE.md": 2 * _PAGE}
    pages |= dict.fromkeys((repository / "docs" / "decisions").glob("*.md"), _PAGE)
    words = {page.name: len(page.read_text(encoding="utf-8").split()) for page in pages}
    assert not {page.name: words[page.name] for page, most in pages.items() if words[page.name] > most}


def test_each_decision_has_a_number_of_its_own_and_says_it(repository: Path) -> None:
    decisions = sorted((repository / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in decisions]
    assert len(set(numbers)) == len(numbers)
    headed = [page.read_text(encoding="utf-8")[2:6] for page in decisions]
    assert headed == numbers


def test_what_the_shape_of_the_code_names_is_there(repository: Path) -> None:
    text = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:contract|projection|rules|backend|widgets)/[a-z_/]+\.py)`", text)
    assert named
    places = [
        repository / name if name.startswith("widgets") else repository / "services" / name for name in named
    ]
    assert not [place for place in places if not place.exists()]


def test_links_lead_somewhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    assert not [line for document in documents() for line in broken_links(document)]


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        '[here](page.md) [gone](gone.md#part) `[code](no.md)` <img src="no.png"> [w](https://e.id)'
    )
    assert [line.rpartition(" ")[2] for line in broken_links(page)] == ["gone.md", "no.png"]
