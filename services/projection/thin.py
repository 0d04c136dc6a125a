"""The picture for a thin link: what leadership needs to see, and nothing that only fills the line.

Open incidents only, beginnings of texts, orders that are alive or young; events without what a citizen
wrote. A board made here is a lawful board: what arrives for a row that is not on it changes nothing.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from services.contract.codec import decode_body, decode_envelope, encode
from services.contract.events import ReportReceived
from services.contract.orders import ENDED, OrderState
from services.contract.records import Report, Status
from services.projection.board import ARRIVAL_BIN_MS, FIGURES, STATUS_INDEX, Board
from services.projection.casework import Casework
from services.projection.shiftbook import Shiftbook

SUMMARY_CHARS: Final = 60
KEEP_ORDERS_MS: Final = 24 * 3_600_000
KEEP_ARRIVALS: Final = 24
"""Five-minute bins: two hours."""
_CLOSED: Final = STATUS_INDEX[Status.CLOSED]


def thin_board(board: Board, now: int) -> Board:
    """A copy of `board` with what is open or waits for somebody to look at its proof, as of the same sequence
    number. `now`: milliseconds."""
    shown = board.open_mask()
    for incident_id, proofs in board.casework.proofs.items():
        row = board.row_of(incident_id)
        if row >= 0 and board.status[row] != _CLOSED and any(proof.needs_verification for proof in proofs):
            shown[row] = True
    rows = np.flatnonzero(shown)
    columns = {name: getattr(board, name)[rows].astype(kind) for name, kind in FIGURES.items()}
    thin = Board.from_columns(board.epoch, board.seq, columns)
    thin.categories, thin.titles, thin.areas = board.categories, board.titles, board.areas
    thin.owners, thin.agency_sets = board.owners, board.agency_sets
    thin.place.extend(0, [board.place[int(row)] for row in rows])
    thin.summary.extend(0, [board.summary[int(row)][:SUMMARY_CHARS] for row in rows])
    thin.last_report_id = board.last_report_id
    oldest = now // ARRIVAL_BIN_MS - KEEP_ARRIVALS
    thin.arrivals = {number: count for number, count in board.arrivals.items() if number > oldest}
    thin.dispositions = dict(board.dispositions)
    thin.drill_active = board.drill_active
    # Leadership may hold a briefing too; what is on has to be known for that.
    thin.shifts = Shiftbook(briefing=board.shifts.briefing, last_briefing_id=board.shifts.last_briefing_id)
    thin.casework = _thin_casework(board.casework, {int(number) for number in columns["ids"]}, now)
    return thin


def _thin_casework(casework: Casework, opened: set[int], now: int) -> Casework:
    orders = {
        number: state
        for number, state in casework.orders.items()
        if state.order.incident_id in opened or _alive(state) or state.order.issued_at > now - KEEP_ORDERS_MS
    }
    return Casework(
        last_order_id=casework.last_order_id,
        last_proof_id=casework.last_proof_id,
        last_promise_id=casework.last_promise_id,
        last_delegation_id=casework.last_delegation_id,
        orders=orders,
        of_incident={
            incident: [number for number in numbers if number in orders]
            for incident, numbers in casework.of_incident.items()
            if incident in opened
        },
        delegations=casework.delegations,
        pauses={key: value for key, value in casework.pauses.items() if key in opened},
        proofs={key: value for key, value in casework.proofs.items() if key in opened},
        promises={key: value for key, value in casework.promises.items() if key in opened},
    )


def _alive(state: OrderState) -> bool:
    return not any(receipt.kind in ENDED for receipt in state.receipts)


def thin_entry(data: bytes) -> bytes:
    """One encoded entry of the log without the citizen's words; every other entry as it is."""
    envelope = decode_envelope(data)
    if envelope.kind != ReportReceived.KIND:
        return data
    body = decode_body(envelope)
    assert isinstance(body, ReportReceived)
    incident = body.incident
    if incident is not None:
        incident = msgspec.structs.replace(incident, summary=incident.summary[:SUMMARY_CHARS])
    raw = msgspec.Raw(encode(ReportReceived(report=bare_report(body.report), incident=incident)))
    return encode(msgspec.structs.replace(envelope, body=raw))


def bare_report(report: Report) -> Report:
    """A report as something to count."""
    return Report(
        id=report.id,
        day_no=report.day_no,
        received_at=report.received_at,
        reported_at=report.received_at,
        source=report.source,
        channel=report.channel,
        disposition=report.disposition,
        incident_id=report.incident_id,
    )
