"""What the page does not let through: links that no longer count, files that are no photographs, and more."""

from __future__ import annotations

import time
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from services.contract.closing import Photo
from services.contract.commands import EndDrill, StartDrill
from services.contract.messages import Log
from services.contract.orders import GiveReceipt, ReceiptKind
from services.outreach.links import Links
from services.store.engine import database_url, open_engine
from services.store.photos import PhotoStore
from services.store.queries import secret
from tests.field.phone import holds, press, says, snap
from tests.field.pictures import noisy, photo, saved
from tests.field.room import WHAT, Dispatch
from tests.harness.browser import telephone


def links(dispatch: Dispatch) -> Links:
    engine = open_engine(database_url("", dispatch.backend.data_dir))
    with engine.begin() as connection:
        found = secret(connection)
    engine.dispose()
    return Links(found, dispatch.backend.url)


def epoch(dispatch: Dispatch) -> str:
    state = httpx.get(f"{dispatch.backend.url}/health").json()[dispatch.log.value]
    return str(state["epoch"])


def fill_in(page: Page, picture: Path) -> None:
    """Done, with a photograph and a name; not sent yet."""
    page.locator(".later > summary").click()
    page.locator("input[type=file]").last.set_input_files(picture)
    page.locator("form[data-act=selesai] [name=person]").fill("Budi")


def proven(dispatch: Dispatch, order_id: int) -> Photo:
    """The photograph of an order that was done."""
    dispatch.hears(order_id, ReceiptKind.DONE)
    (found,) = (proof for proof in dispatch.proofs() if proof.order_id == order_id)
    kept: Photo = found.photos[0]
    return kept


def test_an_expired_link_says_so_and_shows_nothing(browser: Browser, dispatch: Dispatch) -> None:
    _incident, order_id, _url = dispatch.orders()
    past = links(dispatch).make(epoch(dispatch), order_id, "dlh", time.time_ns() // 1_000_000 - 1000)
    with telephone(browser) as (_context, page):
        reply = page.goto(past)
        assert reply is not None
        assert reply.status == 410
        says(page, "Tautan sudah kedaluwarsa")
        assert WHAT not in page.content()
        snap(page, "expired")
    assert httpx.post(past, data={"do": "terima"}).status_code == 410


def test_a_forged_link_says_so_and_shows_nothing(browser: Browser, dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    changed = url[:-3] + ("AAA" if not url.endswith("AAA") else "BBB")
    elsewhere = links(dispatch).make(epoch(dispatch), order_id, "bpbd", time.time_ns() // 1_000_000 + 60_000)
    unknown = links(dispatch).make(epoch(dispatch), 99_999, "dlh", time.time_ns() // 1_000_000 + 60_000)
    for forged in (changed, elsewhere, unknown, f"{dispatch.backend.url}/t/", f"{url}/lain"):
        assert httpx.get(forged).status_code == 404, forged
        assert WHAT not in httpx.get(forged).text
    with telephone(browser) as (_context, page):
        page.goto(changed)
        says(page, "Tautan tidak dikenal")
        snap(page, "forged")


def test_a_withdrawn_order_says_so_and_takes_nothing(browser: Browser, dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    dispatch.does(GiveReceipt(order_id=order_id, kind=ReceiptKind.WITHDRAWN, words="Salah alamat"))
    with telephone(browser) as (_context, page):
        page.goto(url)
        says(page, "Perintah ini sudah ditarik kembali.")
        says(page, "Salah alamat")
        assert page.locator("button").count() == 0
        snap(page, "withdrawn")


def test_a_replaced_order_leads_to_the_new_one(browser: Browser, dispatch: Dispatch) -> None:
    incident_id, order_id, url = dispatch.orders()
    with telephone(browser) as (_context, page):
        page.goto(url)
        dispatch.hears(order_id, ReceiptKind.SEEN)
        newer = dispatch.replaces(incident_id, "Jangan dipotong dahulu; jaga saja.")
        page.goto(url)
        says(page, "Perintah ini sudah digantikan.")
        says(page, f"Digantikan oleh perintah #{newer}")
        snap(page, "superseded")
        page.get_by_text("Buka perintah itu").click()
        says(page, "Jangan dipotong dahulu; jaga saja.")
        assert page.locator("form[data-act=baca]").count() == 1


def test_a_drill_is_marked_and_its_links_end_with_it(browser: Browser, dispatch: Dispatch) -> None:
    dispatch.does(StartDrill(reason="latihan bulanan"))
    with Dispatch(dispatch.backend, log=Log.DRILL) as drill, telephone(browser) as (_context, page):
        _incident, order_id, url = drill.orders()
        page.goto(url)
        says(page, "LATIHAN")
        press(page, "terima")
        drill.hears(order_id, ReceiptKind.ACCEPTED)
        snap(page, "drill")
        drill.does(EndDrill())
        page.goto(url)
        says(page, "Latihan yang mengirim tautan ini sudah berakhir.")
        assert WHAT not in page.content()
        dispatch.does(StartDrill())
        drill.reconnect()
        drill.orders()  # has the same number as the one before
        assert httpx.get(url).status_code == 410
        drill.does(EndDrill())


def test_a_20_mb_photograph_is_made_smaller_on_the_phone(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, order_id, url = dispatch.orders()
    picture = saved(tmp_path, "besar.png", noisy(20))
    assert picture.stat().st_size > 19_000_000
    with telephone(browser) as (_context, page):
        page.goto(url)
        fill_in(page, picture)
        press(page, "selesai")
        says(page, "Laporan selesai terkirim.")
    kept = proven(dispatch, order_id)
    assert max(kept.width, kept.height) == 2400
    assert kept.size < 8_000_000


def test_a_photograph_made_smaller_still_says_when_where_and_with_what(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, order_id, url = dispatch.orders()
    picture = saved(tmp_path, "tegak.jpg", photo(3600, 2700, orientation=6, grain=True))
    assert picture.stat().st_size > 1_500_000
    with telephone(browser) as (_context, page):
        page.goto(url)
        fill_in(page, picture)
        press(page, "selesai")
        says(page, "Laporan selesai terkirim.")
    kept = proven(dispatch, order_id)
    assert (kept.width, kept.height) == (1800, 2400)
    assert (kept.camera, kept.software) == ("Fono X1", "Fono 1.0")
    assert kept.taken_at == int(datetime(2025, 11, 21, 14, 52, 7, tzinfo=UTC).timestamp() * 1000)
    assert [kept.lat, kept.lon] == pytest.approx([-8.0955, 112.161], abs=1e-5)
    shown = PhotoStore(dispatch.backend.data_dir / "photos").display(kept.sha256)
    with Image.open(shown) as image:
        assert image.size == (1200, 1600)


def test_a_20_mb_photograph_arrives_whole_without_scripts(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, order_id, url = dispatch.orders()
    data = noisy(20)
    picture = saved(tmp_path, "besar.png", data)
    with telephone(browser, java_script_enabled=False) as (_context, page):
        page.goto(url)
        fill_in(page, picture)
        press(page, "selesai")
        says(page, "Laporan selesai terkirim.")
    assert proven(dispatch, order_id).size == len(data)


def test_what_is_no_photograph_is_refused_in_words(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, order_id, url = dispatch.orders()
    archive = tmp_path / "arsip.jpg"
    archive.write_bytes(photo(seed=21))
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("isi.exe", "MZ")
    cases = {
        "program": (saved(tmp_path, "program.jpg", b"MZ" + bytes(50_000)), "Berkas ini program atau arsip"),
        "arsip": (archive, "tersembunyi berkas lain"),
        "besar": (
            saved(tmp_path, "besar.jpg", b"\xff\xd8\xff" + bytes(27_000_000)),
            "lebih besar dari 25 MB",
        ),
    }
    for scripts in (True, False):
        for name, (picture, words) in cases.items():
            with telephone(browser, java_script_enabled=scripts) as (_context, page):
                page.goto(url)
                fill_in(page, picture)
                page.locator("form[data-act=selesai] [name=words]").fill("sudah beres")
                press(page, "selesai")
                says(page, words)
                if scripts:
                    holds(page, "!document.querySelector('#unsent li')", "nothing waits")
                kept = page.locator("form[data-act=selesai] [name=words]").input_value()
                assert kept == "sudah beres"
                if name == "program":
                    snap(page, f"program_{scripts}".lower())
    dispatch.listens()
    assert dispatch.receipts(order_id, ReceiptKind.DONE) == []
    assert all(p.order_id != order_id for p in dispatch.proofs())
    incoming = dispatch.backend.data_dir / "photos" / "incoming"
    assert list(incoming.iterdir()) == []


def test_what_is_refused_later_goes_back_into_its_form(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, _order, url = dispatch.orders()
    picture = saved(tmp_path, "program.jpg", b"MZ" + bytes(50_000))
    with telephone(browser) as (context, page):
        page.goto(url)
        fill_in(page, picture)
        page.locator("form[data-act=selesai] [name=words]").fill("sudah beres")
        context.set_offline(True)
        press(page, "selesai")
        says(page, "Posko belum menerimanya.")
        holds(page, "!document.querySelector('form[data-act=selesai] [name=words]').value", "it waits")
        context.set_offline(False)
        says(page, "Pilih fotonya sekali lagi.")
        restored = "document.querySelector('form[data-act=selesai] [name=words]').value === 'sudah beres'"
        holds(page, restored, "the words are back in their form")
        snap(page, "refused_later")


def test_the_same_form_at_the_same_time_is_one_act(dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    fields = {"do": "selesai", "id": str(uuid.uuid4()), "person": "Budi", "words": "beres"}
    files = {"photo": ("a.jpg", photo(seed=90), "image/jpeg")}
    with ThreadPoolExecutor(4) as taps:
        replies = [taps.submit(httpx.post, url, data=fields, files=files, timeout=30) for _ in range(4)]
        assert [reply.result().status_code for reply in replies] == [303] * 4
    dispatch.listens()
    assert len(dispatch.receipts(order_id, ReceiptKind.DONE)) == 1
    assert sum(p.order_id == order_id for p in dispatch.proofs()) == 1
    other = httpx.post(
        url, data={**fields, "words": "lain"}, files=files, headers={"accept": "application/json"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "id_reused")


def test_a_killed_backend_loses_nothing(browser: Browser, dispatch: Dispatch, tmp_path: Path) -> None:
    _incident, order_id, url = dispatch.orders()
    picture = saved(tmp_path, "hasil.jpg", photo(2000, 1500, seed=77))
    with telephone(browser) as (_context, page):
        page.goto(url)
        dispatch.hears(order_id, ReceiptKind.SEEN)
        fill_in(page, picture)
        dispatch.backend.kill()
        press(page, "selesai")
        says(page, "Posko belum menerimanya.")
        dispatch.backend.start()
        dispatch.reconnect()
        page.evaluate("dispatchEvent(new Event('online'))")
        says(page, "Laporan selesai terkirim.")
        dispatch.hears(order_id, ReceiptKind.DONE)
    dispatch.listens()
    assert len(dispatch.receipts(order_id, ReceiptKind.DONE)) == 1
    assert sum(p.order_id == order_id for p in dispatch.proofs()) == 1
