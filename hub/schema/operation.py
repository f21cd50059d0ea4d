"""A compiled operation: the plan of each root field, and the response assembled from their answers."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NoReturn, cast

from graphql import FieldNode, GraphQLError

from hub.errors import HubError, StoreUnavailable
from hub.graph.deadline import within
from hub.graph.plan import AnyNodes, Plan
from hub.graph.store import StatementTimeout
from hub.schema.computed import Ask, Computed
from hub.schema.failures import failed
from hub.schema.introspection import Introspection
from hub.schema.latency import Latency, NotImmediate
from hub.schema.lists import is_empty
from hub.schema.remarker import Remarker, plain_answer
from hub.schema.remarks import Remarks
from hub.schema.response import Response, ending, respond

AskAll = Callable[[Plan, Sequence[Mapping[str, Any]]], list[bytes]]
"""Asks a store for the JSON of one root field, once per set of variables."""

_ROWS_TOGETHER = 500
"""Rows that one batch of requests may read: few enough that none of them waits long for the others."""


class RootField:
    """One key of the answer, and what its value is made from: a plan, the schema, a text, or an error found in compiling."""

    def __init__(
        self,
        key: str,
        nodes: list[FieldNode],
        made: "Plan | Introspection | Computed | bytes | HubError",
        *,
        is_required: bool,
    ) -> None:
        self.made = made
        self.nodes = nodes
        self.is_required = is_required
        self._key = key
        self.begin = b'"%s":' % key.encode()
        told = (*made.left_out, *made.counted) if isinstance(made, Plan) else ()
        is_value = isinstance(made, Plan) and not made.is_guarded and made.bare is None
        self.is_plain = is_value and all(each.if_empty for each in told)
        """True for a plan whose answer is the value, unless an empty list is in it of which there is something to say."""
        self._may_lack_nodes = isinstance(made, Plan) and isinstance(made.root, AnyNodes)
        self._told_if_empty = tuple({each.path for each in told if each.if_empty})

    def answer(self, variables: Mapping[str, Any], ask: Ask, remarks: Remarks) -> bytes:
        """Return key and value as JSON, and add what is to be said of its sums. Raises HubError where there is no value, and what the store raises."""
        made = self.made
        if isinstance(made, Plan):
            value = ask(made, variables)
            return self.begin + plain_answer(made, value, self._key, remarks)
        if isinstance(made, Computed):
            return self.begin + made.answer(ask)
        if isinstance(made, HubError):
            raise made
        return self.begin + (made.answer() if isinstance(made, Introspection) else made)

    def is_answer(self, value: bytes) -> bool:
        """False for nothing at all, and where a list is empty of which there may be something to say."""
        if value == b"null":
            return False
        if self._may_lack_nodes and b"null" in value:
            return False
        return not (self._told_if_empty and any(is_empty(value, path) for path in self._told_if_empty))

    def remark(
        self, answered: bytes, remarker: Remarker, variables: Mapping[str, Any], ask: Ask, remarks: Remarks
    ) -> None:
        """Add what is to be said of its keys and counts, and of its answer. Raises what the store raises."""
        if isinstance(self.made, Plan):
            remarker.remark(self.made, self._key, variables, ask, remarks, answer=answered.removeprefix(self.begin))

    def null(self) -> bytes:
        """Return the key without a value, as JSON."""
        return self.begin + b"null"

    def error(self, error: Exception) -> dict[str, Any]:
        """Return an error as the response tells it: with the places in the query and the path."""
        return {
            **failed(error),
            "locations": GraphQLError("", self.nodes).formatted.get("locations"),
            "path": [self._key],
        }


class CompiledOperation:
    """The root fields of an operation, in the order of the answer. `cost` is how many rows it may be read from.

    After `seconds` no further field is begun; the store stops one that was begun by itself.
    """

    def __init__(self, fields: Sequence[RootField], seconds: float, remarker: Remarker, *, tells_cost: bool) -> None:
        costly = [field.made for field in fields if isinstance(field.made, Plan | Introspection | Computed)]
        self.fields = fields
        self.cost = sum(made.cost for made in costly)
        self.latency = Latency(is_quick=all(_is_quick(made) for made in costly))
        is_one_quick = len(fields) == 1 and _is_quick(fields[0].made)
        self.together_count = _ROWS_TOGETHER // max(1, self.cost) if is_one_quick else 1
        self._seconds = seconds
        self._remarker = remarker
        self._told_cost = self.cost if tells_cost else None
        self._ending = ending(self._told_cost)
        self._only = fields[0] if len(fields) == 1 and fields[0].is_plain else None

    def answer(self, variables: Mapping[str, Any], ask: Ask) -> Response:
        """Return the response for these variables. Raises NotImmediate as `ask` does."""
        began = time.perf_counter()
        response = None if self._only is None else self._answer_only(self._only, variables, ask)
        if response is None:
            response = self._answer(variables, ask, ask)
        self.latency.take(time.perf_counter() - began)
        return response

    def _answer_only(self, field: RootField, variables: Mapping[str, Any], ask: Ask) -> Response | None:
        """Return the response of one plain field: what `_answer` returns, in a third of the time. The store alone keeps the deadline.

        None where keys of its conditions have to be looked up.
        """
        made = cast("Plan", field.made)
        if not self._remarker.knows_keys(made, variables):
            return None
        try:
            value = ask(made, variables)
        except NotImmediate:
            raise
        except Exception as error:  # noqa: BLE001  any error belongs to this field, and is logged or reported
            return self._answer(variables, partial(_failed, error), ask)
        if not field.is_answer(value):
            return self._answer(variables, partial(_told, value), ask)
        return Response(b'{"data":{%b%b}%b' % (field.begin, value, self._ending))

    def answer_all(self, given: Sequence[Mapping[str, Any]], ask: Ask, ask_all: AskAll) -> list[Response]:
        """Return the responses for each of some variables, at most `together_count`, which are asked for together.

        Where that fails each is asked for alone, so that none fails for another; not where the store is gone, or did not answer in time.
        """
        began = time.perf_counter()
        try:
            values = ask_all(cast("Plan", self.fields[0].made), given)
            pairs = zip(values, given, strict=True)
            responses = [self._answer(variables, partial(_told, value), ask) for value, variables in pairs]
        except StoreUnavailable as error:
            responses = [self._answer({}, partial(_failed, error), ask) for _ in given]
        except Exception:  # noqa: BLE001  whatever came up comes up again for the one that it belongs to
            responses = [self._answer(variables, ask, ask) for variables in given]
        self.latency.take((time.perf_counter() - began) / len(given))
        return responses

    def _answer(self, variables: Mapping[str, Any], ask: Ask, ask_further: Ask) -> Response:
        """Return the response; `ask_further` fetches what `extensions` reports."""
        with within(self._seconds):
            return self._answered(variables, ask, ask_further)

    def _answered(self, variables: Mapping[str, Any], ask: Ask, ask_further: Ask) -> Response:
        began = time.perf_counter()
        parts: list[bytes] = []
        errors: list[dict[str, Any]] = []
        remarks = Remarks()
        for field in self.fields:
            try:
                if parts:
                    self._check_time(began)
                value = field.answer(variables, ask, remarks)
            except NotImmediate:
                raise
            except Exception as error:  # noqa: BLE001  any error belongs to this field, and is logged or reported
                errors.append(field.error(error))
                if field.is_required:
                    data = b"null"
                    break
                parts.append(field.null())
            else:
                parts.append(value)
                self._remark(field, value, variables, ask_further, remarks)
        else:
            data = b"{%b}" % b",".join(parts)
        return respond(data, errors, ending(self._told_cost, remarks))

    def _remark(self, field: RootField, value: bytes, variables: Mapping[str, Any], ask: Ask, remarks: Remarks) -> None:
        """Add what is to be said of a field. An answer stays one whose remarks fail or take too long; the response says that they are missing."""
        try:
            with within(REMARKS_S):
                field.remark(value, self._remarker, variables, ask, remarks)
        except NotImmediate:
            raise
        except Exception as error:  # noqa: BLE001  any error belongs to the remarks of this field, and is logged or reported
            remarks.failed.append({**field.error(error), "read": _NO_REMARKS})

    def _check_time(self, began: float) -> None:
        if time.perf_counter() - began > self._seconds:
            raise StatementTimeout(
                f"expected the root fields of a request within {self._seconds:g} s, found that those before this one took them; "
                "ask in several requests"
            )


REMARKS_S = 2.0
"""Seconds that the remarks on one field may take."""

_NO_REMARKS = (
    "what is not known, held in part or misspelt could not be looked up: a count may be of fewer rows than it seems"
)


def _is_quick(made: object) -> bool:
    return isinstance(made, Plan) and made.is_quick


def _told(value: bytes, *_: object) -> bytes:
    return value


def _failed(error: Exception, *_: object) -> NoReturn:
    raise error
