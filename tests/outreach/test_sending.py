"""One message to one address, against real services on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from services.outreach import addressing
from services.outreach.sending import Parcel, Sender, Sent
from tests.harness.mqtt import Broker
from tests.harness.smtp import Mailbox
from tests.harness.webhook import Webhook

SECRET = "sangat-rahasia-77"
TEXT = "PENUGASAN #1\n\nApa: Kirim <dua> pompa & genset\nNomor pesan: 1.ab.0"


def send(
    kind: str, template: str, address: str, timeout_s: float = 20.0, private: tuple[str, ...] = ()
) -> Sent:
    url = addressing.fill(kind, template, address, "1.ab.0")
    parcel = Parcel(kind=kind, url=url, title="Penugasan", text=TEXT, timeout_s=timeout_s, private=private)
    return asyncio.run(Sender().send(parcel))


@pytest.fixture
def nobody() -> Iterator[int]:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def test_mail_arrives_as_plain_text_with_its_number() -> None:
    with Mailbox(user="posko", password=SECRET) as mailbox:
        sent = send("email", mailbox.template("posko", SECRET), "piket@dlh.contoh.go.id")
        assert sent == Sent(ok=True)
        (mail,) = mailbox.messages
        assert mailbox.recipients == [["piket@dlh.contoh.go.id"]]
        assert mail["X-Patria-Message"] == "1.ab.0"
        assert mail["Subject"] == "Penugasan"
        assert mail.get_content_type() == "text/plain"
        assert mail.get_content().replace("\r\n", "\n").strip() == TEXT


def test_wrong_credentials_are_final_and_told_without_them() -> None:
    with Mailbox(user="posko", password="lain") as mailbox:
        sent = send("email", mailbox.template("posko", SECRET), "piket@dlh.contoh.go.id")
    assert not sent.ok
    assert sent.final
    assert "535" in sent.words
    assert SECRET not in sent.words


def test_a_refused_address_is_told_in_the_servers_words() -> None:
    with Mailbox(refuse="552 kotak surat penuh") as mailbox:
        sent = send("email", mailbox.template(), "piket@dlh.contoh.go.id")
    assert not sent.ok
    assert "kotak surat penuh" in sent.words


def test_a_hook_gets_json_with_its_own_query_and_the_number() -> None:
    with Webhook() as hook:
        template = f"json://{{url}}?+Authorization=Bearer%20{SECRET}"
        assert send("webhook", template, f"{hook.url}/masuk/dlh?kota=blitar").ok
        (posted,) = hook.posted
        assert posted.path == "/masuk/dlh?kota=blitar"
        assert posted.headers["Authorization"] == f"Bearer {SECRET}"
        assert posted.headers["X-Patria-Message"] == "1.ab.0"
        assert posted.body["message"] == TEXT


@pytest.mark.parametrize(
    ("status", "final"), [(500, False), (503, False), (429, False), (401, True), (404, True)]
)
def test_what_a_hook_refuses_is_told(status: int, final: bool) -> None:
    with Webhook([status], words=f"ditolak; kunci {SECRET} salah") as hook:
        sent = send("webhook", f"json://{{url}}?+Authorization=Bearer%20{SECRET}", f"{hook.url}/x")
    assert (sent.ok, sent.final) == (False, final)
    assert str(status) in sent.words
    assert "ditolak" in sent.words
    assert SECRET not in sent.words


def test_a_topic_is_published_once_reliably_and_not_kept() -> None:
    with Broker(user="posko", password=SECRET) as broker:
        assert send("mqtt", broker.template("posko", SECRET), "kota/dlh/piket").ok
        assert broker.wait() == [("kota/dlh/piket", f"Penugasan\r\n{TEXT}", 1, False)]
        wrong = send("mqtt", broker.template("posko", "salah-kata-sandi") + "?rto=1", "kota/dlh/piket")
        assert not wrong.ok
        assert "salah-kata-sandi" not in wrong.words
        assert len(broker.heard) == 1


@pytest.mark.parametrize(
    ("kind", "template", "address"),
    [
        (
            "email",
            "mailto://posko:{secret}@127.0.0.1:{port}/?to={{address}}&from=a@contoh.go.id",
            "b@c.go.id",
        ),
        ("webhook", "json://posko:{secret}@127.0.0.1:{port}/{{path}}", "https://contoh.go.id/x"),
        ("mqtt", "mqtt://posko:{secret}@127.0.0.1:{port}/{{path}}", "kota/dlh"),
    ],
)
def test_a_refused_connection_is_worth_another_try(
    nobody: int, kind: str, template: str, address: str
) -> None:
    sent = send(kind, template.format(secret=SECRET, port=nobody), address)
    assert (sent.ok, sent.final) == (False, False)
    assert "refused" in sent.words
    assert SECRET not in sent.words


def test_a_provider_that_never_answers_has_an_end_and_may_have_sent() -> None:
    with Webhook() as hook:
        hook.hold()
        sent = send("webhook", "json://{url}?rto=2", f"{hook.url}/x", timeout_s=0.5)
    assert not sent.ok
    assert sent.unsure
    assert "mungkin sudah terkirim" in sent.words


def test_stuck_threads_stop_further_sending_instead_of_piling_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.outreach.sending.MOST_THREADS", 3)

    async def flood(hook: Webhook) -> list[Sent]:
        sender = Sender()
        url = addressing.fill("webhook", "json://{url}", f"{hook.url}/x", "1")
        parcel = Parcel(kind="webhook", url=url, title="t", text="x", timeout_s=0.3)
        return [await sender.send(parcel) for _ in range(5)]

    with Webhook() as hook:
        hook.hold()
        results = asyncio.run(flood(hook))
        assert [sent.unsure for sent in results] == [True, True, True, False, False]
        assert len(hook.posted) == 3
        hook.let_go()


def test_a_citizens_address_is_not_repeated_by_the_providers_words() -> None:
    with Webhook([500], words="pelapor WARGA@contoh.id, 0812 tidak ada") as hook:
        sent = send("webhook", "json://{url}", f"{hook.url}/x", private=("warga@contoh.id",))
    assert "tidak ada" in sent.words
    assert "warga" not in sent.words.lower()


def test_a_parcel_shows_nothing() -> None:
    parcel = Parcel(kind="email", url=f"mailto://a:{SECRET}@h", title="t", text="rahasia", private=("x@y",))
    assert repr(parcel) == "Parcel(email)"
