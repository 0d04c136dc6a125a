"""From a template and an address to the URL Apprise sends to, and what of it must never be read by people.

Placeholders: `{address}` (quoted whole), `{path}` (slashes stay, for topics), `{phone}` (digits with country
code), `{url}` (a web address of its own; `json://{url}` becomes `jsons` where the address is https).
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from services.contract.errors import KnownError
from services.rules.addresses import address_problem
from services.rules.caller import normalise_phone

_PLACEHOLDER: Final = re.compile(r"\{([a-z]*)\}")
_KNOWN: Final = frozenset({"address", "path", "phone", "url"})
_SAMPLES: Final = {
    "email": "piket@contoh.go.id",
    "sms": "+6281200001111",
    "whatsapp": "+6281200001111",
    "telegram": "-100123456789",
    "webhook": "https://contoh.go.id/kait/1?kunci=2",
    "mqtt": "kota/dlh/piket",
}
_HOSTED: Final = frozenset(
    {"json", "jsons", "xml", "xmls", "form", "forms", "mailto", "mailtos", "mqtt", "mqtts"}
)
"""Services whose host is a host; elsewhere it is often a token."""
_WITH_HEADERS: Final = _HOSTED - {"mqtt", "mqtts"}
_CONNECT_S: Final = 5
_READ_S: Final = 10
HIDDEN: Final = "•••"


def check(kind: str, template: str, country: str = "62") -> None:
    """Raises `KnownError` where no address of a kind could be sent to by this template."""
    names = _PLACEHOLDER.findall(template)
    unknown = [name for name in names if name not in _KNOWN]
    if unknown or not names:
        raise KnownError(
            "template_invalid",
            "Templat harus memuat tempat alamatnya: {address}, {phone}, {path} atau {url}.",
        )
    if "://" not in template:
        raise KnownError("template_invalid", "Templat harus berupa URL Apprise, misalnya mailtos://….")
    import apprise

    url = fill(kind, template, _SAMPLES[kind], "contoh", country)
    # What it says about a template quotes the template.
    logging.getLogger("apprise").propagate = False
    try:
        known = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    except Exception:  # a plugin's own defect: the template is no use either way
        known = None
    if known is None:
        raise KnownError(
            "template_invalid",
            "Apprise tidak dapat memakai templat itu; periksa jenis layanan, nama pengguna dan kuncinya.",
        )


def fill(kind: str, template: str, address: str, message_id: str, country: str = "62") -> str:
    """The URL of one message. Raises `KnownError` for an address that is none of its kind."""
    problem = address_problem(kind, address)
    if problem:
        raise KnownError("address_invalid", problem[:300])
    scheme = template.partition("://")[0].lower()
    values = {"address": quote(address, safe=""), "path": quote(address.strip("/"), safe="/")}
    if "{phone}" in template:
        phone = normalise_phone(address, country).removeprefix("+")
        if not phone:
            raise KnownError("address_invalid", f"“{address}” bukan nomor telepon.")
        values["phone"] = phone
    query = ""
    if "{url}" in template:
        scheme, values["url"], query = _web(scheme, address)
    rest = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), template.partition("://")[2])
    extras = {"cto": str(_CONNECT_S), "rto": str(_READ_S), "format": "text"}
    if scheme in _WITH_HEADERS:
        extras["+X-Patria-Message"] = message_id
    if scheme in ("mqtt", "mqtts"):
        extras |= {"qos": "1", "retain": "no"}
    return f"{scheme}://{_with_query(rest, query, extras)}"


def _web(scheme: str, address: str) -> tuple[str, str, str]:
    """(scheme, host and path, query) of a web address, its own query as parameters Apprise passes on."""
    parts = urlsplit(address)
    if parts.username is not None or not parts.hostname:
        raise KnownError("address_invalid", "Alamat sistem tidak boleh memuat nama pengguna dan kata sandi.")
    plain = scheme.removesuffix("s")
    if parts.scheme == "https":
        scheme = f"{plain}s"
    elif scheme != plain:
        raise KnownError("address_invalid", "Penyedia ini hanya mengirim ke alamat https://.")
    given = [(f"-{name}", value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    return scheme, parts.netloc + quote(unquote(parts.path), safe="/"), urlencode(given)


def _with_query(rest: str, query: str, extras: dict[str, str]) -> str:
    """Parameters added to a URL; what the template already says stays."""
    path, _, stated = rest.partition("?")
    names = {part.partition("=")[0].lower() for part in stated.split("&")}
    added = [
        f"{quote(name, safe='+-')}={quote(value, safe='')}"
        for name, value in extras.items()
        if name.lower() not in names
    ]
    return f"{path}?" + "&".join(part for part in (stated, query, *added) if part)


def secrets_of(url: str) -> list[str]:
    """Every part of a URL that must not be shown, longest first."""
    scheme, _, rest = url.partition("://")
    path, _, query = rest.partition("?")
    login, at, host = path.rpartition("@")
    host, _, way = host.partition("/")
    parts = [url, rest]
    if at:
        user, colon, password = login.partition(":")
        parts += [password, login] if colon else []
        if scheme not in _HOSTED:
            parts += [user, login]
        basic = base64.b64encode(unquote(login).encode()).decode()
        parts.append(basic)
    if scheme not in _HOSTED:
        parts += [host, *way.split("/")]
    elif scheme not in ("mqtt", "mqtts"):
        parts += [way, *way.split("/")]
    parts += [value for _name, value in parse_qsl(query)]
    parts += [part.partition("=")[2] for part in query.split("&")]
    open_parts = {"", "yes", "no", "text", "html", "insecure", "starttls", "ssl"}
    # `Bearer abc` is also a secret where only `abc` is quoted back.
    parts += [word for part in parts for word in unquote(part.replace("+", " ")).split()]
    every = {form for part in parts for form in (part, unquote(part), quote(unquote(part), safe=""))}
    return sorted((part for part in every - open_parts if len(part) > 2), key=len, reverse=True)


def redact(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret taken out, however it is written. `secrets`: longest first."""
    for secret in secrets:
        text = re.sub(re.escape(secret), HIDDEN, text, flags=re.IGNORECASE)
    return text
