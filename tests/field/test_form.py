"""What a phone, or anybody, may send: taken or refused in words, never a defect, never beyond the limits."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.contract.closing import FileProof, Photo
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.orders import GiveReceipt, Order, OrderKind, OrderState, ReceiptKind
from services.contract.records import Role
from services.outreach.page import acts, form
from services.outreach.page.form import Form, Hangup
from services.outreach.page.ports import OrderView

ZONE = timezone(timedelta(hours=7))
ISSUED = int(datetime(2026, 11, 21, 21, 36, tzinfo=ZONE).timestamp() * 1000)
ORDER = Order(
    id=7,
    kind=OrderKind.ASSIGNMENT,
    incident_id=3,
    agency="dlh",
    what="Amankan kabel, tunggu PLN, lalu potong.",
    where="Gedog, gang masjid",
    by_at=ISSUED + 19 * 60_000,
    by_words="sebelum 21.55 WIB",
    issuer="sri",
    issuer_role=Role.SUPERVISOR,
    issued_at=ISSUED,
)
VIEW = OrderView(log=Log.LIVE, state=OrderState(order=ORDER))
FAST = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def taken(body: bytes, kind: str, folder: Path, cuts: tuple[int, ...] = ()) -> Form:
    """The form that a body in these pieces leads to."""
    pieces = _pieces(body, cuts)

    async def receive() -> MutableMapping[str, Any]:
        piece = next(pieces, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece[0], "more_body": piece[1]}

    given_form = Form()
    asyncio.run(form.read({b"content-type": kind.encode("latin-1")}, receive, folder, given_form))
    return given_form


def _pieces(body: bytes, cuts: tuple[int, ...]) -> Iterator[tuple[bytes, bool]]:
    edges = [0, *sorted(min(cut, len(body)) for cut in cuts)]
    for start, end in pairwise(edges):
        yield body[start:end], True
    yield body[edges[-1] :], False


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    boundary = "grenze7"
    parts = [
        f'--{boundary}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, data in files:
        head = f'--{boundary}\r\ncontent-disposition: form-data; name="photo"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


@FAST
@given(
    st.dictionaries(st.sampled_from(["do", "id", "words", "person"]), st.text(max_size=60)),
    st.lists(st.binary(max_size=3000).filter(lambda data: b"grenze7" not in data), max_size=3),
    st.lists(st.integers(0, 5000), max_size=6),
)
def test_a_form_arrives_as_it_was_sent_however_it_is_cut(
    tmp_path: Path, fields: dict[str, str], files: list[bytes], cuts: list[int]
) -> None:
    fields = {name: value for name, value in fields.items() if "grenze7" not in value}
    body, kind = multipart(fields, [(f"{n}.jpg", data) for n, data in enumerate(files)])
    with form.forgetting(taken(body, kind, tmp_path, tuple(cuts))) as arrived:
        expected = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
        assert arrived.fields == expected
        assert [path.read_bytes() for path in arrived.files] == [data for data in files if data]
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in arrived.files)
    assert list(tmp_path.iterdir()) == []


@FAST
@given(st.binary(max_size=600), st.sampled_from(["multipart/form-data; boundary=grenze7", "text/plain", ""]))
def test_no_body_is_a_defect(tmp_path: Path, body: bytes, kind: str) -> None:
    with contextlib.suppress(KnownError, Hangup):
        taken(b"--grenze7\r\n" + body, kind, tmp_path)


@FAST
@given(st.binary(max_size=300))
def test_no_plain_body_is_a_defect(tmp_path: Path, body: bytes) -> None:
    with contextlib.suppress(KnownError, Hangup):
        taken(body, "application/x-www-form-urlencoded", tmp_path)


def test_a_phone_that_leaves_leaves_nothing_behind(tmp_path: Path) -> None:
    body, kind = multipart({"do": "selesai"}, [("a.jpg", b"x" * 3_000_000)])

    async def run() -> None:
        sent = iter([body[:2_000_000]])

        async def receive() -> MutableMapping[str, Any]:
            piece = next(sent, None)
            if piece is None:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": piece, "more_body": True}

        with form.forgetting(Form()) as arrived:
            await form.read({b"content-type": kind.encode()}, receive, tmp_path, arrived)

    with pytest.raises(Hangup):
        asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_the_fields_behind_a_photograph_that_is_too_large_are_kept(tmp_path: Path) -> None:
    boundary = b"--grenze7\r\ncontent-disposition: form-data; name="
    body = (
        boundary + b'"photo"; filename="a.jpg"\r\n\r\n' + bytes(form.MAX_PHOTO_BYTES + 1) + b"\r\n"
        + boundary + b'"words"\r\n\r\nsudah beres\r\n--grenze7--\r\n'
    )  # fmt: skip
    arrived = Form()

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    kind = {b"content-type": b"multipart/form-data; boundary=grenze7"}
    with pytest.raises(KnownError, match="25 MB"):
        asyncio.run(form.read(kind, receive, tmp_path, arrived))
    assert arrived.fields == {"words": "sudah beres"}
    arrived.forget()


def test_too_many_photographs_are_refused(tmp_path: Path) -> None:
    body, kind = multipart({}, [("a.jpg", b"x")] * (form.MAX_PHOTOS + 1))
    with pytest.raises(KnownError, match="Paling banyak 8 foto"):
        taken(body, kind, tmp_path)


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    body, kind = multipart({"words": "x" * form.MAX_FIELDS_BYTES + "x"}, [])
    with pytest.raises(KnownError, match="terlalu panjang"):
        taken(body, kind, tmp_path)
    with pytest.raises(KnownError, match="terlalu panjang"):
        taken(b"words=" + b"x" * form.MAX_FIELDS_BYTES, "application/x-www-form-urlencoded", tmp_path)


# --- from a form to commands ---


def filled(do: str, **fields: str) -> Form:
    return Form({"do": do, "id": str(uuid.uuid4()), **fields})


def receipt(given_form: Form) -> GiveReceipt:
    command = acts.acts(given_form, VIEW, ZONE, [])[0].command
    assert isinstance(command, GiveReceipt)
    return command


def test_the_same_as_written_is_exactly_the_order() -> None:
    said = receipt(filled("baca", same_what="1", same_where="1", same_by="1", what="lain")).read_back
    assert said is not None
    assert (said.what, said.where, said.by_words) == (ORDER.what, ORDER.where, ORDER.by_words)
    assert said.by_at == ORDER.by_at


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("21.55", ORDER.by_at),
        ("sebelum jam 21:55 ya", ORDER.by_at),
        ("22.10", ORDER.by_at + 15 * 60_000),
        ("secepatnya", 0),
        ("25.10", 0),
        ("1.500 meter", 0),
    ],
)
def test_a_time_of_day_is_understood(words: str, meant: int) -> None:
    assert acts.understood(words, ORDER, ZONE) == meant


def test_a_time_after_midnight_is_tomorrow() -> None:
    open_ended = replace(ORDER, by_at=0, by_words="")
    at = datetime.fromtimestamp(acts.understood("01.30", open_ended, ZONE) / 1000, UTC).astimezone(ZONE)
    assert (at.day, at.hour, at.minute) == (22, 1, 30)


@pytest.mark.parametrize("missing", ["what", "where", "by"])
def test_what_is_missing_in_a_read_back_is_named(missing: str) -> None:
    fields = {name: "kata sendiri" for name in ("what", "where", "by") if name != missing}
    with pytest.raises(KnownError, match="sama seperti tertulis"):
        receipt(filled("baca", **fields))


@pytest.mark.parametrize("do", ["tanya", "tidak", "catatan"])
def test_what_needs_words_says_so(do: str) -> None:
    with pytest.raises(KnownError, match="Tulis dahulu"):
        receipt(filled(do, words=" \n "))


def test_direction_marks_do_not_turn_words_around() -> None:
    assert receipt(filled("catatan", words="potong\u202e jangan\x00")).words == "potong jangan"


@pytest.mark.parametrize(("written", "kept"), [("", 0), ("nan", 0), ("1", 0), ("1e400", 0)])
def test_a_time_that_is_none_is_left_out(written: str, kept: int) -> None:
    assert receipt(filled("berangkat", written=written)).written_at == kept


@given(
    st.sampled_from([*acts.DONE_WORDS, "", "hapus"]),
    st.dictionaries(
        st.sampled_from(
            ["words", "person", "what", "where", "by", "same_what", "lat", "lon", "accuracy", "written"]
        ),
        st.one_of(st.text(max_size=50), st.floats().map(str), st.integers().map(str)),
    ),
)
def test_no_form_is_a_defect_and_one_form_is_always_the_same_act(do: str, fields: dict[str, str]) -> None:
    given_form = filled(do, **fields)
    try:
        first = acts.acts(given_form, VIEW, ZONE, [])
    except KnownError:
        return
    assert first == acts.acts(given_form, VIEW, ZONE, [])
    assert len({act.id for act in first}) == len(first)
    assert first[0].id == given_form.fields["id"]


def test_a_form_without_a_number_is_refused() -> None:
    for number in ("", "7", "x" * 36, str(uuid.uuid4())[:-1]):
        with pytest.raises(KnownError):
            acts.acts(Form({"do": "tiba", "id": number}), VIEW, ZONE, [])


def test_done_gives_its_proof_before_the_receipt() -> None:
    given_form = filled("selesai", person="Budi", words="beres", lat="-8.1", lon="112.1", accuracy="9")
    proof, done, position = acts.acts(given_form, VIEW, ZONE, [Photo(sha256="a" * 64)])
    assert isinstance(proof.command, FileProof)
    assert (proof.command.officer, proof.command.lat, proof.command.accuracy_m) == ("Budi", -8.1, 9.0)
    assert isinstance(done.command, GiveReceipt)
    assert done.command.kind is ReceiptKind.DONE
    assert position.optional
