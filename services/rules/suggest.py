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
_NOT: Final = "tidak"
"""All of them are one word: `gak bisa lepas` is `tidak bisa lepas`."""
_FILLERS = frozenset(tokens("ada terjadi lagi sampai kena ada2 pernah terlihat yang yg"))
"""Stand between a negation and what it denies, and are not denied themselves."""
_CARRIERS = frozenset(tokens("korban orang warga jiwa"))
"""Are denied and hand the negation on: tidak ada korban meninggal."""
_PHRASE_GAP: Final = 3
"""Words that may stand between two words of a phrase: pohon [beringin alun alun] tumbang."""
_LONGER: Final = 0.6
"""What each further word of a phrase adds to the 1 of a single word."""
_URGENCY: Final = {Severity.CRITICAL: 1.8, Severity.HIGH: 1.7, Severity.MEDIUM: 1.2, Severity.LOW: 1.0}
"""A flood that causes a traffic jam is a flood: the graver cause outweighs its consequence."""
_RANK: Final = {severity: severity.rank for severity in Severity}
_MAX_REASON: Final = 300
_MAX_WORDS_SHOWN: Final = 5
_DEPTH = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(cm|centi|senti|m|mtr|meter)\b(?!\s*(?:dari|panjang|lebar|persegi|an\b))"
)
_DIGIT = re.compile(r"\d")
_MAX_DEPTH_CM: Final = 400
"""More is a distance, not the depth of a flood in a street."""

Hits = dict[int, list[int]]
"""Word id → places in the text, ascending."""


class _Phrase:
    """A word or phrase of the pack: ids in order, and how it is shown."""

    __slots__ = ("depth_cm", "ids", "negative", "rules", "second", "shown", "votes")

    def __init__(self, ids: tuple[int, ...], shown: str, negative: bool) -> None:
        self.ids = ids
        self.second = ids[1] if len(ids) > 1 else None
        self.shown = shown
        self.negative = negative
        """Contains a negation itself (`air tidak lancar`), so what follows it may stand negated."""
        self.votes: list[tuple[int, float]] = []
        """Categories it speaks for, by index, and how strongly."""
        self.rules: list[int] = []
        """Priority rules it triggers, by index."""
        self.depth_cm = 0

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


Match = tuple[_Phrase, tuple[int, ...]]


class Suggester:
    """The compiled word rules of one pack. Immutable apart from a memory of words it has seen."""

    def __init__(self, pack: CityPack) -> None:
        parents = {c.parent for c in pack.categories if c.parent}
        self._leaves = [c for c in pack.categories if c.code not in parents]
        self._by_code = {c.code: c for c in pack.categories}
        self._priority = pack.priority_rules
        deepest = sorted(pack.depth_rules, key=lambda rule: -rule.min_cm)
        self._depths = {
            c.code: [rule for rule in deepest if _applies(c, rule.categories)] for c in pack.categories
        }
        sources = [w for category in self._leaves for w in category.words]
        sources += [w for rule in pack.priority_rules for w in rule.words]
        split = {source: _parts(source) for source in [*sources, *pack.depth_words]}
        single = [token for found in split.values() for token in found]
        self._vocabulary = Vocabulary(single, dict.fromkeys(_NEGATORS, _NOT))
        self._not = self._vocabulary.id_of(_NOT)
        self._phrases: dict[tuple[str, ...], _Phrase] = {}
        owners: dict[tuple[str, ...], dict[int, None]] = {}
        for index, category in enumerate(self._leaves):
            for source in category.words:
                owners.setdefault(split[source], {})[index] = None
                self._phrase(source, split[source])
        for parts, indexes in owners.items():
            strength = (1 + _LONGER * (len(parts) - 1)) / len(indexes) ** 0.5
            self._phrases[parts].votes = [(i, strength * _URGENCY[self._leaves[i].severity]) for i in indexes]
        for number, rule in enumerate(pack.priority_rules):
            for source in rule.words:
                self._phrase(source, split[source]).rules.append(number)
        for source, cm in pack.depth_words.items():
            self._phrase(source, split[source]).depth_cm = cm
        self._starts: dict[int, list[_Phrase]] = {}
        for phrase in self._phrases.values():
            self._starts.setdefault(phrase.ids[0], []).append(phrase)

    def _phrase(self, source: str, parts: tuple[str, ...]) -> _Phrase:
        if parts not in self._phrases:
            ids = tuple(self._vocabulary.id_of(part) for part in parts)
            self._phrases[parts] = _Phrase(ids, source, self._not in ids)
        return self._phrases[parts]

    def suggest(self, text: str, category: str = "", depth_cm: int = 0) -> Suggestion:
        """Category and severity for `text`. `category`: what the source stated, kept when known;
        `depth_cm`: depth of water that the source measured. Never raises."""
        matches = self._matches(text)
        stated = self._by_code.get(category)
        if stated is None:
            stated, why = self._choose(matches)
        else:
            why = "dinyatakan oleh sumber laporan"
        severity, severity_why = self._severity(stated, matches, text, depth_cm)
        return Suggestion(
            category=stated.code if stated is not None else "",
            severity=severity,
            category_reason=why[:_MAX_REASON],
            severity_reason=severity_why[:_MAX_REASON],
        )

    def depth_cm(self, text: str) -> int:
        """Depth of water told in `text`, in figures or by a part of the body; 0 where it tells none."""
        return _depth_of(text, self._matches(text))

    def _matches(self, text: str) -> list[Match]:
        """Every phrase that stands in the text, longest first, then in the order of the text."""
        hits = self._hits(tokens(text))
        found: list[Match] = []
        for known, at in hits.items():
            for phrase in self._starts.get(known, ()):
                places: tuple[int, ...] | None = (at[0],) if phrase.second is None else None
                if phrase.negative or phrase.second in hits:
                    places = phrase.places(hits)
                if places is not None:
                    found.append((phrase, places))
        if len(found) > 1:
            found.sort(key=_longest_first)
        return found

    def _hits(self, words: list[str]) -> Hits:
        """Known words of the text, negated ones under the complement of their id."""
        hits: Hits = {}
        find = self._vocabulary.find
        negation = self._not
        negated_until = -1
        for place, word in enumerate(words):
            found = find(word)
            if found and found[0] == negation:
                negated_until = place + 1
            elif place <= negated_until:
                negated_until = place + 1 if word in _FILLERS or word in _CARRIERS else -1
                if word not in _FILLERS:
                    found = tuple(~known for known in found)
            for known in found:
                hits.setdefault(known, []).append(place)
        return hits

    def _choose(self, matches: list[Match]) -> tuple[Category | None, str]:
        scores: dict[int, float] = {}
        shown: dict[int, list[str]] = {}
        taken: set[int] = set()
        for phrase, places in matches:
            if not phrase.votes or not taken.isdisjoint(places):
                continue
            taken.update(places)
            for index, weight in phrase.votes:
                scores[index] = scores.get(index, 0.0) + weight
                shown.setdefault(index, []).append(phrase.shown)
        if not scores:
            return None, "tidak ada kata yang dikenal"
        best = max(scores, key=lambda index: (scores[index], -index))
        return self._leaves[best], "kata: " + ", ".join(shown[best][:_MAX_WORDS_SHOWN])

    def _severity(
        self, category: Category | None, matches: list[Match], text: str, depth_cm: int
    ) -> tuple[Severity, str]:
        if category is None:
            severity, why = Severity.LOW, "prioritas bawaan tanpa kategori"
        else:
            severity, why = category.severity, f"prioritas bawaan {category.name}"
        for raised, reason in self._raised_by_words(category, matches):
            if _RANK[raised] < _RANK[severity]:
                severity, why = raised, reason
        for raised, reason in self._raised_by_depth(category, matches, text, depth_cm):
            if _RANK[raised] < _RANK[severity]:
                severity, why = raised, reason
        return severity, why

    def _raised_by_words(
        self, category: Category | None, matches: list[Match]
    ) -> Iterator[tuple[Severity, str]]:
        words: dict[int, list[str]] = {}
        for phrase, _ in matches:
            for number in phrase.rules:
                words.setdefault(number, []).append(phrase.shown)
        for number in sorted(words):
            rule = self._priority[number]
            if not rule.categories or _applies(category, rule.categories):
                yield rule.severity, f"{rule.reason} (kata: {', '.join(words[number][:_MAX_WORDS_SHOWN])})"

    def _raised_by_depth(
        self, category: Category | None, matches: list[Match], text: str, depth_cm: int
    ) -> Iterator[tuple[Severity, str]]:
        rules = self._depths.get(category.code) if category is not None else None
        if rules:
            depth = depth_cm or _depth_of(text, matches)
            for rule in rules:
                if depth >= rule.min_cm:
                    yield rule.severity, f"{rule.reason} (kedalaman sekitar {depth} cm)"


def _parts(source: str) -> tuple[str, ...]:
    return tuple(_NOT if token in _NEGATORS else token for token in tokens(source))


def _longest_first(match: Match) -> tuple[int, int]:
    return -len(match[0].ids), match[1][0]


def _depth_of(text: str, matches: list[Match]) -> int:
    told = max([phrase.depth_cm for phrase, _ in matches], default=0)
    return max(depth_in(text), told)


def _applies(category: Category | None, codes: Iterable[str]) -> bool:
    return category is not None and (category.code in codes or category.parent in codes)


def depth_in(text: str) -> int:
    """The largest plausible depth in centimetres given in figures; 0 for none."""
    depth = 0
    if _DIGIT.search(text) is None:
        return depth
    for number, unit in _DEPTH.findall(text.lower()):
        metres = unit.startswith("m")
        value = round(float(number.replace(",", ".")) * (100 if metres else 1))
        if value <= _MAX_DEPTH_CM:
            depth = max(depth, value)
    return depth
