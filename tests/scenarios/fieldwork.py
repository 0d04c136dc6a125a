"""An officer with a link: the page over real HTTP, one form one act, sent again until it is answered."""

from __future__ import annotations

import html
import re
import time
from typing import Any, Self

import httpx

from tests.field.pictures import photo

_FORM = re.compile(r'data-act="(\w+)".*?name="id" value="([0-9a-f-]{36})"', re.S)
PATIENCE_S = 60.0


class Officer:
    """Somebody on duty with a telephone that knows no scripts; keeps trying while nobody answers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._client = httpx.Client(timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def page(self, url: str) -> str:
        """What the page says, as it was written; AssertionError where the link opens nothing."""
        reply = self._answered("GET", url)
        assert reply.status_code == 200, reply.text
        return reply.text

    def sees(self, url: str) -> str:
        """Open the page with everything on it, as a browser does: that is what counts as seen."""
        page = self.page(url)
        assert self._answered("GET", f"{url}/dibuka").status_code == 200
        return page

    def act(self, url: str, do: str, *, picture: bytes = b"", taps: int = 1, **fields: str) -> None:
        """Send one form of the page, `taps` times as it stands. AssertionError where it is refused."""
        numbers = dict(_FORM.findall(self.page(url)))
        assert do in numbers, f"the page does not offer {do}, but {sorted(numbers)}"
        data = {"do": do, "id": numbers[do], "person": self.name, **fields}
        files = {"photo": ("hasil.jpg", picture, "image/jpeg")} if picture else None
        for _ in range(taps):
            reply = self._answered("POST", url, data=data, files=files)
            assert reply.status_code == 303, _error_on(reply.text)

    def read_back(self, url: str, what: str, *, where: str = "", by: str = "") -> None:
        """Say the order again; an empty `where` or `by` chooses the words as written."""
        fields: dict[str, Any] = {"what": what}
        fields |= {"where": where} if where else {"same_where": "1"}
        fields |= {"by": by} if by else {"same_by": "1"}
        self.act(url, "baca", **fields)

    def done(self, url: str, seed: int, words: str = "Selesai, jalan terbuka.") -> None:
        """Say it is done, with a photograph nobody took before."""
        self.act(url, "selesai", picture=photo(640, 480, seed=seed), words=words)

    def _answered(self, method: str, url: str, **more: Any) -> httpx.Response:
        """The answer, as soon as somebody gives one: the same request again and again until then."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                reply = self._client.request(method, url, **more)
                if reply.status_code < 500:
                    return reply
                said = f"{reply.status_code} {reply.text[:300]}"
            except httpx.TransportError as error:
                said = repr(error)
            assert time.monotonic() < deadline, f"no answer to {method} {url}: {said}"
            time.sleep(0.1)


def written(page: str) -> str:
    """The order on a page, word for word."""
    found = re.search(r"<blockquote>“(.*?)”</blockquote>", page, re.S)
    assert found is not None, page
    return html.unescape(found[1])


def _error_on(page: str) -> str:
    found = re.search(r'id="error"[^>]*>(.*?)</p>', page, re.S)
    return html.unescape(found[1]) if found else page[:600]
