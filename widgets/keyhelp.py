"""The overlay that lists every key. `?` shows and hides it, Escape too; nothing stops meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from widgets.chips import KeyHint
from widgets.keys import Action, KeyMap, action_word
from widgets.labels import caption, clear, column, row, text
from widgets.overlay import Overlay
from widgets.theme import Theme

translate = QCoreApplication.translate

_NAMED = (
    (
        "incident",
        (
            Action.CLAIM,
            Action.RELEASE,
            Action.ASSIGN,
            Action.STATUS,
            Action.CHANGE,
            Action.RELOCATE,
            Action.NOTE,
            Action.DUPLICATE,
            Action.PRANK,
            Action.GHOST,
            Action.INFORMATION,
            Action.OUTSIDE,
        ),
    ),
    (
        "move",
        (
            Action.QUEUE,
            Action.DETAIL,
            Action.MAP,
            Action.CONTACTS,
            Action.NEXT_PANE,
            Action.PREVIOUS_PANE,
            Action.SEARCH,
            Action.TAB_1,
            Action.TAB_2,
            Action.TAB_3,
            Action.TAB_4,
            Action.TAB_5,
        ),
    ),
    (
        "room",
        (
            Action.NEW_REPORT,
            Action.COMMAND,
            Action.MAP_HOME,
            Action.MAP_MODE,
            Action.SOUND,
            Action.PICTURE,
            Action.KEYS,
        ),
    ),
)
_HANDLING = tuple(action for action in Action if not any(action in actions for _, actions in _NAMED))
GROUPS = (_NAMED[0], ("handling", _HANDLING), *_NAMED[1:])
"""Every action is in one of them: what is in none of the others belongs to the handling of an incident."""


def group_word(group: str) -> str:
    """Caption of a group of keys."""
    return {
        "incident": translate("Keys", "Kejadian terpilih"),
        "handling": translate("Keys", "Sampai tuntas"),
        "move": translate("Keys", "Berpindah"),
        "room": translate("Keys", "Ruangan"),
    }[group]


class KeyHelp(Overlay):
    """Covers its window's content until a key puts it away."""

    LARGEST = (1300, 480)

    def __init__(self, theme: Theme, window: QWidget, keys: KeyMap) -> None:
        super().__init__(theme, window)
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Keys", "Semua tombol"))
        self._columns = row(spacing=theme.px(28))
        self._title = text(theme, translate("Keys", "Semua tombol"), size="head", weight=650, tone="strong")
        self._foot = text(
            theme,
            translate("Keys", "Esc menutup. Tombol dapat diubah di berkas setelan, bagian [keys]."),
            size="small",
            tone="dim",
        )
        box = column(self._title, self._columns, 0, self._foot, spacing=theme.px(16))
        box.setContentsMargins(*(theme.px(28),) * 4)
        self.setLayout(box)
        self._filled = False

    def set_keys(self, keys: KeyMap) -> None:
        self._keys = keys
        self._filled = False

    def toggle(self) -> None:
        """Show or put away."""
        if self.isVisible():
            self.put_away()
            return
        if not self._filled:
            self._fill()
        self._cover()
        self.setFocus()

    def _fill(self) -> None:
        self._filled = True
        clear(self._columns)
        theme = self._theme
        for group, actions in GROUPS:
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme.px(12))
            grid.setVerticalSpacing(theme.px(4))
            grid.setColumnStretch(1, 1)
            grid.addWidget(caption(theme, group_word(group)), 0, 0, 1, 2)
            shown = [action for action in actions if self._keys.key(action)]
            for place, action in enumerate(shown, start=1):
                hint = KeyHint(theme, self._keys.key(action), action_word(action))
                hint.setToolTip(action_word(action))
                hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                grid.addWidget(hint, place, 0, 1, 2)
            grid.setRowStretch(len(shown) + 1, 1)
            self._columns.addLayout(grid, 1)
