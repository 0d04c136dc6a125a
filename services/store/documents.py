"""Documents kept with the log, byte for byte, under the SHA-256 that was signed."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from msgspec import Struct

from services.store.schema import documents


class Kept(Struct, frozen=True):
    """A document as it was signed. `pack`: digest of the city pack it was made with."""

    digest: str
    at: int
    pack: str
    body: bytes

    @property
    def intact(self) -> bool:
        """Whether the bytes still have the hash they are kept under."""
        return hashlib.sha256(self.body).hexdigest() == self.digest


def keep(log: int, at: int, pack: str, body: bytes) -> sa.Executable:
    """The statement that keeps a document; the same one again changes nothing."""
    digest = hashlib.sha256(body).hexdigest()
    here = sa.select(documents.c.digest).where(documents.c.log == log, documents.c.digest == digest)
    values = (log, digest, at, pack, body)
    columns = ("log", "digest", "at", "pack", "body")
    row = sa.select(
        *(sa.literal(value, documents.c[name].type) for name, value in zip(columns, values, strict=True))
    ).where(~here.exists())
    return documents.insert().from_select(columns, row)


def kept(connection: sa.Connection, log: int, digest: str) -> Kept | None:
    """A document by its hash, or None where none was kept."""
    query = sa.select(documents).where(documents.c.log == log, documents.c.digest == digest)
    row = connection.execute(query).first()
    return None if row is None else Kept(row.digest, row.at, row.pack, bytes(row.body))
