"""`patria replay`: files of reports through the public interface."""

from __future__ import annotations

import math
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from console.commands.options import ServerAddress, UserData
from console.settings import default_data_dir
from console.talking import endpoint_of, talking
from services.contract.errors import KnownError
from services.feed.link import Endpoint

if TYPE_CHECKING:
    from services.intake.replay_send import Server

KEY_NAME = "replay"
KEY_FILE = "replay.key"
ACCEPTED_WITHIN_S = 10.0
Point = tuple[float, float]


def replay(
    files: Annotated[list[Path], Parameter(help="Berkas laporan: GeoJSON atau CSV.")],
    *,
    speed: Annotated[str, Parameter(help="Kelipatan waktu nyata, atau max.")] = "1",
    drill: Annotated[bool, Parameter(help="Sebagai latihan, di catatan terpisah.", negative="")] = False,
    move_to_city: Annotated[
        bool, Parameter(help="Pindahkan koordinat asing ke dalam kota; ditandai.", negative="")
    ] = False,
    mapping: Annotated[Path | None, Parameter(help="Berkas pemetaan kolom. Bawaan: dikenali.")] = None,
    server: ServerAddress = "",
    api_key: Annotated[str, Parameter(help="Kunci API, untuk server di tempat lain.")] = "",
    data_dir: UserData = None,
    city: Annotated[Path | None, Parameter(help="Folder paket kota.")] = None,
    limit: Annotated[int, Parameter(help="Paling banyak sekian baris; 0 berarti semua.")] = 0,
    first_row: Annotated[int, Parameter(name="--from", help="Mulai dari baris ini.")] = 1,
    last_row: Annotated[int, Parameter(name="--to", help="Sampai baris ini; 0 berarti akhir.")] = 0,
    rejects: Annotated[Path | None, Parameter(help="Berkas untuk baris yang ditolak.")] = None,
    again: Annotated[bool, Parameter(help="Kirim lagi dari awal; tidak digandakan.", negative="")] = False,
) -> int:
    """Masukkan laporan dari berkas lewat pintu umum (Open311), secepat yang diminta.

    Boleh dihentikan (Ctrl-C) dan dilanjutkan dengan perintah yang sama; tidak ada yang masuk dua kali.

    Contoh:
        patria replay laporan.geojson --speed 60
        patria replay petabencana.geojson --speed 60 --drill --move-to-city
        patria replay boston.csv --speed max --limit 1000
    """
    from rich.console import Console

    from services.intake.replay import ReplayOptions
    from services.intake.replay import replay as run
    from services.intake.replay_bar import Bar

    folder = data_dir or default_data_dir()
    source = _Source(server, api_key, folder)
    options = ReplayOptions(
        server=source.server,
        state_dir=folder / "replay",
        speed=_speed(speed),
        drill=drill,
        start_drill=source.start_drill,
        move=(lambda points: _mover(points, city, folder)) if move_to_city else None,
        mapping=mapping,
        first_row=first_row,
        last_row=last_row,
        limit=limit,
        rejects=rejects,
        again=again,
    )
    with Bar(Console(stderr=True)) as bar:
        result = run(files, options, bar)
    for sentence in result.sentences():
        sys.stdout.write(f"{sentence}\n")
    return 130 if result.interrupted else 0


def _speed(text: str) -> float:
    if text.strip().lower() == "max":
        return math.inf
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise KnownError("bad_speed", f"Kecepatan {text!r} bukan angka. Contoh: 60, atau max.") from None


def _mover(points: Sequence[Point], city: Path | None, data_dir: Path) -> Callable[[float, float], Point]:
    from console.commands.city import shipped
    from services.city.geography import Geography
    from services.city.loader import load_pack_here

    return Geography(load_pack_here(city or shipped(), data_dir)).mover(points).move


class _Source:
    """The backend to send to, and the right to do so."""

    def __init__(self, server: str, api_key: str, data_dir: Path) -> None:
        self._server = server
        self._api_key = api_key
        self._data_dir = data_dir

    def server(self) -> Server:
        """Address and key. Raises `KnownError` where there is none."""
        from console.https import http_url
        from services.intake.replay_send import Server

        endpoint = self._endpoint()
        url = http_url(endpoint, "")
        if not self._server and not self._api_key:
            # The token of this machine's console is a key too; only a server without consoles needs one made.
            if endpoint.token:
                return Server(url, endpoint.token)
            self._api_key = _local_key(self._data_dir, url)
        if not self._api_key:
            raise KnownError(
                "no_api_key",
                "Server ini meminta kunci API. Minta ke pengelolanya (patria apikey add …), lalu --api-key.",
            )
        return Server(url, self._api_key)

    def _endpoint(self) -> Endpoint:
        return endpoint_of(self._server, self._data_dir)

    async def start_drill(self) -> None:
        """Start a drill as the user of this machine. Raises `KnownError`."""
        from services.contract.commands import StartDrill
        from services.contract.messages import Log, OutcomeStatus

        endpoint = self._endpoint()
        if not endpoint.token:
            raise KnownError(
                "no_session",
                "Latihan di server ini dimulai dari konsol: mulai di sana, lalu ulangi perintah ini.",
            )
        async with talking(endpoint, "patria replay") as talk:
            outcome = await talk.act(StartDrill(reason="patria replay --drill"), Log.DRILL)
        if outcome.status is not OutcomeStatus.ACCEPTED and outcome.code != "drill_active":
            raise KnownError(outcome.code or "refused", outcome.message)


def _local_key(data_dir: Path, url: str) -> str:
    """The API key of this machine's replays: made once, kept in a file of mode 0600."""
    from console.accounts import add_api_key, keep_secret, read_secret

    path = data_dir / KEY_FILE
    key = read_secret(path)
    if key and _accepted(url, key):
        return key
    key = add_api_key(data_dir, "", f"{KEY_NAME}-{uuid.uuid4().hex[:8]}", rate=0)
    keep_secret(path, key)
    deadline = time.monotonic() + ACCEPTED_WITHIN_S
    while not _accepted(url, key):
        if time.monotonic() > deadline:
            raise KnownError("bad_api_key", "Server belum mengenal kunci baru; coba lagi sebentar lagi.")
        time.sleep(0.1)
    return key


def _accepted(url: str, key: str) -> bool:
    """Ask with an empty report: a known key is refused for the report, an unknown one for the key."""
    import httpx

    try:
        reply = httpx.post(
            f"{url}/open311/v2/requests.json", data={"api_key": key}, timeout=5, trust_env=False
        )
    except httpx.HTTPError:
        return False
    return reply.status_code != 403


def add_to(app: App) -> None:
    app.command(replay)
