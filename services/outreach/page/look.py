"""Templates, style and scripts of the field page, read once: colours from the tokens of the whole product."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import resources
from services.outreach.links import ASSETS

_TOKENS: Final = (
    *("ground", "panel", "raised", "line", "line_strong", "control_edge"),
    *("text", "text_strong", "text_dim", "system", "focus", "primary", "primary_text"),
)
_SEVERITIES: Final = ("critical", "high", "medium", "low")


class Look:
    """Draws pages; `files` are the shared ones, name → (content type, bytes), never changed under a name."""

    def __init__(self) -> None:
        folder = resources.path("field")
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        style = (_palette() + (folder / "field.css").read_text(encoding="utf-8")).encode()
        script = (folder / "field.js").read_bytes()
        self.worker = (folder / "worker.js").read_bytes()
        self.files: dict[str, tuple[bytes, bytes]] = {}
        self._assets = {
            "css": self._add("field", "css", b"text/css; charset=utf-8", style),
            "js": self._add("field", "js", b"text/javascript; charset=utf-8", script),
        }

    def _add(self, stem: str, suffix: str, kind: bytes, data: bytes) -> str:
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
        self.files[name] = (kind, data)
        return f"{ASSETS}{name}"

    def page(self, template: str, **context: Any) -> bytes:
        """A whole page."""
        return self._templates.get_template(template).render(assets=self._assets, **context).encode()


def _palette() -> str:
    """The tokens as custom properties, light by default, dark where the phone is dark."""
    light, dark = _theme("light"), _theme("dark")
    return f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _theme(name: str) -> str:
    tokens = msgspec.json.decode(resources.path(f"themes/{name}.json").read_bytes())
    pairs = {token.replace("_", "-"): tokens[token] for token in _TOKENS}
    for code, colour, text in zip(_SEVERITIES, tokens["severity"], tokens["chip_text"], strict=True):
        pairs[code], pairs[f"{code}-text"] = colour, text
    # The bar on top is dark in both: it belongs to the city, not to the order.
    bar = msgspec.json.decode(resources.path("themes/dark.json").read_bytes())
    pairs |= {"bar": bar["panel"], "bar-text": bar["text_strong"], "bar-dim": bar["text"]}
    return "".join(f"--{key}:{value};" for key, value in pairs.items())
