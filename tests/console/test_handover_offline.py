"""The handover window without a line: what is frozen and said there is derived from the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from services.contract.catalogue import AnyCommand
from services.contract.messages import Do
from services.contract.shifts import ItemRestated, RestateItem, Restatement, Side, SignHandover
from services.feed.link import LinkState
from services.store.frozen_files import Seat
from services.store.sealing import SealKey, Signed
from tests.console.test_handover import NOW, Sitting, incoming

Key = Qt.Key


def waits(sitting: Sitting, *commands: AnyCommand) -> None:
    """What was given stays in the outbox: there is no line."""
    dos = [Do(id=str(uuid.uuid4()), at=NOW, expires_at=NOW + 1, body=command) for command in commands]
    sitting.desk.adapter.waiting = lambda: dos
    sitting.tell()


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    found = Sitting(qtbot, tmp_path)
    yield found
    found.memory.worker.stop()
    shiboken6.delete(found.desk)  # its timers end before the window does


def test_held_on_one_screen_without_a_line(sitting: Sitting) -> None:
    sitting.critical()
    sitting.responsible("siti")
    sitting.situation.link = LinkState.DISCONNECTED
    sitting.press(Key.Key_B)
    opening = sitting.frozen()
    waits(sitting, opening)
    assert "belum tercatat" in sitting.source
    assert opening.digest[:8] in sitting.source
    assert sitting.desk.adapter.proven
    sitting.press(Key.Key_B)
    assert "belum tercatat" in sitting.said[-1], "one at a time"

    sitting.press(Key.Key_U)
    sitting.say("budi")
    sitting.say("pohon tumbang")
    said = sitting.given[-1]
    assert isinstance(said, RestateItem)
    assert (said.handover_id, said.digest, said.by, said.words) == (
        0,
        opening.digest,
        "budi",
        "pohon tumbang",
    )
    waits(sitting, opening, said)
    assert "menunggu jalur" in sitting.lines["incident:1"].differences
    assert "budi" in sitting.lines["incident:1"].restated_note

    sitting.press(Key.Key_S)
    QTest.keyClick(sitting.window.focusWidget(), Key.Key_Return)
    signed = sitting.given[-1]
    assert isinstance(signed, SignHandover)
    assert (signed.digest, signed.by, signed.side) == (opening.digest, "siti", Side.OUTGOING)
    waits(sitting, opening, said, signed)
    waiting = "Tanda tangan siti menunggu jalur; tanggung jawab masih pada siti."
    assert waiting in sitting.desk.adapter.missing()
    assert "menunggu jalur" in sitting.window.strip._outgoing.text()


def test_the_second_signature_is_sealed_and_needs_a_known_server(sitting: Sitting, tmp_path: Path) -> None:
    sitting.critical()
    sitting.responsible("siti")
    sitting.situation.link = LinkState.DISCONNECTED
    sitting.press(Key.Key_B)
    opening = sitting.frozen()
    said = RestateItem(
        digest=opening.digest, by="budi", said_at=NOW, item="incident:1", words="pohon tumbang"
    )
    waits(sitting, opening, said)
    sitting.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert "menunggu jalur" in sitting.said[-1]
    assert sitting.window.second.isHidden()

    key = SealKey(tmp_path)
    sitting.freezing._seat = Seat(user="siti", seal=key.public, skew_ms=0)
    sitting.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    second = sitting.window.second
    assert second.name.text() == "budi"
    for first, again in (("kopi tubruk", "kopi tubrik"), ("kopi tubruk", "kopi tubruk")):
        QTest.keyClicks(second.password, first)
        QTest.keyClick(second.password, Key.Key_Return)
        assert second.again.hasFocus()
        QTest.keyClicks(second.again, again)
        QTest.keyClick(second.again, Key.Key_Return)
        assert second.password.text() == second.again.text() == ""
    assert second.isHidden()
    signed = sitting.given[-1]
    assert isinstance(signed, SignHandover)
    assert signed.by == "budi"
    bound = Signed(
        log="live",
        digest=opening.digest,
        side="incoming",
        by="budi",
        said_at=signed.said_at,
        restated=(("incident:1", "pohon tumbang"),),
    )
    assert key.open(signed.sealed, bound) == ("kopi tubruk", "")
    assert "tanggung jawab masih pada siti" in sitting.said[-1]


def test_what_happened_since_it_was_frozen_stands_beside_it(sitting: Sitting) -> None:
    incoming(sitting)
    sitting.critical()
    sitting.desk.adapter._preview = None
    sitting.desk.adapter.show()
    shown = sitting.window.side._shown
    assert shown is not None
    facts = [fact.caption for fact in shown[0]]
    assert facts[0] == "Sejak dibekukan"
    assert facts[1].startswith("Tidak stabil: ")


def test_whoever_accepts_hears_how_many_became_unstable_since(sitting: Sitting) -> None:
    """They hold nothing up (0146), so the question that asks for the signature says them."""
    sitting.critical()
    sitting.responsible("budi")
    sitting.happen(sitting.opening("budi"), actor="budi")
    said = Restatement(words="pohon tumbang", by="siti", at=NOW)
    sitting.happen(ItemRestated(handover_id=1, item="incident:1", restatement=said))
    sitting.press(Key.Key_S)
    told = "Terima serah terima #1 dari budi: 2 butir, 1 tidak stabil"
    assert told in [label.text() for label in sitting.window.prompt.findChildren(QLabel)]
    QTest.keyClick(sitting.window.focusWidget(), Key.Key_Escape)

    sitting.critical(2)
    sitting.desk.adapter._preview = None
    sitting.press(Key.Key_S)
    titles = [label.text() for label in sitting.window.prompt.findChildren(QLabel)]
    assert f"{told} · 2 butir lain menjadi tidak stabil sejak dibekukan" in titles
    QTest.keyClick(sitting.window.focusWidget(), Key.Key_Return)
    assert isinstance(sitting.given[-1], SignHandover)

    sitting.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert "sejak dibekukan" not in sitting.window.second._title.text()


def test_the_other_ones_signature_on_this_screen_hears_it_too(sitting: Sitting) -> None:
    sitting.critical()
    sitting.responsible("siti")
    sitting.happen(sitting.opening("siti"))
    said = Restatement(words="pohon tumbang", by="budi", at=NOW)
    sitting.happen(ItemRestated(handover_id=1, item="incident:1", restatement=said), actor="budi")
    sitting.critical()
    sitting.desk.adapter._preview = None
    sitting.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert "1 butir lain menjadi tidak stabil sejak dibekukan" in sitting.window.second._title.text()


def test_ones_own_second_factor_is_a_sealed_recovery_code(sitting: Sitting, tmp_path: Path) -> None:
    sitting.critical()
    sitting.responsible("siti")
    welcome = sitting.situation.welcome
    assert welcome is not None
    sitting.situation.welcome = replace(welcome, second_factor=True)
    sitting.situation.link = LinkState.DISCONNECTED
    sitting.press(Key.Key_B)
    opening = sitting.frozen()
    waits(sitting, opening)
    sitting.press(Key.Key_S)
    assert "menunggu jalur" in sitting.said[-1] or "setelah jalur kembali" in sitting.said[-1]
    assert sitting.window.second.isHidden()
    key = SealKey(tmp_path)
    sitting.freezing._seat = Seat(user="siti", seal=key.public, skew_ms=0)
    sitting.press(Key.Key_S)
    second = sitting.window.second
    assert second.name.text() == "siti"
    for field, words in ((second.password, "kopi tubruk"), (second.again, "kopi tubruk")):
        QTest.keyClicks(field, words)
    QTest.keyClicks(second.code, "k3vd-7qpx-aa2m-zr5t")
    QTest.keyClick(second.code, Key.Key_Return)
    assert second.isHidden()
    signed = sitting.given[-1]
    assert isinstance(signed, SignHandover)
    bound = Signed(
        log="live", digest=opening.digest, side="outgoing", by="siti", said_at=signed.said_at, restated=[]
    )
    assert key.open(signed.sealed, bound) == ("kopi tubruk", "k3vd-7qpx-aa2m-zr5t")


@pytest.mark.parametrize("having", [True, False])
def test_a_console_started_without_a_line_knows_its_own_users_factor(
    qtbot: QtBot, tmp_path: Path, having: bool
) -> None:
    """What the last welcome told stands on disk: a yes or no, and nothing else of the factor."""
    first = Sitting(qtbot, tmp_path)
    welcome = first.situation.welcome
    assert welcome is not None
    for told in (not having, having):  # also what changed while this console was on
        first.situation.welcome = replace(welcome, seal=SealKey(tmp_path).public, second_factor=told)
        first.freezing.welcomed()
    first.memory.worker.stop()
    shiboken6.delete(first.desk)

    again = Sitting(qtbot, tmp_path)
    again.situation.welcome = None
    again.situation.link = LinkState.DISCONNECTED
    again.freezing.start(lambda: None)
    again.critical()
    again.responsible(welcome.user)
    again.press(Key.Key_B)
    waits(again, again.frozen())
    again.press(Key.Key_S)
    second = again.window.second
    assert second.isVisible() == having
    assert again.window.prompt.asking == (not having)
    if having:
        assert second.name.text() == welcome.user
        assert second.code.isVisible()
        assert "kode cadangan berlaku" in second._said.text()
    again.memory.worker.stop()
    shiboken6.delete(again.desk)
