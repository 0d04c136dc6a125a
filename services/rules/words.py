"""Indonesian words as people type them: tokens, affixes, slips of the finger.

Nothing here knows a category; the vocabulary comes from the city pack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

MAX_TOKENS: Final = 600
_TOKEN = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SUFFIXES = ("nya", "lah", "kah", "pun", "kan", "2", "an", "i", "ku", "mu")
_PREFIXES = ("memper", "diper", "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen",
             "ter", "ber", "me", "pe", "di", "ke", "se", "ng", "ny", "n")  # fmt: skip
_RESTORED = {
    "meng": "k", "peng": "k", "meny": "s", "peny": "s", "mem": "p", "pem": "p", "men": "t", "pen": "t",
    "ng": "k", "ny": "s", "n": "t",
}  # fmt: skip
"""Sound that the prefix swallows: menimpa from timpa; `nimpa` is how it is said."""
_NOT_DERIVED = frozenset(
    {"perumahan", "perjalanan", "pemadam", "pengairan", "perairan", "pekerja", "kejadian", "keadaan"}
)
"""Words of their own that only look like an affix around another word."""
_MIN_STEM: Final = 4
_MIN_TYPO: Final = 6
_MEMO_LIMIT: Final = 20_000


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers of any script, at most `MAX_TOKENS`. Never raises."""
    if not text.isascii():
        # Letters dressed up for social media are letters again: 𝗯𝗮𝗻𝗷𝗶𝗿 is banjir.
        text = unicodedata.normalize("NFKC", text)
    return _TOKEN.findall(text.lower())[:MAX_TOKENS]


class _Memory(dict[str, tuple[int, ...]]):
    """Answers remembered; a dictionary that works out what it does not know is the fastest such thing."""

    def __init__(self, work_out: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, token: str) -> tuple[int, ...]:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[token] = self._work_out(token)
        return found


class Vocabulary:
    """Known words with an id each, found again behind affixes, stretched letters, hashtags and slips."""

    def __init__(self, words: Iterable[str], same: Mapping[str, str] | None = None) -> None:
        """`same`: words that mean exactly another one."""
        self.words = tuple(dict.fromkeys([*words, *(same or {}).values()]))
        self._ids = {word: number for number, word in enumerate(self.words)}
        for word, other in (same or {}).items():
            self._ids[word] = self._ids[other]
        self._slips = self._index_slips()
        self.find: Final = _Memory(self._find).__getitem__
        """Ids of the known words in a token: none, one, or several for a hashtag written together."""

    def id_of(self, word: str) -> int:
        """Id of a word exactly as it was given. Raises `KeyError`."""
        return self._ids[word]

    def _find(self, token: str) -> tuple[int, ...]:
        known = self._stem(token)
        if known is None and _STRETCHED.search(token):
            known = self._stem(_STRETCHED.sub(r"\1", token))
        if known is None and len(token) >= _MIN_TYPO - 1:
            known = self._slip(token)
        if known is not None:
            return (known,)
        return self._split(token) if 2 * _MIN_STEM <= len(token) <= 40 else ()

    def _stem(self, token: str) -> int | None:
        """The word itself, or what is left without one prefix and up to two suffixes."""
        if token in _NOT_DERIVED:
            return self._ids.get(token)
        for bare in _without_suffixes(token):
            known = self._ids.get(bare)
            if known is not None:
                return known
            for prefix in _PREFIXES:
                if not bare.startswith(prefix):
                    continue
                rest = bare[len(prefix) :]
                if len(rest) < _MIN_STEM - 1:
                    continue
                known = self._ids.get(rest) if len(rest) >= _MIN_STEM else None
                if known is None and prefix in _RESTORED:
                    known = self._ids.get(_RESTORED[prefix] + rest)
                if known is not None:
                    return known
        return None

    def _index_slips(self) -> dict[str, int]:
        """One letter missing or two swapped, for words long enough that this is not another word."""
        index: dict[str, int] = {}
        for word, number in self._ids.items():
            if len(word) < _MIN_TYPO or not word.isalpha():
                continue
            for at in range(1, len(word)):
                for slip in (
                    word[:at] + word[at + 1 :],
                    word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
                ):
                    if slip not in self._ids:
                        index.setdefault(slip, number)
        return index

    def _slip(self, token: str) -> int | None:
        known = self._slips.get(token)
        if known is None and len(token) > _MIN_TYPO:
            for at in range(1, len(token)):
                shorter = token[:at] + token[at + 1 :]
                known = self._ids.get(shorter) if len(shorter) >= _MIN_TYPO else None
                if known is not None:
                    break
        return known

    def _split(self, token: str) -> tuple[int, ...]:
        """`drainaseburuk` as drainase, buruk; only if known words cover the token from end to end."""
        size = len(token)
        best: list[tuple[int, ...] | None] = [None] * (size + 1)
        best[0] = ()
        for start in range(size):
            before = best[start]
            if before is None:
                continue
            for end in range(start + 3, size + 1):
                known = self._ids.get(token[start:end])
                if known is not None and best[end] is None:
                    best[end] = (*before, known)
        return best[size] or ()


def _without_suffixes(token: str) -> Iterable[str]:
    yield token
    for first in _SUFFIXES:
        if token.endswith(first) and len(token) - len(first) >= _MIN_STEM:
            bare = token[: -len(first)]
            yield bare
            for second in _SUFFIXES:
                if bare.endswith(second) and len(bare) - len(second) >= _MIN_STEM:
                    yield bare[: -len(second)]
