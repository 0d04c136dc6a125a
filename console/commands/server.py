"""`patria serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from console.commands.options import City, ServerData
from console.settings import default_data_dir
from services.contract.errors import KnownError
from services.contract.records import Role


def serve(
    *,
    host: Annotated[
        str, Parameter(help="Alamat yang didengarkan. Di luar komputer ini perlu TLS.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port; 0 berarti yang bebas.")] = 8112,
    data_dir: ServerData = None,
    database: Annotated[str, Parameter(help="postgresql://… Bawaan: SQLite di folder data.")] = "",
    city: City = None,
    tls_cert: Annotated[Path | None, Parameter(help="Sertifikat TLS (PEM).")] = None,
    tls_key: Annotated[Path | None, Parameter(help="Kunci sertifikat TLS (PEM).")] = None,
    origin: Annotated[
        list[str] | None, Parameter(help="Halaman web yang boleh membuka feed; boleh diulang.", negative="")
    ] = None,
    public_url: Annotated[
        str, Parameter(help="Alamat server ini bagi aplikasi warga dan ponsel petugas lapangan.")
    ] = "",
    allow_anonymous: Annotated[
        bool, Parameter(help="Terima laporan Open311 tanpa kunci API.", negative="")
    ] = False,
    require_second_factor: Annotated[
        str, Parameter(help="Peran yang wajib memakai faktor kedua, misalnya supervisor,leader.")
    ] = "",
    embedded: Annotated[
        bool, Parameter(help="Milik konsol di komputer ini; berhenti bila tak diperlukan.", negative="")
    ] = False,
) -> int:
    """Jalankan server: catatan kejadian, feed untuk konsol, dan pintu laporan warga (Open311).

    Contoh:
        patria serve
        patria serve --host 0.0.0.0 --tls-cert kota.pem --tls-key kota.key
        patria serve --database postgresql://patria@db/patria
        patria serve --require-second-factor supervisor,leader,administrator
    """
    from console.commands.city import shipped
    from services.backend.app import AppSettings
    from services.backend.serve import ServeSettings
    from services.backend.serve import serve as run
    from services.intake.open311 import Open311Settings

    run(
        ServeSettings(
            city_dir=city or shipped(),
            data_dir=(data_dir or default_data_dir()).expanduser().absolute(),
            host=host,
            port=port,
            database=database,
            tls_cert=tls_cert,
            tls_key=tls_key,
            embedded=embedded,
            second_factor_for=_roles(require_second_factor),
            app=AppSettings(
                origins=tuple(origin or ()),
                open311=Open311Settings(public_url=public_url, allow_anonymous=allow_anonymous),
            ),
        )
    )
    return 0


def _roles(written: str) -> frozenset[Role]:
    """Roles with commas between them. Raises `KnownError`."""
    names = [name.strip() for name in written.split(",") if name.strip()]
    unknown = sorted(set(names) - {role.value for role in Role})
    if unknown:
        known = ", ".join(role.value for role in Role)
        raise KnownError("role_unknown", f"Peran {unknown[0]} tidak dikenal. Yang ada: {known}.")
    return frozenset(Role(name) for name in names)


def add_to(app: App) -> None:
    app.command(serve)
