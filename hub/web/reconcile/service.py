"""The reconciliation service over one release, without HTTP: matches for batches of queries, suggestions, previews and data extension."""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from hub.graph.deadline import check, within
from hub.graph.sqlite.name_index import Named, NameIndex
from hub.schema.execute import Executor
from hub.web.reconcile.batch import BadQuery, Query
from hub.web.reconcile.candidates import Candidate, Finder
from hub.web.reconcile.extension import Extension, extend, proposed
from hub.web.reconcile.facts import Entity, Fact, facts, kind_of, values
from hub.web.reconcile.kinds import KINDS, UNASKED, Kind, Property, identifier
from hub.web.reconcile.likeness import UNLIKE
from hub.web.reconcile.manifest import type_of
from hub.web.reconcile.matching import Matcher, Scored, describe
from hub.web.words import Words

SUGGESTED_AT_ONCE = 10


class Reconciliation:
    """Answers from one release. Safe to use from several threads; the names are read when they are first needed.

    A batch raises StatementTimeout where it takes longer than `timeout_s`.
    """

    def __init__(self, store: Path, executor: Executor, base: str, timeout_s: float = 5.0) -> None:
        self._timeout_s = timeout_s
        self._store = store
        self._executor = executor
        self._base = base
        self._lock = threading.Lock()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(Finder(NameIndex(self._store), self._executor), self._executor, self._base)

    @property
    def matcher(self) -> Matcher:
        """What matches; made once, however many ask for it first."""
        with self._lock:
            return self._matcher

    def answers(self, batch: dict[str, Query | BadQuery], words: Words) -> dict[str, Any]:
        """Return the candidates of each query of a batch; of one that could not be read none, and its error."""
        found = {}
        _ = self.matcher  # made without a deadline: it is made once, and reads every name
        with within(self._timeout_s):
            for key, query in batch.items():
                found[key] = self._answer(query, words)
                check()
        return found

    def _answer(self, query: Query | BadQuery, words: Words) -> dict[str, Any]:
        if isinstance(query, BadQuery):
            return {"result": [], "error": {"code": query.code, "message": str(query)}}
        return {"result": [_result(each, words) for each in self.matcher.match(query)]}

    def extend(self, asked: Extension, words: Words) -> dict[str, Any]:
        return extend(self._executor, asked, words)

    def suggest(self, prefix: str, kinds: tuple[str, ...], cursor: int, words: Words) -> list[dict[str, Any]]:
        """Return things whose names hold the words of a prefix, from the `cursor`-th on, kind by kind."""
        found: list[dict[str, Any]] = []
        most = cursor + SUGGESTED_AT_ONCE
        for kind in (KINDS[name] for name in kinds or UNASKED):
            named = self.matcher.finder.beginning(kind, prefix, most - len(found))
            found += [self._suggestion(kind, each.key, fact, words) for each, fact in self._facts(kind, named)]
            if len(found) >= most:
                break
        return found[cursor:most]

    def _facts(self, kind: Kind, named: Sequence[Named]) -> list[tuple[Named, Fact]]:
        told = [known for known in map(kind.property, kind.described_by) if known]
        about = facts(self._executor, kind, [each.key for each in named], told)
        return [(each, about[each.key]) for each in named if each.key in about]

    def _suggestion(self, kind: Kind, key: str, fact: Fact, words: Words) -> dict[str, Any]:
        shown = Scored(Candidate(kind, key, "", UNLIKE), 0.0, {}, fact, 0.0)
        return {
            "id": identifier(kind.id, fact["key"]),
            "name": fact[kind.label_field],
            "description": describe(shown),
            "notable": [type_of(kind, words)],
        }

    def preview(self, name: str, words: Words) -> "Preview | None":
        """Return what is shown of a thing; None where the identifier names none."""
        found = kind_of(name)
        if found is None:
            return None
        kind, key = found
        known = facts(self._executor, kind, [key], kind.properties).get(key)
        return Preview(kind, known, words) if known else None


class Preview:
    """A thing as it is shown in a frame beside a spreadsheet."""

    def __init__(self, kind: Kind, fact: Fact, words: Words) -> None:
        self.type_label = words.type(kind.type_name)
        self.name: str = fact[kind.label_field]
        self.id = identifier(kind.id, fact["key"])
        self.facts = [(each.label(words), _texts(fact, each)) for each in kind.properties if values(fact, each)]


def _texts(fact: Fact, known: Property) -> list[str]:
    return [value.name if isinstance(value, Entity) else str(value) for value in values(fact, known)]


def _result(scored: Scored, words: Words) -> dict[str, Any]:
    candidate, kind = scored.candidate, scored.candidate.kind
    features = [{"id": "name", "value": round(candidate.likeness.value, 3)}]
    features += [{"id": name, "value": held} for name, held in scored.agreements.items() if held is not None]
    return {
        "id": identifier(kind.id, scored.fact["key"]),
        "name": scored.fact[kind.label_field],
        "description": describe(scored),
        "type": [type_of(kind, words)],
        "score": scored.score,
        "match": scored.is_certain,
        "features": features,
    }


def types(prefix: str, words: Words) -> list[dict[str, str]]:
    """Return the types whose id or name holds a text."""
    wanted = prefix.strip().lower()
    found = [{**type_of(kind, words), "description": words.told(kind.about)} for kind in KINDS.values()]
    return [each for each in found if wanted in each["id"] or wanted in each["name"].lower()]


def properties(prefix: str, kinds: tuple[str, ...], words: Words) -> list[dict[str, str]]:
    """Return the properties of kinds whose id or name holds a text, each once."""
    wanted = prefix.strip().lower()
    held = {each.id: each for name in reversed(kinds or tuple(KINDS)) for each in KINDS[name].properties}
    order = list(dict.fromkeys(each.id for name in kinds or tuple(KINDS) for each in KINDS[name].properties))
    found = proposed([held[name] for name in order], words)
    return [each for each in found if wanted in each["id"].lower() or wanted in each["name"].lower()]
