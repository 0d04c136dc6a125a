"""What the page shows of an order: plain words and flags for the template, nothing to decide there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from services.contract.city import CityPack
from services.contract.messages import Log
from services.contract.orders import RUNGS, Order, OrderState, Receipt, ReceiptKind
from services.contract.records import Incident, incident_ref
from services.outreach.page import wording
from services.outreach.page.ports import OrderView
from services.rules import ladder

_SAID_LATE_MS: Final = 60_000
"""A receipt written so long before it came says both times."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody had typed when their form was refused: shown again, so that nothing is lost."""

    act: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    error: str = ""


class Painter:
    """Turns an order into the template's words, for one city."""

    def __init__(self, pack: CityPack) -> None:
        self._pack = pack
        self.zone = ZoneInfo(pack.city.timezone)
        self._agencies = {agency.code: agency.short for agency in pack.agencies}
        self._proof = {category.code for category in pack.categories if category.proof}

    def context(self, view: OrderView, token: str, now: int, notice: str, typed: Typed) -> dict[str, Any]:
        """Everything the template uses."""
        state, order = view.state, view.state.order
        return {
            "base": f"/t/{token}",
            "city": self._pack.city.name,
            "agency": self._agencies.get(order.agency, order.agency),
            "drill": view.log is Log.DRILL,
            "now": now,
            "incident": self._incident(view.incident, now),
            "order": self._order(order, now),
            "ended": self._ended(view, now),
            "standing": self._standing(state),
            "rungs": self._rungs(state, now),
            "trail": [self._receipt(receipt, now) for receipt in _told(state)],
            "chain": [self._hop(hop, now) for hop in view.chain],
            "proofs": [photo.sha256 for proof in view.proofs for photo in proof.photos],
            "act": "" if ladder.ended(state) else next_act(view),
            "later": () if ladder.ended(state) else later_acts(view),
            "proof_asked": self.asks_photo(view),
            "photos": order.incident_id != 0,
            "person": typed.fields.get("person", "") or _last_person(state),
            "typed": typed,
            "notice": notice,
            "new_id": lambda: str(uuid.uuid4()),
        }

    def asks_photo(self, view: OrderView) -> bool:
        """True where the category is not finished without proof, and none has been filed for this order."""
        incident = view.incident
        return incident is not None and incident.category in self._proof and not view.proofs

    def _incident(self, incident: Incident | None, now: int) -> dict[str, Any] | None:
        if incident is None:
            return None
        city = self._pack.city
        place = incident.place or next((a.name for a in self._pack.areas if a.code == incident.area), "")
        return {
            "severity": incident.severity.value,
            "shape": wording.SEVERITY_SHAPES[incident.severity.rank],
            "severity_words": wording.SEVERITY_WORDS[incident.severity],
            "ref": incident_ref(city.prefix, incident.opened_at, incident.day_no, self.zone),
            "opened": wording.moment(incident.opened_at, now, self.zone),
            "title": incident.title or incident.summary,
            "place": place,
            "maps": _maps(incident.lat, incident.lon, place),
        }

    def _order(self, order: Order, now: int) -> dict[str, Any]:
        by = order.by_words
        if order.by_at and not by:
            by = f"sebelum {wording.moment(order.by_at, now, self.zone)}"
        return {
            "id": order.id,
            "what": order.what,
            "where": order.where,
            "by": by,
            "by_words": order.by_words,
            "by_at": order.by_at,
            "left": wording.left(order.by_at, now) if order.by_at else "",
            "late": bool(order.by_at) and now >= order.by_at,
            "appended": order.appended,
            "issuer": self._who(order),
            "issued": wording.moment(order.issued_at, now, self.zone),
            "digest": order.digest[:8],
            "lead": order.lead,
        }

    def _who(self, order: Order) -> str:
        role = wording.ROLE_WORDS.get(order.issuer_role, "")
        return f"{role} {order.issuer}".strip()

    def _hop(self, order: Order, now: int) -> dict[str, Any]:
        return {**self._order(order, now), "to": self._agencies.get(order.agency, "posko")}

    def _ended(self, view: OrderView, now: int) -> dict[str, Any] | None:
        end = ladder.ended(view.state)
        if end is None:
            return None
        receipt = next(r for r in view.state.receipts if r.kind is end)
        newer = view.successor
        return {
            "words": wording.ENDED_WORDS[end],
            "good": end is ReceiptKind.VERIFIED,
            "reason": receipt.words if newer is None else "",
            "at": wording.moment(receipt.at, now, self.zone),
            "by": receipt.by,
            "newer": newer.id if newer else 0,
            "newer_what": newer.what if newer else "",
            "newer_url": view.successor_url,
        }

    def _standing(self, state: OrderState) -> list[dict[str, Any]]:
        """What waits for an answer, with the words it was said in; a question does not hide a difference."""
        found = []
        kind = ladder.standing(state)
        differences = ladder.open_differences(state)
        if kind is not None:
            said = next(r for r in reversed(state.receipts) if r.kind is kind)
            words = wording.STANDING_WORDS[kind]
            found.append({"words": words, "said": said.words, "then": "", "bad": kind in _AGAINST})
        if differences and kind not in _AGAINST:
            listed = " dan ".join(wording.DIFFERENCE_WORDS.get(name, name) for name in differences)
            words = f"Baca ulang Anda berbeda pada bagian {listed}. Posko sedang memeriksanya."
            then = "Baca lagi perintahnya. Keliru? Ulangi baca ulang di bawah “Langkah lain”."
            found.append({"words": words, "said": "", "then": then, "bad": True})
        if found:
            return found
        answered = next((r for r in reversed(state.receipts) if r.kind in _MOVES), None)
        if answered is not None and answered.kind is ReceiptKind.ANSWER:
            found.append({"words": "Jawaban posko:", "said": answered.words, "then": "", "bad": False})
        return found

    def _rungs(self, state: OrderState, now: int) -> dict[str, Any]:
        times, met, lowest = ladder.rung_times(state), ladder.reached(state), ladder.lowest_unmet(state)
        highest = next((rung for rung in reversed(RUNGS) if rung in times), None)
        if ladder.ended(state) is not None and highest is None:
            reached = "Tidak sempat dibuka"
        elif highest is None or highest is ReceiptKind.DELIVERED:
            # Whoever reads this has it open: that it was opened is on its way into the log.
            reached, lowest = "Sedang dibuka", ReceiptKind.READ_BACK
        else:
            reached = f"{wording.RUNG_WORDS[highest]} {wording.moment(times[highest], now, self.zone)}"
        return {
            "seen": ReceiptKind.SEEN in met,
            "now": reached,
            "next": wording.WAITING_WORDS[lowest] if lowest else "",
            "steps": [
                {
                    "words": wording.RUNG_WORDS[rung],
                    "met": rung in met,
                    "next": rung is lowest,
                    "at": wording.moment(times[rung], now, self.zone) if rung in times else "",
                }
                for rung in RUNGS
            ],
        }

    def _receipt(self, receipt: Receipt, now: int) -> dict[str, Any]:
        back = receipt.read_back
        late = receipt.written_at and receipt.at - receipt.written_at > _SAID_LATE_MS
        return {
            "at": wording.moment(receipt.at, now, self.zone),
            "written": wording.moment(receipt.written_at, now, self.zone) if late else "",
            "words": wording.RECEIPT_WORDS.get(receipt.kind, receipt.kind.value),
            "who": receipt.person or (receipt.by if not receipt.by.startswith("field:") else ""),
            "said": receipt.words,
            "back": [part for part in (back.what, back.where, back.by_words) if part] if back else [],
        }


_AGAINST: Final = (ReceiptKind.DISPUTED, ReceiptKind.RETURNED, ReceiptKind.UNABLE)
_MOVES: Final = frozenset(
    {ReceiptKind.QUERY, ReceiptKind.ANSWER, ReceiptKind.READ_BACK, ReceiptKind.EN_ROUTE, ReceiptKind.DONE}
)
_SILENT: Final = frozenset({ReceiptKind.DELIVERED, ReceiptKind.SEEN, ReceiptKind.ESCALATED})
_STEPS: Final = (
    (ReceiptKind.READ_BACK, "baca"),
    (ReceiptKind.EN_ROUTE, "berangkat"),
    (ReceiptKind.ON_SCENE, "tiba"),
    (ReceiptKind.DONE, "selesai"),
)


def next_act(view: OrderView) -> str:
    """The one thing the page asks for now; empty when everything is said."""
    times = ladder.rung_times(view.state)
    if ReceiptKind.DONE in times:
        return ""
    return next(act for rung, act in _STEPS if rung not in times)


def later_acts(view: OrderView) -> tuple[str, ...]:
    """What may be said out of turn: somebody who is there need not first say that they left."""
    first = next_act(view)
    times = ladder.rung_times(view.state)
    order = [act for rung, act in _STEPS if rung not in times]
    later = [act for act in order if act not in (first, "baca")] if first else []
    if "baca" in order and first != "baca":
        later.append("baca")
    elif first not in ("", "baca") and ladder.open_differences(view.state):
        later.insert(0, "baca")
    accepted = any(receipt.kind is ReceiptKind.ACCEPTED for receipt in view.state.receipts)
    if first == "baca" and not accepted:
        later.insert(0, "terima")
    if first and view.state.order.incident_id and not view.under_control:
        where = later.index("selesai") if "selesai" in later else 0
        later.insert(where, "terkendali")
    return tuple(later)


def _told(state: OrderState) -> list[Receipt]:
    """What was said, newest first. That it was opened is in the ladder, whom the room told is the room's."""
    return [receipt for receipt in reversed(state.receipts) if receipt.kind not in _SILENT]


def _last_person(state: OrderState) -> str:
    """Who spoke last from this page: the next words are most likely theirs."""
    said = (r.person for r in reversed(state.receipts) if r.person and r.by.startswith("field:"))
    return next(said, "")


def _maps(lat: float | None, lon: float | None, place: str) -> dict[str, str] | None:
    """Links for the phone's own map and for a map in the browser; nothing is loaded by itself."""
    if lat is None or lon is None:
        return None
    spot = f"{lat:.6f},{lon:.6f}"
    return {
        "geo": f"geo:{spot}?q={spot}({quote(place[:60])})",
        "osm": f"https://www.openstreetmap.org/?mlat={lat:.6f}&mlon={lon:.6f}#map=17/{lat:.6f}/{lon:.6f}",
    }
