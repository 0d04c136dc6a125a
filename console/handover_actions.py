"""What the keys of the handover's document do: one question, one command; what cannot be is said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.handover import HandoverAdapter
from console.freezing import Freezing
from console.handover_here import Here
from console.situation import Situation
from console.windows.handover import HandoverWindow
from services.contract.briefing import Item
from services.contract.commands import Command
from services.contract.errors import KnownError
from services.contract.records import MAX_TEXT
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    Handover,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
)
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate

MIN_WORDS: Final = 3


class SecondHand(Protocol):
    """Carries the other one's signature to the backend."""

    def __call__(self, handover: Handover, side: Side, name: str, password: str, code: str) -> None: ...


class HandoverActions(QObject):
    """Reads from the adapter what is on the screen, asks through the window, hands over commands."""

    def __init__(
        self,
        window: HandoverWindow,
        situation: Situation,
        adapter: HandoverAdapter,
        submit: Callable[[Command], object],
        second: SecondHand,
        freezing: Freezing,
    ) -> None:
        super().__init__(window)
        self._freezing, self._here = freezing, Here(situation, adapter, freezing)
        self._window, self._situation, self._adapter = window, situation, adapter
        self._submit, self._second = submit, second
        self._signing: tuple[Handover, Side] | None = None
        window.second.signed.connect(self._signed_by_other)

    def press(self, key: str) -> None:
        """A key on the document."""
        act = {
            "B": self.open,
            "T": self.ask,
            "J": self.answer,
            "U": self.restate,
            "S": self.sign,
            "Shift+S": self.sign_other,
            "R": self.refuse,
            "A": self.take,
            "C": self.remark,
        }.get(key)
        if act is None:
            return
        if not self._situation.user:
            self._say(translate("Handover", "Belum tersambung: belum diketahui siapa yang duduk di sini."))
        else:
            act()

    # --- responsibility ---

    def open(self) -> None:
        """The outgoing supervisor freezes the picture."""
        watch, user = self._situation.board.shifts.watch, self._situation.user
        if watch is None:
            self._say(translate("Handover", "Belum ada penanggung jawab ruang; A mengambilnya."))
        elif watch.supervisor != user:
            words = translate(
                "Handover", "Serah terima dibuka oleh {0}. Bila ia berhalangan: A, dengan alasan."
            )
            self._say(words.format(watch.supervisor))
        elif self._here.only():
            self._say(translate("Handover", "Sudah ada yang beku di layar ini dan belum tercatat."))
        elif self._adapter.handover is not None:
            self._ask(
                translate("Handover", "Buka serah terima yang baru?"),
                translate("Handover", "Buka yang baru"),
                lambda _: self._open_now(),
                note=translate("Handover", "Yang sedang berjalan menjadi batal, juga yang sudah diulang."),
            )
        else:
            self._open_now()

    def _open_now(self) -> None:
        """With the link down the picture is frozen here, and opened under its hash when the line is back."""
        if self._here.line:
            self._submit(OpenHandover())
        else:
            self._freezing.freeze(self._frozen)

    def _frozen(self, command: OpenHandover | None) -> None:
        if command is None:
            words = translate("Handover", "Tidak dibekukan: disk menolak menyimpannya. Periksa ruang disk.")
            self._say(words, wrong=True)
        else:
            self._submit(command)

    def take(self) -> None:
        """Become responsible without a handover; from somebody else only with a reason."""
        watch, user = self._situation.board.shifts.watch, self._situation.user
        if watch is None:
            self._submit(TakeWatch())
        elif watch.supervisor == user:
            self._say(translate("Handover", "Tanggung jawab ruang memang sudah pada Anda."))
        else:
            title = translate("Handover", "Ambil tanggung jawab dari {0} tanpa serah terima?")
            self._ask(
                title.format(watch.supervisor),
                translate("Handover", "Ambil tanggung jawab"),
                lambda answer: self._submit(TakeWatch(reason=answer.text)),
                hint=translate("Handover", "Alasan, misalnya: sakit mendadak"),
                note=translate("Handover", "Serah terima yang sedang berjalan menjadi batal."),
            )

    # --- about an item ---

    def ask(self) -> None:
        """The incoming supervisor asks."""
        self._as_receiver(self._ask_as)

    def _ask_as(self, found: Handover, item: Item, by: str) -> None:
        self._ask(
            self._here.speaking(translate("Handover", "Tanya: {0}").format(item.title), by),
            translate("Handover", "Tanyakan"),
            lambda answer: self._submit(
                AskHandover(item=item.key, text=answer.text, **self._here.on(found, by))
            ),
            hint=translate("Handover", "Pertanyaan untuk {0}").format(found.outgoing),
            note=_where(item),
            most=MAX_TEXT,
        )

    def answer(self) -> None:
        """The outgoing one answers the last open question on the item."""
        found, item = self._going_on(), self._item()
        if found is None or item is None or self._not_mine(Side.OUTGOING):
            return
        waiting = [each for each in found.questions if not each.answered_at]
        here = [each for each in waiting if each.item == item.key]
        if not here and waiting:
            self._window.document.show_item(waiting[-1].item)
            here = waiting[-1:]
        if not here:
            self._say(translate("Handover", "Tidak ada pertanyaan yang menunggu jawaban."))
            return
        question = here[-1]
        self._ask(
            translate("Handover", "Jawab {0}: “{1}”")
            .replace("{0}", question.by)
            .replace("{1}", question.text),
            translate("Handover", "Jawab"),
            lambda answer: self._submit(
                AnswerHandover(item=question.item, text=answer.text, **self._here.on(found))
            ),
            hint=translate("Handover", "Jawaban"),
            most=MAX_TEXT,
        )

    def restate(self) -> None:
        """The incoming one says the item in their own words."""
        self._as_receiver(self._restate_as)

    def _restate_as(self, found: Handover, item: Item, by: str) -> None:
        def done(answer: Answer) -> None:
            self._submit(RestateItem(item=item.key, words=answer.text, **self._here.on(found, by)))
            left = [key for key in found.unstable if key not in found.restated and key != item.key]
            if left:
                self._window.document.show_item(left[0])

        self._ask(
            self._here.speaking(
                translate("Handover", "Tegaskan ulang dengan kata Anda: {0}").format(item.title), by
            ),
            translate("Handover", "Tegaskan"),
            done,
            hint=translate("Handover", "Apa, di mana, siapa, langkah berikutnya"),
            most=MAX_TEXT,
            note=_where(item),
        )

    def remark(self) -> None:
        """Appended to this handover or the last one, never part of what was signed."""
        book = self._situation.board.shifts
        found = book.handovers.get(book.last_handover_id)
        if found is None:
            self._say(translate("Handover", "Belum pernah ada serah terima untuk diberi catatan susulan."))
            return
        item = self._window.document.current
        about = item if self._adapter.frozen.lists(found, item) else ""
        title = translate("Handover", "Catatan susulan pada serah terima #{0}").format(found.id)
        shown = self._adapter.item(about) if about else None
        self._ask(
            f"{title}: {shown.title}" if shown is not None else title,
            translate("Handover", "Catat"),
            lambda answer: self._submit(RemarkHandover(handover_id=found.id, item=about, text=answer.text)),
            hint=translate("Handover", "Catatan"),
            most=MAX_TEXT,
            note=translate("Handover", "Ditambahkan sesudahnya; yang sudah ditandatangani tidak berubah."),
        )

    # --- the end ---

    def sign(self) -> None:
        """My side."""
        found = self._going_on()
        side = self._adapter.side
        if found is None or not self._may_sign(found, side):
            return
        if self._freezing.second_factor:
            self._sign_with_code(found, side)
            return
        self._ask(
            self._signing_words(found, side),
            translate("Handover", "Tanda tangan"),
            lambda _: self._submit(
                SignHandover(side=side, **(self._here.on(found) | {"digest": found.digest}))
            ),
            note=translate("Handover", "Sidik {0}").format(found.digest),
        )

    def _sign_with_code(self, found: Handover, side: Side) -> None:
        """Digits count for half a minute; without a line a recovery code is sealed with the password."""
        online = self._here.online(found)
        if not online and not self._freezing.seal:
            words = translate(
                "Handover", "Tanda tangan Anda memakai kode; itu diperiksa setelah jalur kembali."
            )
            self._say(words, wrong=True)
            return
        self._signing = (found, side)
        note = translate("Handover", "Sidik {0}").format(found.digest)
        title, user = self._signing_words(found, side), self._situation.user
        self._window.second.ask(title, note, user, waits=not online, own=online)

    def sign_other(self) -> None:
        """The other side on this screen, under their own login."""
        found = self._going_on()
        other = Side.INCOMING if self._adapter.side is Side.OUTGOING else Side.OUTGOING
        if found is None or not self._may_sign(found, other):
            return
        waits = not self._here.online(found)
        if waits and not self._freezing.seal:
            words = translate("Handover", "Tanda tangan kedua menunggu jalur: server belum dikenal di sini.")
            self._say(words, wrong=True)
            return
        self._signing = (found, other)
        note = translate("Handover", "Sidik {0}").format(found.digest)
        name = found.outgoing if other is Side.OUTGOING else self._here.receiver(found)
        self._window.second.ask(self._signing_words(found, other), note, name, waits=waits)

    def refuse(self) -> None:
        """The incoming one does not take over; responsibility stays where it is."""
        found = self._going_on()
        if found is None or self._not_mine(Side.INCOMING):
            return
        self._ask(
            translate("Handover", "Tolak serah terima dari {0}?").format(found.outgoing),
            translate("Handover", "Tolak"),
            lambda answer: self._submit(RefuseHandover(reason=answer.text, **self._here.on(found))),
            hint=translate("Handover", "Alasan"),
            note=translate("Handover", "Tanggung jawab tetap pada {0}.").format(found.outgoing),
        )

    def second_answered(self, error: Exception | None, words: str) -> None:
        """What became of the other one's signature, or of one's own with a code."""
        if isinstance(error, KnownError) and error.code == "second_factor_needed":
            self._window.second.ask_code(words)
        elif error is not None:
            self._window.second.refuse(words)
        else:
            self._window.second.dismiss()
            self._window.show_notice(translate("Handover", "Tanda tangan diterima."))

    # --- inner ---

    def _signed_by_other(self, name: str, password: str, code: str) -> None:
        if self._signing is None:
            return
        found, side = self._signing
        going_on = self._adapter.handover
        if going_on is None or going_on.digest != found.digest:
            over = translate("Handover", "Serah terima itu sudah selesai.")
            self._window.second.say(over, wrong=True)
        elif self._here.online(going_on):
            self._second(going_on, side, name, password, code)
        elif not password:
            self._window.second.refuse(
                translate("Handover", "Jalur terputus; kode diperiksa setelah kembali.")
            )
        else:
            self._seal(going_on, side, name, password, code)

    def _seal(self, found: Handover, side: Side, name: str, password: str, code: str) -> None:
        """Without a line: the password closed for the backend alone, bound to exactly this."""
        try:
            command = self._here.sealed(found, side, name, password, code)
        except KnownError as error:
            self._window.second.refuse(error.message)
            return
        self._submit(command)
        self._window.second.dismiss()
        words = translate("Handover", "Tanda tangan {0} menunggu jalur; tanggung jawab masih pada {1}.")
        self._say(words.replace("{0}", name).replace("{1}", found.outgoing))

    def _may_sign(self, found: Handover, side: Side) -> bool:
        """Only what was seen is signed; what is missing is said."""
        if any(signature.side is side for signature in found.signatures):
            self._say(translate("Handover", "Sisi ini sudah ditandatangani."))
            return False
        missing = self._adapter.missing()
        if not self._adapter.proven:
            self._say(missing[0], wrong=True)
            return False
        left = [key for key in found.unstable if key not in found.restated]
        open_questions = any(not question.answered_at for question in found.questions)
        if side is Side.INCOMING and (left or open_questions):
            self._say(missing[0], wrong=True)
            if left:
                self._window.document.show_item(left[0])
            return False
        return True

    def _signing_words(self, found: Handover, side: Side) -> str:
        words = translate(
            "Handover",
            "Tanda tangani serah terima #{0} sebagai yang menyerahkan: {1} butir, {2} tidak stabil",
        )
        if side is Side.INCOMING:
            words = translate("Handover", "Terima serah terima #{0} dari {3}: {1} butir, {2} tidak stabil")
        number, items, bad = found.id or found.digest[:8], found.count, len(found.unstable)
        for place, value in enumerate((str(number), str(items), str(bad), found.outgoing)):
            words = words.replace(f"{{{place}}}", value)
        arrived = self._adapter.arrived() if side is Side.INCOMING else ""
        return f"{words} · {arrived}" if arrived else words

    def _as_receiver(self, then: Callable[[Handover, Item, str], None]) -> None:
        """For the incoming side. Without a line both may sit at the screen of the one who hands over; whose
        words it is is asked once, and they count with that one's own signature."""
        found, item = self._going_on(), self._item()
        if found is None or item is None:
            return
        if self._adapter.side is Side.INCOMING:
            then(found, item, self._situation.user)
        elif self._here.online(found):
            self._not_mine(Side.INCOMING)
        elif self._here.receiver(found):
            then(found, item, self._here.receiver(found))
        else:
            self._ask(
                translate("Handover", "Siapa yang menerima di layar ini?"),
                translate("Handover", "Lanjut"),
                lambda answer: self._received_by(found, item, answer.text, then),
                hint=translate("Handover", "Nama akun"),
                note=translate("Handover", "Kata-katanya berlaku bersama tanda tangannya sendiri (Shift+S)."),
            )

    def _received_by(
        self, found: Handover, item: Item, name: str, then: Callable[[Handover, Item, str], None]
    ) -> None:
        if name == found.outgoing:
            self._say(translate("Handover", "Ini bagian pengawas yang menerima."))
            return
        self._here.receive(found, name)
        then(found, item, name)

    def _going_on(self) -> Handover | None:
        found = self._adapter.handover
        if found is None:
            self._say(translate("Handover", "Belum ada serah terima yang dibuka; B membukanya."))
        return found

    def _item(self) -> Item | None:
        item = self._adapter.item(self._window.document.current)
        if item is None:
            self._say(translate("Handover", "Pilih butir lebih dahulu."))
        return item

    def _not_mine(self, side: Side) -> bool:
        """Says so where this belongs to the other side."""
        if self._adapter.side is side:
            return False
        if side is Side.INCOMING:
            self._say(translate("Handover", "Ini bagian pengawas yang menerima."))
        else:
            self._say(translate("Handover", "Ini bagian pengawas yang menyerahkan."))
        return True

    def _ask(
        self,
        title: str,
        accept: str,
        done: Callable[[Answer], object],
        *,
        hint: str = "",
        note: str = "",
        most: int = 0,
    ) -> None:
        def answered(answer: Answer) -> None:
            done(answer)

        few = translate("Handover", "Tulis sedikitnya {0} huruf.").format(MIN_WORDS)
        self._window.prompt.ask(
            Prompt(
                title=title,
                accept=accept,
                done=answered,
                note=note,
                text_hint=hint,
                text_most=most,
                check=lambda answer: few if hint and len(answer.text) < MIN_WORDS else "",
            )
        )

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self._window.show_notice(sentence, wrong=wrong)


def _where(item: Item) -> str:
    """Which one of several with the same title."""
    return " · ".join(filter(None, (item.ref, item.place)))
