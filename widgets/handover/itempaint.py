"""How one item of a handover is drawn: three lines with the receiver's words beside them, or one line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from widgets.chips import paint_severity
from widgets.format import Format
from widgets.handover.model import ItemLine, PartLine
from widgets.theme import RADIUS_CHIP, Theme

translate = QCoreApplication.translate

MARGIN: Final = 14
TEXT: Final = 42
"""Where the words begin, right of the shape."""
BOX: Final = 0.45
"""Share of the width for the receiver's words."""


class ItemPainter:
    """One painting of the document."""

    def __init__(self, painter: QPainter, theme: Theme, words: Format, now: int, *, restating: bool) -> None:
        self._painter, self._theme, self._words = painter, theme, words
        self._now, self._restating = now, restating

    def head(self, part: PartLine, box: QRectF) -> None:
        """The caption of a chapter with its count."""
        theme = self._theme
        self._line(box)
        inner = box.adjusted(theme.px(MARGIN), theme.px(10), -theme.px(MARGIN), -theme.px(2))
        font = theme.font("label", 600)
        words = f"{part.caption} · {self._words.number(len(part.items))}".upper()
        ink = theme.text if part.items else theme.text_dim
        self._write(font, ink, inner, words)
        if part.restate and self._restating:
            side = self._beside(box).adjusted(0, theme.px(10), 0, -theme.px(2))
            self._write(font, theme.text_dim, side, translate("Handover", "Penegasan ulang penerima").upper())

    def tall(self, item: ItemLine, box: QRectF) -> None:
        """Title and place, who and what next, since when and until when."""
        theme = self._theme
        self._line(box)
        self._shape(item, QPointF(theme.px(MARGIN + 6), box.top() + theme.px(20)))
        beside = item.restate and self._restating
        right = self._beside(box).left() - theme.px(14) if beside else box.right() - theme.px(MARGIN)
        height = theme.px(21)
        first = QRectF(theme.px(TEXT), box.top() + theme.px(10), right - theme.px(TEXT), height)
        used = self._write(theme.font("body", 650), theme.text_strong, first, item.title)
        self._rest(first, used, item.place, theme.text_dim)
        second = first.translated(0, height)
        self._write(theme.font("body"), theme.text, second, " — ".join(filter(None, (item.who, item.next))))
        self._facts(item, second.translated(0, height))
        if beside:
            self._receiver(item, self._beside(box))

    def compact(self, item: ItemLine, box: QRectF) -> None:
        """Title, who, until when, how long it is carried on: one line."""
        theme, width = self._theme, box.width()
        self._line(box)
        left = theme.px(MARGIN)
        if item.rank >= 0:
            self._shape(item, QPointF(theme.px(MARGIN + 6), box.center().y()))
            left = theme.px(TEXT)
        body = theme.font("body")
        first = QRectF(left, box.top(), width * 0.58 - left, box.height())
        used = self._write(body, theme.text, first, item.title)
        self._rest(first, used, _joined(item.next, item.place, item.note), theme.text_dim)
        who = QRectF(width * 0.59, box.top(), width * 0.19, box.height())
        self._write(body, theme.text_dim, who, item.who)
        due = QRectF(width * 0.79, box.top(), width * 0.11, box.height())
        if item.due_at:
            late = item.due_at < self._now
            self._write(body, theme.system if late else theme.text, due, self._due(item))
        elif item.since:
            self._write(body, theme.text_dim, due, self._words.age(self._now - item.since))
        last = QRectF(width * 0.905, box.top(), width * 0.095 - theme.px(MARGIN), box.height())
        if item.unanswered:
            self._write(body, theme.system, last, translate("Handover", "ditanya"))
        elif item.fresh:
            self._write(body, theme.system, last, translate("Handover", "baru"))
        elif item.worse:
            self._write(body, theme.system, last, translate("Handover", "memburuk"))
        elif item.crossed:
            self._write(body, theme.text_dim, last, self._crossed(item))

    # --- parts ---

    def _facts(self, item: ItemLine, box: QRectF) -> None:
        """The third line: what is new or late stands in the system's colour."""
        theme, font = self._theme, self._theme.font("small")
        loud = []
        if item.unanswered:
            loud.append(translate("Handover", "pertanyaan belum dijawab"))
        if item.fresh:
            loud.append(translate("Handover", "baru sejak Anda pergi"))
        elif item.worse:
            loud.append(translate("Handover", "memburuk sejak Anda pergi"))
        if item.due_at and item.due_at < self._now:
            late = self._words.age(self._now - item.due_at)
            loud.append(translate("Handover", "lewat tenggat {0}").format(late))
        quiet = [item.ref, item.note]  # what it is called by is the last to be cut
        if item.since:
            age = self._words.age(self._now - item.since)
            quiet.append(translate("Handover", "{0} lalu").format(age))
        if item.due_at >= self._now:
            quiet.append(translate("Handover", "tenggat {0}").format(self._due(item)))
        if item.crossed:
            quiet.append(translate("Handover", "melewati {0} regu").format(item.crossed))
        if item.questions and not item.unanswered:
            quiet.append(translate("Handover", "{0} tanya jawab").format(item.questions))
        used = self._write(font, theme.system, box, _joined(*loud)) if loud else 0.0
        words = _joined(*quiet)
        rest = box.adjusted(used, 0, 0, 0)
        self._write(font, theme.text_dim, rest, f" · {words}" if loud and words else words)

    def _receiver(self, item: ItemLine, box: QRectF) -> None:
        """The box with the receiver's own words, or the place for them."""
        theme, painter = self._theme, self._painter
        frame = box.adjusted(0.5, theme.px(8) + 0.5, -0.5, -theme.px(8) - 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line_strong if item.restated else theme.system), 1))
        painter.setBrush(QColor(theme.rail))
        painter.drawRoundedRect(frame, theme.px(RADIUS_CHIP), theme.px(RADIUS_CHIP))
        painter.restore()
        inner = frame.adjusted(theme.px(10), theme.px(4), -theme.px(10), -theme.px(4))
        height = theme.px(20)
        if not item.restated:
            self._write(theme.font("body"), theme.system, inner, item.restated_note)
            return
        font = theme.font("body")
        first = QRectF(inner.left(), inner.top(), inner.width(), height)
        one, rest = _split(f"“{item.restated}”", QFontMetricsF(font), inner.width())
        self._write(font, theme.text_strong, first, one)
        if rest:
            self._write(font, theme.text_strong, first.translated(0, height), rest)
        last = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
        small = theme.font("small")
        if item.differences:
            self._write(small, theme.system, last, item.differences)
        else:
            self._write(small, theme.text_dim, last, item.restated_note)

    def _beside(self, box: QRectF) -> QRectF:
        """Where the receiver's words stand."""
        width = box.width() * BOX
        margin = self._theme.px(MARGIN)
        return QRectF(box.right() - width - margin, box.top(), width, box.height())

    def _due(self, item: ItemLine) -> str:
        if abs(item.due_at - self._now) < 86_400_000:
            return self._words.minute(item.due_at)
        return self._words.moment(item.due_at, self._now)

    def _crossed(self, item: ItemLine) -> str:
        return translate("Handover", "regu {0}").format(item.crossed + 1)

    def _shape(self, item: ItemLine, centre: QPointF) -> None:
        if 0 <= item.rank < len(self._theme.severity):
            size = self._theme.px(12)
            paint_severity(self._painter, item.rank, centre, size, self._theme.severity[item.rank])

    def _rest(self, box: QRectF, used: float, words: str, ink: str) -> None:
        """What follows on the same line where there is room for it."""
        rest = box.adjusted(used, 0, 0, 0)
        if words and rest.width() > self._theme.px(36):
            self._write(self._theme.font("body"), ink, rest, f" · {words}")

    def _line(self, box: QRectF) -> None:
        theme = self._theme
        self._painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), QColor(theme.line))

    def _write(self, font: QFont, ink: str, box: QRectF, words: str) -> float:
        """One line of text, cut with an ellipsis; returns its width."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        self._painter.setFont(font)
        self._painter.setPen(QColor(ink))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _split(words: str, metrics: QFontMetricsF, width: float) -> tuple[str, str]:
    """As many words as fit on a line, and the rest."""
    if metrics.horizontalAdvance(words) <= width:
        return words, ""
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            return line, words[len(line) :].strip()
        line = longer
    return line, ""
