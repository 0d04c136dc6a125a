"""The field page in a real Chromium at phone size, against a real backend: from the link to the proof."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Error, Route

from services.contract.closing import Milestone, MilestoneReached
from services.contract.contacts import PositionReported
from services.contract.orders import GiveReceipt, OrderIssued, ReceiptKind
from tests.field.phone import holds, press, read_back, says, snap
from tests.field.pictures import photo, saved
from tests.field.room import PLACE, WHAT, WHERE, Dispatch
from tests.harness.browser import telephone

SPOT = {"latitude": PLACE[0] + 0.0001, "longitude": PLACE[1], "accuracy": 8.0}
JAKARTA = timezone(timedelta(hours=7))


def deadline(dispatch: Dispatch, order_id: int) -> str:
    order = next(b.order for b in dispatch.bodies(OrderIssued) if b.order.id == order_id)
    return f"{datetime.fromtimestamp(order.by_at / 1000, UTC).astimezone(JAKARTA):%H.%M}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_seen_to_done_with_a_photograph(
    browser: Browser, dispatch: Dispatch, tmp_path: Path, scheme: str
) -> None:
    incident_id, order_id, url = dispatch.orders()
    seed = 3 if scheme == "light" else 47
    picture = saved(tmp_path, "hasil.jpg", photo(3000, 2200, seed=seed, taken=_now_words()))
    with telephone(
        browser,
        color_scheme=scheme,
        permissions=["geolocation"],
        geolocation=SPOT,
    ) as (_context, page):
        page.goto(url)
        assert page.locator("blockquote").inner_text() == f"“{WHAT}”"
        assert WHERE in page.locator(".order").inner_text()
        assert page.locator("a[href^='geo:-8.0955']").count() == 1
        assert dispatch.hears(order_id, ReceiptKind.SEEN).by == "field:dlh"
        snap(page, f"order_{scheme}")
        read_back(page, what="amankan kabel, tunggu PLN, lalu potong", by=deadline(dispatch, order_id))
        snap(page, f"read_back_{scheme}")
        press(page, "baca")
        says(page, "Baca ulang terkirim.")
        said = dispatch.hears(order_id, ReceiptKind.READ_BACK)
        assert (said.person, said.via, said.differences) == ("Budi Santoso", "field_page", ())
        assert said.read_back is not None
        assert said.read_back.where == WHERE
        dispatch.does(GiveReceipt(order_id=order_id, kind=ReceiptKind.CONFIRMED))
        press(page, "berangkat")
        says(page, "Tercatat: berangkat.")
        press(page, "tiba")
        says(page, "Tercatat: tiba di lokasi.")
        press(page, "terkendali")
        says(page, "Tercatat: keadaan terkendali.")
        page.locator("input[type=file]").last.set_input_files(picture)
        page.locator("form[data-act=selesai] [name=words]").fill("Kabel aman, batang dipotong.")
        snap(page, f"done_form_{scheme}")
        press(page, "selesai")
        says(page, "Laporan selesai terkirim.")
        page.locator(".photos img").first.wait_for()
        drawn = "[...document.querySelectorAll('main img')].every(image => image.naturalWidth)"
        holds(page, drawn, "the photographs are drawn")
        snap(page, f"done_{scheme}")
    done = dispatch.hears(order_id, ReceiptKind.DONE)
    assert done.words == "Kabel aman, batang dipotong."
    proof = next(p for p in dispatch.proofs() if p.order_id == order_id)
    assert (proof.incident_id, proof.officer, len(proof.photos)) == (incident_id, "Budi Santoso", 1)
    assert proof.photos[0].camera == "Fono X1"
    assert proof.photos[0].taken_at > 0
    assert 0 <= proof.distance_m < 50
    reached = [b.milestone for b in dispatch.bodies(MilestoneReached) if b.incident_id == incident_id]
    assert Milestone.UNDER_CONTROL in reached
    assert any(b.position.agency == "dlh" for b in dispatch.bodies(PositionReported))


def _now_words() -> str:
    return f"{datetime.now(JAKARTA):%Y:%m:%d %H:%M:%S}"


def test_a_difference_stays_said_beside_a_question_and_can_be_put_right(
    browser: Browser, dispatch: Dispatch
) -> None:
    _incident, order_id, url = dispatch.orders()
    with telephone(browser) as (_context, page):
        page.goto(url)
        read_back(page, what="potong saja", by=deadline(dispatch, order_id))
        press(page, "baca")
        assert dispatch.hears(order_id, ReceiptKind.READ_BACK).differences == ("what",)
        differs = page.locator(".alert.bad:visible")
        differs.wait_for()
        assert "berbeda pada bagian apa" in differs.inner_text()
        page.locator("summary:has-text('Tanya')").click()
        page.locator("form[data-act=tanya] [name=words]").fill("PLN sudah dihubungi?")
        press(page, "tanya")
        says(page, "Pertanyaan terkirim ke posko.")
        assert "berbeda pada bagian apa" in differs.inner_text()
        if not page.locator(".later[open]").count():  # what waited a moment has opened it
            page.locator("summary:has-text('Langkah lain')").click()
        page.locator("form[data-act=baca] [name=what]").fill("amankan kabel, tunggu PLN, lalu potong")
        page.locator("form[data-act=baca] [name=same_where]").check()
        page.locator("form[data-act=baca] [name=same_by]").check()
        press(page, "baca")
        says(page, "Baca ulang terkirim.")
        differs.wait_for(state="detached")
        assert page.locator("form[data-act=baca]").count() == 0


def test_everything_works_without_scripts(browser: Browser, dispatch: Dispatch, tmp_path: Path) -> None:
    _incident, order_id, url = dispatch.orders()
    picture = saved(tmp_path, "hasil.jpg", photo(seed=11))
    with telephone(browser, java_script_enabled=False) as (_context, page):
        page.goto(url)
        read_back(page, what="amankan kabel, tunggu PLN, lalu potong", by="")
        press(page, "baca")
        says(page, "Isi bagian “Sebelum” dengan kata Anda sendiri")
        kept = page.locator("form[data-act=baca] [name=what]").input_value()
        assert kept == "amankan kabel, tunggu PLN, lalu potong"
        assert page.locator("form[data-act=baca] [name=same_where]").is_checked()
        snap(page, "without_scripts_refused")
        page.locator("form[data-act=baca] [name=by]").fill(deadline(dispatch, order_id))
        press(page, "baca")
        says(page, "Baca ulang terkirim.")
        page.reload()
        assert len(dispatch.receipts(order_id, ReceiptKind.READ_BACK)) <= 1
        press(page, "tanya")  # empty: the browser itself asks for words
        page.locator("form[data-act=tanya] [name=words]").fill("PLN sudah dihubungi?")
        press(page, "tanya")
        says(page, "Pertanyaan terkirim ke posko.")
        dispatch.does(GiveReceipt(order_id=order_id, kind=ReceiptKind.ANSWER, words="Sudah, 15 menit lagi."))
        page.goto(url)
        says(page, "Sudah, 15 menit lagi.")
        press(page, "berangkat")
        says(page, "Tercatat: berangkat.")
        press(page, "tiba")
        says(page, "Tercatat: tiba di lokasi.")
        page.locator("form[data-act=selesai] [name=person]").fill("Budi Santoso")
        page.locator("form[data-act=selesai] [name=words]").fill("Selesai.")
        press(page, "selesai")
        says(page, "Kejadian ini memerlukan foto hasil.")
        page.locator("input[type=file]").first.set_input_files(picture)
        press(page, "selesai")
        says(page, "Laporan selesai terkirim.")
        snap(page, "without_scripts_done")
    dispatch.hears(order_id, ReceiptKind.DONE)
    for kind in (ReceiptKind.READ_BACK, ReceiptKind.QUERY, ReceiptKind.EN_ROUTE, ReceiptKind.DONE):
        assert len(dispatch.receipts(order_id, kind)) == 1, kind


def test_without_a_signal_what_was_typed_waits_and_is_sent_once(browser: Browser, dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    with telephone(browser) as (context, page):
        page.goto(url)
        dispatch.hears(order_id, ReceiptKind.SEEN)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        path = url.removeprefix(dispatch.backend.url)
        holds(page, "path => caches.match(path).then(kept => !!kept)", "the page is kept", path)
        context.set_offline(True)
        read_back(page, what="amankan kabel, tunggu PLN, lalu potong", by=deadline(dispatch, order_id))
        press(page, "baca")
        says(page, "Belum terkirim")
        says(page, "Posko belum menerimanya.")
        press(page, "berangkat")
        holds(page, "document.querySelectorAll('#unsent li').length === 2", "both wait")
        waiting = page.locator("#unsent li").all_inner_texts()
        assert [words.split(" ·")[0] for words in waiting] == ["Baca ulang", "Berangkat"]
        snap(page, "unsent")
        dispatch.listens()
        assert dispatch.receipts(order_id, ReceiptKind.READ_BACK) == []
        page.reload()  # out of the phone's own memory
        says(page, "Belum terkirim")
        assert page.locator("blockquote").inner_text() == f"“{WHAT}”"
        context.set_offline(False)
        dispatch.hears(order_id, ReceiptKind.READ_BACK)
        dispatch.hears(order_id, ReceiptKind.EN_ROUTE)
        page.locator("#unsent").wait_for(state="hidden")
        snap(page, "sent_later")
    dispatch.listens()
    assert len(dispatch.receipts(order_id, ReceiptKind.READ_BACK)) == 1
    assert len(dispatch.receipts(order_id, ReceiptKind.EN_ROUTE)) == 1
    assert dispatch.receipts(order_id, ReceiptKind.READ_BACK)[0].written_at > 0


def test_an_answer_that_was_lost_on_the_way_is_not_said_twice(
    browser: Browser, dispatch: Dispatch, tmp_path: Path
) -> None:
    _incident, order_id, url = dispatch.orders()
    picture = saved(tmp_path, "hasil.jpg", photo(seed=31))
    with telephone(browser) as (_context, page):
        page.goto(url)
        lost: list[int] = []

        def lose(route: Route) -> None:
            if route.request.method == "POST" and not lost:
                lost.append(route.fetch().status)
                route.abort()
            else:
                route.continue_()

        page.route("**/t/*", lose)
        page.locator(".later > summary").click()
        page.locator("input[type=file]").last.set_input_files(picture)
        page.locator("form[data-act=selesai] [name=person]").fill("Budi")
        with page.expect_event("requestfailed"):
            press(page, "selesai")
        says(page, "Belum terkirim")
        assert lost == [200]
        page.unroute("**/t/*")
        page.evaluate("dispatchEvent(new Event('online'))")
        says(page, "Laporan selesai terkirim.")
    dispatch.listens()
    assert len(dispatch.receipts(order_id, ReceiptKind.DONE)) == 1
    assert sum(proof.order_id == order_id for proof in dispatch.proofs()) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_tap_is_one_act(browser: Browser, dispatch: Dispatch, scripts: bool) -> None:
    _incident, order_id, url = dispatch.orders()
    with telephone(browser, java_script_enabled=scripts) as (_context, page):
        page.goto(url)
        page.locator("details:has(form[data-act=terima]) > summary").last.click()
        button = page.locator("form[data-act=terima] button")
        box = button.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        try:
            page.mouse.dblclick(x, y)  # a touch that a page leaves unanswered hangs the browser's driver
        except Error:
            pass  # the page went on between the taps
        says(page, "Diterima.")
    dispatch.listens()
    assert len(dispatch.receipts(order_id, ReceiptKind.ACCEPTED)) == 1


def test_hostile_words_stay_words(browser: Browser, dispatch: Dispatch) -> None:
    hostile = '<img src=x onerror="document.title=1">{{ 7 * 7 }}</script><script>document.title=2</script>'
    _incident, order_id, url = dispatch.orders(what=hostile, where="'\"><b>tebal</b>")
    with telephone(browser) as (_context, page):
        page.goto(url)
        assert page.locator("blockquote").inner_text() == f"“{hostile}”"
        press(page, "catatan")
        page.locator("form[data-act=catatan] [name=words]").fill(hostile)
        page.locator("form[data-act=catatan] [name=person]").fill("<i>Budi</i>")
        press(page, "catatan")
        says(page, "Catatan terkirim.")
        page.reload()
        assert "Pohon tumbang" in page.title()
        assert page.locator("main img").count() == 0
        snap(page, "hostile")
    assert dispatch.hears(order_id, ReceiptKind.NOTE).words == hostile


def test_the_page_is_light_and_asks_nobody_else(browser: Browser, dispatch: Dispatch) -> None:
    _incident, _order, url = dispatch.orders()
    with telephone(browser) as (_context, page):
        sizes: dict[str, int] = {}
        page.on("response", lambda reply: sizes.update({reply.url: len(reply.body())}))
        page.goto(url, wait_until="networkidle")
        asked = {address.rsplit("/", 1)[-1][:8]: size for address, size in sizes.items()}
        assert sum(sizes.values()) < 50_000, asked
        assert all(address.startswith(dispatch.backend.url) for address in sizes)


def test_the_time_left_counts(browser: Browser, dispatch: Dispatch) -> None:
    _incident, _order, url = dispatch.orders(minutes=45)
    with telephone(browser) as (_context, page):
        page.clock.install()
        page.goto(url)
        says(page, "tinggal 44 menit")
        page.clock.fast_forward("20:00")
        says(page, "tinggal 24 menit")
        page.clock.fast_forward("30:00")
        says(page, "lewat 5 menit")
        assert page.locator(".left.late").count() == 1
        snap(page, "late")


def test_what_waited_for_a_day_is_not_sent_but_said(browser: Browser, dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    with telephone(browser) as (context, page):
        page.clock.install()
        page.goto(url)
        context.set_offline(True)
        page.locator(".later > summary").click()
        press(page, "berangkat")
        press(page, "tidak")
        page.locator("form[data-act=tidak] [name=words]").fill("alat rusak")
        press(page, "tidak")
        says(page, "Posko belum menerimanya.")
        page.clock.fast_forward("25:00:00")
        context.set_offline(False)
        says(page, "tidak terkirim dalam 24 jam.")
        page.locator("#unsent").wait_for(state="hidden")
        assert page.locator("form[data-act=tidak] [name=words]").input_value() == "alat rusak"
    dispatch.listens()
    for kind in (ReceiptKind.EN_ROUTE, ReceiptKind.UNABLE):
        assert dispatch.receipts(order_id, kind) == []


def test_a_narrow_phone_shows_all_of_it(browser: Browser, dispatch: Dispatch) -> None:
    _incident, _order, url = dispatch.orders(what="Evakuasi" + "sangatpanjang" * 12, where="Gedog")
    with telephone(browser) as (_context, page):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        snap(page, "narrow")


def test_a_preview_of_the_link_is_not_seen(dispatch: Dispatch) -> None:
    _incident, order_id, url = dispatch.orders()
    page = httpx.get(url)
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert re.search(r"https?://(?!www\.openstreetmap\.org)", page.text) is None
    httpx.get(f"{url}/dibuka", headers={"Sec-Purpose": "prefetch"})
    dispatch.listens()
    assert dispatch.receipts(order_id, ReceiptKind.SEEN) == []
    httpx.get(f"{url}/dibuka")
    dispatch.hears(order_id, ReceiptKind.SEEN)
