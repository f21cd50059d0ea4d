"""The texts that the schema asks of the catalogue, for translators: `python -m hub.schema.messages` brings `id.po` up to them.

A new text stands in the catalogue with no Indonesian yet. One whose English was changed keeps its Indonesian, marked as fuzzy: it is not used until
somebody has read it against the new English and taken the mark away. One that nothing asks for goes.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import polib
from graphql import GraphQLSchema

from hub.schema.descriptions import ASKED
from hub.schema.schema import executable
from hub.translation.catalogue import PATH, placeholders

NOT_OURS = ("Int", "Float", "String", "Boolean", "ID")
"""Scalars that every GraphQL has; graphql-core holds them once for all schemas of a process, as it does the types of introspection."""

WIDTH = 110
"""Columns of a line of the catalogue."""

NEAR = 0.6
"""How alike, from 0 to 1, two English texts must be for one to count as a change of the other."""


def descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Yield (coordinate, description) of all that the hub describes: `Candidacy.votesCount`, `Query.person(id:)`, `@skip`.

    The scalars and the introspection of the specification are left out: their descriptions are the specification's own.
    """
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or name in NOT_OURS:
            continue
        yield name, type_.description
        for field_name, field in getattr(type_, "fields", {}).items():
            yield f"{name}.{field_name}", field.description
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{name}.{field_name}({argument_name}:)", argument.description
        for value_name, value in getattr(type_, "values", {}).items():
            yield f"{name}.{value_name}", value.description
    for directive in schema.directives:
        yield f"@{directive.name}", directive.description
        for argument_name, argument in directive.args.items():
            yield f"@{directive.name}({argument_name}:)", argument.description


def asked(schema: GraphQLSchema) -> dict[str, str]:
    """Return the texts that the schema asks of the catalogue, in the order of the schema -> the first place that each stands at."""
    found: dict[str, str] = {}
    for place, description in descriptions(schema):
        if description in ASKED:
            found.setdefault(ASKED[description], place)
    return found


def brought_up(catalogue: polib.POFile, texts: Mapping[str, str]) -> polib.POFile:
    """Return the catalogue with exactly these texts, in their order, each with the place it stands at."""
    kept = {entry.msgid: entry for entry in catalogue}
    dropped = {english: entry for english, entry in kept.items() if english not in texts and entry.msgstr}
    made = polib.POFile(wrapwidth=WIDTH)
    made.header, made.metadata = catalogue.header, catalogue.metadata
    for english, place in texts.items():
        entry = kept.get(english) or _changed(english, dropped)
        entry.occurrences = [(place, "")]
        if placeholders(english):
            entry.comment = "{type} stands for the name of a GraphQL type, such as Candidacy."
            entry.flags = sorted({*entry.flags, "python-brace-format"})
        made.append(entry)
    return made


def _changed(english: str, dropped: Mapping[str, polib.POEntry]) -> polib.POEntry:
    """Return the entry of a text that is new: with the Indonesian of the dropped text that is nearest to it, if one is near."""
    entry = polib.POEntry(msgid=english)
    for before in get_close_matches(english, dropped, n=1, cutoff=NEAR):
        entry.previous_msgid, entry.msgstr, entry.flags = before, dropped[before].msgstr, ["fuzzy"]
    return entry


if __name__ == "__main__":
    brought_up(polib.pofile(str(PATH)), asked(executable())).save(str(PATH))
