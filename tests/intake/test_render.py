"""Answers: valid XML and JSON for any text."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import forms
from services.intake.render import Format, errors, render

any_text = st.text(max_size=200)


@given(any_text)
def test_any_text_comes_back_from_xml_save_what_xml_cannot_hold(text: str) -> None:
    body = render(Format.XML, "service_requests", [{"description": text}])
    found = ElementTree.fromstring(body.decode()).findtext("request/description")
    assert found == forms.clean(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_comes_back_from_json(text: str) -> None:
    body = render(Format.JSON, "service_requests", [{"description": text}])
    assert json.loads(body) == [{"description": text}]


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "]]>", "&amp;", "\u202eterbalik", "👩‍🚒 🔥", "ꦱꦸꦫꦨꦪ", "a\r\nb"]
)
def test_markup_is_only_ever_text(text: str) -> None:
    body = render(Format.XML, "service_requests", [{"description": text}])
    tree = ElementTree.fromstring(body)
    assert [element.tag for element in tree.iter()] == ["service_requests", "request", "description"]
    assert tree.findtext("request/description") == text


def test_the_declaration_and_the_types_are_those_of_the_standard() -> None:
    record = {"metadata": True, "order": 3, "lat": -8.1, "zipcode": None, "values": [{"key": "a"}]}
    body = render(Format.XML, "service_definition", record).decode()
    assert body == (
        '<?xml version="1.0" encoding="utf-8"?>\n<service_definition><metadata>true</metadata>'
        "<order>3</order><lat>-8.1</lat><zipcode/><values><value><key>a</key></value></values></service_definition>"
    )


def test_errors_have_the_standards_form() -> None:
    assert (
        errors(Format.XML, [(403, "Kunci <salah>")])
        .decode()
        .endswith(
            "<errors><error><code>403</code><description>Kunci &lt;salah&gt;</description></error></errors>"
        )
    )
    assert json.loads(errors(Format.JSON, [(400, "a"), (400, "b")])) == [
        {"code": 400, "description": "a"},
        {"code": 400, "description": "b"},
    ]
