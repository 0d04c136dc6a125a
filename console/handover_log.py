"""What the keys of the shift log do: notes, answers and corrections, instructions, seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.shift_log import ShiftLogAdapter
from console.situation import Situation
from console.windows.handover import HandoverWindow
from services.contract.commands import Command
from services.contract.records import MAX_TEXT
from services.contract.shifts import (
    ChangeSeat,
    ConfirmInstruction,
    EndInstruction,
    GiveInstruction,
    SeatState,
)
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate

DAY_MS: Final = 86_400_000


class LogActions(QObject):
    """Asks through the window, hands over commands."""

    def __init__(
        self,
        window: HandoverWindow,
        situation: Situation,
        adapter: ShiftLogAdapter,
        submit: Callable[[Command], object],
    ) -> None:
        super().__init__(window)
        self._window, self._situation, self._adapter, self._submit = window, situation, adapter, submit

    def press(self, key: str) -> None:
        """A key on the shift log."""
        act = {
            "N": self.note,
            "J": self.reply,
            "K": self.correct,
            "I": self.confirm,
            "P": self.instruct,
            "X": self.end,
            "D": self.seat,
        }.get(key)
        if act is not None:
            act()

    def note(self) -> None:
        """A new entry."""
        self._write(translate("Handover", "Catatan baru di log regu"))

    def reply(self) -> None:
        """An answer to the note that has the keyboard."""
        number = self._chosen()
        if number:
            self._write(translate("Handover", "Jawab catatan ini"), reply_to=number)

    def correct(self) -> None:
        """The original stays, struck through."""
        number = self._chosen()
        if number:
            self._write(
                translate("Handover", "Betulkan catatan ini; yang lama tetap terbaca"), corrects=number
            )

    def confirm(self) -> None:
        """Read: the first instruction not confirmed yet."""
        waiting = [each for each in self._adapter.instructions() if not each.confirmed]
        if not waiting:
            self._window.show_notice(
                translate("Handover", "Semua instruksi yang berlaku sudah Anda konfirmasi.")
            )
            return
        first = waiting[0]
        self._ask(
            Prompt(
                title=translate("Handover", "Sudah dibaca: {0}").format(first.words),
                accept=translate("Handover", "Konfirmasi"),
                done=lambda _: self._send(ConfirmInstruction(instruction_id=first.instruction_id)),
                note=first.note,
            )
        )

    def instruct(self) -> None:
        """A standing instruction, with its end."""
        self._ask(
            Prompt(
                title=translate("Handover", "Instruksi tetap baru"),
                accept=translate("Handover", "Beri instruksi"),
                done=self._instructed,
                choices=(
                    ("1", translate("Handover", "1 hari")),
                    ("7", translate("Handover", "1 minggu")),
                    ("30", translate("Handover", "30 hari")),
                ),
                chosen="7",
                text_hint=translate("Handover", "Apa yang berlaku untuk setiap regu"),
                text_most=MAX_TEXT,
                check=_three,
            )
        )

    def end(self) -> None:
        """End one before its time."""
        running = self._adapter.instructions()
        if not running:
            self._window.show_notice(translate("Handover", "Tidak ada instruksi yang berlaku."))
            return
        self._ask(
            Prompt(
                title=translate("Handover", "Akhiri instruksi yang mana?"),
                accept=translate("Handover", "Akhiri"),
                done=lambda answer: self._send(
                    EndInstruction(instruction_id=int(answer.choice), reason=answer.text)
                ),
                choices=tuple((str(each.instruction_id), each.words[:60]) for each in running[:9]),
                chosen=str(running[0].instruction_id),
                columns=1,
                text_hint=translate("Handover", "Alasan (boleh kosong)"),
            )
        )

    def seat(self) -> None:
        """Who sits where, on a break, in whose place."""
        self._ask(
            Prompt(
                title=translate("Handover", "Tempat Anda"),
                accept=translate("Handover", "Catat"),
                done=self._seated,
                choices=(
                    (SeatState.SEATED.value, translate("Handover", "duduk")),
                    (SeatState.BREAK.value, translate("Handover", "istirahat")),
                    (SeatState.LEFT.value, translate("Handover", "pergi")),
                ),
                chosen=SeatState.SEATED.value,
                text_hint=translate("Handover", "Meja, misalnya: Meja 2"),
                more_hint=translate("Handover", "Menggantikan siapa (boleh kosong)"),
            )
        )

    # --- inner ---

    def _write(self, title: str, reply_to: int = 0, corrects: int = 0) -> None:
        self._ask(
            Prompt(
                title=title,
                accept=translate("Handover", "Catat"),
                done=lambda answer: self._send(self._adapter.written(answer.text, reply_to, corrects)),
                note=translate(
                    "Handover", "#tag, @OPD, @nama dan nomor kejadian (KB-… atau #187) dikenali dalam teks."
                ),
                text_hint=translate("Handover", "Catatan"),
                text_most=MAX_TEXT,
                check=_three,
            )
        )

    def _instructed(self, answer: Answer) -> None:
        until = self._situation.now() + int(answer.choice or "7") * DAY_MS
        self._send(GiveInstruction(text=answer.text, until=until))

    def _seated(self, answer: Answer) -> None:
        state = SeatState(answer.choice or SeatState.SEATED.value)
        self._send(ChangeSeat(place=answer.text, state=state, substitute_for=answer.more[:64]))

    def _chosen(self) -> int:
        number = self._window.log.current
        if not number:
            self._window.show_notice(translate("Handover", "Pilih catatan dengan panah lebih dahulu."))
        return number

    def _send(self, command: Command) -> None:
        self._submit(command)

    def _ask(self, prompt: Prompt) -> None:
        self._window.prompt.ask(prompt)


def _three(answer: Answer) -> str:
    return "" if len(answer.text) >= 3 else translate("Handover", "Tulis sedikitnya 3 huruf.")
