"""The detail of one incident: what it is, who has it, what was asked, what happened, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from services.contract.records import Status
from widgets.chips import KeyButton, SeverityChip
from widgets.detail.actions import DetailActions
from widgets.detail.model import Choices, Completeness, DetailData, Identity, SimilarRow
from widgets.detail.sections import (
    Reports,
    RungStrip,
    Section,
    SimilarLine,
    advice_widgets,
)
from widgets.detail.timeline import Timeline
from widgets.flow import Flow
from widgets.format import NONE, Format
from widgets.keys import Action, KeyMap
from widgets.labels import breakable, column, row, set_tone, text, widen
from widgets.prompt import PromptPanel
from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState, ticket_sentence

translate = QCoreApplication.translate

IDENTITY_MS = 60_000
"""How long a revealed reporter stays on the screen."""
BUTTONS = (
    Action.ASSIGN,
    Action.CLAIM,
    Action.STATUS,
    Action.CHANGE,
    Action.DUPLICATE,
    Action.NOTE,
    Action.RELEASE,
)


class DetailPanel(QWidget):
    """Fed with `DetailData`; emits commands of the contract."""

    command_requested = Signal(object)
    """`services.contract.commands.Command`."""
    incident_requested = Signal(int)
    """Show another incident (a similar one, the one this was merged into)."""
    notice_requested = Signal(str)

    def __init__(self, theme: Theme, words: Format, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._keys = theme, words, keys
        self._data: DetailData | None = None
        self._now = 0
        self._reveal = False
        self._identity: Identity | None = None
        self._forget = QTimer(self, singleShot=True, interval=IDENTITY_MS)
        self._forget.timeout.connect(lambda: self.show_identity(None))
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Detail", "Rincian kejadian"))
        self.prompt = PromptPanel(theme)
        self.acts = DetailActions(self.prompt, self)
        self.acts.command_requested.connect(self.command_requested)
        self.acts.notice_requested.connect(self.notice_requested)
        self._build()
        self.set_detail(None)

    # --- what the console sets ---

    def set_detail(self, data: DetailData | None) -> None:
        """Show an incident; None: nothing is selected."""
        other = data is None or self._data is None or data.incident_id != self._data.incident_id
        self._data = data
        self.acts.set_data(data)
        if other:
            self._identity = None
            self._scroll.verticalScrollBar().setValue(0)
        self._full.setVisible(data is not None)
        self._empty.setVisible(data is None)
        if data is not None:
            self._show(data)

    def set_tickets(self, tickets: Sequence[Ticket]) -> None:
        """Commands of this console about the shown incident, newest last; confirmed ones need not be here."""
        shown = [ticket for ticket in tickets if ticket.state is not TicketState.CONFIRMED][-3:]
        self._tickets.setText("\n".join(ticket_sentence(ticket) for ticket in shown))
        self._tickets.setVisible(bool(shown))

    def set_choices(self, choices: Choices) -> None:
        self.acts.set_choices(choices)

    def set_permitted(self, tags: frozenset[str], statuses: tuple[str, ...] = tuple(Status)) -> None:
        """Offer only what the role may do: command tags, and the statuses it may set."""
        self.acts.set_permitted(tags, statuses)
        self._reveal = "reporter.reveal" in tags
        for action, button in self.buttons.items():
            button.setVisible(self.acts.may(action))
        if self._data is not None:
            self._show(self._data)

    def set_finder(self, find: Callable[[str], int]) -> None:
        self.acts.set_finder(find)

    def set_now(self, now: int) -> None:
        """The server's time: ages count on."""
        changed = now // 1000 != self._now // 1000
        self._now = now
        self.acts.set_now(now)
        if changed and self._data is not None:
            self._show_facts(self._data)

    def show_identity(self, identity: Identity | None) -> None:
        """Show a revealed reporter beside the report for a minute; None hides it."""
        self._identity = identity
        if identity is not None:
            self._forget.start()
        if self._data is not None:
            self._show(self._data)

    def set_keys(self, keys: KeyMap) -> None:
        self._keys = keys
        for action, button in self.buttons.items():
            button.set_key(keys.key(action))

    def add_section(self, place: str, section: QWidget) -> None:
        """Put a part of its own into the body: `top` under the rungs, `left` last, `right` first.

        It hides itself where it has nothing to say about the shown incident.
        """
        layout = self._places[place]
        layout.insertWidget({"top": layout.count(), "left": 2}.get(place, 0), section)

    def reveal_section(self, section: QWidget) -> None:
        """Scroll to a part that was added."""
        inner, bar = self._full, self._scroll.verticalScrollBar()

        def scroll() -> None:
            above = section.mapTo(inner, QPoint(0, 0)).y() - self._scroll.mapTo(inner, QPoint(0, 0)).y()
            bar.setValue(bar.value() + above)

        # its place is known once it has been laid out
        QTimer.singleShot(0, section, scroll)

    @property
    def look(self) -> tuple[Theme, Format, KeyMap]:
        """What a part is made with that will be added here."""
        return self._theme, self._words, self._keys

    def set_theme(self, theme: Theme) -> None:
        """What is made from now on; what stands is told by itself."""
        self._theme = theme

    @property
    def incident_id(self) -> int:
        """The shown incident, 0 for none."""
        return self._data.incident_id if self._data else 0

    def first_button(self) -> QWidget:
        """Where the keyboard goes when somebody comes here."""
        return next((b for b in self.buttons.values() if b.isVisible() and b.isEnabled()), self._scroll)

    # --- building ---

    def _build(self) -> None:
        theme = self._theme
        self._chip = SeverityChip(theme)
        self._meta = widen(text(theme, size="small", tone="dim", wrap=True))
        self._title = text(theme, size="title", weight=650, tone="strong", wrap=True)
        self._facts = widen(text(theme, size="small", wrap=True))
        self._deadline = text(theme, size="small", weight=650, tone="strong")
        self._tickets = text(theme, size="small", tone="system", wrap=True)
        self._tickets.hide()
        self._note = text(theme, size="small", tone="system", wrap=True)
        self._task = text(theme, size="label", weight=600, tone="dim", wrap=True)
        self.buttons = {action: self._button(action) for action in BUTTONS}
        actions = Flow(self.buttons.values(), theme.px(6))
        self._rungs = RungStrip(theme, self._words)
        head = column(
            row(self._chip, self._meta, spacing=theme.px(8)),
            self._title,
            row(self._facts, self._deadline, spacing=theme.px(12)),
            actions,
            self._tickets,
            self._note,
            self.prompt,
            spacing=theme.px(8),
        )
        head.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(10))
        self._full = QWidget()
        self._full.setLayout(column(head, self._build_body(), spacing=0))
        self._empty = text(
            theme,
            translate("Detail", "Pilih kejadian di antrean dengan ↑ ↓ atau klik satu di peta."),
            tone="dim",
            wrap=True,
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(*(theme.px(16),) * 4)
        self.setLayout(column(self._full, self._empty, spacing=0))

    def _build_body(self) -> QScrollArea:
        theme = self._theme
        self._reports = Reports(theme, self._words, self.acts.reveal)
        self._timeline = Timeline(theme, self._words)
        self._questions = Section(theme, translate("Detail", "Tanyakan"))
        self._similar = Section(theme, translate("Detail", "Mungkin sama"))
        self._advice = Section(theme, translate("Detail", "Saran"))
        left = column(self._reports, self._timeline, 0, spacing=theme.px(18))
        right = column(self._similar, self._advice, self._questions, 0, spacing=theme.px(18))
        top = column(spacing=theme.px(4))
        self._places = {"top": top, "left": left, "right": right}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(24))
        self._columns.addLayout(left, 66)
        self._columns.addLayout(right, 34)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(16))
        box.setSpacing(theme.px(8))
        box.addWidget(self._task)
        box.addWidget(self._rungs)
        box.addLayout(top)
        box.addSpacing(theme.px(8))
        box.addLayout(self._columns, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._scroll.setAccessibleName(translate("Detail", "Laporan, linimasa dan langkah"))
        return self._scroll

    def _button(self, action: Action) -> KeyButton:
        names = {
            Action.ASSIGN: translate("Detail", "Tugaskan"),
            Action.CLAIM: translate("Detail", "Klaim"),
            Action.STATUS: translate("Detail", "Status"),
            Action.CHANGE: translate("Detail", "Ubah"),
            Action.DUPLICATE: translate("Detail", "Gabung"),
            Action.NOTE: translate("Detail", "Catatan"),
            Action.RELEASE: translate("Detail", "Lepas"),
        }
        kind = "primary" if action is Action.ASSIGN else ""
        button = KeyButton(self._theme, names[action], self._keys.key(action), kind)
        button.clicked.connect(lambda: self.acts.run(action))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(560)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    # --- showing ---

    def _show(self, data: DetailData) -> None:
        self._chip.set_rank(data.rank)
        parts = [data.ref, data.place, translate("Detail", "%n laporan", "", data.report_count)]
        if data.viewers:
            parts.append(translate("Detail", "dilihat: {0}").format(", ".join(data.viewers)))
        self._meta.setText(" · ".join(part for part in parts if part))
        self._title.setText(breakable(" ".join(data.title.split())))
        self._show_facts(data)
        self._note.setText(self._state_sentence(data))
        self._note.setVisible(bool(self._note.text()))
        self._task.setText(self._task_line(data))
        self._task.setVisible(bool(data.task))
        self._rungs.set_rungs(data.rungs)
        self._reports.show_rows(data.reports, self._now, self._reveal, self._identity)
        self._timeline.show_rows(data.timeline, self._now)
        theme = self._theme
        self._questions.fill(
            data.questions, (text(theme, question, size="small", wrap=True) for question in data.questions)
        )
        self._advice.fill(data.advice, advice_widgets(theme, data.advice))
        self._similar.fill(data.similar, (self._similar_line(other) for other in data.similar))
        self.buttons[Action.RELEASE].setEnabled(bool(data.owner))
        self.buttons[Action.CLAIM].setEnabled(not (data.mine and not data.owner_stale))

    def _similar_line(self, other: SimilarRow) -> SimilarLine:
        line = SimilarLine(self._theme, other)
        line.clicked.connect(lambda: self.incident_requested.emit(other.incident_id))
        return line

    def _show_facts(self, data: DetailData) -> None:
        facts = self._facts_line(data)
        if facts != self._facts.text():  # a new text lays the whole panel out again
            self._facts.setText(facts)
        left = data.due_at - self._now
        running = bool(data.due_at) and not data.closed
        paused = data.paused and not data.closed
        self._deadline.setVisible(running or paused)
        words = translate("Detail", "tenggat {0}").format(self._words.deadline(left))
        self._deadline.setText(translate("Detail", "jam dijeda") if paused else words)
        warned = 0 < data.warn_at <= self._now
        tone = "system" if paused else "critical" if left <= 0 else "warning" if warned else "strong"
        set_tone(self._deadline, tone)

    def _facts_line(self, data: DetailData) -> str:
        words, now = self._words, self._now
        parts = [data.status_word, data.category_name if data.category_name != data.title else ""]
        if data.agencies:
            parts.append(data.agency_names)
        elif data.agency_names:
            parts.append(translate("Detail", "belum ditugaskan (saran: {0})").format(data.agency_names))
        else:
            parts.append(translate("Detail", "belum ditugaskan"))
        if data.owner:
            held = translate("Detail", "PJ {0}").format(data.owner)
            if data.owner_stale and data.owner_at:
                held += " " + translate("Detail", "(basi, {0} tanpa tindakan)").format(
                    words.age(now - data.owner_at)
                )
            parts.append(held)
        else:
            parts.append(translate("Detail", "belum diklaim"))
        parts.append(translate("Detail", "umur {0}").format(words.age(now - data.opened_at)))
        if data.position_note:
            parts.append(data.position_note)
        return " · ".join(part for part in parts if part)

    def _task_line(self, data: DetailData) -> str:
        if not data.task:
            return ""
        line = translate("Detail", "Penugasan {0} — “{1}”")
        line = line.replace("{0}", data.agency_names or NONE).replace("{1}", data.task)
        if data.due_at:
            line += " · " + translate("Detail", "sebelum {0}").format(self._words.minute(data.due_at))
        return line

    @staticmethod
    def _state_sentence(data: DetailData) -> str:
        if data.merged_into:
            return translate("Detail", "Laporannya sudah digabung ke kejadian lain.")
        if data.completeness is Completeness.OFFLINE:
            return translate(
                "Detail",
                "Sambungan terputus: laporan dan linimasa mungkin belum lengkap. Dilengkapi sendiri nanti.",
            )
        if data.completeness is Completeness.LOADING:
            return translate("Detail", "Laporan dan linimasa sedang diambil…")
        return ""
