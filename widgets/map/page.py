"""The base page, built once by folium and kept on disk.

`python -m widgets.map.page FILE` builds it: the console runs that in a child process, because importing
folium takes the better part of a second, and reads the kept page at every later start.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from importlib.util import find_spec
from pathlib import Path

ORIGIN = "patria://map"
MAP_NAME = "patria"
"""folium names the map's variable `map_patria`."""
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def page_file(cache: Path) -> Path:
    """Where the page of this version is kept: the name changes with everything it is made from.

    Whatever is installed anew changes the time of the folder it is installed in; asking for the versions
    would take 25 ms of every start.
    """
    folium = find_spec("folium")
    installed = Path(folium.origin).parents[1].stat().st_mtime_ns if folium and folium.origin else 0
    digest = hashlib.sha256(f"{installed}\n{Path(__file__).read_text()}".encode()).hexdigest()[:16]
    return cache / f"map-page-{digest}.html"


def build_page() -> str:
    """The folium map without tiles and without any address but our own scheme, behind a strict policy."""
    import folium

    base = folium.Map(
        location=[0, 0],
        zoom_start=2,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        control_scale=False,
        zoom_snap=0,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
        zoom_animation=False,
        fade_animation=False,
        inertia=False,
    )
    base._id = MAP_NAME
    base.default_js = [("leaflet", f"{ORIGIN}/leaflet/leaflet.js")]
    base.default_css = [
        ("leaflet_css", f"{ORIGIN}/leaflet/leaflet.css"),
        ("map_css", f"{ORIGIN}/own/map.css"),
    ]
    page: str = base.get_root().render()
    page = page.replace("</html>", f'<script type="module" src="{ORIGIN}/own/page.js"></script>\n</html>')
    return page.replace("<head>", f"<head>\n    {_policy(page)}", 1)


def _policy(page: str) -> str:
    """Content security policy: our scheme, and folium's few inline lines by their hashes; nothing else."""
    scripts = " ".join(_hash(text) for text in _INLINE_SCRIPT.findall(page))
    styles = " ".join(_hash(text) for text in _INLINE_STYLE.findall(page))
    rules = (
        "default-src 'none'",
        f"script-src patria: {scripts}",
        f"style-src patria: {styles}",
        "img-src patria: data:",
        "connect-src patria:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def main() -> None:
    """Write the page to the file named on the command line, whole or not at all."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(build_page(), encoding="utf-8")
    part.replace(target)


if __name__ == "__main__":
    main()
