"""Pictures of the dispatch window with an invented evening: `python tests/looks/dispatch_look.py FOLDER`.

Needs a display at least as large as the largest picture. Not a test: something to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from console.windows.dispatch import DispatchWindow
from services.contract.records import Role, Status
from services.rules.permissions import tags_for
from tests.widgets.invented import CHOICES, NOW, WORDS, Adviser, agencies, detail, evening
from widgets.linkbar import Link, LinkState
from widgets.queue.model import QueueChoices, QueueCounts, Tab
from widgets.theme import NAMES, Theme, scale_for
from widgets.tickets import Ticket, TicketState

SIZES = ((1366, 768), (1920, 1080), (3840, 2160))


def filled(theme: Theme, size: tuple[int, int]) -> DispatchWindow:
    """The window as the room sees it in the middle of the storm."""
    window = DispatchWindow(theme, WORDS)
    window.set_permitted(frozenset(tags_for(Role.SUPERVISOR)), tuple(Status))
    window.top.set_city("Kota Blitar · Pengawas")
    window.top.set_user("Regu Malam · Pengawas 1")
    window.top.counts.set_counts((2, 4, 14, 24))
    window.set_now(NOW)
    window.queue.set_source(evening())
    window.queue.set_counts(
        QueueCounts({Tab.OPEN: 44, Tab.MINE: 6, Tab.UNCLAIMED: 12, Tab.OVERDUE: 1, Tab.DONE: 128})
    )
    window.queue.set_choices(QueueChoices(CHOICES.agencies, (("1", "Gedog"), ("2", "Sentul"))))
    window.detail.set_choices(CHOICES)
    window.detail.set_detail(detail())
    window.contacts.set_agencies(agencies())
    window.intake.set_advisor(Adviser())
    window.link.set_state(LinkState(Link.LIVE, 1000))
    window.resize(*size)
    window.show()
    window.queue.select(201)
    return window


def settle(milliseconds: int = 400) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def scenes(window: DispatchWindow, folder: Path, name: str) -> None:
    """The plain picture, then one for each thing that can come up."""

    def keep(what: str) -> None:
        settle()
        window.grab().save(str(folder / f"{name}{what}.png"))

    keep("")
    if "1920" not in name:
        return
    window.detail.acts.assign()
    keep("_assign")
    window.detail.prompt.dismiss()
    window.open_intake()
    window.intake.phone.setText("081255501666")
    window.intake.text.setPlainText("pohon tumbang kena kabel di gedog, jalan tertutup")
    window.intake.place.field.setFocus()
    window.intake.place.field.setText("ge")
    window.intake.place.open()
    keep("_intake")
    window.intake.close_form()
    window.top.command.begin("t")
    keep("_command")
    window.top.command.left.emit()
    window.keyhelp.toggle()
    keep("_keys")
    window.keyhelp.put_away()
    window.banner.set_drill(True, "Gladi banjir 2026")
    window.banner.set_real_reports(2)
    window.link.set_state(LinkState(Link.DOWN, 133_000, queued=3))
    window.show_ticket(Ticket("1", 201, "Tugaskan DLH", TicketState.REJECTED, "Kejadian sudah selesai."))
    keep("_drill")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for name in NAMES:
        for size in SIZES:
            theme = Theme.load(name, scale_for(size[0]))
            app.setFont(theme.font())
            app.setPalette(theme.palette())
            app.setStyleSheet(theme.stylesheet())
            window = filled(theme, size)
            scenes(window, folder, f"dispatch_{size[0]}x{size[1]}_{name}")
            window.close()
            window.deleteLater()


if __name__ == "__main__":
    main()
