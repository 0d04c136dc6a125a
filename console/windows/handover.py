"""The handover window: the document, who signs it, the shift log. Layout and keys only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.banner import DrillBanner
from widgets.figures.shift_page import ShiftFiguresPage
from widgets.format import Format
from widgets.handover.chapters import Chapters
from widgets.handover.document import DocumentView
from widgets.handover.log import LogPage
from widgets.handover.model import Standing
from widgets.handover.second import SecondSignature
from widgets.handover.side import Side
from widgets.handover.strip import STRIP, SignatureStrip
from widgets.labels import column, hairline, row, set_tone, text
from widgets.linkbar import LinkBar
from widgets.prompt import PromptPanel
from widgets.theme import Theme, repaint_with
from widgets.tickets import Ticket, TicketState, ticket_sentence
from widgets.toast import Toasts
from widgets.unsettled import UnsettledPanel

translate = QCoreApplication.translate

LEFT: Final = 230
RIGHT: Final = 300
STEPS: Final = ("Space", "Left", "Right")
"""Keys of a briefing; they belong to it only while one is on and the items are shown."""


class HandoverTop(QWidget):
    """Which shift hands to which, what the document was made from, who sits here, the clock."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._words = words
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(44))
        name = text(theme, translate("Handover", "Serah terima"), size="strong", weight=700, tone="strong")
        self._head = text(theme, size="small", tone="strong")
        self._source = text(theme, size="small", tone="dim")
        self._briefing = text(theme, size="small", tone="strong")
        self._user = text(theme, size="small", tone="dim")
        self._clock = text(theme, size="small", weight=600, tone="strong")
        line = row(
            name, self._head, 0, self._briefing, self._source, self._user, self._clock, spacing=theme.px(16)
        )
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)

    def set_standing(self, standing: Standing) -> None:
        self._head.setText(standing.head)
        self._source.setText(standing.source)
        set_tone(self._source, "system" if standing.doubtful else "dim")

    def set_briefing(self, words: str) -> None:
        self._briefing.setText(words)
        self._briefing.setVisible(bool(words))

    def set_user(self, user: str) -> None:
        self._user.setText(user)

    def set_now(self, now: int) -> None:
        self._clock.setText(self._words.clock(now))


class HandoverWindow(QWidget):
    """Setters and signals only. `pressed` says which key, on which page."""

    pressed = Signal(str)
    figures_shown = Signal()
    print_requested = Signal(bool)
    """Save the handover as PDF; True: then ask for a printer."""
    briefing_pressed = Signal(str)
    """A key of the briefing on the wall."""
    closed = Signal()

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("window")
        self.setFont(theme.font())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translate("Handover", "Patria · Serah terima"))
        self.top = HandoverTop(theme, words)
        self.banner = DrillBanner(theme)
        self.chapters = Chapters(theme)
        self.document = DocumentView(theme, words)
        self.side = Side(theme)
        self.strip = SignatureStrip(theme)
        self.log = LogPage(theme)
        self.figures = ShiftFiguresPage(theme, words)
        self.prompt = PromptPanel(theme)
        self.second = SecondSignature(theme)
        self.unsettled = UnsettledPanel(theme)
        self.link = LinkBar(theme, words)
        self._arrange()
        self.toasts = Toasts(theme, self, above=STRIP)
        self.chapters.chosen.connect(self._go_to)
        self.document.opened.connect(lambda _key: self.show_item(True))
        self.strip.pressed.connect(self.pressed)
        self.log.left.connect(self.show_document)
        self.prompt.closed.connect(self._home)
        self.second.closed.connect(self._home)
        self._take_keys()
        self._briefing_on = False
        self.pages.currentChanged.connect(self._allow_steps)
        self.show_document()
        self._allow_steps()

    def _take_keys(self) -> None:
        for key in ("B", "T", "J", "U", "S", "Shift+S", "R", "A", "C", "N", "K", "I", "P", "D", "X"):
            self._key(key, partial(self._press, key))
        self._key("L", self.turn_page)
        self._key("G", self.turn_figures)
        self._key("Ctrl+P", partial(self.print_requested.emit, False))
        self._key("Ctrl+Shift+P", partial(self.print_requested.emit, True))
        self._key("/", self._filter)
        self._key("V", self._group_or_briefing)
        self._key("Esc", self.leave)
        self._key("Shift+PgDown", partial(self.side.turn, 1))
        self._key("Shift+PgUp", partial(self.side.turn, -1))
        self._steps = [self._key(key, partial(self.briefing_pressed.emit, key)) for key in STEPS]

    # --- what the console sets ---

    def set_standing(self, standing: Standing) -> None:
        self.top.set_standing(standing)
        self.strip.set_standing(standing)

    def set_briefing(self, words: str, *, on: bool) -> None:
        """What the wall shows of a briefing, or that one was held."""
        self.top.set_briefing(words)
        if on != self._briefing_on:
            self._briefing_on = on
            self._allow_steps()
            if self.pages.currentIndex() == 0:
                self.link.set_hints(self._document_hints())

    def _allow_steps(self) -> None:
        for shortcut in self._steps:
            shortcut.setEnabled(self._briefing_on and self.pages.currentIndex() == 0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        repaint_with(self, theme)
        self.update()

    @property
    def on_log(self) -> bool:
        """Whether the shift log is shown."""
        return self.pages.currentWidget() is self.log

    def panels(self) -> tuple[tuple[str, QWidget], ...]:
        """What a picture may be taken of, by name."""
        page = self.pages.currentWidget() or self.log
        name = translate("Handover", "serah terima")
        if page is self.log:
            name = translate("Handover", "log regu")
        elif page is self.figures:
            name = translate("Handover", "angka regu")
        return ((name, page),)

    def turn_page(self) -> None:
        """The document, or the shift log."""
        if self.on_log:
            self.show_document()
            return
        self.pages.setCurrentWidget(self.log)
        self.link.set_hints(self._log_hints())
        self.log.focus_first()

    @property
    def on_figures(self) -> bool:
        """Whether the figures of the shift are shown."""
        return self.pages.currentWidget() is self.figures

    def turn_figures(self) -> None:
        """The document, or the figures of the shift."""
        if self.on_figures:
            self.show_document()
            return
        self.pages.setCurrentWidget(self.figures)
        self.link.set_hints(self._figures_hints())
        self.figures.focus_first()
        self.figures_shown.emit()

    def show_document(self) -> None:
        self.pages.setCurrentIndex(0)
        self.link.set_hints(self._document_hints())
        self.document.setFocus()

    def show_item(self, show: bool) -> None:
        """The current item in full beside the document."""
        self.side.show_item(show)

    def leave(self) -> None:
        """Escape: out of the log, then out of the item."""
        if self.on_log and self.log.step_back():
            return
        if self.on_log or self.on_figures:
            self.show_document()
        else:
            self.show_item(False)
            self.document.setFocus()

    def show_ticket(self, ticket: Ticket) -> None:
        """A sentence about a command whose state changed."""
        bad = ticket.state in (TicketState.REJECTED, TicketState.EXPIRED)
        self.toasts.show_sentence(ticket_sentence(ticket), system=bad, key=ticket.command_id)

    def show_notice(self, sentence: str, *, wrong: bool = False) -> None:
        self.toasts.show_sentence(sentence, system=wrong)

    # --- layout ---

    def _arrange(self) -> None:
        theme = self._theme
        self.chapters.setFixedWidth(theme.px(LEFT))
        self.side.setFixedWidth(theme.px(RIGHT))
        middle = row(self.chapters, self.document, self.side, spacing=1)
        middle.setStretch(1, 1)
        page = QWidget()
        page.setLayout(column(middle, hairline(), self.strip, spacing=0))
        page.layout().setStretch(0, 1)  # type: ignore[union-attr]  # it was set the line before
        self.pages = QStackedWidget()
        self.pages.addWidget(page)
        self.pages.addWidget(self.log)
        self.pages.addWidget(self.figures)
        above = (self.banner, self.top, hairline(), self.prompt, self.second)
        self.setLayout(column(*above, self.pages, hairline(), self.unsettled, self.link, spacing=0))
        self.layout().setStretch(len(above), 1)  # type: ignore[union-attr]  # it was set the line before
        self.setMinimumSize(theme.px(1000), theme.px(600))

    def _document_hints(self) -> tuple[tuple[str, str], ...]:
        if self._briefing_on:
            return (
                ("V", translate("Handover", "akhiri pengarahan")),
                (translate("Handover", "Spasi"), translate("Handover", "jeda")),
                ("← →", translate("Handover", "langkah")),
                ("U", translate("Handover", "tegaskan ulang")),
                ("T", translate("Handover", "tanya")),
                ("J", translate("Handover", "jawab")),
                ("L", translate("Handover", "log regu")),
            )
        return (
            ("B", translate("Handover", "buka")),
            ("U", translate("Handover", "tegaskan ulang")),
            ("T", translate("Handover", "tanya")),
            ("J", translate("Handover", "jawab")),
            ("S", translate("Handover", "tanda tangan")),
            ("Shift+S", translate("Handover", "kedua")),
            ("R", translate("Handover", "tolak")),
            ("L", translate("Handover", "log regu")),
            ("G", translate("Handover", "angka")),
            ("V", translate("Handover", "pengarahan")),
            ("A", translate("Handover", "ambil alih")),
            ("C", translate("Handover", "susulan")),
            ("Ctrl+P", translate("Handover", "cetak")),
            ("F8", translate("Handover", "gambar panel")),
        )

    def _figures_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("← →", translate("Handover", "angka lain")),
            ("Ctrl+P", translate("Handover", "cetak")),
            ("L", translate("Handover", "log regu")),
            ("G", translate("Handover", "serah terima")),
        )

    def _log_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("N", translate("Handover", "catatan")),
            ("J", translate("Handover", "jawab")),
            ("K", translate("Handover", "betulkan")),
            ("/", translate("Handover", "cari")),
            ("V", translate("Handover", "jenis")),
            ("O", translate("Handover", "gambar")),
            ("F8", translate("Handover", "gambar panel")),
            ("I", translate("Handover", "konfirmasi")),
            ("P", translate("Handover", "instruksi")),
            ("X", translate("Handover", "akhiri")),
            ("D", translate("Handover", "tempat")),
            ("L", translate("Handover", "serah terima")),
        )

    # --- keys ---

    def _key(self, key: str, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(partial(self._if_free, act))
        return shortcut

    def _press(self, key: str) -> None:
        """What acts on an item waits until the items are seen again."""
        if not self.on_figures:
            self.pressed.emit(key)

    def _if_free(self, act: Callable[[], object]) -> None:
        """Single keys rest while something is being asked; Escape lets the question go."""
        if self.prompt.asking:
            if act == self.leave:
                self.prompt.dismiss()
        elif self.second.isVisible():
            if act == self.leave:
                self.second.dismiss()
        else:
            act()

    def _filter(self) -> None:
        if not self.on_log:
            self.turn_page()
        self.log.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.log.filter.selectAll()

    def _group_or_briefing(self) -> None:
        if self.on_log:
            self.log.group_requested.emit()
        else:
            self.briefing_pressed.emit("V")

    def _go_to(self, code: str) -> None:
        self.document.show_part(code)
        self.document.setFocus()

    def _home(self) -> None:
        """The keyboard goes back where it was useful."""
        if self.on_log:
            if not self.log.current:
                self.log.focus_first()
        elif self.on_figures:
            self.figures.focus_first()
        else:
            self.document.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
