"""What citizens can report: the public categories of the city pack as Open311 services."""

from __future__ import annotations

import re
from datetime import UTC

from msgspec import Struct

from services.contract.city import Attribute, Category, CityPack
from services.contract.errors import Rejected
from services.contract.records import Code
from services.intake.forms import Fields, clean
from services.intake.moments import from_text
from services.intake.render import Record

MAX_VALUE = 1000
"""Longest answer to an attribute, in characters."""
MAX_ATTRIBUTES = 50
_FIELD = re.compile(r"attribute\[([^\[\]]{1,64})\](?:\[\d{0,3}\])?")


class Service(Struct, frozen=True):
    """One category offered to citizens, with its answers prepared."""

    category: Category
    listing: Record
    definition: Record
    notice: str
    agency: str


def offered(pack: CityPack) -> dict[str, Service]:
    """Code to service, in the order of the pack. A group of categories is not itself a service."""
    groups = {category.parent for category in pack.categories if category.parent}
    names = {category.code: category.name for category in pack.categories}
    agencies = {agency.code: agency.name for agency in pack.agencies}
    return {
        category.code: _service(category, names.get(category.parent, ""), agencies.get(category.agency, ""))
        for category in pack.categories
        if category.public and category.code not in groups
    }


def _service(category: Category, group: str, agency: str) -> Service:
    listing: Record = {
        "service_code": category.code,
        "service_name": category.name,
        "description": category.description,
        "metadata": bool(category.attributes),
        "type": "realtime",
        "keywords": ", ".join(category.words[:40]),
        "group": group,
    }
    definition: Record = {
        "service_code": category.code,
        "attributes": [_question(attribute, n) for n, attribute in enumerate(_ordered(category), 1)],
    }
    notice = "Laporan diterima ruang kendali."
    if agency:
        notice = f"Laporan diterima ruang kendali; penanggung jawab jenis laporan ini: {agency}."
    return Service(category, listing, definition, notice, agency)


def _ordered(category: Category) -> list[Attribute]:
    return sorted(category.attributes, key=lambda attribute: attribute.order)


def _question(attribute: Attribute, order: int) -> Record:
    return {
        "variable": attribute.variable,
        "code": attribute.code,
        "datatype": attribute.datatype,
        "required": attribute.required,
        "datatype_description": attribute.datatype_description,
        "order": order,
        "description": attribute.description,
        "values": [{"key": key, "name": name} for key, name in attribute.values.items()],
    }


def answers(category: Category, fields: Fields) -> dict[Code, str]:
    """The `attribute[code]` fields, checked against the service definition; several values joined by a comma.

    Codes the definition does not know are kept as text: nothing a citizen says is dropped. Raises `Rejected`.
    """
    named = [name for name in fields if name.startswith("attribute")]
    if not named and not category.attributes:
        return {}
    given: dict[str, list[str]] = {}
    for name in named:
        found = _FIELD.fullmatch(name)
        if found is None:
            raise Rejected(
                "bad_attribute", f"Nama bidang “{name[:80]}” tidak sesuai; contoh: attribute[kode]."
            )
        given.setdefault(found[1], []).extend(value.strip() for value in fields[name])
    if len(given) > MAX_ATTRIBUTES:
        raise Rejected("bad_attribute", f"Kiriman memuat lebih dari {MAX_ATTRIBUTES} atribut.")
    for attribute in category.attributes:
        values = given.get(attribute.code, [])
        if attribute.variable and (values or attribute.required):
            _check(attribute, values)
    joined = {code: clean(", ".join(dict.fromkeys(values))) for code, values in given.items()}
    for code, value in joined.items():
        if len(value) > MAX_VALUE:
            raise Rejected(
                "bad_attribute", f"Jawaban attribute[{code}] lebih panjang dari {MAX_VALUE} karakter."
            )
    return joined


def _check(attribute: Attribute, values: list[str]) -> None:
    where = f"attribute[{attribute.code}] ({attribute.description})"
    if not values:
        raise Rejected("missing_attribute", f"{where} wajib diisi.")
    if attribute.datatype != "multivaluelist" and len(set(values)) > 1:
        raise Rejected("bad_attribute", f"{where} hanya menerima satu jawaban.")
    if attribute.datatype.endswith("list"):
        unknown = [value for value in values if value not in attribute.values]
        if unknown:
            choices = ", ".join(attribute.values)
            raise Rejected(
                "bad_attribute", f"{where}: “{unknown[0][:40]}” tidak ada dalam pilihan {choices}."
            )
    elif attribute.datatype == "number":
        try:
            float(values[0].replace(",", "."))
        except ValueError:
            raise Rejected("bad_attribute", f"{where} harus berupa angka.") from None
    elif attribute.datatype == "datetime":
        from_text(values[0], UTC, where)
