"""The playbook as a checklist: arrows, Space is done, S skips with a reason that the supervisor is told."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from services.contract.closing import MarkMilestone, MarkStep, Milestone, StepState
from widgets.format import Format
from widgets.keys import Action, KeyMap
from widgets.labels import caption, clear, column, set_tone, text
from widgets.prompt import Answer, Prompt, PromptPanel
from widgets.steps.line import StepRow, state_word
from widgets.steps.model import StepLine, StepsData
from widgets.theme import Theme

translate = QCoreApplication.translate

UNDER_CONTROL: Final = ""
"""Code of the line that is no step: the situation is under control."""
MIN_REASON: Final = 3


class StepsPanel(QWidget):
    """Fed with `StepsData`; emits commands of the contract."""

    command_requested = Signal(object)
    """`MarkStep` or `MarkMilestone`."""
    notice_requested = Signal(str)
    left = Signal()
    """The keyboard goes back to the queue."""

    def __init__(self, theme: Theme, words: Format, keys: KeyMap, prompt: PromptPanel) -> None:
        super().__init__()
        self._theme, self._words, self._keys, self._prompt = theme, words, keys, prompt
        self._data: StepsData | None = None
        self._permitted = False
        self._head = caption(theme, "")
        self._hint = text(theme, size="small", tone="dim", wrap=True)
        self._rows: list[StepRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(2))
        self._earlier = text(theme, size="small", tone="dim", wrap=True)
        self.setLayout(column(self._head, self._list, self._hint, self._earlier, spacing=theme.px(6)))
        self.setAccessibleName(translate("Steps", "Langkah penanganan"))
        self.hide()

    # --- what the console sets ---

    def set_data(self, data: StepsData | None) -> None:
        """Show the checklist of an incident; None: nothing is selected."""
        if data == self._data:
            return
        before, self._data = self._data, data
        lines = self._lines(data)
        same = before is not None and data is not None and before.incident_id == data.incident_id
        if same and [row.line.code for row in self._rows] == [line.code for line in lines]:
            for shown, line in zip(self._rows, lines, strict=True):
                if shown.line != line:
                    shown.show_line(line)
        else:
            self._build(lines)
        self._show_words(data)
        self.setVisible(bool(lines) or bool(data and data.earlier))

    def set_permitted(self, tags: frozenset[str]) -> None:
        """What the role may do."""
        self._permitted = "incident.mark_step" in tags
        self._show_words(self._data)

    def focus_first(self) -> None:
        """Go to the first step that is still to do."""
        if not self._rows:
            self.notice_requested.emit(translate("Steps", "Kategori ini belum punya langkah penanganan."))
            return
        at = next((n for n, row in enumerate(self._rows) if row.line.state is StepState.OPEN), 0)
        self._focus(at)

    # --- building ---

    @staticmethod
    def _lines(data: StepsData | None) -> list[StepLine]:
        if data is None:
            return []
        lines = list(data.lines)
        if data.controllable:
            lines.append(StepLine(UNDER_CONTROL, translate("Steps", "Catat: keadaan terkendali")))
        return lines

    def _build(self, lines: list[StepLine]) -> None:
        at = next((n for n, row in enumerate(self._rows) if row.hasFocus()), -1)
        clear(self._list)
        self._rows = [StepRow(self._theme, self._words, line) for line in lines]
        for number, made in enumerate(self._rows):
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus if number else Qt.FocusPolicy.StrongFocus)
            made.toggled.connect(lambda made=made: self._toggle(made.line))
            made.skipped.connect(lambda made=made: self._skip(made.line))
            made.moved.connect(lambda step, number=number: self._focus(number + step))
            made.left.connect(self.left)
            self._list.addWidget(made)
            # Qt would show it only with the next events, and what is hidden takes no focus
            made.show()
        if at >= 0 and self._rows:
            self._focus(min(at, len(self._rows) - 1))

    def _show_words(self, data: StepsData | None) -> None:
        lines = data.lines if data else ()
        done = sum(line.state is not StepState.OPEN for line in lines)
        held = sum(line.holds_back for line in lines)
        skipped = sum(line.mandatory and line.state is StepState.SKIPPED for line in lines)
        head = translate("Steps", "Langkah")
        if lines:
            head += " · " + translate("Steps", "{0} dari {1}").format(done, len(lines))
        self._head.setText(head)
        if held:
            hint = translate("Steps", "%n langkah wajib menahan penutupan.", "", held)
        else:
            hint = translate("Steps", "Tidak ada langkah wajib yang menahan penutupan.") if lines else ""
        if data is not None and data.editable and self._permitted:
            key = self._keys.key(Action.STEPS)
            hint += " " + translate("Steps", "{0} ke sini, Spasi selesai, S lewati.").format(key)
        if skipped:
            hint = translate("Steps", "%n langkah wajib dilewati.", "", skipped) + " " + hint
        set_tone(self._hint, "system" if skipped else "dim")
        self._hint.setText(hint.strip())
        self._hint.setVisible(bool(hint))
        self._earlier.setText(self._earlier_words(data))
        self._earlier.setVisible(bool(self._earlier.text()))

    @staticmethod
    def _earlier_words(data: StepsData | None) -> str:
        if data is None or not data.earlier:
            return ""
        marked = "; ".join(f"{line.text} ({state_word(line.state)})" for line in data.earlier)
        return translate("Steps", "Dari kategori sebelumnya: {0}").format(marked)

    # --- wishes ---

    def _focus(self, number: int) -> None:
        if not 0 <= number < len(self._rows):
            return
        row = self._rows[number]
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(row, 0, self._theme.px(24))

    def _may(self) -> StepsData | None:
        data = self._data
        if data is None:
            return None
        if not self._permitted:
            self.notice_requested.emit(translate("Steps", "Peran Anda tidak boleh menandai langkah."))
            return None
        if not data.editable:
            self.notice_requested.emit(translate("Steps", "Kejadian ini sudah ditutup; buka kembali dahulu."))
            return None
        return data

    def _toggle(self, line: StepLine) -> None:
        data = self._may()
        if data is None:
            return
        if line.code == UNDER_CONTROL:
            self.command_requested.emit(
                MarkMilestone(incident_id=data.incident_id, milestone=Milestone.UNDER_CONTROL)
            )
            return
        state = StepState.OPEN if line.state is StepState.DONE else StepState.DONE
        self.command_requested.emit(MarkStep(incident_id=data.incident_id, step=line.code, state=state))

    def _skip(self, line: StepLine) -> None:
        data = self._may()
        if data is None or line.code == UNDER_CONTROL or line.state is StepState.SKIPPED:
            return

        def done(answer: Answer) -> None:
            self.command_requested.emit(
                MarkStep(
                    incident_id=data.incident_id,
                    step=line.code,
                    state=StepState.SKIPPED,
                    reason=answer.text,
                )
            )

        self._prompt.ask(
            Prompt(
                title=translate("Steps", "Lewati “{0}”? Pengawas diberi tahu.").format(line.text),
                accept=translate("Steps", "Lewati"),
                done=done,
                text_hint=translate("Steps", "Alasan"),
                text_min=MIN_REASON,
            )
        )
