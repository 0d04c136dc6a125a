"""After a call or a message: what came of it, and their words exactly as they were said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from services.contract.contacts import CallOutcome
from widgets.contacts.card import VOICE
from widgets.contacts.model import CallResult, Reaching
from widgets.contacts.words import outcome_word
from widgets.prompt import Answer, Prompt
from widgets.words import channel_word

translate = QCoreApplication.translate

LONGEST_S: Final = 3600
_VOICE_ONLY: Final = (CallOutcome.BUSY,)


def call_prompt(reaching: Reaching, done: Callable[[CallResult], None], columns: int = 0) -> Prompt:
    """Ask for the outcome; for an assignment nobody acknowledged yet, whether they take it."""
    voice = reaching.channel.kind in VOICE
    offered = [outcome for outcome in CallOutcome if voice or outcome not in _VOICE_ONLY]
    title = translate("Contacts", "{0}, {1}: bagaimana hasilnya?").format(
        f"{reaching.name} ({reaching.agency_name})",
        f"{channel_word(reaching.channel.kind)} {reaching.channel.address}".strip(),
    )

    def finish(answer: Answer) -> None:
        done(
            CallResult(
                reaching,
                CallOutcome(answer.choice),
                answer.text,
                int(answer.extra) * 1000 if answer.extra else 0,
                answer.ticked,
            )
        )

    return Prompt(
        title=title,
        accept=translate("Contacts", "Catat"),
        done=finish,
        choices=tuple((outcome.value, outcome_word(outcome)) for outcome in offered),
        columns=columns,
        text_hint=translate("Contacts", "Kata mereka, persis seperti diucapkan"),
        extra_hint=translate("Contacts", "Detik sampai dijawab (boleh kosong)"),
        tick=translate("Contacts", "Mereka menerima penugasan ini") if reaching.order_id else "",
        check=_missing,
    )


def _missing(answer: Answer) -> str:
    if not answer.choice:
        return translate("Contacts", "Pilih hasilnya.")
    answered = answer.choice == CallOutcome.ANSWERED
    if answer.extra and not answered:
        return translate("Contacts", "Detik sampai dijawab hanya untuk yang dijawab.")
    if answer.extra and not (answer.extra.isdecimal() and 0 < int(answer.extra) <= LONGEST_S):
        return translate("Contacts", "Tulis detik sebagai angka, paling banyak 3600, atau kosongkan.")
    if answer.ticked and not (answered and answer.text):
        return translate("Contacts", "Pengakuan perlu jawaban dan kata mereka sendiri.")
    return ""
