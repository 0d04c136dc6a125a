"""Entries of the event log as the rows of the shift log: one each, a burst of reports in one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct, structs

from services.contract.events import Body, Envelope, ReportReceived
from services.contract.shiftlog import LogGroup
from services.contract.shifts import HandoverAccepted, Watch, WatchTaken
from services.reporting.log_lines import folded, say, title_of
from services.reporting.log_words import Speaker, number

ALONE: Final = 5
"""So many reports within `BURST_MS` have a line each; the rest of them share one."""
BURST_MS: Final = 5 * 60_000
MOST_TITLES: Final = 12
"""Named in a shared line."""


class Row(Struct, frozen=True, kw_only=True):
    """One line as it is kept."""

    seq: int
    last_seq: int
    at: int
    last_at: int
    count: int = 1
    group: LogGroup
    actor: str = ""
    incident_id: int = 0
    watch_id: int = 0
    words: str
    folded: str


class Standing(Struct, omit_defaults=True, kw_only=True):
    """How far the lines of a log are made, and what the next entry may still belong to."""

    seq: int = 0
    watch_id: int = 0
    began_at: int = 0
    """When the run of reports began that is being counted."""
    reports: int = 0
    burst: Row | None = None
    titles: dict[str, int] = {}


class Made(Struct, kw_only=True):
    """What a stretch of the log adds. A row with the number of an earlier one takes its place."""

    rows: dict[int, Row] = {}
    watches: list[tuple[int, Watch]] = []
    """With the entry that began each."""


def make(standing: Standing, entries: Iterable[tuple[Envelope, Body | None]], speaker: Speaker) -> Made:
    """The lines of the entries that follow `standing`, which moves on with them."""
    made = Made()
    bursts: dict[int, dict[str, int]] = {}
    for envelope, body in entries:
        standing.seq = envelope.seq
        if isinstance(body, WatchTaken | HandoverAccepted):
            standing.watch_id = body.watch.id
            made.watches.append((envelope.seq, body.watch))
        if isinstance(body, ReportReceived) and _shares(standing, envelope, body, speaker):
            assert standing.burst is not None
            made.rows[standing.burst.seq] = standing.burst
            bursts[standing.burst.seq] = standing.titles
        elif body is not None and (row := _row(standing, envelope, body, speaker)) is not None:
            made.rows[row.seq] = row
    for seq, titles in bursts.items():
        made.rows[seq] = _worded(made.rows[seq], titles, speaker)
    return made


def _row(standing: Standing, envelope: Envelope, body: Body, speaker: Speaker) -> Row | None:
    said = say(body, speaker)
    if said is None:
        return None
    return Row(
        seq=envelope.seq,
        last_seq=envelope.seq,
        at=envelope.at,
        last_at=envelope.at,
        group=said.group,
        actor=envelope.actor,
        incident_id=said.incident_id,
        watch_id=standing.watch_id,
        words=said.words,
        folded=folded(said, envelope.actor, speaker),
    )


def _shares(standing: Standing, envelope: Envelope, body: ReportReceived, speaker: Speaker) -> bool:
    """Whether a report is counted in a line with others; the first ones have their own."""
    burst = standing.burst
    over = burst is not None and burst.watch_id != standing.watch_id
    if over or envelope.at - standing.began_at > BURST_MS:
        standing.began_at, standing.reports, standing.titles = envelope.at, 0, {}
        standing.burst = burst = None
    standing.reports += 1
    if standing.reports <= ALONE:
        return False
    title = title_of(body, speaker)
    if title in standing.titles or len(standing.titles) < MOST_TITLES:
        standing.titles[title] = standing.titles.get(title, 0) + 1
    standing.burst = Row(
        seq=burst.seq if burst is not None else envelope.seq,
        last_seq=envelope.seq,
        at=burst.at if burst is not None else envelope.at,
        last_at=envelope.at,
        count=burst.count + 1 if burst is not None else 1,
        group=LogGroup.REPORTS,
        watch_id=standing.watch_id,
        words="",
        folded="",
    )
    return True


def _worded(burst: Row, titles: dict[str, int], speaker: Speaker) -> Row:
    """E.g. `27 laporan lagi masuk 19.02–19.07 · Pohon tumbang 20, Banjir 7`."""
    most = sorted(titles.items(), key=lambda each: -each[1])
    rest = burst.count - sum(titles.values())
    parts = [f"{title} {number(count)}" for title, count in most] + (
        [f"lainnya {number(rest)}"] if rest else []
    )
    shown = ", ".join(parts)
    began, ended = speaker.clock(burst.at), speaker.clock(burst.last_at)
    when = began if began == ended else f"{began}–{ended}"
    words = f"{number(burst.count)} laporan lagi masuk {when} · {shown}"
    return structs.replace(burst, words=words, folded=f"{words} ".casefold())
