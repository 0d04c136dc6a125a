"""The paper of a period: one page a department head understands in a minute, then the tables behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from services.contract.city import Shape
from services.contract.period import AgencyCount, Count, Kept, Period, Point, Spread
from widgets.format import NONE, Format
from widgets.paper.bars import Bar, bar_blocks, week_block
from widgets.paper.city import map_block
from widgets.paper.content import ESTIMATED, Mark, Outline, Table
from widgets.paper.period_facts import WEEKDAYS, facts, left_out, share, where
from widgets.paper.sheet import MM, WIDTH, Block, Sheet
from widgets.paper.tables import table_blocks

MAP_MM: Final = 150.0
_MAP_WIDE_MM: Final = 116.0
WORST: Final = 10
"""Points with their number on the map and beside it."""
IN_TABLE: Final = 40
BARS: Final = 24
"""Of what has more kinds, the rest is one line."""
_CAPTION_MM: Final = 24.0
_STEPS: Final = {
    "first_action": "Sampai tindakan pertama",
    "dispatch": "Sampai penugasan",
    "acknowledge": "Sampai penugasan diakui",
    "scene": "Sampai di lokasi",
    "close": "Sampai ditutup",
}
_COLUMNS: Final = ("Kejadian", "Bagian", "Sebelumnya", "Selisih")
_BARS_NOTE: Final = "Batang hitam: rentang ini; batang kelabu di bawahnya: {0}."


@dataclass(frozen=True)
class PeriodPaper:
    """Everything on the paper of a period. `digest`: SHA-256 of the bytes of `laporan.json`."""

    period: Period
    digest: str
    shapes: Sequence[Shape]
    radii: str
    """What counts as the same place, in words."""
    estimated: bool = False
    """The outlines are not the official ones."""


def period_pdf(paper: PeriodPaper, words: Format) -> bytes:
    """The period as PDF. `words`: the city's clock, in Indonesian. Needs a `QGuiApplication`."""
    period = paper.period
    log = "LATIHAN · " if period.drill else ""
    foot = f"{log}{period.city} · {period.name} · data {paper.digest[:16]}…"
    sheet = Sheet(f"Laporan {period.name} {period.city}", foot)
    return sheet.finish(list(_Blocks(paper, words, sheet)))


class _Blocks:
    """The blocks of one period, in reading order."""

    def __init__(self, paper: PeriodPaper, words: Format, sheet: Sheet) -> None:
        self.paper, self.words, self.sheet = paper, words, sheet
        self.period = paper.period

    def __iter__(self) -> Iterator[Block]:
        yield from self._summary()
        first, *others = self._bars()
        yield replace(first, fresh=True)
        yield from others
        yield self.sheet.text("head", "Hari dan jam", before=4, after=1, keep=True)
        yield week_block(self.sheet, WEEKDAYS, self.period.hours)
        yield from table_blocks(self.sheet, self._steps())
        yield from self._points()
        yield from self._method()

    # --- the first page ---

    def _summary(self) -> Iterator[Block]:
        sheet, period = self.sheet, self.period
        title = ("LATIHAN — " if period.drill else "") + _capital(period.name)
        yield sheet.text("title", title)
        parts = ["Laporan berkala", period.city, *period.filters]
        if period.running:  # its figures have an age
            parts.append(f"dihitung sampai {self._end()} {self.words.label}")
        yield sheet.text("body", " · ".join(parts), after=3)
        yield sheet.text("head", period.sentence, after=2.5)
        for caption, line in facts(period, self.words):
            yield self._fact(caption, line)
        yield self._where()
        yield sheet.text("small", self._legend(), before=1)

    def _where(self) -> Block:
        """The map, and beside it the worst of what came back."""
        sheet = self.sheet
        city = map_block(sheet, self._outline(), MAP_MM)
        lines = [self._worst(each) for each in self.period.recurrence.points[:WORST]]

        def paint(painter: QPainter, box: QRectF) -> None:
            city.paint(painter, QRectF(box.x(), box.y() + 2 * MM, _MAP_WIDE_MM * MM, city.height * MM))
            left = box.x() + (_MAP_WIDE_MM + 5) * MM
            column = QRectF(left, box.y() + 2 * MM, box.right() - left, box.height())
            sheet.write(painter, "strong", column, "Paling sering berulang" if lines else "Titik berulang")
            column.adjust(0, 6 * MM, 0, 0)
            if not lines:
                sheet.write(painter, "body", column, "Tidak ada dalam rentang ini.")
            for number, (line, height) in enumerate(lines, 1):
                sheet.write(painter, "strong", column, f"{number}")
                sheet.write(painter, "small", column.adjusted(6 * MM, 0.3 * MM, 0, 0), line)
                column.adjust(0, (height + 2.2) * MM, 0, 0)

        return Block(city.height - 4, paint)

    def _worst(self, each: Point) -> tuple[str, float]:
        """What stands beside the map, and how high that is."""
        line = f"{each.category_name}, {each.in_period} / {len(each.times)} kali\n{where(each)}"
        return line, self.sheet.text_height("small", line, WIDTH - _MAP_WIDE_MM - 11)

    def _legend(self) -> str:
        most = max([0, *(each.count for each in self.period.areas if each.code)])
        shade = f"Makin gelap, makin banyak kejadian (paling banyak {self.words.number(most)})."
        if self.paper.estimated:
            shade += f" {ESTIMATED}"
        if not self.period.recurrence.points:
            return shade
        return (
            f"● titik berulang; bernomor yang paling sering. Kali: dalam rentang ini / bersama "
            f"{self.period.recurrence.window_days} hari sebelumnya. {shade}"
        )

    def _fact(self, caption: str, line: str) -> Block:
        sheet, room = self.sheet, WIDTH - _CAPTION_MM
        height = sheet.text_height("body", line, room)

        def paint(painter: QPainter, box: QRectF) -> None:
            sheet.write(painter, "strong", box, caption)
            sheet.write(painter, "body", box.adjusted(_CAPTION_MM * MM, 0.2 * MM, 0, 0), line)

        return Block(height + 1.4, paint)

    def _outline(self) -> Outline:
        counts = {each.code: each.count for each in self.period.areas}
        most = max([1, *(count for code, count in counts.items() if code)])
        points = self.period.recurrence.points
        return Outline(
            shapes=self.paper.shapes,
            marks=tuple(
                Mark(each.number if each.number <= WORST else 0, 3, each.lat, each.lon) for each in points
            ),
            shades={code: count / most for code, count in counts.items()},
            names={each.code: each.name for each in self.period.areas if each.code},
            legend="",
        )

    # --- tables ---

    def _bars(self) -> Iterator[Block]:
        period = self.period
        note = _BARS_NOTE.format(period.before_name) if period.before_whole else ""
        for title, counts in (
            (period.area_word, period.areas),
            (period.district_word, period.districts),
            ("Jenis", period.categories),
            ("Keparahan", period.severities),
        ):
            bars = [self._bar(each) for each in _shortened(counts)]
            yield from bar_blocks(self.sheet, f"Menurut {title.lower()}", note, _COLUMNS, bars)
        agencies = [self._agency(each) for each in period.agencies]
        note += (
            " Mendukung: kejadian OPD lain yang dibantunya. Tepat: ditutup tepat waktu, lihat cara membaca."
        )
        columns = ("Kejadian", "Selisih", "Mendukung", "Tepat")
        yield from bar_blocks(self.sheet, "Menurut OPD", note.strip(), columns, agencies)

    def _bar(self, each: Count) -> Bar:
        number = self.words.number
        cells = (
            number(each.count),
            share(each.count, self.period.total),
            self._before(each.before),
            self._change(each.count - each.before),
        )
        return Bar(each.name, each.count, self._known(each.before), cells)

    def _agency(self, each: AgencyCount) -> Bar:
        kept = self.period.kept_agencies.get(each.code)
        cells = (
            self.words.number(each.count),
            self._change(each.count - each.before),
            self.words.number(each.supporting),
            _on_time(kept),
        )
        return Bar(each.name, each.count, self._known(each.before), cells)

    def _known(self, before: int) -> int:
        return before if self.period.before_whole else 0

    def _before(self, before: int) -> str:
        return self.words.number(before) if self.period.before_whole else NONE

    def _change(self, change: int) -> str:
        if not self.period.before_whole:
            return NONE
        return f"+{self.words.number(change)}" if change > 0 else self.words.number(change)

    def _steps(self) -> Table:
        period = self.period
        rows = [
            (caption, self._spread(period.steps[step]), self._spread(period.steps_before[step]))
            for step, caption in _STEPS.items()
        ]
        note = "Median · persentil ke-90 (banyaknya kejadian yang sampai di langkah itu dalam rentangnya)."
        if period.times_known < period.total:
            known, total = self.words.number(period.times_known), self.words.number(period.total)
            note += f" Dari {known} kejadian terakhir di antara {total}; waktu yang lebih lama ada dalam log."
        return Table(
            title="Lama setiap langkah, dihitung sejak laporan masuk",
            note=note,
            columns=("", _capital(period.name), _capital(period.before_name)),
            rows=rows,
            shares=(4, 3, 3),
        )

    def _spread(self, spread: Spread) -> str:
        if not spread.count:
            return NONE
        age, count = self.words.age, self.words.number(spread.count)
        return f"{age(spread.median)} · {age(spread.p90)} ({count})"

    def _points(self) -> Iterator[Block]:
        again = self.period.recurrence
        shown = again.points[:IN_TABLE]
        note = (
            f"{self.paper.radii} Kali: dalam rentang ini, dan di belakang garis miring bersama "
            f"{again.window_days} hari sebelumnya. ≈: sebagian posisinya dari nama jalan atau tempat."
        )
        if again.found > len(shown):
            note += f" Ada {self.words.number(again.found)} titik; di sini {len(shown)} yang paling sering."
        rows = [
            (
                str(each.number),
                f"{each.category_name}\n{'≈ ' if each.approximate else ''}{where(each)}"
                + (" (dipindahkan untuk latihan)" if each.moved else ""),
                f"{each.in_period} / {len(each.times)}",
                self._when(each.times),
                ", ".join(each.agencies) or NONE,
            )
            for each in shown
        ]
        yield from table_blocks(
            self.sheet,
            Table(
                title="Titik berulang: jenis yang sama di tempat yang sama",
                note=note,
                columns=("", "Apa dan di mana", "Kali", "Kapan", "OPD"),
                rows=rows,
                shares=(0.6, 4.4, 1, 3.6, 2.4),
                left=5,
            ),
        )

    def _when(self, times: Sequence[int]) -> str:
        """Days, the newest last; of many the first and the newest."""
        days = list(dict.fromkeys(self._day(at) for at in times))
        if len(days) > 6:
            days = [days[0], "…", *days[-4:]]
        return ", ".join(days)

    def _day(self, at: int) -> str:
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(self.words.zone)
        return f"{local.day}/{local.month}"

    # --- the end ---

    def _method(self) -> Iterator[Block]:
        yield self.sheet.text(
            "head", "Cara membaca, dan apa yang tidak dihitung", before=5, after=1, keep=True
        )
        for line in self._lines():
            yield self.sheet.text("small", line, after=1)
        yield self.sheet.text("mono", f"SHA-256 laporan.json: {self.paper.digest}", before=1)

    def _lines(self) -> Iterator[str]:
        period, words, again = self.period, self.words, self.period.recurrence
        span = f"{words.date(period.start)} {words.minute(period.start)} sampai {self._end()}"
        first, last = words.date(period.before_start), words.date(period.before_end - 1)
        compared = first if first == last else f"{first} sampai {last}"
        beside = f"Dibandingkan dengan {compared}."
        if not period.before_whole:
            beside = f"Tidak dibandingkan: {compared} tidak tercatat seluruhnya."
        yield (
            f"Rentang: {span} {words.label}. {beside} Dihitung dari catatan kejadian "
            f"{period.epoch} sampai baris {period.seq}; keadaan dan penilaian seperti pada baris itu."
        )
        excluded = left_out(period, words)
        yield (
            f"Masuk {words.number(period.opened)}: {words.number(period.total)} kejadian dengan "
            f"{words.number(period.reports)} laporan"
            + (f"; tidak dihitung {excluded}." if excluded else "; tidak ada yang dikeluarkan.")
        )
        yield (
            f"Titik berulang dicari di antara {words.number(again.considered)} kejadian. Tidak ikut: "
            f"{words.number(again.approximate_area)} yang hanya diketahui kelurahannya, "
            f"{words.number(again.unplaced)} tanpa posisi, dan {words.number(again.personal)} yang tempatnya "
            "bercerita tentang seseorang (sakit, korban, orang hilang …). Menurut waktu, setiap kejadian "
            "bergabung dengan titik terdekat sejenis yang masih dalam jaraknya dan terakhir terjadi dalam "
            "jendelanya; kalau tidak ada, ia menjadi titik baru. Laporan susulan dalam jendela duplikat "
            "jenisnya bukan kejadian berulang."
        )
        yield (
            "OPD: yang ditugaskan sebagai penanggung jawab; selama belum ditugaskan, yang berwenang menurut "
            "jenisnya. Tepat waktu = ditutup tepat waktu ÷ (ditutup + terbuka lewat tenggat), waktu jeda "
            "dikembalikan; dihitung atas yang ditutup atau lewat tenggat dalam rentang ini, kapan pun "
            "masuknya."
        )
        yield (
            "Tidak ada data pelapor, kata-kata warga, atau nama petugas dalam laporan ini maupun "
            "berkas-berkasnya; dari tempat hanya jalannya, dan posisi dibulatkan sampai kira-kira sebelas "
            "meter."
        )

    def _end(self) -> str:
        end = self.period.end
        # A whole day ends with its last minute, not with the first of the next.
        if self.words.minute(end) == "00.00":
            return f"{self.words.date(end - 1)} 24.00"
        return f"{self.words.date(end)} {self.words.minute(end)}"


def _shortened(counts: Sequence[Count]) -> Sequence[Count]:
    if len(counts) <= BARS:
        return counts
    rest = counts[BARS - 1 :]
    now, before = sum(each.count for each in rest), sum(each.before for each in rest)
    return [*counts[: BARS - 1], Count(code="", name=f"{len(rest)} jenis lain", count=now, before=before)]


def _on_time(kept: Kept | None) -> str:
    return NONE if kept is None or kept.share is None else f"{round(100 * kept.share)} %"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
