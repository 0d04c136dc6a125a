"""The parts of the detail: the way it went, reports, similar incidents, advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.chips import paint_severity
from widgets.detail.model import Advice, Identity, ReportRow, Rung, SimilarRow
from widgets.format import NONE, Format
from widgets.labels import breakable, caption, clear, column, flat_button, row, text
from widgets.press import PressButton
from widgets.theme import Theme
from widgets.words import channel_word

translate = QCoreApplication.translate

NEWEST: Final = 12
"""Reports shown before somebody asks for all."""
AT_ONCE: Final = 4
"""Pieces built before the event loop gets its turn."""


class RungStrip(QWidget):
    """The steps from received to closed as a strip, with the server's times below."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._rungs: tuple[Rung, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rungs(self, rungs: tuple[Rung, ...]) -> None:
        self._rungs = rungs
        self.setVisible(bool(rungs))
        self.setAccessibleName(
            ", ".join(f"{rung.word} {self._words.time(rung.at) if rung.at else NONE}" for rung in rungs)
        )
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._rungs:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, bar = theme.px(4), theme.px(4)
        step = (self.width() + gap) / len(self._rungs)
        font = theme.font_px(theme.px(11))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for place, rung in enumerate(self._rungs):
            left, width = place * step, step - gap
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text if rung.at else theme.line_strong))
            painter.drawRoundedRect(QRectF(left, 0, width, bar), bar / 2, bar / 2)
            painter.setPen(QColor(theme.text_strong if rung.at else theme.text_dim))
            upper = QRectF(left, theme.px(9), width, theme.px(17))
            word = metrics.elidedText(rung.word, Qt.TextElideMode.ElideRight, width)
            painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, word)
            painter.setPen(QColor(theme.text_dim))
            lower = upper.translated(0, theme.px(16))
            when = self._words.time(rung.at) if rung.at else NONE
            painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, when)


class Section(QWidget):
    """A caption and what belongs to it; hidden while there is nothing.

    A long content is built a few pieces at a time, so that the next key is never kept waiting.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.head = caption(theme, name)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self._rest: Iterator[QWidget] = iter(())
        self._shown: object = None
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._go_on)
        self.setLayout(column(self.head, self.body, spacing=theme.px(8)))
        self.setAccessibleName(name)

    def fill(self, key: object, items: Iterable[QWidget]) -> None:
        """Show `items`; `key` says what they are made of, so that equal content costs nothing."""
        if key == self._shown:
            return
        self._shown = key
        clear(self.body)
        self._rest = iter(items)
        self._go_on()
        self.setVisible(self.body.count() > 0)

    def _go_on(self) -> None:
        built = 0
        for item in islice(self._rest, AT_ONCE):
            self.body.addWidget(item)
            built += 1
        if built < AT_ONCE:
            self._more.stop()
        else:
            self._more.start()


class Reports(Section):
    """The citizens' own words, always as plain text, with the reporter masked."""

    def __init__(self, theme: Theme, words: Format, reveal: Callable[[int], None]) -> None:
        super().__init__(theme, translate("Detail", "Laporan"))
        self.body.setSpacing(theme.px(12))
        self._words, self._reveal = words, reveal
        self._all = False
        self._rows: tuple[ReportRow, ...] = ()

    def show_rows(
        self, rows: tuple[ReportRow, ...], now: int, may_reveal: bool, identity: Identity | None
    ) -> None:
        if [row.report_id for row in rows[:1]] != [row.report_id for row in self._rows[:1]]:
            self._all = False
        self._rows = rows
        shown = rows if self._all else rows[-NEWEST:]
        key = (shown, len(rows), may_reveal, identity)
        self.fill(key, self._pieces(shown, now, may_reveal, identity))

    def _pieces(
        self, shown: tuple[ReportRow, ...], now: int, may_reveal: bool, identity: Identity | None
    ) -> Iterator[QWidget]:
        for line in reversed(shown):
            yield self._report(line, now, may_reveal, identity)
        if len(shown) < len(self._rows):
            words = translate("Detail", "Tampilkan semua, %n laporan", "", len(self._rows))
            more = flat_button(self.theme, words)
            more.clicked.connect(lambda: self._show_all(now, may_reveal, identity))
            yield more

    def _show_all(self, now: int, may_reveal: bool, identity: Identity | None) -> None:
        self._all = True
        self.show_rows(self._rows, now, may_reveal, identity)

    def _report(self, line: ReportRow, now: int, may_reveal: bool, identity: Identity | None) -> QWidget:
        theme = self.theme
        head = [self._words.moment(line.at, now), channel_word(line.channel), line.ref]
        if line.place:
            head.append(line.place)
        if line.distance_m is not None:
            head.append(translate("Detail", "{0} dari titik").format(self._words.distance(line.distance_m)))
        words = f"“{breakable(line.text)}”" if line.text else translate("Detail", "(tanpa teks)")
        body = text(theme, words, wrap=True)
        body.setProperty("tone", "strong")
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = column(
            text(theme, " · ".join(head), size="small", tone="dim", wrap=True), body, spacing=theme.px(2)
        )
        box.addLayout(self._reporter(line, may_reveal, identity))
        for address in line.media:
            media = text(
                theme, translate("Detail", "lampiran: {0}").format(address), size="small", tone="dim"
            )
            media.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            media.setToolTip(f"<p>{escape(address)}</p>")
            media.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.addWidget(media)
        holder = QWidget()
        holder.setLayout(box)
        return holder

    def _reporter(self, line: ReportRow, may_reveal: bool, identity: Identity | None) -> QHBoxLayout:
        theme = self.theme
        if line.caller:
            earlier = line.caller
        elif line.earlier_reports:
            earlier = translate("Detail", "%n laporan sebelumnya", "", line.earlier_reports)
        else:
            earlier = translate("Detail", "laporan pertamanya")
        if identity is not None and identity.report_id == line.report_id:
            known = [part for part in (identity.name, identity.phone, identity.email) if part]
            words = translate("Detail", "pelapor: {0}").format(" · ".join(known) or NONE)
            revealed = text(theme, words, size="small", tone="system")
            revealed.setProperty("identity", True)  # painted over in pictures of this panel
            return row(revealed, 0)
        if not line.known_reporter:
            return row(text(theme, translate("Detail", "pelapor: anonim"), size="small", tone="dim"), 0)
        masked = text(
            theme,
            translate("Detail", "pelapor: ••••, {0}").format(earlier),
            size="small",
            tone="system" if line.nuisance else "dim",
        )
        if not may_reveal:
            return row(masked, 0)
        button = flat_button(theme, translate("Detail", "Tampilkan"))
        button.setAccessibleName(translate("Detail", "Tampilkan pelapor {0}").format(line.ref))
        button.clicked.connect(lambda: self._reveal(line.report_id))
        return row(masked, button, 0)


def advice_widgets(theme: Theme, advice: tuple[Advice, ...]) -> Iterator[QWidget]:
    """Suggestions with their reasons and with what is missing."""
    for note in advice:
        lines: list[QWidget] = [
            text(theme, note.headline, size="small", weight=600, tone="strong", wrap=True)
        ]
        if note.because:
            words = translate("Detail", "Karena: {0}").format(note.because)
            lines.append(text(theme, words, size="small", tone="dim", wrap=True))
        if note.missing:
            words = translate("Detail", "Kurang: {0}").format(note.missing)
            lines.append(text(theme, words, size="small", tone="system", wrap=True))
        holder = QWidget()
        holder.setLayout(column(*lines, spacing=theme.px(2)))
        yield holder


class SimilarLine(PressButton):
    """Another incident that may be the same; pressing it shows that one."""

    def __init__(self, theme: Theme, other: SimilarRow) -> None:
        super().__init__()
        self._theme, self.other = theme, other
        self.setProperty("kind", "flat")
        self.setAccessibleName(f"{other.title}, {other.ref}, {other.reason}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, QPainter(self)
        centre = QRectF(theme.px(6), 0, theme.px(12), self.height()).center()
        paint_severity(painter, self.other.rank, centre, theme.px(11), theme.severity[self.other.rank])
        left, width = theme.px(26), self.width() - theme.px(32)
        lines = (
            (self.other.title, theme.font("small", 600), theme.text_strong),
            (f"{self.other.ref} · {self.other.reason}", theme.font("small"), theme.text_dim),
        )
        for place, (words, font, ink) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            box = QRectF(left, theme.px(4) + place * theme.px(17), width, theme.px(17))
            fitted = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitted)
