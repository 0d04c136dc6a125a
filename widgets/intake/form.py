"""The form for a new report: keyboard only, nothing hidden, nothing lost.

Typing fills in suggestions that are explained and can be overridden; what was chosen by hand is never changed
by a later suggestion. Ctrl+Enter saves. Alt with a letter settles a call that is no incident with one key.
Closing keeps the draft; it comes back with the form and says since when it is there. Alt+B empties the form
for another call, and brings back what stood in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from services.contract.commands import SubmitReport
from services.contract.records import MAX_TEXT, SEVERITIES, Disposition, Placement
from widgets.format import Format
from widgets.intake.layout import IntakeFields
from widgets.intake.model import CallerLine, Draft, IntakeAdvisor, IntakeSuggestion
from widgets.labels import set_tone
from widgets.picker import Item, matching
from widgets.placehit import PlaceHit
from widgets.theme import Theme

translate = QCoreApplication.translate

TYPING_MS: Final = 120
_POSITION: Final = re.compile(r"^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")
QUICK: Final = {
    "Alt+I": Disposition.PRANK,
    "Alt+G": Disposition.GHOST,
    "Alt+D": Disposition.DUPLICATE,
    "Alt+N": Disposition.INFORMATION,
    "Alt+L": Disposition.OUTSIDE,
}
"""One key while typing for a call that opens no incident."""


class IntakeForm(IntakeFields):
    """Emits one `SubmitReport`; asks its `IntakeAdvisor` while somebody types."""

    command_requested = Signal(object)
    """`services.contract.commands.SubmitReport`."""
    draft_changed = Signal(object)
    """`Draft`, a moment after every change: the console keeps it."""
    map_pick_requested = Signal()
    """The next click on the map is the place; answer with `set_position`."""
    position_changed = Signal(object)
    """(lat, lon) of the place, or None: for a mark on the map."""
    incident_requested = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words = words
        self._advisor: IntakeAdvisor | None = None
        self._suggestion = IntakeSuggestion()
        self._category = ""
        self._rank = -1
        self._hit: PlaceHit | None = None
        self._hits: list[PlaceHit] = []
        self._aside = Draft()
        """What stood here before the form was emptied for another call."""
        self._now = self._answered = self._located = self._typed = 0
        self._quiet = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._advise)
        self.phone.textEdited.connect(self._touched)
        self.name.textEdited.connect(self._touched)
        self.text.textChanged.connect(self._typed_on)
        self.reason.textEdited.connect(self._touched)
        self.category.picked.connect(self._take_category)
        self.category.typed.connect(self._untake_category)
        self.place.set_search(self._find_places)
        self.place.picked.connect(self._take_place)
        self.place.typed.connect(self._untake_place)
        self.similar.attached.connect(self._touched)
        for picker in (self.category, self.place):
            picker.escaped.connect(self.close_form)
        for rank, button in enumerate(self.ranks):
            button.clicked.connect(lambda _=False, rank=rank: self._take_rank(rank))
        self.anew.clicked.connect(self.begin_anew)
        self.pick.clicked.connect(self.map_pick_requested)
        self.save.clicked.connect(self.submit)
        self.leave.clicked.connect(self.close_form)
        for key, button in self.quick.items():
            button.clicked.connect(lambda _=False, key=key: self.submit_as(QUICK[key]))
        self._shortcuts()
        self._show_suggestion()

    # --- what the console sets ---

    def set_advisor(self, advisor: IntakeAdvisor) -> None:
        self._advisor = advisor
        self.category.set_search(self._find_categories)
        self._advise()

    def set_now(self, now: int) -> None:
        """The server's time: the moment the form opens counts as answering the call."""
        self._now = now

    def set_caller(self, phone: str, line: CallerLine) -> None:
        """The history of a number; ignored where another number stands there by now."""
        if phone == self.phone.text().strip():
            self._show_caller(line)
            self._touched()

    def _show_caller(self, line: CallerLine) -> None:
        self.history.setText(line.text)
        set_tone(self.history, "system" if line.nuisance else "dim")

    def set_position(self, lat: float, lon: float) -> None:
        """The place was picked on the map, or pasted as coordinates."""
        if self._advisor is not None:
            self._take_hit(self._advisor.locate(lat, lon))
            (self.place.field if self.text.toPlainText() else self.text).setFocus()

    def set_draft(self, draft: Draft) -> None:
        """Bring back what was typed."""
        self._quiet = True
        self.phone.setText(draft.phone)
        self.name.setText(draft.name)
        self.text.setPlainText(draft.text)
        self.reason.setText(draft.severity_reason)
        self._category, self._rank, self._answered = draft.category, draft.rank, draft.answered_at
        self._located, self._typed = draft.located_at, draft.typed_at
        self.category.set_text(self._name_of(draft.category))
        self.place.set_text(draft.place)
        known = draft.lat is not None or bool(draft.area)
        self._hit = (
            PlaceHit(draft.place, "", draft.area, draft.lat, draft.lon, draft.placement) if known else None
        )
        self.similar.set_chosen(draft.attach_to)
        self._quiet = False
        self._show_place()
        self._advise()

    def draft(self) -> Draft:
        """Everything typed so far."""
        hit = self._hit
        return Draft(
            phone=self.phone.text().strip(),
            name=self.name.text().strip(),
            text=self.text.toPlainText().strip(),
            category=self._category,
            rank=self._rank,
            severity_reason=self.reason.text().strip(),
            place=self.place.text(),
            lat=hit.lat if hit else None,
            lon=hit.lon if hit else None,
            placement=hit.placement if hit else Placement.UNKNOWN,
            area=hit.area if hit else "",
            attach_to=self.similar.chosen,
            answered_at=self._answered,
            located_at=self._located,
            typed_at=self._typed,
        )

    def begin(self) -> None:
        """Show the form; a new call starts the clock, a kept draft goes on where it was, and says so."""
        if not self._answered:
            self._answered = self._now
        kept = not self.draft().empty and self._answered < self._now
        since = translate("Intake", "draf sejak {0}").format(self._words.moment(self._answered, self._now))
        self.since.setText(since if kept else "")
        self._offer_anew()
        self.show()
        self._tell_position()
        (self.text if self.phone.text() else self.phone).setFocus()

    def begin_anew(self) -> None:
        """An empty form for another call; once more brings back what stood in it."""
        draft = self.draft()
        wanted, self._aside = (self._aside, Draft()) if draft.empty else (Draft(), draft)
        self.set_draft(wanted)
        self._answered = 0 if wanted.empty else wanted.answered_at
        self._say("")
        self.begin()

    def _offer_anew(self) -> None:
        empty = self.draft().empty
        words = translate("Intake", "Kembalikan draf") if empty else translate("Intake", "Kosongkan")
        self.anew.setText(words)
        self.anew.set_key("Alt+B")
        self.anew.setVisible(not empty or not self._aside.empty)

    def close_form(self) -> None:
        """Put the form away and keep what was typed."""
        self.draft_changed.emit(self.draft())
        self._end()

    # --- sending ---

    def submit(self) -> None:
        """Save the report, or say what is missing."""
        draft = self.draft()
        if not draft.text:
            self._say(translate("Intake", "Tulis apa yang dilaporkan."))
            self.text.setFocus()
        elif not draft.attach_to and not (draft.category or self._suggestion.category):
            self._say(translate("Intake", "Kategori belum dikenali dari teksnya. Pilih satu."))
            self.category.field.setFocus()
        elif draft.attach_to == 0 and not draft.place and draft.lat is None:
            self._say(translate("Intake", "Di mana? Sebut kelurahan, jalan, atau patokan."))
            self.place.field.setFocus()
        else:
            self._send(draft, Disposition.VALID, draft.attach_to)

    def submit_as(self, disposition: Disposition) -> None:
        """Settle the call with one key."""
        draft = self.draft()
        target = 0
        if disposition is Disposition.DUPLICATE:
            target = draft.attach_to or self.similar.first
            if not target:
                self._say(translate("Intake", "Tidak ada kejadian mirip untuk digabung."))
                return
        self._send(draft, disposition, target)

    def _send(self, draft: Draft, disposition: Disposition, target: int) -> None:
        chosen = draft.rank >= 0
        command = SubmitReport(
            text=draft.text[:MAX_TEXT],
            category=draft.category or self._suggestion.category,
            severity=SEVERITIES[draft.rank] if chosen else None,
            severity_reason=draft.severity_reason if chosen else "",
            lat=draft.lat,
            lon=draft.lon,
            placement=Placement(draft.placement),
            area=draft.area,
            place=draft.place[:300],
            caller_phone=draft.phone[:32],
            caller_name=draft.name[:120],
            disposition=disposition,
            incident_id=target,
            answered_at=draft.answered_at,
            located_at=draft.located_at,
            typed_at=draft.typed_at,
        )
        self._aside = Draft()
        self.set_draft(Draft())
        self._say("")
        self.draft_changed.emit(Draft())
        self.command_requested.emit(command)
        self._end()

    def _end(self) -> None:
        self.position_changed.emit(None)
        self.closed.emit()

    # --- while typing ---

    def _typed_on(self) -> None:
        if not self._quiet:
            self._typed = self._now
        self._touched()

    def _touched(self, *_: object) -> None:
        if not self._quiet:
            self._typing.start()

    def _advise(self) -> None:
        """Ask for everything that depends on what stands in the form."""
        draft = self.draft()
        self.draft_changed.emit(draft)
        self._offer_anew()
        advisor = self._advisor
        if advisor is None:
            return
        self._suggestion = advisor.suggest(draft.text, draft.category)
        self._show_suggestion()
        category = draft.category or self._suggestion.category
        self.history.setText("")
        line = advisor.caller_history(draft.phone) if len(draft.phone) >= 4 else None
        if line is not None:
            self._show_caller(line)
        worth = bool(draft.text or draft.lat is not None or draft.category)
        found = advisor.similar(draft.text, category, draft.lat, draft.lon) if worth else ()
        self.similar.set_rows(found)

    def _show_suggestion(self) -> None:
        suggestion = self._suggestion
        if self._category:
            why = translate("Intake", "dipilih sendiri")
        elif suggestion.category:
            why = translate("Intake", "saran: {0}").format(suggestion.category_reason)
        else:
            why = translate("Intake", "belum ada saran; ketik ceritanya atau pilih sendiri")
        self.category_why.setText(why)
        self.category.field.setPlaceholderText(
            self._name_of(suggestion.category) or translate("Intake", "ketik beberapa huruf")
        )
        rank = self._rank if self._rank >= 0 else suggestion.rank
        for place, button in enumerate(self.ranks):
            button.setChecked(place == rank)
        by_hand = self._rank >= 0
        self.rank_why.setText(
            translate("Intake", "dipilih sendiri")
            if by_hand
            else translate("Intake", "saran: {0}").format(suggestion.severity_reason or "—")
        )
        self.reason.setVisible(by_hand)
        self.show_questions(suggestion.questions)

    def _find_categories(self, typed: str) -> Sequence[Item]:
        if self._advisor is None:
            return ()
        items = [Item(c.code, c.name, c.group, rank=c.rank) for c in self._advisor.categories()]
        return matching(items, typed)

    def _take_category(self, item: object) -> None:
        assert isinstance(item, Item)
        self._category = item.code
        self.place.field.setFocus()
        self._advise()

    def _untake_category(self, typed: str) -> None:
        if self._category or not typed:
            self._category = ""
            self._touched()

    def _take_rank(self, rank: int) -> None:
        self._rank = -1 if rank == self._rank else rank
        self._advise()
        if self._rank >= 0:
            self.reason.setFocus()

    def find_places(self, typed: str) -> Sequence[PlaceHit]:
        """Places of a name, or the one of pasted coordinates."""
        if self._advisor is None or not typed.strip():
            return ()
        if (position := _POSITION.match(typed.replace("−", "-"))) is None:
            return self._advisor.search_places(typed)
        lat, lon = float(position[1]), float(position[2])
        return [self._advisor.locate(lat, lon)] if abs(lat) <= 90 and abs(lon) <= 180 else ()

    def _find_places(self, typed: str) -> Sequence[Item]:
        self._hits = list(self.find_places(typed))
        return [Item(str(place), hit.name, hit.detail) for place, hit in enumerate(self._hits)]

    def _take_place(self, item: object) -> None:
        assert isinstance(item, Item)
        self._take_hit(self._hits[int(item.code)])

    def _take_hit(self, hit: PlaceHit) -> None:
        self._hit = hit
        self._located = self._located or self._now
        self.place.set_text(hit.name)
        self._show_place()
        self._tell_position()
        self._advise()

    def _untake_place(self, typed: str) -> None:
        del typed
        self._hit = None
        self._show_place()
        self._tell_position()
        self._touched()

    def _tell_position(self) -> None:
        hit = self._hit
        self.position_changed.emit((hit.lat, hit.lon) if hit and hit.lat is not None else None)

    def _show_place(self) -> None:
        hit = self._hit
        if hit is None:
            words = (
                translate("Intake", "teks bebas; pilih dari daftar agar ada di peta")
                if self.place.text()
                else ""
            )
        elif hit.outside_m:
            words = translate("Intake", "{0} · {1} di luar kota").format(
                hit.detail, self._words.distance(hit.outside_m)
            )
        else:
            words = hit.detail
        self.place_why.setText(words)
        set_tone(self.place_why, "system" if hit and hit.outside_m else "dim")

    def _name_of(self, code: str) -> str:
        if self._advisor is None or not code:
            return ""
        return next((choice.name for choice in self._advisor.categories() if choice.code == code), code)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _shortcuts(self) -> None:
        """Keys with a modifier work while typing; they belong to the form, so they end with it."""
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        wishes: dict[str, Callable[[], None]] = {
            "Ctrl+Return": self.submit,
            "Ctrl+Enter": self.submit,
            "Alt+P": self.map_pick_requested.emit,
            "Alt+B": self.begin_anew,
        }
        wishes |= {key: partial(self.submit_as, wish) for key, wish in QUICK.items()}
        wishes |= {f"Alt+{place + 1}": partial(self.similar.choose, place) for place in range(5)}
        for key, wish in wishes.items():
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(wish)
