"""The closing parts of the detail, fed together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from widgets.closing.actions import ClosingActions
from widgets.closing.compare import ComparePhotos
from widgets.closing.matters import Blockers, ClockBand, PromiseSection
from widgets.closing.model import ClosingChoices, ClosingData, PictureSource
from widgets.closing.proofs import ProofSection
from widgets.format import Format
from widgets.keys import Action, KeyMap
from widgets.labels import column
from widgets.prompt import PromptPanel
from widgets.theme import Theme

translate = QCoreApplication.translate


class ClosingParts(QObject):
    """Clock band, what is missing, proof and promises of one incident. `set_data` feeds all of them."""

    command_requested = Signal(object)
    notice_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Format,
        keys: KeyMap,
        prompt: PromptPanel,
        pictures: PictureSource,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._data: ClosingData | None = None
        self._now = 0
        self.acts = ClosingActions(prompt, words, self)
        self.clock = ClockBand(theme, words, keys)
        self.blockers = Blockers(theme)
        self.proofs = ProofSection(theme, words, pictures, keys.key(Action.FILE_PROOF))
        self.promises = PromiseSection(theme, words, keys)
        self.compare = ComparePhotos(theme, window, pictures)
        self.top = QWidget()
        self.top.setLayout(column(self.blockers, self.clock, spacing=theme.px(8)))
        self.acts.command_requested.connect(self.command_requested)
        self.acts.notice_requested.connect(self.notice_requested)
        self.clock.pressed.connect(self.acts.pause)
        self.proofs.verify_requested.connect(self.acts.verify)
        self.proofs.compare_requested.connect(self.compare.show_pairs)

    def set_data(self, data: ClosingData | None) -> None:
        """Show an incident; None: nothing is selected."""
        before, self._data = self._data, data
        if before != data:
            self.blockers.show_lines("", ())
        self.acts.set_data(data)
        self.clock.show_data(data)
        self.proofs.show_data(data, self._now)
        self.promises.show_data(data)

    def set_choices(self, choices: ClosingChoices) -> None:
        self.acts.set_choices(choices)
        self.proofs.set_limits(choices.limits)

    def set_permitted(self, tags: frozenset[str]) -> None:
        """What the role may do."""
        self.acts.set_permitted(tags)
        self.clock.set_permitted(tags)
        self.proofs.set_permitted("proof.verify" in tags, "proof.file" in tags)

    def set_now(self, now: int) -> None:
        """The server's time."""
        self._now = now
        for part in (self.acts, self.clock, self.promises):
            part.set_now(now)

    def show_refusal(self, message: str) -> None:
        """What a closing was refused for: a sentence, then a line for each thing that is missing."""
        head, *lines = message.split("\n")
        self.blockers.show_lines(head, lines)
        # Only after it has got its place in the layout there is somewhere to scroll to.
        QTimer.singleShot(0, self.blockers, lambda: _bring_into_view(self.blockers))

    def pictures_changed(self) -> None:
        """A picture arrived."""
        self.proofs.refresh()
        self.compare.refresh()

    def go_to_proof(self) -> None:
        """Take the keyboard to what has to be decided."""
        if self._data is None:
            self.notice_requested.emit(translate("Closing", "Pilih kejadian dahulu."))
        elif not self.proofs.focus_first():
            self.notice_requested.emit(translate("Closing", "Belum ada bukti untuk kejadian ini."))
        else:
            _bring_into_view(self.proofs)


def _bring_into_view(part: QWidget) -> None:
    """Scroll so that the whole part is seen where it fits, and what has the keyboard in any case."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None:
        return
    parent.ensureWidgetVisible(part, 0, 0)
    focused = QApplication.focusWidget()
    if focused is not None and part.isAncestorOf(focused):
        parent.ensureWidgetVisible(focused, 0, 48)
