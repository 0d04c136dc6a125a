"""Lines of the shift log: every kind of entry has one or is left out on purpose, and none says too much."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from services.contract.catalogue import EVENT_TYPES
from services.contract.codec import decode_body, seal
from services.contract.contacts import Delivery, DeliveryChanged, DeliveryState
from services.contract.events import Body, IncidentClaimed, IntakeRefused, ReportReceived
from services.contract.orders import RUNGS, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Disposition, Incident, Report, Severity
from services.contract.shiftlog import LogGroup
from services.contract.shifts import (
    HandoverAsked,
    ItemRestated,
    Note,
    NoteWritten,
    Restatement,
    Watch,
    WatchTaken,
)
from services.reporting.log_lines import LEFT_OUT, folded, say
from services.reporting.log_rows import ALONE, BURST_MS, Made, Standing, make
from services.reporting.log_sentences import SENTENCES
from services.reporting.log_words import LONGEST, Speaker
from tests.city.making import arjuna
from tests.projection.making import START, histories

SPEAKER = Speaker(arjuna())


def samples(kind: Any, depth: int = 0) -> Iterator[Any]:
    """Values of a type, each choice of it at least once; of optional fields only choices."""
    match kind:
        case inspect.StructType(fields=fields):
            required = [
                field for field in fields if field.required or isinstance(field.type, inspect.EnumType)
            ]
            choices = [list(samples(field.type, depth + 1)) for field in required]
            longest = max((len(each) for each in choices), default=1)
            for number in range(longest):
                yield {
                    field.encode_name: values[number % len(values)]
                    for field, values in zip(required, choices, strict=True)
                }
        case inspect.EnumType(cls=cls):
            yield from (member.value for member in cls)
        case inspect.StrType(pattern=pattern, min_length=least):
            pattern = pattern or ""
            yield "phone" if "phone" in pattern else "ab" * 32 if "64" in pattern else "x" * (least or 1)
        case inspect.IntType() | inspect.FloatType():
            yield 1
        case inspect.BoolType():
            yield from (True, False)
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            yield [next(samples(item, depth + 1))]
        case inspect.UnionType(types=types):
            yield from itertools.chain.from_iterable(samples(each, depth + 1) for each in types)
        case _:
            raise AssertionError(kind)


@pytest.mark.parametrize("kind", EVENT_TYPES, ids=lambda kind: kind.KIND)
def test_every_kind_has_a_sentence_or_is_left_out_on_purpose(kind: type[Body]) -> None:
    assert (kind in SENTENCES or kind is ReportReceived) is not (kind in LEFT_OUT)
    bodies = [msgspec.convert(each, kind) for each in samples(inspect.type_info(kind))]
    said = [say(body, SPEAKER) for body in bodies]
    if kind in LEFT_OUT:
        assert said == [None] * len(said)
    elif kind is DeliveryChanged:  # what arrived stands with its order
        assert {each is not None for each in said} == {True, False}
    else:
        assert all(each is not None and each.words.strip() for each in said)


def _report(number: int, at: int, title: str = "Pohon tumbang", **fields: Any) -> ReportReceived:
    report = Report(
        id=number,
        day_no=number,
        received_at=at,
        reported_at=at,
        source="open311",
        text="rumah bu Sari, telepon 0812",
        reporter="kunci-pelapor",
        incident_id=number,
        **fields,
    )
    incident = Incident(
        id=number,
        day_no=number,
        severity=Severity.HIGH,
        category="x",
        title=title,
        opened_at=at,
        updated_at=at,
        summary="rumah bu Sari, telepon 0812",
    )
    return ReportReceived(report=report, incident=incident)


def _entries(*happened: tuple[int, Body], after: int = 0) -> list[Any]:
    return [
        (seal("e", seq, at, body, "sri", "")[0], body) for seq, (at, body) in enumerate(happened, after + 1)
    ]


def test_a_report_is_a_line_without_the_citizens_words() -> None:
    said = say(_report(1, START, place="Jalan Merdeka"), SPEAKER)
    assert said is not None
    assert said.words == "Kejadian baru: Pohon tumbang · Jalan Merdeka"
    found = folded(said, "intake", SPEAKER)
    assert not any(secret in found for secret in ("sari", "0812", "kunci"))
    prank = ReportReceived(
        report=msgspec.structs.replace(_report(2, START).report, incident_id=0, disposition=Disposition.PRANK)
    )
    assert "tanpa kejadian" in say(prank, SPEAKER).words  # type: ignore[union-attr]


def test_addresses_and_refused_words_are_in_no_line() -> None:
    sent = Delivery(
        id="d", agency="dlh", kind="phone", address="+62811999", state=DeliveryState.FAILED, queued_at=1, at=1
    )
    refused = IntakeRefused(source="open311", code="x", message="kategori tidak dikenal", excerpt="Bu Sari")
    for body in (DeliveryChanged(delivery=sent), refused):
        said = say(body, SPEAKER)
        assert said is not None
        assert not any(secret in folded(said, "", SPEAKER) for secret in ("999", "sari"))


def test_words_about_an_item_are_theirs_who_said_them_and_found_under_its_incident() -> None:
    """Without a line they come from the screen of whoever hands over."""
    heard = Restatement(words="Kabel sudah aman.", by="budi", at=START, via="sri", differences=("Gedog",))
    said = say(ItemRestated(handover_id=3, item="incident:7", restatement=heard), SPEAKER)
    assert said is not None
    assert said.words == (
        "Serah terima #3: butir ditegaskan ulang oleh budi: “Kabel sudah aman.” · tidak disebut: Gedog"
    )
    assert (said.incident_id, said.persons) == (7, ("budi",))
    asked = say(HandoverAsked(handover_id=3, item="order:2", text="Sudah?", by="budi"), SPEAKER)
    assert asked is not None
    assert asked.words == "Serah terima #3: ditanyakan oleh budi: “Sudah?”"
    assert asked.incident_id == 0


@pytest.mark.parametrize("rung", RUNGS)
def test_a_rung_that_was_missed_is_said_in_words_of_its_own(rung: ReceiptKind) -> None:
    receipt = Receipt(kind=ReceiptKind.ESCALATED, at=START, rung=rung)
    said = say(ReceiptGiven(order_id=6, receipt=receipt), SPEAKER)
    assert said is not None
    assert "dieskalasi: " in said.words
    assert " belum " in said.words
    assert "belum baca" not in said.words


def test_long_words_are_cut_and_notes_are_not() -> None:
    receipt = Receipt(kind=ReceiptKind.QUERY, at=1, words="apa\n" * 900)
    line = say(ReceiptGiven(order_id=3, receipt=receipt), SPEAKER)
    assert line is not None
    assert len(line.words) < LONGEST + 60
    assert "\n" not in line.words
    note = Note(id=1, at=1, by="sri", text="kata " * 700, tags=("genset",), agencies=("dlh",), incidents=(7,))
    whole = say(NoteWritten(note=note), SPEAKER)
    assert whole is not None
    assert whole.words == note.text
    found = folded(whole, "sri", SPEAKER)
    assert all(mark in found for mark in (" #genset ", " @dlh ", " kej:7 "))


def test_the_first_reports_stand_alone_and_the_rest_of_a_burst_share_a_line() -> None:
    reports = [(START + n * 1000, _report(n + 1, START + n * 1000)) for n in range(40)]
    made = make(standing := Standing(), _entries(*reports), SPEAKER)
    rows = list(made.rows.values())
    assert len(rows) == ALONE + 1
    burst = rows[-1]
    assert (burst.seq, burst.last_seq, burst.count) == (ALONE + 1, 40, 35)
    assert burst.words.startswith("35 laporan lagi masuk ")
    assert "Pohon tumbang 35" in burst.words
    later = START + BURST_MS + 1
    more = make(standing, _entries((later, _report(41, later)), after=40), SPEAKER)
    assert [row.count for row in more.rows.values()] == [1]
    assert list(more.rows) == [41]


def test_a_large_burst_is_counted_as_people_write_numbers() -> None:
    titles = [f"Jenis {number}" for number in range(20)]
    reports = [(START + n, _report(n + 1, START + n, titles[n % 20])) for n in range(2_005)]
    row = list(make(Standing(), _entries(*reports), SPEAKER).rows.values())[-1]
    assert row.words.startswith("2.000 laporan lagi masuk ")
    assert row.words.endswith(", lainnya 800")


def test_a_burst_ends_with_the_watch() -> None:
    watch = Watch(id=1, shift="", supervisor="siti", since=START + 20_000)
    reports = [(START + n * 1000, _report(n + 1, START + n * 1000)) for n in range(40)]
    happened = [*reports[:20], (START + 20_000, WatchTaken(watch=watch)), *reports[20:]]
    made = make(Standing(), _entries(*happened), SPEAKER)
    assert [(row.count, row.watch_id) for row in made.rows.values() if row.count > 1] == [(15, 0), (15, 1)]
    assert made.watches == [(21, watch)]


@settings(max_examples=80, deadline=None)
@given(histories(max_size=40), st.lists(st.integers(0, 40), max_size=3))
def test_the_lines_are_the_same_however_the_log_is_cut(history: list, cuts: list[int]) -> None:  # type: ignore[type-arg]
    entries = [(envelope, decode_body(envelope)) for envelope in history]
    whole = make(Standing(), entries, SPEAKER)
    standing, pieces = Standing(), Made()
    for start, end in itertools.pairwise(sorted({0, len(entries), *(min(c, len(entries)) for c in cuts)})):
        piece = make(standing, entries[start:end], SPEAKER)
        standing = msgspec.json.decode(msgspec.json.encode(standing), type=Standing)
        pieces.rows |= piece.rows
        pieces.watches += piece.watches
    assert pieces == whole


def test_lines_say_who_and_under_whose_responsibility() -> None:
    watch = Watch(id=4, shift="", supervisor="siti", since=START)
    claim = IncidentClaimed(incident_id=9, owner="budi", previous="ani", reason="istirahat")
    made = make(Standing(), _entries((START, WatchTaken(watch=watch)), (START + 1, claim)), SPEAKER)
    row = made.rows[2]
    assert (row.group, row.actor, row.incident_id, row.watch_id) == (LogGroup.INCIDENT, "sri", 9, 4)
    assert row.words == "Diambil alih budi dari ani · alasan: istirahat"
