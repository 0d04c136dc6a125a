"""The pane: both incidents, what speaks for and against, and one key that makes them one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from services.contract.commands import DisposeIncident
from services.contract.records import Disposition
from widgets.chips import KeyButton, SeverityChip
from widgets.format import Format
from widgets.labels import breakable, caption, clear, column, hairline, row, text
from widgets.sidebyside.model import Pair, Side
from widgets.theme import Theme
from widgets.words import channel_word

translate = QCoreApplication.translate

SHOWN_REPORTS = 4


class SideBySide(QWidget):
    """Fed with a `Pair`; ↑ ↓ another candidate, ← → which one remains, Enter merges, Esc lets go."""

    command_requested = Signal(object)
    """`DisposeIncident`."""
    step_requested = Signal(int)
    """The next or the previous candidate."""
    closed = Signal()

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._pair: Pair | None = None
        self._keep = 0
        self._head = caption(theme, "")
        self._sides = QGridLayout()
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setHorizontalSpacing(theme.px(20))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 1)
        self._evidence = QGridLayout()
        self._evidence.setContentsMargins(0, 0, 0, 0)
        self._evidence.setHorizontalSpacing(theme.px(20))
        self._evidence.setColumnStretch(0, 1)
        self._evidence.setColumnStretch(1, 1)
        self._said = text(theme, size="small", weight=600, tone="strong", wrap=True)
        self._hint = text(theme, size="small", tone="dim", wrap=True)
        self._merge = KeyButton(theme, translate("Pair", "Gabung"), "Enter", "primary")
        self._leave = KeyButton(theme, translate("Pair", "Biarkan terpisah"), "Esc")
        self._merge.clicked.connect(self.merge)
        self._leave.clicked.connect(self.leave)
        box = column(
            self._head,
            self._said,
            self._sides,
            hairline(),
            self._evidence,
            row(self._merge, self._leave, 0),
            self._hint,
            spacing=theme.px(6),
        )
        box.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.setLayout(box)
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Pair", "Dua kejadian berdampingan"))
        self.hide()

    @property
    def pair(self) -> Pair | None:
        return self._pair

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_pair(self, pair: Pair | None) -> None:
        """Show two incidents; None puts the pane away."""
        if pair == self._pair:
            return
        before, self._pair = self._pair, pair
        if pair is None:
            had_keyboard = self.hasFocus()
            self.hide()
            if had_keyboard:
                self.closed.emit()
            return
        ids = (pair.left.incident_id, pair.right.incident_id)
        if before is None or (before.left.incident_id, before.right.incident_id) != ids:
            self._keep = pair.keep if pair.keep in ids else pair.left.incident_id
        self._build(pair)
        self.show()

    def merge(self) -> None:
        """Make them one: the one that does not remain becomes a duplicate of the other."""
        pair = self._pair
        if pair is None:
            return
        gone = pair.left if pair.right.incident_id == self._keep else pair.right
        self.command_requested.emit(
            DisposeIncident(
                incident_id=gone.incident_id,
                disposition=Disposition.DUPLICATE,
                target_id=self._keep,
                reason="; ".join(pair.speaks_for)[:300],
            )
        )

    def leave(self) -> None:
        """They are two."""
        self.setFocus()
        self.set_pair(None)

    # --- building ---

    def _build(self, pair: Pair) -> None:
        head = translate("Pair", "Kejadian yang sama?")
        if pair.count > 1:
            head += " · " + translate("Pair", "{0} dari {1}").format(pair.place + 1, pair.count)
        self._head.setText(head)
        clear(self._sides)
        for across, side in enumerate((pair.left, pair.right)):
            self._sides.addLayout(self._side(side), 0, across)
        clear(self._evidence)
        columns = (
            (translate("Pair", "Yang mendukung"), "+", pair.speaks_for),
            (translate("Pair", "Yang meragukan"), "−", pair.speaks_against),
        )
        for across, (name, sign, lines) in enumerate(columns):
            said = lines or (translate("Pair", "tidak ada"),)
            labels = [
                text(self._theme, f"{sign} {line}" if lines else line, size="small", wrap=True)
                for line in said
            ]
            self._evidence.addLayout(
                column(caption(self._theme, name), *labels, 0, spacing=self._theme.px(3)), 0, across
            )
        self._say(pair)

    def _side(self, side: Side) -> QLayout:
        theme, words = self._theme, self._words
        chip = SeverityChip(theme)
        chip.set_rank(side.rank)
        meta = " · ".join(part for part in (side.ref, words.time(side.opened_at), side.place) if part)
        lines: list[QWidget] = [
            text(theme, breakable(side.title), size="strong", weight=650, tone="strong", wrap=True),
            text(
                theme,
                " · ".join((side.facts, translate("Pair", "%n laporan", "", side.report_count))),
                size="small",
                wrap=True,
            ),
        ]
        for report in side.reports[:SHOWN_REPORTS]:
            head = " · ".join(
                part
                for part in (words.time(report.at), channel_word(report.channel), report.ref, report.caller)
                if part
            )
            lines.append(text(theme, head, size="small", tone="dim", wrap=True))
            said = f"“{breakable(report.text)}”" if report.text else translate("Pair", "(tanpa teks)")
            lines.append(text(theme, said, size="small", wrap=True))
        if not side.complete:
            lines.append(
                text(theme, translate("Pair", "Laporan sedang diambil…"), size="small", tone="system")
            )
        top = row(chip, text(theme, meta, size="small", tone="dim", wrap=True), spacing=theme.px(8))
        top.setStretch(1, 1)
        return column(top, *lines, 0, spacing=theme.px(2))

    def _say(self, pair: Pair) -> None:
        kept = pair.right if pair.right.incident_id == self._keep else pair.left
        gone = pair.left if kept is pair.right else pair.right
        said = translate("Pair", "{0} tetap; laporan {1} pindah ke sana dan dapat dipisahkan lagi.")
        self._said.setText(said.replace("{0}", kept.ref).replace("{1}", gone.ref))
        hint = translate("Pair", "← → pilih yang tetap · Enter gabung · Esc biarkan")
        if pair.count > 1:
            hint += " · " + translate("Pair", "↑ ↓ kejadian lain")
        self._hint.setText(hint)
        self.setAccessibleDescription(f"{self._said.text()} {hint}")

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pair = self._pair
        if pair is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.merge()
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                right = event.key() == Qt.Key.Key_Right
                self._keep = (pair.right if right else pair.left).incident_id
                self._say(pair)
            case Qt.Key.Key_Up:
                self.step_requested.emit(-1)
            case Qt.Key.Key_Down:
                self.step_requested.emit(1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
