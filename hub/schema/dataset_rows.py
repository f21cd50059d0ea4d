"""Base class of root fields that are lists of computed rows, each with the datasets that it names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from graphql import get_named_type

from hub.graph import plan
from hub.graph.plan import Compare, Given, Identity, Operator, Shape
from hub.schema.computed import Ask, Computed, rows, rows_by_key


class DatasetRows(Computed):
    """A list of computed rows: `values` says a field of one, `dataset_field` is the list of its datasets."""

    dataset_field: str
    values: Mapping[str, Callable[[Any], Any]]

    def listed(self, found: Sequence[tuple[Any, Sequence[str]]], ask: Ask) -> bytes:
        """Return the JSON of rows, each with the keys of its datasets."""
        selected = self.selection.below(self.type_, self.nodes)
        keys = sorted({key for _, datasets in found for key in datasets})
        dataset: Any = get_named_type(self.type_.fields[self.dataset_field].type)
        condition = Compare("dataset_id", Operator.IN, Given(keys))
        datasets = {
            key: rows_by_key(ask, "dataset", (condition,), self.shape(dataset, nodes)) if keys else {}
            for key, nodes in selected.items()
            if nodes[0].name.value == self.dataset_field
        }
        return orjson.dumps(
            [
                {
                    key: [datasets[key][each] for each in named]
                    if key in datasets
                    else self._value(nodes[0].name.value, row)
                    for key, nodes in selected.items()
                }
                for row, named in found
            ]
        )

    def _value(self, name: str, row: Any) -> Any:
        return self.type_.name if name == "__typename" else self.values[name](row)


def datasets_of(ask: Ask, *conditions: plan.Condition) -> list[dict[str, Any]]:
    """Return `key`, `edition` (its key or None), and what is said of the datasets that meet conditions."""
    columns = ("theme", "system", "steward", "availability", "reason", "formats")
    edition = plan.One("edition", Shape("edition", (("key", Identity.KEY),)))
    told: list[tuple[str, plan.Field]] = [(name, plan.Column(name)) for name in columns]
    shape = Shape("dataset", (("key", Identity.KEY), ("edition", edition), *told))
    found = rows(ask, "dataset", conditions, shape)
    return [{**row, "edition": row["edition"] and row["edition"]["key"]} for row in found]
