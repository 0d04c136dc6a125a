"""Pictures of the pages before the work: role chooser, sign-in, no data.

python -m tests.looks.pages_look FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from widgets.chooser import RoleChooser
from widgets.nodata import NoDataPage
from widgets.signin import SignInPage
from widgets.theme import Theme, scale_for


def pages(theme: Theme) -> dict[str, QWidget]:
    sign_in = SignInPage(theme, "https://patria.contoh.go.id", "operator-2")
    sign_in.offer_offline(True)
    sign_in.show_problem("Nama pengguna atau kata sandi salah. Sisa 3 percobaan.")
    no_data = NoDataPage(theme)
    no_data.explain("Tidak ada server yang mendengarkan di alamat itu. Periksa alamatnya.")
    return {"chooser": RoleChooser(theme, "Kota Blitar"), "signin": sign_in, "nodata": no_data}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["patria-look"])
    for name in ("dark", "light"):
        for width, height in ((1366, 768), (1920, 1080), (3840, 2160)):
            theme = Theme.load(name, scale_for(width))
            app.setStyleSheet(theme.stylesheet())
            app.setPalette(theme.palette())
            for title, page in pages(theme).items():
                page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
                page.resize(width, height)
                page.show()
                app.processEvents()
                page.grab().save(str(folder / f"{title}_{width}x{height}_{name}.png"))
                page.close()


if __name__ == "__main__":
    main()
