"""Pause, proof, promise: the questions behind the keys Z, V and W, and the commands they become."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from services.contract.closing import (
    AskPause,
    DecidePause,
    MakePromise,
    ResumeClock,
    SettlePromise,
    TellReporter,
    VerifyProof,
)
from services.contract.commands import Command
from widgets.closing.model import ClosingChoices, ClosingData, PauseState, PromiseLine
from widgets.format import MINUTE, Format
from widgets.prompt import Answer, Prompt, PromptPanel

translate = QCoreApplication.translate

MIN_WORDS = 3
MAX_MINUTES = 366 * 24 * 60


class ClosingActions(QObject):
    """Asks inline for what is missing, then emits the contract's command."""

    command_requested = Signal(object)
    notice_requested = Signal(str)

    def __init__(self, prompt: PromptPanel, words: Format, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prompt, self._words = prompt, words
        self._data: ClosingData | None = None
        self._choices = ClosingChoices()
        self._permitted: frozenset[str] = frozenset()
        self._now = 0

    def set_data(self, data: ClosingData | None) -> None:
        self._data = data

    def set_choices(self, choices: ClosingChoices) -> None:
        self._choices = choices

    def set_permitted(self, tags: frozenset[str]) -> None:
        self._permitted = tags

    def set_now(self, now: int) -> None:
        self._now = now

    def may(self, tag: str) -> bool:
        """True where the role may do it at all."""
        return tag in self._permitted

    # --- the clock ---

    def pause(self) -> None:
        """Whatever comes next for the clock: ask for a pause, decide about one, or go on."""
        data = self._ready()
        if data is None:
            return
        if data.pause is None:
            self._ask_pause(data)
        elif data.pause.running:
            self.resume()
        else:
            self._decide_pause(data, data.pause)

    def _ask_pause(self, data: ClosingData) -> None:
        if not self._allowed("clock.ask_pause"):
            return
        if not data.clock:
            self._say(translate("Closing", "Tidak ada tenggat yang berjalan untuk dijeda."))
            return

        def done(answer: Answer) -> None:
            self._send(AskPause(incident_id=data.incident_id, kind=answer.choice, reason=answer.text))

        self._prompt.ask(
            Prompt(
                title=translate("Closing", "Jeda jam karena apa? Orang lain yang memutuskan."),
                accept=translate("Closing", "Minta jeda"),
                done=done,
                choices=self._choices.pause_kinds,
                columns=2,
                text_hint=translate("Closing", "Alasan, misalnya: menunggu suku cadang sampai Rabu"),
                text_min=MIN_WORDS,
                check=_chosen,
            )
        )

    def _decide_pause(self, data: ClosingData, pause: PauseState) -> None:
        if not self._allowed("clock.decide_pause"):
            return
        if pause.own:
            self._say(translate("Closing", "Jeda yang Anda minta harus diputuskan oleh orang lain."))
            return

        def done(answer: Answer) -> None:
            self._send(
                DecidePause(incident_id=data.incident_id, approved=answer.choice == "yes", reason=answer.text)
            )

        def check(answer: Answer) -> str:
            missing = _chosen(answer)
            if not missing and answer.choice == "no" and len(answer.text) < MIN_WORDS:
                missing = translate("Closing", "Menolak perlu alasan.")
            return missing

        title = translate("Closing", "{0} meminta jeda ({1}): “{2}”")
        for place, part in enumerate((pause.by, pause.kind, pause.reason)):
            title = title.replace(f"{{{place}}}", part)
        self._prompt.ask(
            Prompt(
                title=title,
                accept=translate("Closing", "Putuskan"),
                done=done,
                choices=(
                    ("yes", translate("Closing", "Setujui, tenggat berhenti")),
                    ("no", translate("Closing", "Tolak")),
                ),
                text_hint=translate("Closing", "Alasan (wajib bila menolak)"),
                check=check,
            )
        )

    def resume(self) -> None:
        """Let the clock go on."""
        data = self._ready()
        if data is None or not self._allowed("clock.resume"):
            return
        self._prompt.ask(
            Prompt(
                title=translate("Closing", "Lanjutkan jam? Waktu jeda diberikan kembali pada tenggat."),
                accept=translate("Closing", "Lanjutkan"),
                done=lambda answer: self._send(ResumeClock(incident_id=data.incident_id, reason=answer.text)),
                text_hint=translate("Closing", "Catatan (boleh kosong)"),
            )
        )

    # --- proof ---

    def verify(self, proof_id: int, accepted: bool) -> None:
        """Accept a proof, or reject it with words."""
        data = self._ready()
        if data is None or not self._allowed("proof.verify"):
            return
        title = (
            translate("Closing", "Terima bukti ini? Nama Anda dicatat.")
            if accepted
            else translate("Closing", "Tolak bukti ini? OPD menerima kata-kata Anda.")
        )
        self._prompt.ask(
            Prompt(
                title=title,
                accept=translate("Closing", "Terima") if accepted else translate("Closing", "Tolak"),
                done=lambda answer: self._send(
                    VerifyProof(
                        incident_id=data.incident_id,
                        proof_id=proof_id,
                        accepted=accepted,
                        verdict=answer.text,
                    )
                ),
                text_hint=translate("Closing", "Bagaimana Anda memeriksanya")
                if accepted
                else translate("Closing", "Apa yang kurang"),
                text_min=0 if accepted else MIN_WORDS,
            )
        )

    # --- the reporter ---

    def promise(self) -> None:
        """Tell the reporters, promise them something, or settle what was promised."""
        data = self._ready()
        if data is None:
            return
        waiting = min((p for p in data.promises if not p.settled), key=lambda p: p.due_at, default=None)
        choices = self._reporter_choices(data, waiting)
        if not choices:
            self._say(translate("Closing", "Peran Anda tidak boleh melakukan ini."))
            return
        title = translate("Closing", "Pelapor: %n laporan akan mendengar", "", data.reporters)
        if waiting is not None:
            title += "\n" + translate("Closing", "Janji: “{0}”").format(waiting.text)
        self._prompt.ask(
            Prompt(
                title=title,
                accept=translate("Closing", "Simpan"),
                done=lambda answer: self._tell(data, waiting, answer),
                choices=choices,
                chosen=choices[0][0],
                columns=2,
                text_hint=translate("Closing", "Kata-kata untuk pelapor, atau catatan"),
                extra_hint=translate("Closing", "Janji: ditepati dalam berapa menit (contoh 120)"),
                check=_check_promise,
            )
        )

    def _reporter_choices(
        self, data: ClosingData, waiting: PromiseLine | None
    ) -> tuple[tuple[str, str], ...]:
        choices: list[tuple[str, str]] = []
        if self.may("reporter.tell"):
            choices.append(("tell", translate("Closing", "Kabari pelapor")))
        if self.may("promise.make") and not data.closed:
            choices.append(("promise", translate("Closing", "Catat janji")))
        if self.may("promise.settle") and waiting is not None:
            choices.append(("kept", translate("Closing", "Janji ditepati")))
            choices.append(("broken", translate("Closing", "Janji tidak ditepati")))
        return tuple(choices)

    def _tell(self, data: ClosingData, waiting: PromiseLine | None, answer: Answer) -> None:
        number = data.incident_id
        match answer.choice:
            case "tell":
                self._send(TellReporter(incident_id=number, text=answer.text))
            case "promise":
                due = self._now + int(answer.extra) * MINUTE
                self._send(MakePromise(incident_id=number, text=answer.text, due_at=due))
            case _ if waiting is not None:
                self.settle(waiting.promise_id, answer.choice == "kept", answer.text)

    def settle(self, promise_id: int, kept: bool, note: str) -> None:
        """Say whether a promise was kept."""
        data = self._ready()
        if data is not None:
            self._send(
                SettlePromise(incident_id=data.incident_id, promise_id=promise_id, kept=kept, note=note)
            )

    # --- inside ---

    def _ready(self) -> ClosingData | None:
        if self._data is None:
            self._say(translate("Closing", "Pilih kejadian dahulu."))
        return self._data

    def _allowed(self, tag: str) -> bool:
        if not self.may(tag):
            self._say(translate("Closing", "Peran Anda tidak boleh melakukan ini."))
        return self.may(tag)

    def _say(self, sentence: str) -> None:
        self.notice_requested.emit(sentence)

    def _send(self, command: Command) -> None:
        self.command_requested.emit(command)


def _chosen(answer: Answer) -> str:
    return "" if answer.choice else translate("Closing", "Pilih salah satu.")


def _check_promise(answer: Answer) -> str:
    if answer.choice in ("tell", "promise", "broken") and len(answer.text) < MIN_WORDS:
        return translate("Closing", "Tulis kata-katanya dahulu.")
    minutes = answer.extra
    if answer.choice == "promise" and not (minutes.isdecimal() and 0 < int(minutes) <= MAX_MINUTES):
        return translate("Closing", "Tulis menit sebagai angka: kapan janji ini harus ditepati.")
    return _chosen(answer)
