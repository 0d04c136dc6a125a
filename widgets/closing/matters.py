"""What stands between an incident and its end: the paused clock, what a closing was refused for, promises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from widgets.closing.model import ClosingData, PauseState, PromiseLine
from widgets.detail.sections import Section
from widgets.format import Format
from widgets.keys import Action, KeyMap
from widgets.labels import clear, column, flat_button, row, set_tone, text
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


class ClockBand(QWidget):
    """The clock that stands still, is asked to, or once did; hidden where it always ran."""

    pressed = Signal()
    """Do what comes next: decide, or let it go on."""

    def __init__(self, theme: Theme, words: Format, keys: KeyMap) -> None:
        super().__init__()
        self._theme, self._words, self._keys = theme, words, keys
        self._pause: PauseState | None = None
        self._paused, self._now = "", 0
        self._permitted = frozenset({"clock.decide_pause", "clock.resume"})
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head = text(theme, size="small", weight=650, tone="system", wrap=True)
        self._reason = text(theme, size="small", wrap=True)
        self.button = PressButton()
        self.button.setFont(theme.font("small", 500))
        self.button.clicked.connect(self.pressed)
        line = row(column(self._head, self._reason, spacing=theme.px(2)), self.button)
        line.setStretch(0, 1)
        line.setContentsMargins(*(theme.px(10),) * 4)
        self.setLayout(line)
        self.hide()

    def show_data(self, data: ClosingData | None) -> None:
        """Show the pause of an incident."""
        self._pause = data.pause if data is not None else None
        self._paused = data.paused if data is not None else ""
        self._show()

    def set_permitted(self, tags: frozenset[str]) -> None:
        """Offer only what the role may do next."""
        self._permitted = tags
        self._show()

    def set_now(self, now: int) -> None:
        """The server's time: how long it stands still counts on."""
        self._now = now
        self._show()

    def _show(self) -> None:
        pause = self._pause
        self.setVisible(pause is not None or bool(self._paused))
        self._reason.setVisible(pause is not None)
        set_tone(self._head, "dim" if pause is None else "system")
        if pause is None:
            before = translate("Closing", "Jam pernah dijeda {0}; tenggat sudah disesuaikan.")
            self._head.setText(before.format(self._paused))
            self.button.hide()
            return
        since = self._words.age(self._now - pause.at)
        if pause.running:
            head = translate("Closing", "Jam dijeda {0} · {1}")
            said = translate("Closing", "diminta {0}, disetujui {1}")
        else:
            head = translate("Closing", "Jeda diminta {0} lalu · {1}")
            said = translate("Closing", "diminta {0}, menunggu putusan orang lain")
        self._head.setText(head.replace("{0}", since).replace("{1}", pause.kind))
        said = said.replace("{0}", pause.by).replace("{1}", pause.approver)
        self._reason.setText(f"“{pause.reason}” · {said}")
        key = self._keys.key(Action.PAUSE)
        word = translate("Closing", "Lanjutkan") if pause.running else translate("Closing", "Putuskan")
        self.button.setText(f"{word}  {key}" if key else word)
        needed = "clock.resume" if pause.running else "clock.decide_pause"
        self.button.setVisible(needed in self._permitted and (pause.running or not pause.own))


class Blockers(QWidget):
    """Everything a closing was refused for, until something changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head = text(theme, size="small", weight=650, tone="system", wrap=True)
        self._list = column(spacing=theme.px(3))
        close = flat_button(theme, translate("Closing", "Tutup daftar"))
        close.clicked.connect(lambda: self.show_lines("", ()))
        top = row(self._head, close)
        top.setStretch(0, 1)
        box = column(top, self._list, spacing=theme.px(6))
        box.setContentsMargins(*(theme.px(10),) * 4)
        self.setLayout(box)
        self.hide()

    def show_lines(self, head: str, lines: Sequence[str]) -> None:
        """Show what is missing; nothing hides it."""
        clear(self._list)
        self._head.setText(head)
        for line in lines:
            self._list.addWidget(text(self._theme, f"□  {line}", size="small", tone="strong", wrap=True))
        self.setAccessibleName(" ".join((head, *lines)))
        self.setVisible(bool(lines))


class PromiseSection(Section):
    """What reporters were promised, what is due first on top."""

    def __init__(self, theme: Theme, words: Format, keys: KeyMap) -> None:
        super().__init__(theme, translate("Closing", "Janji kepada pelapor"))
        self._words, self._keys = words, keys
        self._lines: tuple[PromiseLine, ...] = ()
        self._now = 0

    def show_data(self, data: ClosingData | None) -> None:
        """Show the promises of an incident."""
        lines = data.promises if data is not None else ()
        self._lines = tuple(sorted(lines, key=lambda line: (line.settled, line.due_at)))
        self._show()

    def set_now(self, now: int) -> None:
        """The server's time: what is left counts down."""
        if now // 60_000 != self._now // 60_000:
            self._now = now
            self._show()

    def _show(self) -> None:
        minute = self._now // 60_000 if any(not line.settled for line in self._lines) else 0
        self.fill((self._lines, minute), [self._line(line) for line in self._lines])

    def _line(self, line: PromiseLine) -> QWidget:
        theme, words = self.theme, self._words
        state = text(theme, size="small", weight=650, wrap=True)
        if line.settled:
            kept = translate("Closing", "ditepati")
            state.setText(kept if line.kept else translate("Closing", "tidak ditepati"))
            set_tone(state, "dim" if line.kept else "system")
        else:
            left = line.due_at - self._now
            due = words.moment(line.due_at, self._now)
            if left < 0:
                said = translate("Closing", "terlewat {0} (janji {1})")
            else:
                said = translate("Closing", "{0} lagi ({1})")
            state.setText(said.replace("{0}", words.age(abs(left))).replace("{1}", due))
            set_tone(state, "critical" if left < 0 else "strong")
        said = " · ".join(part for part in (line.by, line.note) if part)
        holder = QWidget()
        holder.setLayout(
            column(
                state,
                text(theme, f"“{line.text}”", wrap=True, tone="strong"),
                text(theme, said, size="small", tone="dim", wrap=True),
                spacing=theme.px(1),
            )
        )
        return holder
