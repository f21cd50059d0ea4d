"""Scores candidates and says which one is certain.

The score, 0 to 100, is the likeness of the names together with the evidence of properties. `match` is true for one candidate at
most, and only where it is strong, clearly ahead of the next, contradicted by nothing, and told apart from strangers: for a person, hardly
any other candidate in the country may be expected to bear the name and agree with the evidence by chance. A false match is worse
than a missed one, as a spreadsheet hides it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub import ids
from hub.errors import UsageError
from hub.identity import places
from hub.identity.frequencies import packaged
from hub.schema.execute import Executor
from hub.tables.vocabulary import LEVELS
from hub.web.reconcile.batch import Query, Stated
from hub.web.reconcile.candidates import Candidate, Finder
from hub.web.reconcile.evidence import AGREES_FROM, agreement
from hub.web.reconcile.facts import Entity, Fact, facts, keys_by_code, kind_of, values
from hub.web.reconcile.kinds import KINDS, UNASKED, Kind, Property
from hub.web.reconcile.likeness import Likeness, among
from hub.web.reconcile.normalized_names import thing

NAME_WEIGHT = 3.0
"""Weight of the name relative to one property."""
COMPARED = 40
"""Candidates of a query whose properties are compared."""
LIKE_ENOUGH = 0.35
"""Likeness of a name below which nothing is offered."""

CERTAIN_LIKENESS, CERTAIN_WITH_EVIDENCE = 0.88, 0.8
"""Likeness of names that a certain candidate has: by itself, and where evidence agrees that few others share."""
TELLING = 3.5
"""Rarity from which evidence is shared by few: a district, or a party and an election."""
AHEAD = 8.0
"""Points that a certain candidate is ahead of the next."""
STRANGERS = 0.35
"""Other people that a certain name and its evidence may be expected to fit by chance, among the candidates of the country.

Less than one, because words of a name go together (FATIMAH AZZAHRA) more often than their shares say.
"""

NAMED = Likeness(1.0, math.inf)
_KEY = re.compile(r"[0-9]{4}[^/\s]*/[a-z-]+(/[^/]+)*$")
"""Keys of districts and candidacies: `2024/dpr/1101/1/3`."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score; `agreements` by property, None where nothing is known."""

    candidate: Candidate
    score: float
    agreements: dict[str, float | None]
    fact: Fact
    agreed: float
    """Rarity of the properties that agree."""
    is_certain: bool = False

    @property
    def strangers(self) -> float:
        """How many other candidates of the country the name and the evidence fit by chance."""
        return packaged().people_count * math.exp(-self.candidate.likeness.rarity - self.agreed)


@dataclass(frozen=True)
class Matcher:
    """Answers queries from one release."""

    finder: Finder
    executor: Executor
    base: str

    def match(self, query: Query) -> list[Scored]:
        """Return the best candidates for a query, the best first, at most `limit`."""
        kinds = [KINDS[name] for name in query.kinds or UNASKED]
        if not query.text and not query.stated:
            return []
        if query.strictness == "all" and len(query.kinds) > 1:
            return []  # a thing is of one kind
        found = self._scored(query, kinds)
        if not found and query.strictness == "should" and query.kinds:
            others = [KINDS[name] for name in UNASKED if name not in query.kinds]
            return self._scored(query, others)[: query.limit]
        return _certain(found)[: query.limit]

    def _scored(self, query: Query, kinds: Sequence[Kind]) -> list[Scored]:
        found = [scored for kind in kinds for scored in self._of_kind(query, kind)]
        return sorted(
            found, key=lambda each: (-each.score, _width(each.fact), each.candidate.kind.id, each.candidate.key)
        )

    def _of_kind(self, query: Query, kind: Kind) -> list[Scored]:
        asked = [(known, stated) for stated in query.stated if (known := kind.property(stated.id)) is not None]
        level = thing(kind.id, query.text).level
        levels = kind.property("level")
        if levels and level and not any(stated.id == levels.id for _, stated in asked):
            asked.append((levels, Stated(levels.id, (level,))))
        found = self._named(query.text, kind)
        if not found:
            found = self._coded(asked, kind, query.text)
            known_keys = {candidate.key for candidate in found}
            found += [each for each in self._alike(query, kind) if each.key not in known_keys]
        most = COMPARED if asked else query.limit + 1
        tied = found[most - 1].likeness.value if len(found) > most else 2.0
        compared = found[:most] + [each for each in found[most:] if asked and each.likeness.value == tied]
        told = [known for known, _ in asked] + [each for each in map(kind.property, kind.described_by) if each]
        about = facts(self.executor, kind, [each.key for each in compared], dict.fromkeys(told))
        return [self._score(each, asked, about[each.key]) for each in compared if each.key in about]

    def _alike(self, query: Query, kind: Kind) -> list[Candidate]:
        if not query.text:
            return []
        return [each for each in self.finder.find(kind, query.text) if each.likeness.value >= LIKE_ENOUGH]

    def _named(self, text: str, kind: Kind) -> list[Candidate]:
        """Return the thing that a text names by identifier, IRI or key."""
        given: tuple[str, str] | None
        try:
            iri = ids.parse_iri(text, self.base)
            given = (iri.node_type, iri.key)
        except UsageError:
            found = kind_of(text)
            given = (found[0].id, found[1]) if found else None
        opaque = ids.OPAQUE_PREFIXES.get(kind.id)
        key = given[1] if given and given[0] == kind.id else text if given is None else None
        if key is None or not (_KEY.match(key) if opaque is None else ids.is_opaque(key) and key.startswith(opaque)):
            return []
        return [Candidate(kind, key, text, NAMED)]

    def _coded(self, asked: Sequence[tuple[Property, Stated]], kind: Kind, text: str) -> list[Candidate]:
        """Return the regions that a code names: one that is stated, that stands in place of a name, or that of a province so called."""
        provinces = keys_by_code(self.executor, "kemendagri", code) if (code := _province(kind, text)) else []
        codes = [(known.id, value) for known, stated in asked if known.is_code for value in stated.values]
        if kind.id == "region" and text and text.replace(".", "").isdigit():
            codes.append(("kemendagri", text))
        keys = [key for scheme, value in codes for key in keys_by_code(self.executor, scheme, value)]
        alike = {each.key: each.likeness for each in self.finder.find(kind, text)} if keys and text else {}
        is_code = not text or text.replace(".", "").isdigit()
        return [
            Candidate(
                kind, key, text, NAMED if is_code or key in provinces else alike.get(key, Likeness(LIKE_ENOUGH, 0.0))
            )
            for key in dict.fromkeys([*provinces, *keys])
        ]

    def _score(self, candidate: Candidate, asked: Sequence[tuple[Property, Stated]], fact: Fact) -> Scored:
        rarity = among(self.finder.vocabulary)
        agreements = {known.id: agreement(fact, known, stated, rarity, self.finder) for known, stated in asked}
        known = [held for held in agreements.values() if held is not None]
        score = 100.0 * (NAME_WEIGHT * candidate.likeness.value + sum(known)) / (NAME_WEIGHT + len(known))
        agreed = sum(known.rarity for known, _ in asked if (agreements[known.id] or 0.0) >= AGREES_FROM)
        return Scored(candidate, round(score, 1), agreements, fact, agreed)


def _province(kind: Kind, text: str) -> str | None:
    """Return the Kemendagri code of the province that a text names or abbreviates (`NTB`, `DKI Jakarta`); None where it is none."""
    if kind.id != "region" or any(letter.isdigit() for letter in text):
        return None
    named = thing(kind.id, text)
    return places.province(" ".join(named.words)) if named.level in {None, "PROVINCE"} else None


def _width(fact: Fact) -> int:
    """Return the place of a region's level, so that of equals a province comes before a village; 0 for what is no region."""
    return LEVELS.index(fact["level"]) if "level" in fact else 0


def describe(scored: Scored) -> str:
    """Return what tells a candidate from others of its name: `PKB · ACEH I · 2024`."""
    kind = scored.candidate.kind
    told = []
    for known in filter(None, map(kind.property, kind.described_by)):
        texts = [each.name if isinstance(each, Entity) else str(each) for each in values(scored.fact, known)]
        shown = list({text.casefold(): text for text in texts}.values())
        told += [", ".join(shown[:4]) + (" …" if len(shown) > 4 else "")] if shown else []
    return " · ".join(told)


def _certain(found: list[Scored]) -> list[Scored]:
    """Mark the first candidate as certain where it is."""
    if not found:
        return found
    best = found[0]
    ahead = best.score - found[1].score if len(found) > 1 else math.inf
    contradicted = any(held is not None and held < AGREES_FROM for held in best.agreements.values())
    least = CERTAIN_WITH_EVIDENCE if best.agreed >= TELLING else CERTAIN_LIKENESS
    is_told_apart = not best.candidate.kind.is_person or best.strangers < STRANGERS
    is_certain = best.candidate.likeness.value >= least and ahead >= AHEAD and not contradicted and is_told_apart
    return [replace(best, is_certain=is_certain), *found[1:]]
