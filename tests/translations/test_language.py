"""English by switch, Indonesian without any file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from widgets.chips import severity_word
from widgets.language import install_language


@pytest.fixture(autouse=True)
def _indonesian_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language("id")


def test_indonesian_needs_no_file(tmp_path: Path) -> None:
    assert install_language("id", tmp_path)
    assert severity_word(0) == "Kritis"
    assert list(tmp_path.iterdir()) == []


def test_english_is_compiled_once_and_taken_back(tmp_path: Path) -> None:
    assert install_language("en", tmp_path)
    assert severity_word(0) == "Critical"
    (compiled,) = tmp_path.iterdir()
    made = compiled.stat().st_mtime_ns
    assert install_language("en", tmp_path)
    assert compiled.stat().st_mtime_ns == made
    install_language("id", tmp_path)
    assert severity_word(0) == "Kritis"


def test_counts_follow_the_grammar(tmp_path: Path) -> None:
    """Numerus forms: English needs two where Indonesian needs one."""
    assert install_language("en", tmp_path)
    one = QCoreApplication.translate("Wall", "Laporan NYATA masuk: %n", None, 1)
    many = QCoreApplication.translate("Wall", "Laporan NYATA masuk: %n", None, 3)
    assert (one, many) == ("1 REAL report came in", "3 REAL reports came in")


def test_a_folder_that_cannot_be_written_leaves_indonesian(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "berkas"
    in_the_way.write_text("", encoding="utf-8")
    assert not install_language("en", in_the_way / "cache")
    assert severity_word(0) == "Kritis"
    assert "tetap berbahasa Indonesia" in caplog.text
