"""`patria handover …`: what was handed over, as it was signed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from cyclopts import App, Parameter

from console.commands.options import City, Database, ServerData
from console.settings import default_data_dir
from services.contract.messages import Log

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from services.contract.briefing import Part
    from widgets.paper.content import Table

Which = Annotated[Log, Parameter(name="--log", help="Log: live atau drill.")]
Number = Annotated[int, Parameter(help="Nomor serah terima.")]
Kind = Literal["pdf", "json", "csv", "document"]

handover = App(
    name="handover",
    help="Serah terima: tampilkan, cetak, dan buktikan keasliannya.",
    help_format="plaintext",
)


@handover.command(name="list")
def list_handovers(
    *, log: Which = Log.LIVE, data_dir: ServerData = None, database: Database = "", city: City = None
) -> int:
    """Daftar serah terima, yang terbaru dahulu."""
    from console.commands.city import shipped
    from console.handovers import opened
    from services.reporting.tables import moment

    with opened(data_dir or default_data_dir(), database, city or shipped(), log) as archive:
        zone = ZoneInfo(archive.pack.city.timezone)
        for each in reversed(archive.handovers.values()):
            whom = f"{each.outgoing} → {each.incoming or '—'}"
            when = moment(each.opened_at, zone)
            sys.stdout.write(f"{each.id:>5}  {when}  {each.state.value:<9} {whom:<28} {each.digest}\n")
    return 0


@handover.command
def show(
    number: Number,
    *,
    log: Which = Log.LIVE,
    data_dir: ServerData = None,
    database: Database = "",
    city: City = None,
) -> int:
    """Tampilkan sebuah serah terima di terminal.

    Contoh:
        patria handover show 12
    """
    from rich.console import Console

    from console.commands.city import shipped
    from console.handover_paper import figures_table
    from console.handovers import opened
    from widgets.paper.content import SIDE_WORDS, STATE_WORDS

    with opened(data_dir or default_data_dir(), database, city or shipped(), log) as archive:
        whole, document, _board = archive.whole(number)
        figures = figures_table(whole.figures, archive.pack)
    # The words of citizens are no markup.
    found, screen = whole.handover, Console(markup=False, highlight=False)
    screen.print(f"Serah terima {found.id}, {document.city}: {STATE_WORDS[found.state]}")
    screen.print(f"{found.outgoing} → {found.incoming or 'belum ada'} · baris {found.seq}\n{found.digest}")
    for part in document.parts:
        if part.items:
            screen.print(_items_table(part))
    screen.print(_figures_table(figures))
    for each in found.signatures:
        screen.print(f"{SIDE_WORDS[each.side]}: {each.by}")
    return 0


def _items_table(part: Part) -> RichTable:
    from rich.table import Table as RichTable

    from services.contract.briefing import CHAPTER_WORDS
    from widgets.paper.content import RANK_WORDS

    title = f"{CHAPTER_WORDS[part.chapter]} ({len(part.items)})"
    drawn = RichTable("Tingkat", "Judul", "Tempat", "Siapa", "Berikutnya", title=title, title_justify="left")
    for item in part.items:
        grade = RANK_WORDS[item.rank] if 0 <= item.rank < len(RANK_WORDS) else ""
        drawn.add_row(grade, f"{item.title} {item.ref}".strip(), item.place, item.who, item.next)
    return drawn


def _figures_table(figures: Table) -> RichTable:
    from rich.table import Table as RichTable

    drawn = RichTable(*figures.columns, title=figures.title, caption=figures.note, title_justify="left")
    for row in figures.rows:
        drawn.add_row(*row)
    return drawn


@handover.command
def export(
    number: Number,
    *,
    output: Annotated[Path, Parameter(help="Berkas yang ditulis.")],
    kind: Annotated[Kind, Parameter(name="--format", help="pdf, json, csv, atau document.")] = "pdf",
    log: Which = Log.LIVE,
    data_dir: ServerData = None,
    database: Database = "",
    city: City = None,
) -> int:
    """Tulis sebuah serah terima ke berkas.

    pdf untuk dicetak; json lengkap dengan tanda tangan dan angka regu; csv satu baris tiap butir; document
    persis byte yang ditandatangani, sehingga sha256sum memberi sidiknya.

    Contoh:
        patria handover export 12 --output serah-terima-12.pdf
        patria handover export 12 --format csv --output serah-terima-12.csv
    """
    import msgspec

    from console.commands.city import shipped
    from console.handovers import opened
    from services.reporting.tables import handover_csv

    with opened(data_dir or default_data_dir(), database, city or shipped(), log) as archive:
        whole, document, _board = archive.whole(number)
        if kind == "pdf":
            from console.handover_paper import printed

            drill = log is Log.DRILL
            data = printed(whole.handover, document, whole.figures, whole.places, archive.pack, drill=drill)
        elif kind == "csv":
            data = handover_csv(document, ZoneInfo(archive.pack.city.timezone)).encode()
        else:
            data = bytes(whole.document) if kind == "document" else msgspec.json.encode(whole)
    output.write_bytes(data)
    sys.stdout.write(f"{output}: {len(data)} byte.\n")
    return 0


@handover.command
def verify(
    number: Number,
    *,
    log: Which = Log.LIVE,
    data_dir: ServerData = None,
    database: Database = "",
    city: City = None,
) -> int:
    """Buktikan bahwa sebuah serah terima masih persis seperti yang ditandatangani.

    Diperiksa: rantai catatan sampai baris serah terima, dokumen yang tersimpan terhadap sidiknya, tanda
    tangan, dan apakah dibuat ulang dari catatan hasilnya sama. Kode keluar 2 bila ada yang tidak cocok.

    Contoh:
        patria handover verify 12
    """
    from console.commands.city import shipped
    from console.handovers import opened
    from services.store.anchor import Anchor

    folder = data_dir or default_data_dir()
    with opened(folder, database, city or shipped(), log) as archive:
        wrong, notes = archive.differences(number, Anchor(folder / "anchor.jsonl"))
    for line in (*wrong, *notes):
        sys.stdout.write(f"{line}\n")
    if not wrong:
        sys.stdout.write(f"Utuh: serah terima {number} persis seperti yang ditandatangani.\n")
    return 2 if wrong else 0


def add_to(app: App) -> None:
    app.command(handover)
