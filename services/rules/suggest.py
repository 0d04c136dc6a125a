"""From a citizen's words to a category and a severity, with the reasons, for people to correct.

The words come from the city pack and are compiled once. A phrase counts more than a word, a word shared
by several categories less; "tidak banjir" is no flood. Priority and depth rules only ever raise severity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from services.contract.city import Category, CityPack
from services.contract.records import Severity, Suggestion
from services.rules.words import Vocabulary, tokens

_NEGATORS = frozenset(
    tokens(
        "tidak tak tdk gak ga gk nggak ngga enggak engga ndak tanpa bukan bkn belum blm tidakada ora gaada"
    )
)
_FILLERS = frozenset(tokens("ada terjadi lagi sampai kena ada2 pernah terlihat"))
_PHRASE_GAP: Final = 2
"""Words that may stand between two words of a phrase: pohon [besar itu] tumbang."""
_MAX_REASON: Final = 300
_MAX_WORDS_SHOWN: Final = 5
_DEPTH = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(cm|centi|senti|m|mtr|meter)\b(?!\s*(?:dari|panjang|lebar|persegi|an\b))"
)
_MAX_DEPTH_CM: Final = 400
"""More is a distance, not the depth of a flood in a street."""

Hits = dict[int, list[int]]
"""Word id → places in the text, ascending."""


class _Phrase:
    """A word or phrase of the pack: ids in order, and how it is shown."""

    __slots__ = ("ids", "negative", "shown", "votes", "weight")

    def __init__(self, ids: tuple[int, ...], shown: str, negative: bool) -> None:
        self.ids = ids
        self.shown = shown
        self.negative = negative
        """Contains a negation itself (`air tidak lancar`), so what follows it may stand negated."""
        self.votes: list[int] = []
        self.weight = 0.0

    def places(self, hits: Hits) -> tuple[int, ...] | None:
        """Where its words stand, in order with small gaps; None where they do not."""
        for start in hits.get(self.ids[0], ()):
            found = [start]
            for word in self.ids[1:]:
                after = found[-1]
                stands = hits.get(word, ())
                if self.negative and not stands:
                    stands = hits.get(~word, ())
                place = next((p for p in stands if after < p <= after + 1 + _PHRASE_GAP), None)
                if place is None:
                    break
                found.append(place)
            else:
                return tuple(found)
        return None


class Suggester:
    """The compiled word rules of one pack. Immutable apart from a memory of words it has seen."""

    def __init__(self, pack: CityPack) -> None:
        parents = {c.parent for c in pack.categories if c.parent}
        self._leaves = [c for c in pack.categories if c.code not in parents]
        self._by_code = {c.code: c for c in pack.categories}
        self._priority = pack.priority_rules
        self._depth = sorted(pack.depth_rules, key=lambda rule: -rule.min_cm)
        sources = [w for c in self._leaves for w in c.words] + [
            w for r in pack.priority_rules for w in r.words
        ]
        split = {source: tuple(tokens(source)) for source in [*sources, *pack.depth_words]}
        single = [token for found in split.values() for token in found]
        self._vocabulary = Vocabulary([*single, *_NEGATORS])
        self._negators = frozenset(self._vocabulary.id_of(word) for word in _NEGATORS)
        self._phrases: dict[str, _Phrase] = {}
        self._starts: dict[int, list[_Phrase]] = {}
        for index, category in enumerate(self._leaves):
            for source in category.words:
                self._phrase(source, split[source]).votes.append(index)
        self._rules = [[self._phrase(w, split[w]) for w in rule.words] for rule in pack.priority_rules]
        self._depth_words = [
            (self._phrase(w, split[w]), cm) for w, cm in pack.depth_words.items() if split[w]
        ]
        for phrase in self._phrases.values():
            if phrase.votes:
                phrase.weight = (2 * len(phrase.ids) - 1) / len(phrase.votes) ** 0.5
                self._starts.setdefault(phrase.ids[0], []).append(phrase)
        for starting in self._starts.values():
            starting.sort(key=lambda phrase: -len(phrase.ids))

    def _phrase(self, source: str, parts: tuple[str, ...]) -> _Phrase:
        key = " ".join(parts)
        if key not in self._phrases:
            ids = tuple(self._vocabulary.id_of(part) for part in parts)
            self._phrases[key] = _Phrase(ids, source, not self._negators.isdisjoint(ids))
        return self._phrases[key]

    def suggest(self, text: str, category: str = "", depth_cm: int = 0) -> Suggestion:
        """Category and severity for `text`. `category`: what the source stated, kept when known;
        `depth_cm`: depth of water that the source measured. Never raises."""
        words = tokens(text)
        hits = self._hits(words)
        stated = self._by_code.get(category)
        if stated is None:
            stated, why = self._choose(hits)
        else:
            why = "dinyatakan oleh sumber laporan"
        severity, severity_why = self._severity(stated, hits, depth_cm or self._depth_of(text, hits))
        return Suggestion(
            category=stated.code if stated is not None else "",
            severity=severity,
            category_reason=why[:_MAX_REASON],
            severity_reason=severity_why[:_MAX_REASON],
        )

    def _hits(self, words: list[str]) -> Hits:
        """Known words of the text, negated ones under the complement of their id."""
        hits: Hits = {}
        find = self._vocabulary.find
        negated_until = -1
        for place, word in enumerate(words):
            found = find(word)
            if found and found[0] in self._negators:
                negated_until = place + 2
            elif place <= negated_until and word not in _FILLERS:
                negated_until = -1
                found = tuple(~known for known in found)
            for known in found:
                hits.setdefault(known, []).append(place)
        return hits

    def _choose(self, hits: Hits) -> tuple[Category | None, str]:
        scores: dict[int, float] = {}
        shown: dict[int, list[str]] = {}
        taken: set[int] = set()
        for phrase, places in self._matches(hits):
            if not taken.isdisjoint(places):
                continue
            taken.update(places)
            for index in phrase.votes:
                scores[index] = scores.get(index, 0.0) + phrase.weight
                shown.setdefault(index, []).append(phrase.shown)
        if not scores:
            return None, "tidak ada kata yang dikenal"
        best = max(scores, key=lambda index: (scores[index], -self._leaves[index].severity.rank, -index))
        return self._leaves[best], "kata: " + ", ".join(shown[best][:_MAX_WORDS_SHOWN])

    def _matches(self, hits: Hits) -> list[tuple[_Phrase, tuple[int, ...]]]:
        found = []
        for known in hits:
            for phrase in self._starts.get(known, ()):
                places = phrase.places(hits)
                if places is not None:
                    found.append((phrase, places))
        found.sort(key=lambda match: (-len(match[0].ids), match[1][0]))
        return found

    def _severity(self, category: Category | None, hits: Hits, depth_cm: int) -> tuple[Severity, str]:
        if category is None:
            severity, why = Severity.LOW, "prioritas bawaan tanpa kategori"
        else:
            severity, why = category.severity, f"prioritas bawaan {category.name}"
        for raised, reason in self._raises(category, hits, depth_cm):
            if raised.rank < severity.rank:
                severity, why = raised, reason
        return severity, why

    def _raises(self, category: Category | None, hits: Hits, depth_cm: int) -> Iterator[tuple[Severity, str]]:
        for rule, phrases in zip(self._priority, self._rules, strict=True):
            if rule.categories and not _applies(category, rule.categories):
                continue
            words = [phrase.shown for phrase in phrases if phrase.places(hits) is not None]
            if words:
                yield rule.severity, f"{rule.reason} (kata: {', '.join(words[:_MAX_WORDS_SHOWN])})"
        for depth_rule in self._depth:
            if depth_cm >= depth_rule.min_cm and _applies(category, depth_rule.categories):
                yield depth_rule.severity, f"{depth_rule.reason} (kedalaman sekitar {depth_cm} cm)"

    def _depth_of(self, text: str, hits: Hits) -> int:
        told = [cm for phrase, cm in self._depth_words if phrase.places(hits) is not None]
        return max([depth_in(text), *told])

    def depth_cm(self, text: str) -> int:
        """Depth of water told in `text`, in figures or by a part of the body; 0 where it tells none."""
        return self._depth_of(text, self._hits(tokens(text)))


def _applies(category: Category | None, codes: Iterable[str]) -> bool:
    return category is not None and (category.code in codes or category.parent in codes)


def depth_in(text: str) -> int:
    """The largest plausible depth in centimetres given in figures; 0 for none."""
    depth = 0
    for number, unit in _DEPTH.findall(text.lower()):
        metres = unit.startswith("m")
        value = round(float(number.replace(",", ".")) * (100 if metres else 1))
        if value <= _MAX_DEPTH_CM:
            depth = max(depth, value)
    return depth
