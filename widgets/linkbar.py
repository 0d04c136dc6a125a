"""What the system says about itself: link, age of the data, what waits; and the keys that help now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.chips import KeyHint
from widgets.format import Format
from widgets.labels import clear, row, set_tone, text
from widgets.theme import Theme

translate = QCoreApplication.translate


class Link(StrEnum):
    """State of the feed. Limits in `services.contract.messages`."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALE = "stale"
    DOWN = "down"
    REFUSED = "refused"
    """The server does not let this session in; waiting does not help."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """The link as the console knows it. `data_age` in milliseconds; None: never had any."""

    link: Link
    data_age: int | None = None
    queued: int = 0
    """Commands that wait to be sent."""
    writable: bool = True
    """False: the server refuses writes until somebody restarts it."""
    reason: str = ""
    """Why, in the backend's words, where it said so."""


def link_sentence(state: LinkState, words: Format) -> str:
    """`Tersambung · data 1 dtk`, `Basi · 4 dtk`, `Terputus · data 2 mnt lalu`."""
    age = state.data_age
    match state.link:
        case Link.LIVE:
            known = translate("Link", "data {0}").format(words.age(age)) if age is not None else ""
            parts = [translate("Link", "Tersambung"), known]
        case Link.STALE:
            parts = [translate("Link", "Basi"), words.age(age or 0)]
        case Link.CONNECTING:
            parts = [translate("Link", "Menyambung…")]
        case Link.DOWN:
            parts = [translate("Link", "Terputus")]
        case Link.REFUSED:
            parts = [translate("Link", "Ditolak server"), state.reason]
    if state.link in (Link.CONNECTING, Link.DOWN):
        if age is None:
            parts.append(translate("Link", "belum ada data"))
        else:
            parts.append(translate("Link", "data {0} lalu").format(words.age(age)))
    if state.link is Link.DOWN and state.reason:
        parts.append(state.reason)
    return " · ".join(part for part in parts if part)


class LinkDot(QWidget):
    """Filled while live, a ring while not: shape says it too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._live = theme, False
        self.setFixedSize(QSize(theme.px(10), theme.px(10)))

    def set_live(self, live: bool) -> None:
        if live != self._live:
            self._live = live
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(theme.text if self._live else theme.system)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if self._live else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), theme.px(3.5), theme.px(3.5))


class LinkBar(QWidget):
    """The bar at the bottom of a window."""

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._hints: tuple[tuple[str, str], ...] = ()
        self._caps: list[KeyHint] = []
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(30))
        self._dot = LinkDot(theme)
        self._link = text(theme, size="small", tone="strong")
        self._link.setMaximumHeight(theme.px(22))
        self._queue = text(theme, size="small", tone="dim")
        self._note = text(theme, size="small", tone="system")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(theme.px(14))
        line = row(self._dot, self._link, self._queue, self._note, self._keys, spacing=theme.px(8))
        line.insertSpacing(2, theme.px(6))
        line.setStretch(line.indexOf(self._note), 1)
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)
        self.set_state(LinkState(Link.CONNECTING))

    def set_state(self, state: LinkState) -> None:
        """Show the link; called every second, and at once when it changes."""
        sentence = link_sentence(state, self._words)
        live = state.link is Link.LIVE
        self._dot.set_live(live)
        self._link.setText(sentence)
        # what the rest of the window shows is no longer so: said louder than an age that grows
        cut = state.link in (Link.DOWN, Link.REFUSED)
        set_tone(self._link, "strong" if live else "cut" if cut else "system")
        inset = self._theme.px(8) if cut else 0
        self._link.setContentsMargins(inset, 0, inset, 0)
        self._queue.setText(translate("Link", "antrean kirim {0}").format(self._words.number(state.queued)))
        set_tone(self._queue, "system" if state.queued else "dim")
        self._note.setText(
            "" if state.writable else translate("Link", "Server menolak penulisan: panggil administrator.")
        )
        self.setAccessibleName(f"{sentence}. {self._queue.text()}. {self._note.text()}")
        self._fit()

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """(key, what it does) from left to right."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        clear(self._keys)
        self._caps = [KeyHint(self._theme, key, what) for key, what in hints]
        for cap in self._caps:
            self._keys.addWidget(cap)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What the system says goes first: the last hints give way whole, none is cut."""
        said = sum(each.sizeHint().width() for each in (self._dot, self._link, self._queue))
        left = self.width() - said - self._theme.px(14 + 14 + 6 + 4 * 8)
        for hint in self._caps:
            left -= hint.sizeHint().width() + self._theme.px(14)
            hint.setVisible(left >= 0)
