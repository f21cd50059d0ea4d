"""Checks of a mapping: its fields are those of the fact, and no withheld column fills a public one."""

from collections.abc import Sequence

from hub.errors import BrokenSource
from hub.loaders.fact_fields import TABLES, fact_fields
from hub.loaders.mapped.facts import FactReader
from hub.loaders.mapped.options import FactMapping
from hub.loaders.mapped.private import WITHHELD_FIELDS, refusal
from hub.loaders.mapped.table import Table
from hub.loaders.source_file import SourceFile


def check_names(source: SourceFile, mapping: FactMapping) -> None:
    """Raise BrokenSource where a mapping fills fields that its fact does not have, or leaves out such as it needs."""
    if mapping.fact not in TABLES:
        raise BrokenSource(
            f"{source.name}: expected the option `fact` to be one of {', '.join(TABLES)}; found {mapping.fact!r}"
        )
    fields = fact_fields(TABLES[mapping.fact])
    said = {name for says in mapping.melt.values() for name in says}
    shared = {name for share in mapping.shares for name in (share.of, share.within)}
    unknown = sorted(({*mapping.fields} | said | shared) - {*fields})
    missing = [
        name for name, field in fields.items() if field.required and name not in mapping.fields and name not in said
    ]
    lists = [name for name, given in mapping.fields.items() if len(given) > 1 and name != "also"]
    given = [each for several in mapping.fields.values() for each in several]
    uses_cell = any(each.melted for each in given)
    uses_part = any(each.part is not None for each in given)
    groups = mapping.each.pattern.groups if mapping.each and mapping.each.pattern else None
    odd_parts = sorted({str(each.part) for each in given if each.part is not None and not _is_part(each.part, groups)})
    wrong = {
        "no such field": unknown,
        "not filled": missing,
        "filled by several columns, which only `also` can be (`column` may be a list)": lists,
        "`melted` without a table `melt`, or the other way round": ["melt"] if bool(mapping.melt) != uses_cell else [],
        "`part` without `each`, or the other way round": ["each"] if bool(mapping.each) != uses_part else [],
        "`part` is the number of a group where `each` has a pattern, else the name of a field": odd_parts,
        "filled twice": sorted({*mapping.fields} & said),
        "no numbers": [name for name in sorted(shared & {*fields}) if fields[name].kind is not int],
    }
    told = "; ".join(f"{problem}: {', '.join(names)}" for problem, names in wrong.items() if names)
    if told:
        raise BrokenSource(
            f"{source.name}: expected the mapping of {mapping.fact} to fill fields out of {', '.join(fields)}; {told}"
        )


def check_privacy(source: SourceFile, table: Table, reader: FactReader) -> None:
    """Raise BrokenSource where a column, by its header, tells of a person what its field would publish."""
    named = [(table.columns[place], field) for place, field in reader.uses()]
    for name, field in (*named, *reader.names()):
        told = refusal(name, field)
        if told is not None:
            raise BrokenSource(
                f"{source.name}: expected no column that tells {told} in {field!r}, found {name!r}; what it tells is withheld: "
                "take it out of the mapping"
            )


def _is_part(part: str | int, groups: int | None) -> bool:
    """Tell whether `part` is of the kind that `each` needs: a group of its pattern, or without one a name."""
    return isinstance(part, str) if groups is None else isinstance(part, int) and part <= groups


def check_evidence(source: SourceFile, table: Table, readers: Sequence[FactReader]) -> None:
    """Raise BrokenSource if a column fills both a withheld field and a public one."""
    withheld = {place for reader in readers for place, field in reader.uses() if field in WITHHELD_FIELDS}
    for reader in readers:
        both = {place for place, field in reader.uses() if field not in WITHHELD_FIELDS} & withheld
        if both:
            raise BrokenSource(
                f"{source.name}: expected a column that fills {' or '.join(sorted(WITHHELD_FIELDS))} to fill nothing else, found "
                f"{', '.join(repr(table.columns[place]) for place in sorted(both))} in other fields of {reader.name}; what it "
                "tells is withheld: take it out of these"
            )
