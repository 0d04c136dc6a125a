"""Started without a server and without a last picture: says so, and what to do next."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.labels import column, hairline, row, text
from widgets.press import PressButton
from widgets.theme import Theme

translate: Final = QCoreApplication.translate
WIDTH: Final = 560


class NoDataPage(QWidget):
    """A page of the window. It leaves by itself: the console replaces it when the first data arrive."""

    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._reason = text(theme, size="strong", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(theme.px(8))
        self.retry = PressButton(translate("NoData", "Coba sekarang"))
        self.retry.setProperty("kind", "primary")
        self.retry.clicked.connect(self.retry_requested)
        self.retry.setFont(theme.font("body", 600))
        block = QWidget()
        title = translate("NoData", "Belum ada data di komputer ini")
        block.setLayout(
            column(
                text(theme, title, size="title", weight=650, tone="strong"),
                self._reason,
                hairline(),
                self._steps,
                row(self.retry, 0),
                spacing=theme.px(16),
            )
        )
        block.setFixedWidth(theme.px(WIDTH))
        block.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.addWidget(block, 0, 0, Qt.AlignmentFlag.AlignCenter)
        for number, step in enumerate(usual_steps(), 1):
            self._steps.addLayout(self._step(number, step))
        self.explain("")

    def explain(self, reason: str) -> None:
        """`reason`: why there is nothing, a sentence."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _step(self, number: int, words: str) -> QVBoxLayout:
        digit: QLabel = text(self._theme, str(number), size="body", weight=600, tone="dim")
        digit.setFixedWidth(self._theme.px(20))
        digit.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(digit, text(self._theme, words, wrap=True), spacing=self._theme.px(8))
        line.setStretch(1, 1)
        return column(line)


def usual_steps() -> list[str]:
    """What helps in most cases."""
    return [
        translate("NoData", "Periksa kabel jaringan komputer ini, lalu apakah server menyala."),
        translate(
            "NoData", "Biarkan halaman ini terbuka: begitu server menjawab, layar terisi dengan sendirinya."
        ),
        translate(
            "NoData", "Tetap kosong? Jalankan patria doctor dan bacakan hasilnya kepada Diskominfotik."
        ),
    ]
