"""First start: what is this screen for? One key answers, and the machine remembers.

page = RoleChooser(theme, "Kota Blitar")
page.chosen.connect(lambda role, remember: ...)     # "dispatch" or "wall"
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QGridLayout, QSizePolicy, QWidget

from widgets.chips import paint_cap, severity_path
from widgets.labels import column, text
from widgets.theme import RADIUS_PANEL, Theme, mixed

translate: Final = QCoreApplication.translate
CARD: Final = QSize(372, 248)
PICTURE_HEIGHT: Final = 118
ACROSS: Final = 2


class RoleCard(QAbstractButton):
    """A drawn miniature of the window, its name, its key and what it is for."""

    def __init__(self, theme: Theme, role: str, key: str, name: str, words: str) -> None:
        super().__init__()
        self._theme, self.role, self._key, self._words = theme, role, key, words
        self.setText(name)
        self.setAccessibleName(f"{name}, {key}")
        self.setAccessibleDescription(words)
        self.setShortcut(key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(CARD.width()), self._theme.px(CARD.height()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, like the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.raised if self.underMouse() or self.isDown() else theme.panel
        edge = theme.focus if self.hasFocus() else theme.line_strong
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, theme.px(RADIUS_PANEL), theme.px(RADIUS_PANEL))
        pad = theme.px(16)
        picture = QRectF(pad, pad, self.width() - 2 * pad, theme.px(PICTURE_HEIGHT))
        Miniature(painter, theme, picture).draw(self.role)
        top = picture.bottom() + theme.px(16)
        line = theme.px(28)
        painter.setFont(theme.font("head", 650))
        painter.setPen(QColor(theme.text_strong))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawText(QRectF(pad, top, picture.width(), line), Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_cap(painter, self._key, picture.right() - theme.px(20), top + line / 2, theme, theme.text)
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(theme.text))
        below = QRectF(
            pad, top + line + theme.px(6), picture.width(), self.height() - top - line - theme.px(18)
        )
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop), self._words)


class Miniature:
    """A window in a few strokes: enough to recognise it by."""

    def __init__(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        self._painter, self._theme, self._area = painter, theme, area

    def draw(self, role: str) -> None:
        self._block(0, 0, 1, 1, self._theme.ground)
        {"wall": self._wall, "leader": self._leader, "handover": self._handover}.get(role, self._dispatch)()

    def _block(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A rectangle in fractions of the picture."""
        area = self._area
        rect = QRectF(
            area.x() + x * area.width(), area.y() + y * area.height(), w * area.width(), h * area.height()
        )
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawRoundedRect(rect, 2, 2)

    def _mark(self, x: float, y: float, rank: int, size: float) -> None:
        area, painter = self._area, self._painter
        painter.save()
        painter.translate(QPointF(area.x() + x * area.width(), area.y() + y * area.height()))
        painter.fillPath(severity_path(rank, self._theme.px(size)), QColor(self._theme.severity[rank]))
        painter.restore()

    def _wall(self) -> None:
        theme = self._theme
        self._block(0.02, 0.035, 0.96, 0.09, theme.raised)
        self._block(0.035, 0.062, 0.16, 0.035, theme.text_strong)
        self._block(0.86, 0.062, 0.105, 0.035, theme.text_strong)
        self._block(0.02, 0.16, 0.58, 0.56, theme.map_sea)
        for x, y, w, h in ((0.12, 0.36, 0.16, 0.2), (0.25, 0.26, 0.13, 0.24), (0.36, 0.22, 0.12, 0.38)):
            self._block(x, y, w, h, mixed(theme.map_areas[0], theme.map_outline, 0.35))
        for x, y, rank in ((0.2, 0.42, 2), (0.31, 0.34, 1), (0.43, 0.3, 3), (0.44, 0.5, 0), (0.3, 0.46, 3)):
            self._mark(x, y, rank, 9)
        self._block(0.62, 0.16, 0.36, 0.2, theme.raised)
        self._block(0.62, 0.4, 0.36, 0.565, theme.raised)
        for number in range(4):
            self._block(0.64 + number * 0.086, 0.2, 0.045, 0.075, theme.text_strong)
            self._mark(0.66 + number * 0.086, 0.318, number, 7)
            y = 0.46 + number * 0.13
            self._mark(0.65, y + 0.02, min(number // 2, 3), 9)
            self._block(0.685, y, 0.17, 0.035, theme.text_strong)
            self._block(0.685, y + 0.05, 0.1, 0.022, theme.text_dim)
            self._block(0.9, y, 0.06, 0.035, theme.text)
        self._block(0.02, 0.755, 0.28, 0.21, theme.raised)
        self._block(0.32, 0.755, 0.28, 0.21, theme.raised)
        for number, high in enumerate((0.02, 0.03, 0.05, 0.1, 0.14, 0.11, 0.07, 0.05, 0.03)):
            self._block(0.04 + number * 0.027, 0.945 - high, 0.018, high, theme.text)
        for number, long in enumerate((0.16, 0.12, 0.07)):
            self._block(0.34, 0.79 + number * 0.055, long, 0.026, theme.text)

    def _dispatch(self) -> None:
        theme = self._theme
        self._block(0, 0, 1, 0.075, theme.rail)
        self._block(0.02, 0.024, 0.3, 0.03, theme.line_strong)
        self._block(0.86, 0.024, 0.12, 0.03, theme.text_strong)
        self._block(0, 0.09, 0.36, 0.91, theme.rail)
        for number in range(8):
            y = 0.15 + number * 0.102
            if number == 1:
                self._block(0, y - 0.034, 0.36, 0.098, theme.selected)
                self._block(0, y - 0.034, 0.008, 0.098, theme.focus)
            self._mark(0.025, y + 0.014, (0, 0, 1, 1, 1, 2, 2, 3)[number], 7)
            self._block(
                0.05, y - 0.008, (0.16, 0.14, 0.17, 0.13, 0.15, 0.11, 0.16, 0.12)[number], 0.026, theme.text
            )
            self._block(0.05, y + 0.03, 0.08, 0.018, theme.text_dim)
            self._block(0.29, y, 0.05, 0.022, theme.text_dim)
        self._block(0.37, 0.09, 0.4, 0.42, theme.map_sea)
        for x, y, w, h in ((0.46, 0.22, 0.12, 0.16), (0.55, 0.15, 0.09, 0.18), (0.63, 0.13, 0.07, 0.3)):
            self._block(x, y, w, h, mixed(theme.map_areas[0], theme.map_outline, 0.35))
        for x, y, rank in ((0.5, 0.28, 2), (0.6, 0.22, 1), (0.66, 0.36, 0), (0.56, 0.33, 3)):
            self._mark(x, y, rank, 8)
        self._block(0.39, 0.56, 0.05, 0.045, theme.severity[0])
        self._block(0.39, 0.63, 0.25, 0.045, theme.text_strong)
        self._block(0.69, 0.56, 0.07, 0.055, theme.primary)
        for number in range(5):
            self._block(0.39, 0.73 + number * 0.05, 0.04, 0.02, theme.text_dim)
            self._block(0.44, 0.73 + number * 0.05, (0.2, 0.26, 0.17, 0.23, 0.2)[number], 0.02, theme.text)
        self._block(0.78, 0.09, 0.22, 0.91, theme.rail)
        for number in range(5):
            self._block(0.8, 0.14 + number * 0.12, 0.08, 0.028, theme.text)
            self._block(0.8, 0.185 + number * 0.12, 0.12, 0.018, theme.text_dim)

    def _leader(self) -> None:
        theme = self._theme
        self._block(0, 0, 1, 0.075, theme.rail)
        self._block(0.02, 0.024, 0.2, 0.03, theme.line_strong)
        self._block(0.6, 0.024, 0.22, 0.03, theme.system)
        self._block(0.86, 0.024, 0.12, 0.03, theme.text_strong)
        self._block(0, 0.085, 1, 0.2, theme.rail)
        for number in range(5):
            left = 0.02 + number * 0.2
            self._block(left, 0.11, 0.1, 0.018, theme.text_dim)
            self._block(left, 0.15, 0.06, 0.06, theme.text_strong)
            self._block(left, 0.24, 0.13, 0.018, theme.text_dim)
        self._block(0, 0.3, 0.65, 0.7, theme.map_sea)
        for x, y, w, h in ((0.2, 0.5, 0.16, 0.2), (0.3, 0.4, 0.12, 0.22), (0.4, 0.36, 0.1, 0.4)):
            self._block(x, y, w, h, mixed(theme.map_areas[0], theme.map_outline, 0.35))
        for x, y, rank in ((0.26, 0.6, 2), (0.36, 0.5, 1), (0.45, 0.62, 0), (0.34, 0.55, 3)):
            self._mark(x, y, rank, 9)
        self._block(0.66, 0.3, 0.34, 0.7, theme.rail)
        for number in range(4):
            y = 0.36 + number * 0.065
            self._mark(0.685, y + 0.012, (0, 0, 1, 1)[number], 7)
            self._block(0.71, y, (0.16, 0.2, 0.14, 0.17)[number], 0.026, theme.text)
            self._block(0.94, y, 0.04, 0.026, theme.text)
        for number, reached in enumerate((5, 4, 9)):
            y = 0.67 + number * 0.11
            self._block(0.68, y, (0.27, 0.22, 0.25)[number], 0.026, theme.text_strong)
            for rung in range(9):
                ink = theme.text if rung < reached else theme.line_strong
                self._block(0.68 + rung * 0.034, y + 0.045, 0.03, 0.012, ink)

    def _handover(self) -> None:
        theme = self._theme
        self._block(0, 0, 1, 0.075, theme.rail)
        self._block(0.02, 0.024, 0.3, 0.03, theme.line_strong)
        self._block(0, 0.09, 0.17, 0.76, theme.rail)
        for number in range(8):
            self._block(0.02, 0.15 + number * 0.08, 0.09, 0.024, theme.text_dim)
            self._block(0.14, 0.15 + number * 0.08, 0.015, 0.024, theme.text_strong)
        self._block(0.18, 0.09, 0.6, 0.76, theme.panel)
        for number in range(2):
            y = 0.15 + number * 0.17
            self._mark(0.2, y + 0.012, number, 8)
            self._block(0.225, y, 0.19, 0.028, theme.text_strong)
            self._block(0.225, y + 0.055, 0.15, 0.02, theme.text)
            self._block(0.49, y - 0.025, 0.27, 0.13, theme.raised if number == 0 else theme.system)
            self._block(0.494, y - 0.016, 0.262, 0.112, theme.rail)
            if number == 0:
                self._block(0.505, y + 0.005, 0.22, 0.022, theme.text)
                self._block(0.505, y + 0.05, 0.12, 0.018, theme.text_dim)
        for number in range(5):
            y = 0.53 + number * 0.06
            self._block(0.2, y, (0.2, 0.26, 0.17, 0.22, 0.18)[number], 0.02, theme.text)
            self._block(0.55, y, 0.08, 0.02, theme.text_dim)
            self._block(0.7, y, 0.05, 0.02, theme.text)
        self._block(0.79, 0.09, 0.21, 0.76, theme.rail)
        for number in range(4):
            self._block(0.81, 0.15 + number * 0.08, 0.1, 0.022, theme.text)
            self._block(0.95, 0.15 + number * 0.08, 0.03, 0.022, theme.text_strong)
        self._block(0, 0.865, 1, 0.135, theme.rail)
        self._block(0.02, 0.92, 0.2, 0.028, theme.text)
        self._block(0.42, 0.92, 0.14, 0.028, theme.system)
        self._block(0.84, 0.89, 0.14, 0.085, theme.primary)


class RoleChooser(QWidget):
    """The page with the cards. The number keys choose, arrows move, Enter confirms."""

    chosen = Signal(str, bool)
    """Role of the screen, and whether to remember it."""

    def __init__(self, theme: Theme, city: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translate("Chooser", "Patria"))
        self.cards = [
            RoleCard(theme, "dispatch", "1", translate("Chooser", "Operator / Pengawas"), _dispatch_words()),
            RoleCard(theme, "wall", "2", translate("Chooser", "Dinding"), _wall_words()),
            RoleCard(theme, "leader", "3", translate("Chooser", "Pimpinan"), _leader_words()),
            RoleCard(theme, "handover", "4", translate("Chooser", "Serah terima"), _handover_words()),
        ]
        self.remember = QCheckBox(translate("Chooser", "Ingat pilihan ini di komputer ini"))
        self.remember.setChecked(True)
        self.remember.setFont(theme.font("body"))
        for card in self.cards:
            card.clicked.connect(lambda _=False, role=card.role: self._choose(role))
        question = translate("Chooser", "Layar ini dipakai untuk apa?")
        change = translate(
            "Chooser", "Bisa diganti kapan saja: patria --role dispatch, wall, leader, handover"
        )
        cards = QGridLayout()
        cards.setSpacing(theme.px(12))
        for number, card in enumerate(self.cards):
            cards.addWidget(card, number // ACROSS, number % ACROSS)
        block = QWidget()
        block.setLayout(
            column(
                text(theme, translate("Chooser", "Patria · {city}").format(city=city), tone="dim"),
                text(theme, question, size="title", weight=650, tone="strong"),
                cards,
                self.remember,
                text(theme, change, size="small", tone="dim"),
                spacing=theme.px(12),
            )
        )
        block.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.addWidget(block, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self.cards[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -ACROSS, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: ACROSS}
        if event.key() in step:
            focused = next((n for n, card in enumerate(self.cards) if card.hasFocus()), 0)
            self.cards[(focused + step[Qt.Key(event.key())]) % len(self.cards)].setFocus()
            return
        super().keyPressEvent(event)

    def _choose(self, role: str) -> None:
        self.chosen.emit(role, self.remember.isChecked())


def _dispatch_words() -> str:
    return translate(
        "Chooser",
        "Meja kerja di ruang 112: terima laporan, antrean, klaim, penugasan OPD, peta. "
        "Semuanya bisa lewat papan ketik.",
    )


def _wall_words() -> str:
    return translate(
        "Chooser",
        "Untuk layar besar di ruang kendali: apa yang terburuk, di mana, sejak kapan, siapa yang menangani. "
        "Tanpa kursor dan tanpa data pelapor.",
    )


def _leader_words() -> str:
    return translate(
        "Chooser",
        "Untuk wali kota dan sekda, juga dari jauh lewat sambungan lemah: keadaan dalam satu layar, perintah "
        "dan sampai di mana perintah itu.",
    )


def _handover_words() -> str:
    return translate(
        "Chooser",
        "Untuk pergantian regu: apa yang terbuka, ditegaskan ulang penerima, ditandatangani kedua pengawas; "
        "dan log regu.",
    )
