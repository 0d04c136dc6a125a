"""Options that several commands share, said once: the same words wherever they stand in the help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

ServerData = Annotated[Path | None, Parameter(help="Folder data server.")]
UserData = Annotated[Path | None, Parameter(help="Folder data pengguna.")]
Database = Annotated[str, Parameter(help="Alamat basis data. Bawaan: SQLite di folder data.")]
City = Annotated[Path | None, Parameter(help="Folder paket kota. Bawaan: Kota Blitar.")]
ServerAddress = Annotated[str, Parameter(help="Alamat server. Bawaan: server di komputer ini.")]
