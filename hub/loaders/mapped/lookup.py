"""Other tables of the workspace in which texts are looked up, by code or by name."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from hub.errors import BrokenSource
from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.cells import cell_at, text_of
from hub.loaders.mapped.options import FieldMapping, Lookup, Mapped
from hub.loaders.mapped.table import Table, tables
from hub.loaders.source_file import Beside, SourceFile


class NoPartner(NotReadable):
    """A text that a mapping gives no meaning: no row of `table` has it, or where that is None, none of its `values`."""

    def __init__(self, message: str, text: str, table: str | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.table = table


class LookupTable:
    """The texts of a lookup table with their meanings."""

    def __init__(self, name: str, taken: str, rows: Iterable[tuple[str, str]]) -> None:
        """Make a table out of texts with their partners; a text without a partner is left out. `taken` is the header of the partners."""
        self.name = name
        self.taken = taken
        exact: dict[str, set[str]] = {}
        alike: dict[str, set[str]] = {}
        for text, partner in rows:
            exact.setdefault(text, set()).add(partner)
            alike.setdefault(folded(text), set()).add(partner)
        self._exact = {text: partners.pop() for text, partners in exact.items() if len(partners) == 1}
        self._alike = {text: partners.pop() if len(partners) == 1 else None for text, partners in alike.items()}

    def partner_of(self, text: str) -> str:
        """Return the meaning of a text. Raises NoPartner where the table does not have it, or has two meanings for it."""
        if text in self._exact:
            return self._exact[text]
        partner = self._alike.get(folded(text), "")
        if not partner:
            problem = "has none" if partner == "" else "has several rows for it that differ"
            raise NoPartner(
                f"expected a text that stands once in {self.name}, found one of which it {problem}", text, self.name
            )
        return partner


def folded(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def lookup_table(source: SourceFile, mapping: FieldMapping) -> LookupTable | None:
    """Return the table of a field that is looked up, read once for a series. Raises BrokenSource where it cannot be read."""
    if mapping.lookup is None:
        return None
    path = _path(source, mapping.lookup)
    key = ("lookup", path, mapping.lookup.by, mapping.lookup.take, mapping.join)
    if key not in source.series:
        file = SourceFile(path=path, name=mapping.lookup.file, edition_id=source.edition_id)
        found = _table(file, mapping.lookup)
        taken = found.columns[found.place(mapping.lookup.take)]
        source.series[key] = LookupTable(file.name, taken, _rows(found, file.name, mapping.lookup, mapping.join))
    table: LookupTable = source.series[key]
    return table


def _path(source: SourceFile, lookup: Lookup) -> Path:
    for folder in (source.path.parent, source.workspace):
        if folder is not None:
            path = folder / lookup.file
            source.beside.add(Beside(path))
            if path.is_file():
                return path
    raise BrokenSource(
        f"{source.name}: expected the table {lookup.file!r} of `lookup` in the folder of this file or of the workspace, found none"
    )


def _rows(table: Table, name: str, lookup: Lookup, join: str) -> Iterable[tuple[str, str]]:
    by, take = [table.place(name) for name in lookup.by], table.place(lookup.take)
    for _, line in table.body():
        if isinstance(line, list):
            try:
                texts = [text_of(cell_at(line, place)) for place in by]
                partner = text_of(cell_at(line, take))
            except NotReadable as error:
                raise BrokenSource(f"{name}: expected texts in the columns of `lookup`; {error}") from error
            if all(texts) and partner:
                yield join.join(texts), partner


def _table(file: SourceFile, lookup: Lookup) -> Table:
    """Return the table of a file that has the columns of a lookup, found as the table of any mapped source is."""
    named = [name for name in (*lookup.by, lookup.take) if isinstance(name, str)]
    fields = {str(place): {"column": name} for place, name in enumerate((*lookup.by, lookup.take))}
    header = {} if named or file.path.suffix.lower() == ".json" else {"header": 1}
    (table,) = tables(file, Mapped.model_validate({"facts": {"fact": "lookup", "fields": fields}, **header}))
    return table
