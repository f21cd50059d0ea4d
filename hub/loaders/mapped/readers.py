"""The readers of the facts of a table, made from the mapping: columns found by name, constants checked, lookups opened."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.errors import BrokenSource
from hub.loaders.fact_fields import TABLES, FactField, NotReadable, fact_fields
from hub.loaders.mapped.around import cell_around
from hub.loaders.mapped.facts import FactReader, Melted, Origin
from hub.loaders.mapped.lookup import lookup_table
from hub.loaders.mapped.options import Constant, FactMapping, FieldMapping, Mapped
from hub.loaders.mapped.parts import PartReader
from hub.loaders.mapped.table import Table, like
from hub.loaders.mapped.tally import Tally
from hub.loaders.mapped.values import constant
from hub.loaders.numbers import NotANumber
from hub.loaders.source_file import SourceFile


def fact_readers(source: SourceFile, options: Mapped, table: Table, tally: Tally) -> tuple[FactReader, ...]:
    """Return how the rows of a table state each fact of a mapping. Raises BrokenSource for constants that do not fit."""
    stated = source.series.setdefault("stated once", [{} if mapping.once else None for mapping in options.facts])
    return tuple(
        _reader(source, mapping, table, empty=options.empty, tally=tally, stated=before)
        for mapping, before in zip(options.facts, stated, strict=True)
    )


def _reader(
    source: SourceFile,
    mapping: FactMapping,
    table: Table,
    *,
    empty: tuple[str, ...],
    tally: Tally,
    stated: dict[str, tuple[str, int]] | None,
) -> FactReader:
    fact = TABLES[mapping.fact]
    fields = fact_fields(fact)
    try:
        constants = {
            name: _constant(fields[name], given) for name, given in mapping.fields.items() if _is_constant(given)
        }
        melted = tuple(_melted(mapping, fields, table))
    except (NotReadable, NotANumber) as error:
        raise BrokenSource(f"{source.name}: the mapping of {mapping.fact}: {error}") from error
    origins = {
        name: tuple(_origin(source, given, table) for given in several)
        for name, several in mapping.fields.items()
        if not _is_constant(several)
    }
    each = mapping.each
    return FactReader(
        name=mapping.fact,
        fact=fact,
        fields=fields,
        origins=origins,
        constants={field.name: field.default for field in fields.values()} | constants,
        melted=melted or (Melted(None, "", {}),),
        parts=PartReader(table.place(each.column), repr(each.column), each.pattern) if each else None,
        where=tuple((table.place(name), repr(name), patterns) for name, patterns in mapping.where.items()),
        unless=tuple((table.place(name), repr(name), patterns) for name, patterns in mapping.unless.items()),
        shares=tuple((table.place(share.column), share) for share in mapping.shares),
        empty=empty,
        stated=stated,
        file=source.name,
        tally=tally,
    )


def _origin(source: SourceFile, mapping: FieldMapping, table: Table) -> Origin:
    columns = mapping.column or ()
    places: tuple[int | None, ...] = (None,) if mapping.melted else tuple(table.place(name) for name in columns)
    names = columns or (mapping.part or mapping.document or mapping.origin,)
    return Origin(
        mapping,
        places,
        label=" and ".join(repr(str(name)) for name in names),
        around=cell_around(source, table, mapping),
        looked_up=lookup_table(source, mapping),
    )


def _melted(mapping: FactMapping, fields: Mapping[str, FactField], table: Table) -> Iterator[Melted]:
    taken: set[int] = set()
    for column, says in mapping.melt.items():
        for place, name in enumerate(table.columns):
            found = like(column).fullmatch(name)
            if found and place in taken:
                raise NotReadable(f"expected {name!r} under one name of `melt`, found it under {column!r} once more")
            if found:
                taken.add(place)
                star = found[1] if "*" in column else ""
                try:
                    said = {key: _said(fields[key], value, star) for key, value in says.items()}
                except (NotReadable, NotANumber) as error:
                    raise NotReadable(f"the melted column {name!r}: {error}") from error
                yield Melted(place, repr(name), said)


def _said(field: FactField, value: Constant, star: str) -> Any:
    return constant(field, value.replace("*", star) if isinstance(value, str) else value)


def _is_constant(given: Sequence[FieldMapping]) -> bool:
    return all(mapping.constant is not None for mapping in given)


def _constant(field: FactField, given: Sequence[FieldMapping]) -> Any:
    values = [constant(field, mapping.constant) for mapping in given if mapping.constant is not None]
    return values[0] if len(values) == 1 else tuple(code for codes in values for code in codes)
