"""The OpenAPI document of the Open311 door, at `/open311/v2/openapi.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.contract.records import MAX_TEXT
from services.intake.tickets import MAX_RESULTS

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_MAYBE: Final[Json] = {"type": ["string", "null"]}
_NUMBER: Final[Json] = {"type": ["number", "null"]}
_FORMAT: Final[Json] = {
    "name": "format",
    "in": "path",
    "required": True,
    "description": "Bentuk jawaban; tanpa akhiran jawabannya XML.",
    "schema": {"type": "string", "enum": ["json", "xml"]},
}
_JURISDICTION: Final[Json] = {
    "name": "jurisdiction_id",
    "in": "query",
    "description": "Boleh dikosongkan: peladen ini melayani satu kota.",
    "schema": _TEXT,
}


def document(version: str, codes: Mapping[str, str]) -> Json:
    """`codes`: service code to name, as offered by the city."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open311 GeoReport v2",
            "version": version,
            "description": "Pintu laporan warga menurut http://wiki.open311.org/GeoReport_v2.",
        },
        "servers": [
            {"url": "/open311/v2", "description": "kota"},
            {"url": "/open311/latihan/v2", "description": "latihan"},
        ],
        "paths": _paths(codes),
        "components": {"schemas": _schemas()},
    }


def _paths(codes: Mapping[str, str]) -> Json:
    return {
        "/discovery.{format}": _get("discovery", "Discovery", _object("Discovery")),
        "/services.{format}": _get("services", "Jenis laporan", _list("Service")),
        "/services/{service_code}.{format}": _get(
            "serviceDefinition",
            "Pertanyaan satu jenis laporan",
            _object("ServiceDefinition"),
            _path("service_code", list(codes)),
        ),
        "/requests.{format}": {
            **_get("requests", "Laporan menurut saringan", _list("Request"), *_filters()),
            "post": _post(codes),
        },
        "/requests/{service_request_id}.{format}": _get(
            "request", "Satu laporan", _list("Request"), _path("service_request_id", [])
        ),
        "/tokens/{token}.{format}": _get("token", "Nomor laporan", _list("Token"), _path("token", [])),
    }


def _get(name: str, summary: str, schema: Json, *parameters: Json) -> Json:
    operation = {
        "operationId": name,
        "summary": summary,
        "parameters": [_FORMAT, _JURISDICTION, *parameters],
        "responses": {"200": _content("Berhasil", schema), **_errors("400", "404")},
    }
    return {"get": operation}


def _post(codes: Mapping[str, str]) -> Json:
    form = {"schema": _form(codes), "encoding": {"media_url": {"style": "form", "explode": True}}}
    return {
        "operationId": "report",
        "summary": "Kirim satu laporan",
        "parameters": [_FORMAT],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": form}},
        "responses": {
            "200": _content("Tercatat", _list("Receipt")),
            **_errors("400", "403", "404", "429", "503"),
        },
    }


def _form(codes: Mapping[str, str]) -> Json:
    limits = {
        "api_key": 200,
        "jurisdiction_id": 120,
        "address_string": 300,
        "address_id": 64,
        "email": 254,
        "device_id": 120,
        "account_id": 120,
        "first_name": 120,
        "last_name": 120,
        "phone": 32,
        "description": MAX_TEXT,
        "source_ref": 200,
        "channel": 64,
    }
    return {
        "type": "object",
        "required": ["api_key", "service_code"],
        "properties": {
            **{name: {"type": "string", "maxLength": limit} for name, limit in limits.items()},
            "service_code": {"type": "string", "enum": list(codes)},
            "lat": {"type": "number", "minimum": -90, "maximum": 90},
            "long": {"type": "number", "minimum": -180, "maximum": 180},
            "media_url": {"type": "array", "maxItems": 10, "items": {"type": "string", "format": "uri"}},
            "requested_datetime": {"type": "string", "format": "date-time"},
        },
        "patternProperties": {r"^attribute\[[^\[\]]{1,64}\](\[\])?$": {"type": ["string", "array"]}},
    }


def _filters() -> list[Json]:
    described = {
        "service_request_id": "Satu atau beberapa nomor, dipisah koma; mengalahkan saringan lain.",
        "service_code": "Satu atau beberapa kode, dipisah koma.",
        "status": "open, closed, atau keduanya.",
        "start_date": "Waktu ISO 8601; rentang paling panjang 90 hari.",
        "end_date": "Waktu ISO 8601.",
        "updated_after": "Waktu ISO 8601.",
        "updated_before": "Waktu ISO 8601.",
    }
    paging = {"page": 1_000_000, "page_size": MAX_RESULTS}
    texts = [{"name": n, "in": "query", "description": d, "schema": _TEXT} for n, d in described.items()]
    numbers = [
        {"name": n, "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": most}}
        for n, most in paging.items()
    ]
    return [*texts, *numbers]


def _path(name: str, choices: list[str]) -> Json:
    schema = {"type": "string", "enum": choices} if choices else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _errors(*codes: str) -> Json:
    words = {
        "400": "Tidak dapat diterima; alasannya dalam kalimat",
        "403": "Kunci API tidak ada atau tidak dikenal",
        "404": "Tidak ditemukan",
        "429": "Terlalu sering; coba lagi sebentar",
        "503": "Penyimpanan sedang tidak dapat ditulis; coba lagi",
    }
    return {code: _content(words[code], _list("Error")) for code in codes}


def _content(description: str, schema: Json) -> Json:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema}, "text/xml": {"schema": _TEXT}},
    }


def _object(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Json:
    return {"type": "array", "items": _object(name)}


def _schemas() -> Json:
    texts = ("service_name", "service_code", "description", "status_notes")
    return {
        "Discovery": _record(
            {"changeset": _TEXT, "contact": _TEXT, "key_service": _TEXT, "endpoints": {"type": "array"}}
        ),
        "Service": _record(
            dict.fromkeys(("service_code", "service_name", "description", "keywords", "group"), _TEXT)
            | {"metadata": {"type": "boolean"}, "type": {"const": "realtime"}}
        ),
        "ServiceDefinition": _record({"service_code": _TEXT, "attributes": _list("Attribute")}),
        "Attribute": _record(
            dict.fromkeys(("code", "datatype", "datatype_description", "description"), _TEXT)
            | {"variable": {"type": "boolean"}, "required": {"type": "boolean"}}
            | {"order": {"type": "integer"}, "values": _list("Value")}
        ),
        "Value": _record({"key": _TEXT, "name": _TEXT}),
        "Request": _record(
            {"service_request_id": _TEXT, "status": {"enum": ["open", "closed"]}}
            | dict.fromkeys(texts, _TEXT)
            | dict.fromkeys(("agency_responsible", "service_notice", "expected_datetime", "address"), _MAYBE)
            | dict.fromkeys(("address_id", "zipcode", "media_url"), _MAYBE)
            | {
                name: {"type": "string", "format": "date-time"}
                for name in ("requested_datetime", "updated_datetime")
            }
            | {"lat": _NUMBER, "long": _NUMBER}
        ),
        "Receipt": _record({"service_request_id": _TEXT, "service_notice": _MAYBE, "account_id": _MAYBE}),
        "Token": _record({"service_request_id": _TEXT, "token": _TEXT}),
        "Error": _record({"code": {"type": "integer"}, "description": _TEXT}),
    }


def _record(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
