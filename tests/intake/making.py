"""An invented city with a few services, and where the real data are on machines that have them."""

from __future__ import annotations

from pathlib import Path

from services.contract.city import Agency, Area, Attribute, Category, CityFacts, CityPack, Clock, District
from services.contract.records import Severity

FIXTURES = Path(__file__).parent / "fixtures"
REAL_DATA = Path(__file__).parents[3] / "shared" / "data"


def real(name: str) -> list[Path]:
    """The real file as a list of one, empty where this machine does not have it: for `parametrize`."""
    file = REAL_DATA / name
    return [file] if file.is_file() else []


CITY = CityFacts(
    code="purwa",
    prefix="PW",
    name="Kota Purwa",
    timezone="Asia/Jakarta",
    clock_label="WIB",
    lat=-8.1,
    lon=112.17,
)

PACK = CityPack(
    city=CITY,
    districts=(District("01", "Timur"),),
    areas=(Area(code="01.1", name="Melati", district="01", lat=-8.1, lon=112.17),),
    agencies=(
        Agency(code="air", short="DSDA", name="Dinas Sumber Daya Air"),
        Agency(code="lampu", short="DLJ", name="Dinas Lampu Jalan"),
    ),
    categories=(
        Category(code="bencana", name="Bencana", name_en="Disasters"),
        Category(
            code="banjir",
            name="Banjir dan genangan",
            name_en="Flooding",
            parent="bencana",
            description="Air menggenang di jalan atau rumah.",
            words=("banjir", "genangan"),
            severity=Severity.MEDIUM,
            agency="air",
            attributes=(
                Attribute(code="DALAM", description="Berapa cm dalamnya?", datatype="number", order=2),
                Attribute(
                    code="DI",
                    description="Di mana airnya?",
                    datatype="singlevaluelist",
                    required=True,
                    order=1,
                    values={"jalan": "Jalan", "rumah": "Rumah"},
                ),
                Attribute(
                    code="KENA",
                    description="Apa yang terkena?",
                    datatype="multivaluelist",
                    order=3,
                    values={"motor": "Motor", "mobil": "Mobil", "orang": "Orang"},
                ),
                Attribute(code="MULAI", description="Sejak kapan?", datatype="datetime", order=4),
            ),
        ),
        Category(
            code="lampu-mati",
            name="Lampu jalan mati",
            name_en="Street light out",
            agency="lampu",
            clocks=(
                Clock(phase="respond", minutes=10, source="uji"),
                Clock(phase="resolve", minutes=1440, source="uji"),
            ),
        ),
        Category(code="rahasia", name="Urusan dalam", name_en="Internal", public=False),
    ),
)
