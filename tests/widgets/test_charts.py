"""The bar chart: late, quiet, and gone without a trace."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from widgets.charts import BarCurve
from widgets.theme import Theme


def test_importing_it_does_not_import_pyqtgraph(repository: Path) -> None:
    code = "import sys, widgets.charts, widgets.wall; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=repository, check=False).returncode == 0


def test_mean_leaves_the_running_bar_out_and_few_reports_are_no_mountain(qtbot: QtBot) -> None:
    chart = BarCurve(Theme.load("dark"))
    qtbot.addWidget(chart)
    assert chart.mean() == 0
    assert chart.top() == 4
    chart.set_values((2, 4, 90))
    assert chart.mean() == 3
    assert chart.top() == 90
    chart.set_values((0, 1, 0))
    assert chart.top() == 4


def test_it_draws_what_it_was_given_before_it_was_ready(qtbot: QtBot) -> None:
    chart = BarCurve(Theme.load("dark"))
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    chart.set_values((0, 0, 50, 0))
    chart.show()
    qtbot.waitUntil(lambda: chart.ready)
    text = Theme.load("dark").text.lower()

    def bar_is_there() -> bool:
        picture = chart.grab().toImage()
        return bool(picture.pixelColor(int(300 * 2.6 / 4.2), 50).name() == text)

    qtbot.waitUntil(bar_is_there)


def test_many_charts_come_and_go(qtbot: QtBot) -> None:
    """A chart that is destroyed while it is being laid out takes nothing with it."""
    for number in range(30):
        chart = BarCurve(Theme.load("dark"))
        chart.set_values((1, 2, 3))
        chart.show()
        if number % 3:
            QCoreApplication.processEvents()
        chart.close()
        chart.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
