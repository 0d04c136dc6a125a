"""The briefing that is on, as a card of the wall, a place on its map and a sentence for its voice.

Each card is the incident as it stands now. No reporter, no words of citizens: category, kelurahan, who of
the room has it, what comes next.
"""

from __future__ import annotations

import dataclasses
from typing import Final, Protocol

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from console.adapters.calm import Calm
from console.adapters.handover_words import chapter_word
from console.briefing import BriefingControl
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.briefing import Item
from services.contract.messages import Log
from services.contract.records import STATUSES
from services.contract.scenes import Briefing, Card, CardKind
from services.projection.apply import Changes
from services.reporting import briefing_plan, spoken
from services.reporting.handover import incident_item
from widgets.format import Format
from widgets.map import MapView
from widgets.sound import Alarm, SoundState
from widgets.speech import Voice, VoiceState
from widgets.wall.model import BriefingCard, Freshness
from widgets.wall.words import point
from widgets.words import status_word

translate = QCoreApplication.translate

CALM_MS: Final = 200
"""In a burst the card is brought up to date five times a second."""
SAID_IN: Final = "id"
DRILL: Final = "Latihan."
"""Said before every card: who only hears it must not take it for real."""
DRILL_MS: Final = 1_000


class BriefingFace(Protocol):
    """The part of the wall this feeds."""

    def set_briefing(self, card: BriefingCard | None, fresh: Freshness) -> None: ...
    def set_urgent(self, text: str, remark: str = "") -> None: ...


class BriefingAdapter(QObject):
    """Follows the briefing by the server's clock, also while the link is lost."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        face: BriefingFace,
        control: BriefingControl,
        sound: Alarm,
        voice: Voice,
        *,
        aloud: bool = True,
    ) -> None:
        """`aloud`: this screen is one that reads, so it says when it cannot."""
        super().__init__()
        self._aloud = aloud
        self._situation, self._names, self._face, self._control = situation, names, face, control
        self._sound, self._voice = sound, voice
        self._map: MapView | None = None
        self._shown: Briefing | None = None
        self._record: Briefing | None = None
        self._calm = Calm(CALM_MS, self.show, self)
        self._number = -1
        self._visited = ""
        self._known: set[int] = set()
        self._said_in = Names(names.pack, SAID_IN)
        self._turn = QTimer(self, singleShot=True)
        self._turn.setTimerType(Qt.TimerType.PreciseTimer)
        self._turn.timeout.connect(self.show)
        voice.changed.connect(self.show)
        sound.changed.connect(self._sound_changed)

    def set_map(self, view: MapView | None) -> None:
        """The map that goes from item to item; None: it is needed for something else."""
        if self._map is not None:
            self._map.ready.disconnect(self._forget_visit)
            if self._visited:
                self._map.leave()
        self._map, self._visited = view, ""
        if view is not None:
            view.ready.connect(self._forget_visit)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset or self._situation.board.shifts.briefing is not self._record:
            self.show()
        elif self._shown is not None:
            self._calm.touch()

    def ticked(self, now: int) -> None:
        self.show()

    # --- inner ---

    def show(self) -> None:
        """Bring card, map and voice to where the briefing stands."""
        self._record = self._situation.board.shifts.briefing
        briefing = self._control.current
        if briefing is None:
            if self._shown is not None:
                self._leave()
            return
        now = self._situation.now()
        at_ms = briefing_plan.position(briefing, now)
        number = briefing_plan.card_at(briefing.cards, at_ms)
        before, turned = self._shown, number != self._number
        if before is None or before.id != briefing.id:
            self._begin(briefing)
        self._shown, self._number = briefing, number
        card = briefing.cards[number]
        item = self._item(card, now, self._names)
        self._face.set_briefing(self._card(briefing, number, at_ms, item), self._fresh(now))
        self._visit(card)
        self._warn()
        if before is None or turned or before.since != briefing.since:
            by_hand = before is not None and (before.since, before.id) != (briefing.since, briefing.id)
            self._read(briefing, number, at_once=by_hand)
        left = briefing_plan.start_of(briefing.cards, number + 1) - at_ms
        if briefing.paused:
            self._turn.stop()
        else:
            self._turn.start(max(1, left))

    def _begin(self, briefing: Briefing) -> None:
        """Critical incidents that were there before are no news."""
        self._known = {number for number in self._unclaimed() if self._opened_at(number) <= briefing.at}
        self._number = -1
        self._sound.look_for_device()
        if self._sound.state is not SoundState.NO_DEVICE:
            self._voice.begin()

    def _leave(self) -> None:
        self._shown, self._number, self._visited = None, -1, ""
        self._turn.stop()
        self._voice.end()
        self._face.set_urgent("")
        self._face.set_briefing(None, self._fresh(self._situation.now()))
        if self._map is not None:
            self._map.leave()

    def _fresh(self, now: int) -> Freshness:
        at = self._situation.data_at()
        return Freshness(age_ms=max(0, now - at) if at else 0, data_at=at)

    # --- the card ---

    def _item(self, card: Card, now: int, names: Names) -> Item | None:
        """The incident of a card as it stands, with nothing that a citizen wrote."""
        if card.kind is not CardKind.ITEM:
            return None
        board = self._situation.board
        incident_id = int(card.key.rpartition(":")[2])
        row = board.row_of(incident_id)
        if row < 0:
            return Item(key=card.key, title=translate("Wall", "Tidak ada lagi dalam log ini"))
        item = incident_item(board, names.pack, now, row)
        return structs.replace(
            item,
            title=names.category(board.categories.values[board.category[row]]) or item.ref,
            place=names.place(board.areas.values[board.area[row]], int(board.outside_m[row])),
            next=self._next(card, item, row),
        )

    def _next(self, card: Card, item: Item, row: int) -> str:
        """What comes next. A wall is not told of orders: what depends on them is as of the start."""
        board, briefing = self._situation.board, self._control.current
        if not board.is_open(row):
            return status_word(STATUSES[board.status[row]])
        if not board.owner[row] or not board.agencies[row]:
            return item.next
        if self._control.is_own:
            return ""
        if briefing is not None and board.updated_at[row] > briefing.at:
            return translate("Wall", "berubah sesudah pengarahan dimulai")
        return card.next

    def _card(self, briefing: Briefing, number: int, at_ms: int, item: Item | None) -> BriefingCard:
        card, words, now = briefing.cards[number], self._names.words, self._situation.now()
        whole = briefing_plan.total(briefing.cards)
        left = translate("Wall", "sisa {0}").format(words.stopwatch(whole - at_ms))
        shown = BriefingCard(
            number=number + 1,
            cards=len(briefing.cards),
            title=self._title(card, number),
            steps=tuple(each.ms / whole for each in briefing.cards),
            done=at_ms / whole,
            left=left,
            paused=briefing.paused,
            remarks=self._remarks(),
        )
        if item is None or card.chapter is None:
            counts = tuple((chapter_word(chapter), count) for chapter, count in card.counts)
            return dataclasses.replace(shown, counts=counts)
        return dataclasses.replace(
            shown,
            title=item.title,
            caption=chapter_word(card.chapter),
            severity=item.rank,
            ref=item.ref,
            place=item.place,
            since=_since(item.since, now, words),
            who=said(item.who),
            next=said(item.next),
        )

    def _title(self, card: Card, number: int) -> str:
        if card.kind is CardKind.NOTHING:
            return translate("Wall", "Tidak ada butir terbuka")
        total = self._names.words.number(sum(count for _, count in card.counts))
        if number:
            return translate("Wall", "dan {0} lainnya").format(total)
        return translate("Wall", "{0} butir").format(total)

    def _remarks(self) -> tuple[str, ...]:
        remarks = []
        if self._control.is_own:
            remarks.append(translate("Wall", "hanya di dinding ini, tak tercatat"))
        if not self._aloud:
            return tuple(remarks)
        if self._sound.state is SoundState.MUTED:
            remarks.append(translate("Wall", "suara mati"))
        elif self._sound.state is SoundState.NO_DEVICE or self._voice.state is VoiceState.NONE:
            remarks.append(translate("Wall", "suara tidak tersedia"))
        elif self._voice.state is VoiceState.READY:
            remarks.append(translate("Wall", "dibacakan"))
        return tuple(remarks)

    # --- the map ---

    def _visit(self, card: Card) -> None:
        """To the place of an item; the whole city where the card is about many."""
        if self._map is None or card.key == self._visited:
            return
        if not card.key:
            self._map.leave()
            self._visited = ""
        elif self._map.visit_incident(int(card.key.rpartition(":")[2])):
            self._visited = card.key

    def _forget_visit(self) -> None:
        self._visited = ""

    # --- what happens meanwhile ---

    def _unclaimed(self) -> list[int]:
        board = self._situation.board
        found: list[int] = board.ids[board.open_mask() & (board.severity == 0) & (board.owner == 0)].tolist()
        return found

    def _opened_at(self, incident_id: int) -> int:
        board = self._situation.board
        return int(board.opened_at[board.row_of(incident_id)])

    def _warn(self) -> None:
        """A critical incident that came during the briefing and that nobody has taken."""
        new = [number for number in self._unclaimed() if number not in self._known]
        if not new:
            self._face.set_urgent("")
            return
        board, row = self._situation.board, self._situation.board.row_of(new[-1])
        title = self._names.category(board.categories.values[board.category[row]])
        place = self._names.place(board.areas.values[board.area[row]], int(board.outside_m[row]))
        text = " · ".join(part for part in (translate("Wall", "KRITIS baru"), title, place) if part)
        remark = translate("Wall", "belum diklaim")
        self._face.set_urgent(text, f"{len(new)} {remark}" if len(new) > 1 else remark)

    # --- the voice ---

    def _sound_changed(self) -> None:
        if self._shown is not None:
            if self._sound.state is SoundState.ON:
                self._read(self._shown, self._number, at_once=True)
            else:
                self._voice.stop()
            self.show()

    def _read(self, briefing: Briefing, number: int, *, at_once: bool) -> None:
        """Aloud, in as many words as fit into what is left of the card; a pause is silence."""
        if briefing.paused or self._sound.state is not SoundState.ON:
            self._voice.stop()
            return
        now = self._situation.now()
        ends = briefing_plan.start_of(briefing.cards, number + 1)
        left = ends - briefing_plan.position(briefing, now)
        self._voice.read(lambda ms: self._sentence(briefing.cards[number], number, ms), left, at_once=at_once)

    def _sentence(self, card: Card, number: int, within_ms: int) -> str:
        if self._situation.log is Log.DRILL:
            return f"{DRILL} {self._words(card, number, within_ms - DRILL_MS)}"
        return self._words(card, number, within_ms)

    def _words(self, card: Card, number: int, within_ms: int) -> str:
        if card.kind is CardKind.NOTHING:
            return "Tidak ada butir terbuka."
        if card.kind is CardKind.REST:
            return spoken.rest_words(card.counts, bool(number), within_ms)
        now = self._situation.now()
        item = self._item(card, now, self._said_in)
        return spoken.item_words(item, now, within_ms) if item is not None else ""


def _since(at: int, now: int, words: Format) -> str:
    if not at:
        return ""
    text = translate("Wall", "sejak {0} ({1})").replace("{0}", point(at, now, words))
    return text.replace("{1}", words.age(now - at))
