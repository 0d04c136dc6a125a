"""Where the fields of the intake form stand. No behaviour: that is `IntakeForm`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.chips import KeyButton, severity_word
from widgets.flow import Flow
from widgets.intake.similar import SimilarList
from widgets.labels import caption, clear, column, row, text
from widgets.picker import Picker, shape_icon
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


class IntakeFields(QWidget):
    """The fields in their tab order."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Intake", "Laporan baru"))
        self.phone = self._line(translate("Intake", "Nomor penelepon"), 32)
        self.name = self._line(translate("Intake", "Nama (boleh kosong)"), 120)
        self.history = text(theme, size="small", tone="dim", wrap=True)
        for part in (self.phone, self.name, self.history):
            part.setProperty("identity", True)  # painted over in pictures of this panel
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(translate("Intake", "Apa yang terjadi? Tulis dengan kata penelepon."))
        self.text.setAccessibleName(translate("Intake", "Isi laporan"))
        self.text.setFixedHeight(theme.px(76))
        self.category = Picker(theme, translate("Intake", "Kategori"))
        self.category_why = text(theme, size="small", tone="dim", wrap=True)
        self.place = Picker(
            theme,
            translate("Intake", "Tempat"),
            translate("Intake", "kelurahan, jalan, patokan, atau −8.09, 112.16"),
        )
        self.place_why = text(theme, size="small", tone="dim", wrap=True)
        self.pick = KeyButton(theme, translate("Intake", "Dari peta"), "Alt+P")
        self.ranks = [self._rank_button(rank) for rank in range(4)]
        self.rank_why = text(theme, size="small", tone="dim", wrap=True)
        self.reason = self._line(translate("Intake", "Alasan keparahan ini (boleh kosong)"), 300)
        self.reason.hide()
        self.since = text(theme, size="small", tone="system")
        self.anew = KeyButton(theme, "", "Alt+B", "flat")
        self.similar = SimilarList(theme)
        self.problem = text(theme, size="small", tone="system", wrap=True)
        self.problem.hide()
        self.save = KeyButton(theme, translate("Intake", "Simpan laporan"), "Ctrl+Enter", "primary")
        self.leave = KeyButton(theme, translate("Intake", "Tutup, simpan draf"), "Esc")
        self.quick = {key: KeyButton(theme, words, key) for key, words in quick_captions().items()}
        self._questions = QVBoxLayout()
        self._questions.setSpacing(theme.px(4))
        self._questions_head = caption(theme, translate("Intake", "Tanyakan"))
        self._questions_head.hide()
        self._arrange()

    def show_questions(self, questions: tuple[str, ...]) -> None:
        """What to ask the caller for the category."""
        clear(self._questions)
        self._questions_head.setVisible(bool(questions))
        for question in questions:
            self._questions.addWidget(text(self._theme, question, size="small", wrap=True))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for rank, button in enumerate(self.ranks):
            button.setIcon(shape_icon(rank, theme))

    def _arrange(self) -> None:
        theme = self._theme
        name = text(theme, translate("Intake", "Laporan baru"), size="head", weight=650, tone="strong")
        title = row(name, self.since, 0, self.anew, spacing=theme.px(12))
        right = column(self.similar, self._questions_head, self._questions, 0, spacing=theme.px(10))
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(24))
        fields.addLayout(self._blocks(), 58)
        fields.addLayout(right, 42)
        inner = QWidget()
        box = column(title, fields, spacing=theme.px(10))
        box.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        inner.setLayout(box)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.setLayout(column(scroll, self._foot(), spacing=0))

    def _blocks(self) -> QVBoxLayout:
        """What is asked, in the order in which it is told."""
        theme = self._theme
        caller = row(self.phone, self.name, spacing=theme.px(8))
        place = row(self.place, self.pick, spacing=theme.px(8))
        place.setAlignment(self.pick, Qt.AlignmentFlag.AlignTop)
        return column(
            self._block(translate("Intake", "Penelepon"), self.history, caller),
            self._block(translate("Intake", "Laporan"), None, self.text),
            self._block(translate("Intake", "Kategori"), self.category_why, self.category),
            self._block(translate("Intake", "Tempat"), self.place_why, place),
            self._block(
                translate("Intake", "Keparahan"),
                self.rank_why,
                row(*self.ranks, 0, spacing=theme.px(4)),
                self.reason,
            ),
            0,
            spacing=theme.px(10),
        )

    def _foot(self) -> QVBoxLayout:
        """What went wrong, what it is instead of an incident, and how to end."""
        theme = self._theme
        for button in self.quick.values():
            button.setProperty("kind", "flat")
        none = text(theme, translate("Intake", "Bukan kejadian:"), size="small", tone="dim")
        none.setMinimumHeight(self.leave.sizeHint().height())
        quick = Flow([none, *self.quick.values()], theme.px(4))
        foot = column(
            self.problem,
            quick,
            row(0, self.leave, self.save, spacing=theme.px(8)),
            spacing=theme.px(6),
        )
        foot.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(12))
        return foot

    def _block(self, name: str, why: QLabel | None, *items: QWidget | QHBoxLayout) -> QVBoxLayout:
        """A field below its name and, beside the name, what the rules say: no line of its own for a word."""
        named = caption(self._theme, name)
        head = row(named, spacing=self._theme.px(10))
        head.setAlignment(named, Qt.AlignmentFlag.AlignTop)
        if why is not None:
            head.addWidget(why, 1)
        return column(head, *items, spacing=self._theme.px(4))

    def _line(self, name: str, longest: int) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setMaxLength(longest)
        return line

    def _rank_button(self, rank: int) -> QPushButton:
        button = PressButton(severity_word(rank))
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setFont(self._theme.font("small", 500))
        button.setIcon(shape_icon(rank, self._theme))
        return button


def quick_captions() -> dict[str, str]:
    """What a call may be instead of an incident, by its key."""
    return {
        "Alt+I": translate("Intake", "Iseng"),
        "Alt+G": translate("Intake", "Kosong"),
        "Alt+D": translate("Intake", "Duplikat"),
        "Alt+N": translate("Intake", "Informasi"),
        "Alt+L": translate("Intake", "Luar kota"),
    }
