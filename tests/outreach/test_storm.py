"""A storm of orders while the backend is killed again and again: each reaches its officer, in one entry."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.contacts import DeliveryState, Duty, SaveContact, SaveDuty
from services.contract.orders import ReceiptKind
from services.outreach.postman import TWICE
from tests.backend.room import moment
from tests.city.making import ARJUNA
from tests.harness import BackendProcess
from tests.harness.webhook import Webhook
from tests.outreach.office import AGENCY, HOUR, contact, write_channels
from tests.outreach.test_restart import ask, casework

pytestmark = [pytest.mark.deep, pytest.mark.scenario]
ORDERS = 60
KILLS = 6


def test_every_order_of_a_storm_is_one_entry_over_all_kills(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    answers = [chance.choice((200, 200, 200, 503)) for _ in range(4 * ORDERS)]
    pace = "[pace]\nfirst_retry_s = 0.2\nlongest_retry_s = 1.0\nattempts = 20\nper_second = 20.0\n"
    with Webhook(answers) as hook, BackendProcess(tmp_path, arguments=["--city", str(ARJUNA)]) as backend:
        write_channels(tmp_path, {"webhook": "json://{url}"}, pace)
        now = moment()
        duty = Duty(id="kini", agency=AGENCY, contact_id="piket", start=now - HOUR, end=now + HOUR)
        officer = contact("piket", ("webhook", f"{hook.url}/dlh"))
        ask(backend, [SaveContact(contact=officer), SaveDuty(duty=duty)])
        for number in range(1, ORDERS + 1):
            ask(
                backend,
                [
                    SubmitReport(text=f"Pohon tumbang {number}"),
                    AssignAgencies(incident_id=number, agencies=(AGENCY,), task=f"Pohon {number}"),
                ],
            )
            if number % (ORDERS // KILLS) == 0:
                backend.kill()
                backend.start()
        deadline = time.monotonic() + 120
        found = casework(backend)
        while any(d.state is not DeliveryState.HANDED_OVER for d in found.deliveries.values()):
            assert time.monotonic() < deadline, Counter(d.state for d in found.deliveries.values())
            found = casework(backend)
        assert len(found.deliveries) == len(found.orders) == ORDERS
        posted = Counter(request.headers["X-Patria-Message"] for request in hook.posted)
        assert posted.keys() == found.deliveries.keys()
        for state in found.orders.values():
            given = [receipt.kind for receipt in state.receipts]
            assert given.count(ReceiptKind.DELIVERED) == 1, state
        taken = Counter(
            request.headers["X-Patria-Message"]
            for request, status in zip(hook.posted, answers, strict=False)
            if status == 200
        )
        for name, times in taken.items():
            # What arrived twice says that it may have; what says so need not have.
            assert times == 1 or found.deliveries[name].words == TWICE, name
