"""Remarks that take further questions to the store, and what is remembered of their answers for as long as it is open."""

from collections.abc import Mapping
from typing import Any

import orjson

from hub.graph.global_id import key_value
from hub.graph.model import MODEL
from hub.graph.plan import ByKey, Plan
from hub.schema.computed import Ask
from hub.schema.lists import is_empty
from hub.schema.mixed_figures import unmixed
from hub.schema.not_known import NotKnown
from hub.schema.not_known_below import taken_out
from hub.schema.partly_held import PartlyHeld
from hub.schema.remarks import Remarks
from hub.schema.unknown_keys import KeyCompared, KnownKeys, no_key, unknown_nodes


class Remarker:
    """Looks up what is to be said of the answer to a plan. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known = KnownKeys()
        self._counts = NotKnown()
        self._held = PartlyHeld()

    def remark(
        self, made: Plan, key: str, variables: Mapping[str, Any], ask: Ask, remarks: Remarks, *, answer: bytes
    ) -> None:
        """Add what is to be said of a root field with a response key, and of its answer. Raises what `ask` raises."""
        if made.keys:
            found = self._known.unknown(made.keys, variables, ask)
            remarks.unknown_keys += ({"path": [key], **each} for each in found)
        if answer == b"null" and isinstance(made.root, ByKey):
            node = made.root.shape.node
            asked = (KeyCompared(node, key_value(node, made.root.key)),)
            found = (
                self._known.unknown(asked, variables, ask)
                if MODEL[node].is_node
                else [no_key(node, made.root.key.read(variables))]
            )
            remarks.unknown_keys += ({"path": [key], **each} for each in found)
        for each in unknown_nodes(made.root, answer, variables, ask):
            remarks.unknown_keys.append({**each, "path": [key, *each["path"]]})
        left_out = [each for each in made.left_out if not each.if_empty or is_empty(answer, each.path)]
        remarks.not_known += self._counts.told(left_out, key, variables, ask)
        for each in made.counted:
            if not each.if_empty or is_empty(answer, each.path):
                remarks.partly_held += self._held.remarks(each, key, variables, ask)

    def knows_keys(self, made: Plan, variables: Mapping[str, Any]) -> bool:
        """True where all keys of its conditions are known already, without asking the store."""
        return not made.keys or self._known.has(made.keys, variables)


def plain_answer(made: Plan, answer: bytes, key: str, remarks: Remarks) -> bytes:
    """Return the answer to a plan without what it carries for remarks, and add these. Raises MixedFigures."""
    if not made.is_guarded and made.bare is None:
        return answer
    value = orjson.loads(answer)
    if made.is_guarded:
        unmixed(value, key, remarks)
    if made.bare is not None:
        remarks.not_known += taken_out(value, key)
    return orjson.dumps(value)
