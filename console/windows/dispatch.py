"""The dispatch window: queue, map, detail, contacts, intake. Layout and keys; no decisions.

The console feeds the parts through their setters and listens to `command_requested`, `view_requested` and
`incident_selected`, and to what single parts ask for themselves. `restore_layout(save_layout())` brings the
splitters back. A change of language builds the window anew; the intake's draft survives in the console.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from console.windows.pages import Pages
from console.windows.splitters import edge, read_sizes, splitter
from widgets.banner import DrillBanner
from widgets.contacts.panel import ContactsPanel
from widgets.detail.actions import NEEDS
from widgets.detail.panel import DetailPanel
from widgets.format import Format
from widgets.intents import ChooseLog, OpenIntake, Search, SelectIncident, ShowKeys, ShowMap, UseSound
from widgets.keyhelp import KeyHelp
from widgets.keys import Action, KeyMap
from widgets.labels import column, text
from widgets.linkbar import LinkBar
from widgets.queue.model import Tab
from widgets.queue.panel import QueuePanel
from widgets.theme import Theme, repaint_with
from widgets.tickets import Ticket, TicketState, ticket_sentence
from widgets.toast import Toasts
from widgets.topbar import TopBar
from widgets.unsettled import UnsettledPanel

if TYPE_CHECKING:
    from widgets.intake.form import IntakeForm

translate = QCoreApplication.translate

SMALLEST: Final = (940, 500)
"""At scale 1: a full HD screen at 200 %, less its frame and a task bar."""
FOLD_BELOW: Final = 1640
"""Width at scale 1 below which the contacts stand under the queue."""
INTAKE_HEIGHT: Final = 490
"""Height at scale 1 at which nothing of the intake is scrolled away; the map gives it as much as it can."""
CONTACTS_FRONT: Final = 0.4
"""Share of the queue above the contacts while somebody works with these."""
_TABS: Final = dict(
    zip((Action.TAB_1, Action.TAB_2, Action.TAB_3, Action.TAB_4, Action.TAB_5), Tab, strict=True)
)


class DispatchWindow(QWidget):
    """Setters and signals only."""

    command_requested = Signal(object)
    """`services.contract.commands.Command`, from detail, intake or command bar."""
    view_requested = Signal(object)
    """`widgets.intents.ViewIntent` that the window cannot carry out itself."""
    incident_selected = Signal(int)
    """The selection changed, whoever changed it; 0: none."""
    picture_requested = Signal()
    """A picture of the panel that has the keyboard."""
    closed = Signal()

    def __init__(self, theme: Theme, words: Format, keys: KeyMap | None = None) -> None:
        super().__init__()
        self._theme, self._words, self._keys, self._now = theme, words, keys or KeyMap(), 0
        self._folded: bool | None = None
        self._in_contacts = self._picking = False
        self._sizes: dict[str, list[int]] = {}
        self._brought: dict[Action, Callable[[], object]] = {}
        self._sound, self._heat = True, False
        self._map: QWidget
        self.setObjectName("window")
        self.setFont(theme.font())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translate("Dispatch", "Patria · Dispatch"))
        self.top = TopBar(theme, words, self._keys)
        self.banner = DrillBanner(theme)
        self.queue = QueuePanel(theme, words)
        self.detail = DetailPanel(theme, words, self._keys)
        self.contacts = ContactsPanel(theme, self._keys)
        self.link = LinkBar(theme, words)
        self.unsettled = UnsettledPanel(theme)
        self._arrange()
        self.toasts = Toasts(theme, self)
        self.keyhelp = KeyHelp(theme, self, self._keys)
        self._shortcuts: list[QShortcut] = []
        self.set_keys(self._keys)
        self._connect()
        self.queue.view.setFocus()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @cached_property
    def intake(self) -> IntakeForm:
        """The form for calls, made when it is asked for: the first paint does without it."""
        from widgets.intake.form import IntakeForm

        form = IntakeForm(self._theme, self._words)
        form.set_now(self._now)
        form.command_requested.connect(self.command_requested)
        form.closed.connect(self._intake_closed)
        form.incident_requested.connect(self.select_incident)
        self.detail.acts.set_place_finder(form.find_places)
        return form

    # --- what the console sets ---

    def set_map(self, view: QWidget) -> None:
        """Put the map into its place."""
        old = self._map
        self._map = view
        self._map_slot.addWidget(view)
        self._map_slot.setCurrentWidget(view)
        self._map_slot.removeWidget(old)
        old.deleteLater()
        self.setTabOrder(self.queue.view, view)

    def set_now(self, now: int) -> None:
        """The server's time in milliseconds; every clock and age of the window follows."""
        self._now = now
        for part in (self.top, self.queue, self.detail):
            part.set_now(now)
        if "intake" in vars(self):
            self.intake.set_now(now)

    def set_permitted(self, tags: frozenset[str], statuses: tuple[str, ...]) -> None:
        """What the role may do; the rest is not offered."""
        self.detail.set_permitted(tags, statuses)
        self.top.new.setVisible("report.submit" in tags)

    def set_keys(self, keys: KeyMap) -> None:
        """Put other keys into force."""
        self._keys = keys
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for action in Action:
            if not keys.key(action):
                continue
            shortcut = QShortcut(keys.sequence(action), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._pressed, action))
            self._shortcuts.append(shortcut)
        for part in (self.top, self.detail, self.contacts, self.keyhelp):
            part.set_keys(keys)
        self._set_hints()

    def set_theme(self, theme: Theme) -> None:
        """Other colours at once; the application's style sheet is the console's to set."""
        self._theme = theme
        repaint_with(self, theme)
        if "intake" in vars(self):  # no part of the window before it is first opened
            self.intake.set_theme(theme)
            repaint_with(self.intake, theme)
        self.update()

    def on_action(self, action: Action, wish: Callable[[], object]) -> None:
        """Let a part that was added to the detail carry out a key."""
        self._brought[action] = wish

    def set_sound(self, on: bool) -> None:
        """What the sound key turns round."""
        self._sound = on

    def panels(self) -> tuple[tuple[str, QWidget], ...]:
        """What a picture may be taken of, by name."""
        return (
            (translate("Dispatch", "antrean"), self.queue),
            (translate("Dispatch", "peta"), self._map_slot),
            (translate("Dispatch", "rincian"), self.pages),
            (translate("Dispatch", "kontak OPD"), self.contacts),
        )

    def set_picking(self, on: bool) -> None:
        """The map has its usual room back while a place is picked on it."""
        self._picking = on
        self._share_out()

    def select_incident(self, incident_id: int) -> None:
        """Select from outside, e.g. a click on the map."""
        self.queue.select(incident_id)

    def show_ticket(self, ticket: Ticket) -> None:
        """A sentence about a command whose state changed."""
        bad = ticket.state in (TicketState.REJECTED, TicketState.EXPIRED)
        self.toasts.show_sentence(ticket_sentence(ticket), system=bad, key=ticket.command_id)

    def show_notice(self, sentence: str) -> None:
        """A short sentence at the edge."""
        self.toasts.show_sentence(sentence)

    def open_intake(self) -> None:
        """Bring the form up in the place of the detail."""
        if self.top.new.isVisibleTo(self):
            self.pages.show_page(self.intake)
            self.intake.begin()

    # --- layout ---

    def save_layout(self) -> bytes:
        """Sizes of the panels, for the next start."""
        return json.dumps(self._sizes).encode()

    def restore_layout(self, saved: bytes) -> bool:
        """Bring back what `save_layout` gave; False, and the usual layout, where it cannot be read."""
        sizes = read_sizes(saved)
        if sizes is None:
            return False
        self._sizes = sizes
        self._share_out()
        return True

    def _arrange(self) -> None:
        theme = self._theme
        waiting = text(theme, translate("Dispatch", "Peta menyusul sesaat lagi."), tone="dim")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        waiting.setProperty("surface", "sea")
        waiting.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._map_slot = QStackedWidget()
        self._map_slot.setMinimumHeight(theme.px(140))
        self._map = waiting
        self._map_slot.addWidget(waiting)
        self.pages = Pages(self.detail)
        self.pages.currentChanged.connect(lambda _page: self._share_out())
        self._left = splitter(Qt.Orientation.Vertical, self.queue)
        self._centre = splitter(Qt.Orientation.Vertical, self._map_slot, self.pages)
        self._main = splitter(Qt.Orientation.Horizontal, self._left, self._centre)
        self._splitters = {"main": self._main, "left": self._left, "centre": self._centre}
        for name, divided in self._splitters.items():
            divided.splitterMoved.connect(partial(self._moved, name))
        self.setLayout(
            column(
                self.banner,
                self.top,
                edge(),
                self._main,
                edge(),
                self.unsettled,
                self.link,
                spacing=0,
            )
        )
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]  # it was set the line before
        self.setMinimumSize(theme.px(SMALLEST[0]), theme.px(SMALLEST[1]))

    def _fold(self) -> None:
        """Contacts to the right where there is room, else under the queue."""
        folded = self.width() < FOLD_BELOW * self._theme.scale
        if folded == self._folded:
            return
        self._folded = folded
        (self._left if folded else self._main).addWidget(self.contacts)
        self.top.set_narrow(folded)
        self._main.setStretchFactor(1, 1)

    def _share_out(self) -> None:
        """The usual sizes, or those somebody chose for this arrangement."""
        px, width, height = self._theme.px, self.width(), self._main.height()
        if self._folded:
            queue = min(px(600), round(width * 0.44))
            usual = {"main": [queue, width - queue], "left": [round(height * 0.7), round(height * 0.3)]}
        else:
            usual = {"main": [px(690), width - px(1020), px(330)], "left": [height]}
        lower = round(height * 0.58)
        if self.pages.page is vars(self).get("intake") and not self._picking:
            lower = max(lower, min(px(INTAKE_HEIGHT), height - self._map_slot.minimumHeight()))
        usual["centre"] = [height - lower, lower]
        for name, divided in self._splitters.items():
            sizes = self._sizes.get(self._key(name), [])
            divided.setSizes(sizes if len(sizes) == divided.count() else usual[name])

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """On a small screen the contacts have room while somebody works with them, and give it back when
        the keyboard goes anywhere else: it also passes here on its way from one page to the next."""
        if not self._folded or new is None or not self.isAncestorOf(new):
            return
        before, self._in_contacts = self._in_contacts, self.contacts.isAncestorOf(new)
        if self._in_contacts and not before:
            height = self._left.height()
            self._left.setSizes([round(height * CONTACTS_FRONT), round(height * (1 - CONTACTS_FRONT))])
        elif before and not self._in_contacts:
            self._share_out()

    def _key(self, name: str) -> str:
        return f"{'folded' if self._folded else 'wide'}.{name}"

    def _moved(self, name: str, *_: int) -> None:
        """Somebody dragged a splitter: from now on its sizes are theirs."""
        self._sizes[self._key(name)] = self._splitters[name].sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self._share_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    # --- what belongs together ---

    def _connect(self) -> None:
        for part in (self.detail, self.top.command):
            part.command_requested.connect(self.command_requested)
        self.queue.incident_selected.connect(self.incident_selected)
        self.queue.open_requested.connect(lambda _incident: self._go_detail())
        self.detail.incident_requested.connect(self.select_incident)
        self.detail.notice_requested.connect(self.show_notice)
        self.contacts.assign_requested.connect(self._assign)
        self.top.intake_requested.connect(self.open_intake)
        self.top.command.view_requested.connect(self._view)
        self.top.command.left.connect(self.queue.view.setFocus)
        self.banner.live_requested.connect(lambda: self.view_requested.emit(ChooseLog("live")))

    def _view(self, intent: object) -> None:
        match intent:
            case Search(words):
                self.queue.filters.search.setText(words)
            case OpenIntake():
                self.open_intake()
            case ShowKeys():
                self.keyhelp.toggle()
            case SelectIncident(incident_id):
                self.select_incident(incident_id)
            case _:
                self.view_requested.emit(intent)

    def _intake_closed(self) -> None:
        self.pages.go_home()
        self.queue.view.setFocus()

    def _assign(self, code: str) -> None:
        self._show_detail()
        self.detail.acts.assign(code)

    def _show_detail(self) -> None:
        if self.pages.page is vars(self).get("intake"):
            self.intake.close_form()
        self.pages.go_home()

    def _go_detail(self) -> None:
        self._show_detail()
        self.detail.first_button().setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- keys ---

    def _pressed(self, action: Action) -> None:
        """Carry out a key. Single keys rest while a question or the form has the keyboard."""
        asking = self.detail.prompt if self.pages.page is self.detail else self.pages.page
        focus = QApplication.focusWidget() or self
        busy = asking.isAncestorOf(focus) or self.contacts.prompt.isAncestorOf(focus)
        if busy and len(self._keys.key(action)) == 1:
            return
        if action in NEEDS:
            self._show_detail()
            self.detail.acts.run(action)
        elif action in self._brought:
            self._show_detail()
            self._brought[action]()
        elif action in _TABS:
            self.queue.set_tab(_TABS[action])
            self.queue.view.setFocus()
        else:
            self._go(action)

    def _go(self, action: Action) -> None:
        ways: dict[Action, Callable[[], object]] = {
            Action.NEW_REPORT: self.open_intake,
            Action.COMMAND: self.top.command.begin,
            Action.SEARCH: self.queue.focus_search,
            Action.QUEUE: self.queue.view.setFocus,
            Action.DETAIL: self._go_detail,
            Action.CONTACTS: self.contacts.focus_first,
            Action.MAP: self._map.setFocus,
            Action.MAP_HOME: lambda: self.view_requested.emit(ShowMap("home")),
            Action.MAP_MODE: self._turn_map,
            Action.SOUND: lambda: self.view_requested.emit(UseSound(not self._sound)),
            Action.KEYS: self.keyhelp.toggle,
            Action.PICTURE: self.picture_requested.emit,
            Action.NEXT_PANE: lambda: self._next_pane(1),
            Action.PREVIOUS_PANE: lambda: self._next_pane(-1),
        }
        if action in ways:
            ways[action]()

    def _turn_map(self) -> None:
        self._heat = not self._heat
        self.view_requested.emit(ShowMap("heat" if self._heat else "points"))

    def _next_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.queue, self._map_slot, self.pages, self.contacts]
        focus = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), 0)
        match (at + step) % len(panes):
            case 0:
                self.queue.view.setFocus()
            case 1:
                self._map.setFocus()
            case 2 if self.pages.page is not self.detail:
                self.pages.take_keyboard()
            case 2:
                self.detail.first_button().setFocus(Qt.FocusReason.ShortcutFocusReason)
            case _:
                self.contacts.focus_first()

    def _set_hints(self) -> None:
        key = self._keys.key
        hints = [
            ("↑↓", translate("Dispatch", "pilih")),
            ("Enter", translate("Dispatch", "buka")),
            (key(Action.CLAIM), translate("Dispatch", "klaim")),
            (key(Action.PRANK), translate("Dispatch", "iseng")),
            (key(Action.GHOST), translate("Dispatch", "kosong")),
            (key(Action.DUPLICATE), translate("Dispatch", "duplikat")),
            (key(Action.KEYS), translate("Dispatch", "semua tombol")),
        ]
        self.link.set_hints([hint for hint in hints if hint[0]])
