"""Open incidents that may be the one on the phone; a key attaches the report to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.chips import cap_width, paint_cap, paint_severity
from widgets.detail.model import SimilarRow
from widgets.labels import caption, clear, column, text
from widgets.theme import Theme

translate = QCoreApplication.translate

SHOWN = 5


class _Line(QPushButton):
    """One incident with its key; checked while the report is attached to it."""

    def __init__(self, theme: Theme, other: SimilarRow, key: str) -> None:
        super().__init__()
        self._theme, self.other, self._key = theme, other, key
        self.setCheckable(True)
        self.setProperty("kind", "tab")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        facts = (other.title, other.place, other.reason, other.said, other.ref)
        self.setAccessibleName(f"{key}: " + ", ".join(part for part in facts if part))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter, other = self._theme, QPainter(self), self.other
        middle = self.height() / 2
        left: float = theme.px(6)
        paint_cap(painter, self._key, left, middle, theme, theme.text)
        left += cap_width(self._key, theme) + theme.px(14)
        box = self.rect().toRectF()
        box.setLeft(left - theme.px(7))
        box.setWidth(theme.px(14))
        paint_severity(painter, other.rank, box.center(), theme.px(11), theme.severity[other.rank])
        left += theme.px(14)
        room = self.width() - left - theme.px(6)
        named, said = (other.title, 600, theme.text_strong), (other.said, 400, theme.text)
        self._write(painter, left, room, 0, named, said)
        facts = " · ".join(part for part in (other.place, other.reason, other.ref) if part)
        self._write(painter, left, room, 1, (facts, 400, theme.text_dim))

    def _write(
        self, painter: QPainter, left: float, room: float, line: int, *parts: tuple[str, int, str]
    ) -> None:
        """Words beside each other on one of the two lines, as far as there is room."""
        theme = self._theme
        top = round(self.height() / 2) - theme.px(17) + line * theme.px(17)
        for words, weight, ink in parts:
            if not words or room < theme.px(30):
                return
            font = theme.font("small", weight)
            metrics = QFontMetricsF(font)
            fitted = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            box = QRectF(left, top, room, theme.px(17))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitted)
            taken = metrics.horizontalAdvance(fitted) + theme.px(6)
            left, room = left + taken, room - taken


class SimilarList(QWidget):
    """The list; choosing one attaches, choosing it again lets go."""

    attached = Signal(int)
    """Incident the report is attached to now, 0 for none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chosen = 0
        self._rows: tuple[SimilarRow, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self._note = text(theme, size="small", tone="dim", wrap=True)
        self.setLayout(
            column(
                caption(theme, translate("Intake", "Mungkin sudah dilaporkan")),
                self._note,
                self._lines,
                spacing=theme.px(6),
            )
        )
        self._tell()

    @property
    def chosen(self) -> int:
        """The incident the report is attached to, 0 for a new one."""
        return self._chosen

    @property
    def first(self) -> int:
        """The likeliest incident, 0 where there is none."""
        return self._rows[0].incident_id if self._rows else 0

    def set_rows(self, rows: Sequence[SimilarRow]) -> None:
        """The likeliest first. The chosen one stays chosen while it is among them or was restored."""
        kept = tuple(rows)[:SHOWN]
        if kept == self._rows:
            return
        self._rows = kept
        clear(self._lines)
        for place, other in enumerate(kept):
            line = _Line(self._theme, other, f"Alt+{place + 1}")
            line.setChecked(other.incident_id == self._chosen)
            line.clicked.connect(lambda _=False, place=place: self.choose(place))
            self._lines.addWidget(line)
        self._tell()

    def choose(self, place: int) -> None:
        """Attach to the incident in that place, or let go of it."""
        if place < len(self._rows):
            wanted = self._rows[place].incident_id
            self.set_chosen(0 if wanted == self._chosen else wanted)

    def set_chosen(self, incident_id: int) -> None:
        self._chosen = incident_id
        for place in range(self._lines.count()):
            item = self._lines.itemAt(place)
            line = item.widget() if item else None
            if isinstance(line, _Line):
                line.setChecked(line.other.incident_id == incident_id)
        self._tell()
        self.attached.emit(incident_id)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        rows, self._rows = self._rows, ()
        self.set_rows(rows)

    def _tell(self) -> None:
        if self._chosen:
            words = translate("Intake", "Laporan ini akan digabung ke kejadian yang dipilih.")
        elif self._rows:
            words = translate(
                "Intake", "Alt+angka menggabung; Alt+D menggabung ke yang teratas dan menyimpan."
            )
        else:
            words = translate("Intake", "Belum ada yang mirip di sekitar tempat ini.")
        self._note.setText(words)
