"""Words of orders against each other: read-back, contradictions, and what was lost from hop to hop.

Pure; the same in backend and console. Asked for through `services.rules.ladder`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from msgspec import Struct

from services.contract.orders import ENDED, Order, OrderState, ReadBack, Receipt, ReceiptKind
from services.rules.phrases import deadline_parts, parts, spoken, stem


def compare(order: Order, read_back: ReadBack) -> tuple[str, ...]:
    """Fields (`what`, `where`, `by`) in which a read-back differs from the order.

    What the last hop appended may be repeated or not.
    """
    found = []
    whole = f"{order.what} {order.appended}"
    if read_back.what != order.what and parts(read_back.what) not in (parts(order.what), parts(whole)):
        found.append("what")
    if read_back.where != order.where and parts(read_back.where) != parts(order.where):
        found.append("where")
    if not _same_deadline(order, read_back):
        found.append("by")
    return tuple(found)


def _same_deadline(order: Order, read_back: ReadBack) -> bool:
    if order.by_at and read_back.by_at:
        if order.by_at // 60_000 != read_back.by_at // 60_000:
            return False
        if not order.by_words or not read_back.by_words:
            return True
    if order.by_words == read_back.by_words:
        # Nothing said about a deadline that was given is a difference; a copied time says it.
        return bool(order.by_words) or bool(order.by_at) == bool(read_back.by_at)
    return deadline_parts(order.by_words) == deadline_parts(read_back.by_words)


def last_read_back(state: OrderState) -> Receipt | None:
    """The newest receipt that repeats the order."""
    given = (receipt for receipt in reversed(state.receipts) if receipt.kind is ReceiptKind.READ_BACK)
    return next(given, None)


class Conflict(Struct, frozen=True):
    """An order in force that another one contradicts, and why, in Indonesian."""

    order_id: int
    reason: str


_OPPOSITES: Final = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in (
        ("tutup sekat blokir", "buka lewati"),
        ("tahan tunda henti stop", "kirim lanjut teruskan terus berangkat gerak"),
        ("evakuasi ungsi kosong pindah", "tetap tinggal bertahan tahan"),
        ("tarik mundur pulang", "kirim tambah maju"),
        ("nyala hidup", "padam mati putus"),
        ("mulai", "henti batal"),
        ("tambah", "kurang"),
    )
)
"""Instructions of which only one can be followed, as stems."""
_NOT: Final = ("jangan ", "tidak ", "bukan ")


def contradictions(order: Order, in_force: Iterable[OrderState]) -> tuple[Conflict, ...]:
    """Orders in force that this one contradicts, each with its reason, in the order given."""
    found = []
    for state in in_force:
        other = state.order
        if other.id in (order.id, order.parent_id) or any(
            receipt.kind in ENDED for receipt in state.receipts
        ):
            continue
        reason = _contradiction(order, other)
        if reason:
            found.append(Conflict(other.id, reason))
    return tuple(found)


def conflicts(order: Order, in_force: Iterable[OrderState]) -> tuple[int, ...]:
    """Ids of the orders in force that this one contradicts."""
    return tuple(conflict.order_id for conflict in contradictions(order, in_force))


def _contradiction(order: Order, other: Order) -> str:
    if order.supersedes == other.id:
        return f"Menggantikan perintah #{other.id}, yang masih berlaku."
    if not _same_matter(order, other):
        return ""
    mine, theirs = spoken(order.what), spoken(other.what)
    for one, opposite in _OPPOSITES:
        for here, there in ((one, opposite), (opposite, one)):
            said, against = [mine[w] for w in mine if w in here], [theirs[w] for w in theirs if w in there]
            if said and against:
                return f"“{said[0]}” berlawanan dengan “{against[0]}” dalam perintah #{other.id}."
    for ours, others in ((mine, theirs), (theirs, mine)):
        for part, said_so in ours.items():
            bare = next((part[len(word) :] for word in _NOT if part.startswith(word)), "")
            if bare and bare in others:
                return f"“{said_so}” berlawanan dengan “{others[bare]}” (perintah #{other.id})."
    if (
        mine.keys() == theirs.keys()
        and _deadline(order)
        and _deadline(other)
        and _deadline(order) != _deadline(other)
    ):
        return f"Hal yang sama dengan tenggat lain daripada perintah #{other.id} ({_deadline(other)})."
    return ""


def _deadline(order: Order) -> str:
    return order.by_words or (f"@{order.by_at // 60_000}" if order.by_at else "")


def _same_matter(order: Order, other: Order) -> bool:
    """Do both speak about one thing: the same incident, the same place, or the same receiver."""
    if order.incident_id and other.incident_id:
        if order.incident_id != other.incident_id:
            return False
        return not order.where or not other.where or bool(parts(order.where) & parts(other.where))
    if order.where and other.where:
        return parts(order.where) == parts(other.where)
    return order.agency == other.agency and not (order.where or other.where)


class Orders(Protocol):
    """What `hops` reads of the casework."""

    orders: dict[int, OrderState]


class Hop(Struct, frozen=True, kw_only=True):
    """One link between whoever spoke first and whoever acted."""

    order_id: int
    issuer: str
    agency: str
    at: int
    ms: int
    """Since the hop before it; 0 for the first."""
    what: str
    where: str
    by: str
    appended: str = ""
    added: tuple[str, ...] = ()
    """Words this hop says that the first order does not."""
    missing: tuple[str, ...] = ()
    """Words of the first order that this hop does not say."""
    differences: tuple[str, ...] = ()
    """Fields that differ from the first order."""
    read_back: bool = False
    """True for the receiver's own words instead of an order passed on."""


def hops(casework: Orders, order_id: int) -> tuple[Hop, ...]:
    """From the first order to `order_id`, on to what was made of it, and last its read-back."""
    chain = _chain(casework, order_id)
    if not chain:
        return ()
    first = chain[0].order
    found: list[Hop] = []
    for state in chain:
        found.append(_hop(first, state.order, found[-1].at if found else state.order.issued_at))
    said = last_read_back(chain[-1])
    if said is not None and said.read_back is not None:
        found.append(_heard(first, chain[-1].order, said, said.read_back, found[-1].at))
    return tuple(found)


def _chain(casework: Orders, order_id: int) -> list[OrderState]:
    """Ancestors, the order itself, and below it the newest order that passes it on, and so forth."""
    chain: list[OrderState] = []
    state = casework.orders.get(order_id)
    while state is not None and all(state.order.id != known.order.id for known in chain):
        chain.insert(0, state)
        state = casework.orders.get(state.order.parent_id)
    last = order_id
    while chain:
        passed = [s for s in casework.orders.values() if s.order.parent_id == last and s not in chain]
        if not passed:
            break
        chain.append(passed[-1])
        last = passed[-1].order.id
    return chain


def _hop(first: Order, order: Order, before: int) -> Hop:
    spoken = ReadBack(what=order.what, where=order.where, by_words=order.by_words, by_at=order.by_at)
    whole = f"{order.what} {order.appended}"
    return Hop(
        order_id=order.id,
        issuer=order.issuer,
        agency=order.agency,
        at=order.issued_at,
        ms=max(0, order.issued_at - before),
        what=order.what,
        where=order.where,
        by=order.by_words,
        appended=order.appended,
        added=_only_in(whole, first.what),
        missing=_only_in(first.what, whole),
        differences=compare(first, spoken),
    )


def _heard(first: Order, order: Order, receipt: Receipt, said: ReadBack, before: int) -> Hop:
    return Hop(
        order_id=order.id,
        issuer=receipt.person or receipt.by,
        agency=order.agency,
        at=receipt.at,
        ms=max(0, receipt.at - before),
        what=said.what,
        where=said.where,
        by=said.by_words,
        added=_only_in(said.what, first.what),
        missing=_only_in(first.what, said.what),
        differences=compare(first, said),
        read_back=True,
    )


def _only_in(text: str, other: str) -> tuple[str, ...]:
    known = parts(other)
    return tuple(said for part, said in spoken(text).items() if part not in known)
