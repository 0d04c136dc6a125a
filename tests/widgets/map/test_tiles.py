"""Streets from a server on loopback and from generated tile files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from PySide6.QtCore import QBuffer, QByteArray, QObject
from PySide6.QtGui import QColor, QImage

from tests.widgets.map.conftest import Map, colours_in, invented_city
from widgets.map.tile_files import Mbtiles, Pmtiles, UnreadableTiles, VectorTiles, open_street_file
from widgets.theme import Theme

LOADED = (
    "[...document.querySelectorAll('img.leaflet-tile-loaded')].filter(i => i.naturalWidth === 256).length"
)


def png(colour: str) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


class Server:
    """A tile server; `answer` decides what it says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        """Path and user agent of every request."""
        self.status, self.headers, self.body = 200, {"Cache-Control": "max-age=3600"}, png("#336699")
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, self.headers["User-Agent"]))
                self.send_response(server.status)
                for name, value in server.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(server.body)))
                self.end_headers()
                self.wfile.write(server.body)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/{{z}}/{{x}}/{{y}}.png"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def other() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def street_map(make_map: Callable[..., Map], tmp_path: Path) -> Callable[..., Map]:
    """A started map with a street source and a cache of its own."""

    def make(**source: object) -> Map:
        city = make_map(**source)
        city.view.set_areas(*invented_city(), official=True)
        city.start().until("patria.lock.fitted && patria.map.getZoom() > 10")
        return city

    return make


def test_off_until_switched_on_then_cached_and_credited(
    street_map: Callable[..., Map], server: Server, page_cache: Path
) -> None:
    first = street_map(tile_url=server.url)
    first.view.set_street_layer(None)
    assert server.asked == []
    first.view.set_street_layer("osm")
    first.until(f"{LOADED} >= 6")
    assert "© OpenStreetMap contributors" in first.ask("patria.chrome.caption.textContent")
    assert {agent.startswith("Patria/") for _, agent in server.asked} == {True}
    assert first.view.blocked_requests == 0
    asked = len(server.asked)
    server.status = 500  # what is fresh on disk is not asked for again, and what is there is shown
    second = street_map(tile_url=server.url)
    second.view.set_street_layer("osm")
    second.until(f"{LOADED} >= 6")
    assert len(server.asked) == asked
    first.view.set_street_layer(None)
    first.until("document.querySelectorAll('img.leaflet-tile').length", 0)
    assert "OpenStreetMap" not in first.ask("patria.chrome.caption.textContent")


def test_old_tiles_are_better_than_none(street_map: Callable[..., Map], server: Server) -> None:
    server.headers = {"Cache-Control": "no-cache"}
    first = street_map(tile_url=server.url)
    first.view.set_street_layer("osm")
    first.until(f"{LOADED} >= 6")
    asked, server.status = len(server.asked), 503
    second = street_map(tile_url=server.url)
    second.view.set_street_layer("osm")
    second.until(f"{LOADED} >= 6")
    assert len(server.asked) > asked


def test_without_a_server_the_areas_stay_and_the_caption_says_so(
    street_map: Callable[..., Map], server: Server
) -> None:
    server.status = 503
    city = street_map(tile_url=server.url)
    city.view.set_street_layer("osm")
    city.until("patria.chrome.caption.textContent.includes('Peta jalan tidak tersedia')")
    assert city.ask("patria.labels.areas.length") == 4
    assert colours_in(city).get(Theme.load("dark").map_areas[0], 0) > 10_000


def test_a_redirect_to_another_host_is_not_followed(
    street_map: Callable[..., Map], server: Server, other: Server
) -> None:
    server.status, server.headers = 302, {"Location": other.url.format(z=1, x=0, y=0)}
    city = street_map(tile_url=server.url)
    city.view.set_street_layer("osm")
    city.until("patria.chrome.caption.textContent.includes('Peta jalan tidak tersedia')")
    assert server.asked
    assert other.asked == []


@pytest.mark.parametrize("body", [b"<html>login</html>", b"\x89PNG" + bytes(4_000_000)], ids=["html", "huge"])
def test_what_is_no_tile_is_not_shown(street_map: Callable[..., Map], server: Server, body: bytes) -> None:
    server.body = body
    city = street_map(tile_url=server.url)
    city.view.set_street_layer("osm")
    city.until("patria.chrome.caption.textContent.includes('Peta jalan tidak tersedia')")
    assert city.ask(LOADED) == 0


def test_an_mbtiles_file_becomes_the_street_map(street_map: Callable[..., Map], tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "kota.mbtiles", "png")
    city = street_map(street_file=file)
    city.view.set_street_layer("file")
    city.until(f"{LOADED} >= 1")
    assert "tidak tersedia" not in city.ask("patria.chrome.caption.textContent")
    assert city.view.blocked_requests == 0


def test_rows_of_mbtiles_are_counted_from_the_south(tmp_path: Path, qapp: QObject) -> None:
    tiles = Mbtiles(mbtiles(tmp_path / "kota.mbtiles", "png"), qapp)
    assert (tiles.min_zoom, tiles.max_zoom) == (1, 12)
    assert QImage.fromData(tiles.tile(1, 1, 0)).pixelColor(0, 0) == QColor("#00ff00")
    assert QImage.fromData(tiles.tile(1, 1, 1)).pixelColor(0, 0) == QColor("#0000ff")
    assert tiles.tile(5, 0, 0) == b""


def test_a_pmtiles_file_becomes_the_street_map(
    street_map: Callable[..., Map], tmp_path: Path, qapp: QObject
) -> None:
    file = pmtiles(tmp_path / "kota.pmtiles", TileType.PNG)
    tiles = Pmtiles(file, qapp)
    assert QImage.fromData(tiles.tile(1, 1, 0)).pixelColor(0, 0) == QColor("#00ff00")
    city = street_map(street_file=file)
    city.view.set_street_layer("file")
    city.until(f"{LOADED} >= 1")


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
def test_vector_tiles_are_refused_in_words(
    kind: str, street_map: Callable[..., Map], tmp_path: Path, qapp: QObject
) -> None:
    file = tmp_path / f"kota.{kind}"
    if kind == "mbtiles":
        mbtiles(file, "pbf")
    else:
        pmtiles(file, TileType.MVT)
    with pytest.raises(VectorTiles):
        open_street_file(file, qapp)
    city = street_map(street_file=file)
    city.view.set_street_layer("file")
    city.until("patria.chrome.caption.textContent.includes('hanya ubin gambar yang didukung')")


@pytest.mark.parametrize("name", ["missing.mbtiles", "broken.mbtiles", "broken.pmtiles", "empty.pmtiles"])
def test_an_unreadable_file_is_told_apart(name: str, tmp_path: Path, qapp: QObject) -> None:
    file = tmp_path / name
    if name.startswith("broken"):
        file.write_bytes(b"no tiles at all" * 100)
    elif name.startswith("empty"):
        file.write_bytes(b"")
    with pytest.raises(UnreadableTiles):
        open_street_file(file, qapp)
    with pytest.raises(UnreadableTiles):
        open_street_file(None, qapp)


def mbtiles(file: Path, kind: str) -> Path:
    """Green in the north-east of the world, blue in the south-east; one tile of the invented city."""
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE metadata (name text, value text)")
        database.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        database.execute("INSERT INTO metadata VALUES ('format', ?)", (kind,))
        rows = [(1, 1, 1, png("#00ff00")), (1, 1, 0, png("#0000ff")), (12, 3322, 4095 - 2139, png("#336699"))]
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.close()
    return file


def pmtiles(file: Path, kind: TileType) -> Path:
    """The same as a PMTiles archive."""
    with file.open("wb") as handle:
        writer: Any = Writer(handle)  # type: ignore[no-untyped-call]
        for z, x, y, colour in [(1, 1, 0, "#00ff00"), (1, 1, 1, "#0000ff"), (12, 3322, 2139, "#336699")]:
            writer.write_tile(zxy_to_tileid(z, x, y), png(colour))
        header = {"tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": 1, "max_zoom": 12}
        header |= dict.fromkeys(("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7"), 0)
        header |= {"center_zoom": 1, "center_lon_e7": 0, "center_lat_e7": 0}
        writer.finalize(header, {})
    return file
