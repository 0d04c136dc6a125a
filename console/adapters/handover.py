"""The handover on its window: the room as it stands until one is opened, then the frozen picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from console.adapters.calm import Calm
from console.adapters.drafting import Drafting
from console.adapters.frozen import Arrived, Frozen
from console.adapters.handover_words import (
    as_line,
    chapter_word,
    differences,
    ended_words,
    exchanges_of,
    page_of,
    shifts_of,
    signature_words,
    taken_words,
    unaccepted_words,
)
from console.adapters.shift_facts import shift_facts
from console.adapters.since_left import Leaving
from console.adapters.waiting import (
    arrived_words,
    remarks_of,
    since_frozen,
    waiting_sentences,
    with_waiting,
)
from console.names import Names
from console.situation import Situation
from services.contract.briefing import Chapter, Document, Item, Part
from services.contract.messages import Do
from services.contract.shifts import Handover, Side
from services.projection.apply import Changes
from widgets.handover.model import Exchange, Fact, ItemLine, ItemLines, ItemPage, PartLine, Standing

translate = QCoreApplication.translate

TALL: Final = (Chapter.UNSTABLE, Chapter.WATCH)
ASK_AGAIN_MS: Final = 5_000
PREVIEW_MS: Final = 700
SHARE: Final = 20
"""A picture that is not done at once is generated at most every so many times of what it costs."""
STANDS_MS: Final = 30_000
"""How long a picture of a room in which nothing happens is good for."""


class HandoverFace(Protocol):
    """What of the window this feeds."""

    def set_parts(self, parts: tuple[PartLine, ...], now: int, *, restating: bool) -> None: ...
    def set_overview(
        self, facts: tuple[Fact, ...], missing: tuple[str, ...], exchanges: tuple[Exchange, ...]
    ) -> None: ...
    def set_item(self, page: ItemPage | None) -> None: ...
    def set_standing(self, standing: Standing) -> None: ...
    def set_since(self, words: str) -> None: ...


class HandoverAdapter(QObject):
    """`changed` and `ticked` as every adapter; what is selected is told by the window."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        face: HandoverFace,
        fetch: Callable[[int, Arrived], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._situation, self._names, self._face = situation, names, face
        self.frozen = Frozen(situation, names.pack, fetch, self.show)
        self.waiting: Callable[[], list[Do]] = list
        """Commands of this console that are not recorded yet."""
        self._told: tuple[Handover | None, object, Handover | None] | None = None
        """What was recorded, what it was put together from, and the handover with what waits."""
        self.leaving = Leaving(situation, names, fetch, self.show)
        self._calm = Calm(PREVIEW_MS, self.show, self)
        self._preview: tuple[str, int, Document] | None = None
        self._asked_at = 0
        self._counted: tuple[tuple[str, int, int], tuple[Fact, ...]] | None = None
        self._drafting = Drafting(names.pack, self)
        self._current = ""
        self.document: Document | None = None
        """What is on the screen."""
        self.proven = False
        """It is the document of the open handover's hash."""

    @property
    def handover(self) -> Handover | None:
        """The one that is going on, with what was said on this screen and is not recorded yet."""
        book, log, user = self._situation.board.shifts, self._situation.log, self._situation.user
        waiting = [do for do in self.waiting() if do.log is log]
        if not waiting:
            return book.open_handover
        key = (book.last_handover_id, tuple(do.id for do in waiting), user, self.frozen.added)
        if self._told is None or self._told[0] is not book.open_handover or self._told[1] != key:
            told = with_waiting(book, waiting, user, self.frozen.known)
            self._told = (book.open_handover, key, told)
        return self._told[2]

    @property
    def side(self) -> Side:
        """As whom whoever sits here takes part."""
        going_on = self.handover
        watch = self._situation.board.shifts.watch
        responsible = going_on.outgoing if going_on is not None else (watch.supervisor if watch else "")
        return Side.OUTGOING if responsible == self._situation.user else Side.INCOMING

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        del changes
        going_on = self.handover
        if going_on is not None and (self.document is None or not self.proven):
            self.show()  # now, while the board is still at that entry
        else:
            self._calm.touch()

    def ticked(self, now: int) -> None:
        going_on = self.handover
        if going_on is not None and not self.proven and now - self._asked_at > ASK_AGAIN_MS:
            self._asked_at = now
            self.frozen.ask(going_on)
        elif self._preview is not None and now - self._preview[2].at > STANDS_MS:
            self._calm.touch()  # deadlines pass without anything happening

    def select(self, key: str) -> None:
        """The item whose page is shown beside the document."""
        self._current = key
        self._show_item(self._situation.now())

    def item(self, key: str) -> Item | None:
        """An item of the document on the screen."""
        if self.document is None:
            return None
        return next((i for part in self.document.parts for i in part.items if i.key == key), None)

    def arrived(self) -> str:
        """What became unstable since the picture was frozen, for whoever is about to sign; empty: nothing."""
        return arrived_words(self.document, self._live(self._situation.now())) if self.proven else ""

    def show(self) -> None:
        """Put everything on the screen anew."""
        now, going_on = self._situation.now(), self.handover
        document = self.frozen.document(going_on) if going_on is not None else None
        self.proven = document is not None
        self.document = document or self._live(now)
        restating = going_on is not None
        self._face.set_parts(self._parts(going_on), now, restating=restating)
        missing = self.missing()
        facts = (*self._meanwhile(now), *self.leaving.facts(self.document), *self._facts(now))
        self._face.set_overview(facts, missing, self._exchanges(going_on))
        self._face.set_standing(self._standing(now, going_on, missing))
        self._face.set_since(self.leaving.words(self.document, now))
        self._show_item(now)

    # --- what it says ---

    def missing(self) -> tuple[str, ...]:
        """Sentences: what is missing before the open handover can be accepted; empty where nothing is."""
        found = self.handover
        if found is None:
            return ()
        said = []
        late = unaccepted_words(found, self._names.words, self._situation.now())
        if late:
            kept = translate("Handover", "{0}; {1} tetap bertanggung jawab.").replace("{1}", found.outgoing)
            said.append(kept.replace("{0}", late[0].upper() + late[1:]))
        if not self.proven:
            said.append(
                translate("Handover", "Yang tampak keadaan sekarang: {0}.").format(self.frozen.doubt or "—")
            )
        left = sum(key not in found.restated for key in found.unstable)
        if left:
            said.append(
                translate("Handover", "{0} butir tidak stabil belum ditegaskan ulang (U).").format(left)
            )
        asked = sum(not question.answered_at for question in found.questions)
        if asked:
            said.append(translate("Handover", "{0} pertanyaan belum dijawab (J).").format(asked))
        signed = {signature.side for signature in found.signatures}
        if Side.OUTGOING not in signed:
            said.append(
                translate("Handover", "Tanda tangan yang menyerahkan, {0}, belum ada.").format(found.outgoing)
            )
        if Side.INCOMING not in signed:
            said.append(translate("Handover", "Tanda tangan yang menerima belum ada."))
        return (*said, *waiting_sentences(found))

    # --- inner ---

    def _meanwhile(self, now: int) -> tuple[Fact, ...]:
        """What became unstable, or ended, since the picture on the screen was frozen; before the next one is
        opened what was remarked on the last."""
        book = self._situation.board.shifts
        if self.handover is None:
            return remarks_of(book.handovers.get(book.last_handover_id), self._names.words)
        live = self._live(now) if self.proven else None
        if live is None or self.document is None or not live.parts:
            return ()
        return since_frozen(self.document, live)

    def _live(self, now: int) -> Document:
        """The room as it stands; a large room is generated less often than it changes."""
        board = self._situation.board
        if not self._is_good(now) and not self._drafting.busy:
            made = self._drafting.make(board, now, self._drafted)
            if made is not None:
                self._preview = (made.epoch, made.seq, made)
        if self._preview is not None and self._preview[0] == board.epoch:
            return self._preview[2]
        return Document(
            epoch=board.epoch, seq=board.seq, at=now, city="", watch_id=0, outgoing="", since=0, parts=()
        )

    def _is_good(self, now: int) -> bool:
        """Whether the last preview still serves; where it is only not old enough, another one follows."""
        board = self._situation.board
        if self._preview is None or self._preview[0] != board.epoch:
            return False
        costs, (_, seq, document) = self._drafting.costs, self._preview
        good = now - document.at < (STANDS_MS if seq == board.seq else SHARE * 1000 * costs)
        if good and seq != board.seq:
            QTimer.singleShot(PREVIEW_MS, self, self._calm.touch)
        return good

    def _drafted(self, document: Document) -> None:
        self._preview = (document.epoch, document.seq, document)
        self.show()

    def _parts(self, going_on: Handover | None) -> tuple[PartLine, ...]:
        """The chapters; an item is put into words when it comes into view."""
        assert self.document is not None
        return tuple(
            PartLine(
                code=part.chapter.value,
                caption=chapter_word(part.chapter),
                items=self._lines(part, going_on),
                tall=part.chapter in TALL,
                restate=going_on is not None and part.chapter is Chapter.UNSTABLE,
            )
            for part in self.document.parts
        )

    def _lines(self, part: Part, going_on: Handover | None) -> ItemLines:
        assert self.document is not None
        since = self.leaving.since(self.document)
        note = translate("Handover", "Penerima belum menegaskan ulang")
        if self.side is Side.INCOMING:
            note = translate("Handover", "Tegaskan ulang dengan kata Anda… (U)")

        def line(number: int) -> ItemLine:
            item = part.items[number]
            changes = {"fresh": item.key in since.new, "worse": item.key in since.worse}
            if going_on is None:
                return as_line(item, **changes)
            must = part.chapter is Chapter.UNSTABLE
            return self._touched(as_line(item, restate=must, restated_note=note, **changes), going_on)

        return ItemLines([item.key for item in part.items], line)

    def _touched(self, line: ItemLine, going_on: Handover) -> ItemLine:
        """An item with its questions and what the receiver said."""
        asked = [question for question in going_on.questions if question.item == line.key]
        line = replace(
            line, questions=len(asked), unanswered=sum(not question.answered_at for question in asked)
        )
        said = going_on.restated.get(line.key)
        if said is None:
            return line
        note = translate("Handover", "ditegaskan ulang {0} oleh {1} ✓")
        told, waits = differences(said.differences), translate("Handover", "menunggu jalur")
        if not said.at:
            note = translate("Handover", "ditegaskan ulang {0} oleh {1}")
        at = self._names.words.minute(said.said_at or said.at)
        return replace(
            line,
            restate=True,
            restated=" ".join(said.words.split()),
            restated_note=note.replace("{0}", at).replace("{1}", said.by),
            differences=told if said.at else " · ".join(part for part in (waits, told) if part),
        )

    def _facts(self, now: int) -> tuple[Fact, ...]:
        board, words = self._situation.board, self._names.words
        is_open = board.open_mask()
        late = is_open & (board.due_at > 0) & (board.due_at < now)
        critical = int((is_open & (board.severity == 0)).sum())
        facts = [
            Fact(translate("Handover", "Angka sekarang")),
            Fact(translate("Handover", "Kejadian terbuka"), words.number(int(is_open.sum()))),
            Fact(translate("Handover", "Kritis"), words.number(critical)),
            Fact(translate("Handover", "Lewat tenggat"), words.number(int(late.sum()))),
        ]
        return (*facts, *self._shift_facts(now))

    def _shift_facts(self, now: int) -> tuple[Fact, ...]:
        """Figures of the watch up to the picture on the screen; counted once for each picture."""
        document = self.document
        if document is None or not document.since:
            return ()
        key = (document.epoch, document.seq, document.at)
        if self._counted is None or self._counted[0] != key:
            words = self._names.words
            found = shift_facts(self._situation.board, words, document.since, document.at)
            since = words.moment(document.since, now)
            head = translate("Handover", "Regu ini sejak {0} · minggu lalu").format(since)
            self._counted = (key, (Fact(head), *found))
        return self._counted[1]

    def _exchanges(self, going_on: Handover | None) -> tuple[Exchange, ...]:
        if going_on is None:
            return ()
        return exchanges_of(going_on.questions, self._names.words, self._title)

    def _title(self, key: str) -> str:
        found = self.item(key)
        return " ".join(filter(None, (found.title, found.ref))) if found is not None else key

    def _show_item(self, now: int) -> None:
        item = self.item(self._current)
        if item is None:
            self._face.set_item(None)
            return
        self._face.set_item(page_of(item, self._situation.board.shifts, self._names, now))

    def _standing(self, now: int, going_on: Handover | None, missing: tuple[str, ...]) -> Standing:
        assert self.document is not None
        words = self._names.words
        head = f"{shifts_of(self._names.pack.shifts, now, self._names.zone)} · {words.date(now)}"
        if going_on is None:
            return self._idle(now, head)
        source = translate("Handover", "dibuat dari log #{0} · {1} · sidik {2}")
        if not going_on.id:
            source = translate("Handover", "beku di layar ini, belum tercatat · log #{0} · {1} · sidik {2}")
        source = source.replace("{0}", words.number(going_on.seq))
        source = source.replace("{1}", words.clock(going_on.opened_at)).replace("{2}", going_on.digest[:8])
        done = sum(key in going_on.restated for key in going_on.unstable)
        progress = translate("Handover", "{0} dari {1} butir ditegaskan ulang")
        progress = progress.replace("{0}", str(done)).replace("{1}", str(len(going_on.unstable)))
        if not going_on.unstable:
            progress = translate("Handover", "tidak ada butir tidak stabil")
        signed = {signature.side: signature for signature in going_on.signatures}
        incoming = signed.get(Side.INCOMING)
        receiver = translate("Handover", "pengganti")
        if incoming is not None or self.side is Side.INCOMING:
            receiver = incoming.by if incoming is not None else self._situation.user
        late = unaccepted_words(going_on, words, now)
        mine = self.side in signed
        button, key, ready = self._button(mine, whole=done == len(going_on.unstable))
        return Standing(
            head=head,
            source=source if self.proven else self.frozen.doubt,
            doubtful=not self.proven or not going_on.id,
            outgoing=signature_words(going_on.outgoing, Side.OUTGOING, signed.get(Side.OUTGOING), words),
            progress=" · ".join(filter(None, (progress, late))),
            missing=missing,
            incoming=signature_words(receiver, Side.INCOMING, incoming, words),
            button="" if len(signed) > 1 else button,
            key=key,
            ready=ready,
            behind=bool(late) or done < len(going_on.unstable),
            turn=not mine,
        )

    def _button(self, mine: bool, *, whole: bool) -> tuple[str, str, bool]:
        """What whoever sits here signs next, its key, and whether that may be; after that the other one may
        sign here too. `whole`: everything unstable has been restated."""
        outgoing = self.side is Side.OUTGOING
        if mine:
            other = translate("Handover", "Pihak lain, di layar ini")
            return other, "Shift+S", self.proven and (whole or not outgoing)
        if outgoing:
            return translate("Handover", "Tanda tangan"), "S", self.proven
        return translate("Handover", "Terima dan tanda tangan"), "S", self.proven and whole

    def _idle(self, now: int, head: str) -> Standing:
        """Nothing is open: who is responsible, and how the last one ended."""
        book, words = self._situation.board.shifts, self._names.words
        watch = book.watch
        if watch is None:
            outgoing = translate("Handover", "Belum ada penanggung jawab ruang.")
        else:
            outgoing = taken_words(watch, words, now)
        mine = watch is not None and watch.supervisor == self._situation.user
        last = book.handovers.get(book.last_handover_id)
        button, key = translate("Handover", "Buka serah terima"), "B"
        if not mine:
            button, key = translate("Handover", "Ambil tanggung jawab"), "A"
        return Standing(
            head=head,
            source=translate("Handover", "belum dibuka · keadaan sekarang"),
            doubtful=False,
            outgoing=outgoing,
            progress=ended_words(last, words, now) if last is not None else "",
            missing=(),
            incoming="",
            button=button,
            key=key,
            ready=True,
            turn=mine or watch is None,
        )
