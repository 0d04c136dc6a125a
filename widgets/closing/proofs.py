"""The proof of one incident: photographs, what was found, who looked, and the two buttons that decide."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from widgets.chips import KeyButton
from widgets.closing.compare import Pair
from widgets.closing.model import ClosingData, PictureSource, ProofCard, ProofState
from widgets.closing.thumb import PhotoThumb
from widgets.detail.sections import Section
from widgets.format import Format
from widgets.labels import column, flat_button, row, set_tone, text
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


def state_word(state: ProofState) -> str:
    """What became of a proof."""
    return {
        ProofState.FILED: translate("Closing", "tidak ada yang mencurigakan"),
        ProofState.WAITING: translate("Closing", "menunggu pemeriksaan pihak luar"),
        ProofState.ACCEPTED: translate("Closing", "diterima"),
        ProofState.REJECTED: translate("Closing", "ditolak"),
    }[state]


class ProofSection(Section):
    """Cards of proof, the newest first."""

    verify_requested = Signal(int, bool)
    """Proof, and whether it is accepted."""
    compare_requested = Signal(object, int)
    """Tuple of `Pair`, and which to begin with."""
    file_requested = Signal()

    def __init__(self, theme: Theme, words: Format, pictures: PictureSource, file_key: str = "") -> None:
        """`file_key`: the key that files a proof here; empty: none can be filed here."""
        super().__init__(theme, translate("Closing", "Bukti"))
        self._words, self._pictures, self._file_key = words, pictures, file_key
        self._limits: tuple[str, ...] = ()
        self._shown_limits = False
        self._first: QWidget | None = None
        self._cards: tuple[ProofCard, ...] = ()
        self._asked, self._verify, self._now = False, False, 0
        self._may_file = False
        self.body.setSpacing(theme.px(14))

    def set_limits(self, sentences: tuple[str, ...]) -> None:
        """What the checks can and cannot find."""
        self._limits = sentences

    def set_permitted(self, verify: bool, file: bool) -> None:
        """Whether the role may decide about proof, and file it."""
        self._verify, self._may_file = verify, file
        self._refill()

    def show_data(self, data: ClosingData | None, now: int) -> None:
        """Show the proof of an incident; hidden where there is none and none is asked for."""
        self._cards = data.proofs if data is not None else ()
        self._asked, self._now = data is not None and data.asked and not data.closed, now
        self._refill()

    def focus_first(self) -> bool:
        """Go to what has to be decided, else to the first photograph; False where there is no proof."""
        if self._first is None:
            return False
        self._first.setFocus()
        return True

    def refresh(self) -> None:
        """A picture arrived."""
        for thumb in self.findChildren(PhotoThumb):
            thumb.update()

    def _refill(self) -> None:
        key = (self._cards, self._asked, self._verify, self._may_file)
        if key == self._shown:
            return
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self._first = None
        self.fill(key, self._pieces())
        if held:
            self.focus_first()

    def _pieces(self) -> Iterator[QWidget]:
        theme = self.theme
        counting = any(card.state is not ProofState.REJECTED for card in self._cards)
        if self._asked and not counting:
            words = translate("Closing", "Baru selesai dengan bukti: foto, tempat, waktu, dan petugas.")
            yield text(theme, words, size="small", tone="system", wrap=True)
        if self._asked and self._may_file and self._file_key:
            button = KeyButton(theme, translate("Closing", "Kirim bukti"), self._file_key, "flat")
            button.clicked.connect(self.file_requested)
            holder = QWidget()
            holder.setLayout(row(button, 0))
            yield holder
        for card in self._cards:
            yield self._card(card)
        if self._cards and self._limits:
            yield self._limits_widget()

    def _limits_widget(self) -> QWidget:
        theme = self.theme
        holder = QWidget()
        box = column(spacing=theme.px(4))
        holder.setLayout(box)
        button = flat_button(theme, translate("Closing", "Apa yang dapat dan tidak dapat ditemukan"))
        button.setCheckable(True)
        button.setChecked(self._shown_limits)
        words = text(theme, "\n".join(self._limits), size="small", tone="dim", wrap=True)
        words.setVisible(self._shown_limits)

        def turn(shown: bool) -> None:
            self._shown_limits = shown
            words.setVisible(shown)

        button.toggled.connect(turn)
        box.addLayout(row(button, 0))
        box.addWidget(words)
        return holder

    def _card(self, card: ProofCard) -> QWidget:
        theme = self.theme
        holder = QWidget()
        box = column(spacing=theme.px(4))
        holder.setLayout(box)
        head = " · ".join(
            part for part in (self._words.moment(card.at, self._now), card.who, card.place) if part
        )
        state = text(theme, state_word(card.state), size="small", weight=650, wrap=True)
        set_tone(state, "system" if card.state in (ProofState.WAITING, ProofState.REJECTED) else "strong")
        box.addWidget(state)
        box.addWidget(text(theme, head, size="small", tone="dim", wrap=True))
        if card.photos:
            box.addLayout(self._photos(card))
        if card.note:
            box.addWidget(text(theme, f"“{card.note}”", tone="strong", wrap=True))
        self._findings(box, card)
        for words in (card.sample, card.verdict, card.why_not):
            if words:
                box.addWidget(text(theme, words, size="small", tone="dim", wrap=True))
        if card.verifiable and self._verify:
            box.addLayout(self._buttons(card))
        return holder

    def _photos(self, card: ProofCard) -> QHBoxLayout:
        pairs = _pairs(card)
        thumbs = []
        for number, sha256 in enumerate(card.photos):
            doubtful = any(line.suspicious and line.photo == number for line in card.findings)
            thumb = PhotoThumb(self.theme, self._pictures, sha256, number, doubtful)
            thumb.clicked.connect(lambda _=False, number=number: self.compare_requested.emit(pairs, number))
            thumbs.append(thumb)
        if self._first is None:
            self._first = thumbs[0]
        return row(*thumbs, 0, spacing=self.theme.px(6))

    def _findings(self, box: QVBoxLayout, card: ProofCard) -> None:
        for line in card.findings:
            which = ""
            if line.photo >= 0 and len(card.photos) > 1:
                which = translate("Closing", "Foto {0}: ").format(line.photo + 1)
            mark = "▲ " if line.suspicious else "· "
            tone = "system" if line.suspicious else "dim"
            box.addWidget(text(self.theme, f"{mark}{which}{line.words}", size="small", tone=tone, wrap=True))

    def _buttons(self, card: ProofCard) -> QHBoxLayout:
        accept = PressButton(translate("Closing", "Terima bukti"))
        reject = PressButton(translate("Closing", "Tolak"))
        for button, accepted in ((accept, True), (reject, False)):
            button.setFont(self.theme.font("small", 500))
            button.clicked.connect(
                lambda _=False, accepted=accepted: self.verify_requested.emit(card.proof_id, accepted)
            )
        self._first = accept
        return row(accept, reject, 0, spacing=self.theme.px(6))


def _pairs(card: ProofCard) -> tuple[Pair, ...]:
    """Each photograph beside the earlier one it looks like."""
    found = []
    for number, sha256 in enumerate(card.photos):
        about = [line for line in card.findings if line.photo == number]
        other = next((line for line in about if line.seen and line.seen_incident), None)
        found.append(
            Pair(
                sha256=sha256,
                caption=card.who,
                lines=tuple(line.words for line in about if line.suspicious),
                seen=other.seen if other is not None else "",
                seen_caption=other.seen_words if other is not None else "",
            )
        )
    return tuple(found)
