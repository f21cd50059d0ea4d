"""The mapping of a source in hub.toml: where its table is, and which column of it fills which field of which fact.

    [sources.options]
    fact = "results"                                              # a table of hub.loaders.fact_fields
    fields.office = { is = "DPR" }                                # the same for every row
    fields.region = { column = "Kode", scheme = "kemendagri" }    # 1105 and 11.05 are the same code
    fields.votes_count = { column = "Suara", number = "1.089.290" }
    fields.district_code = "Dapil"                                # a column as it is

Several facts of one row stand in a list, `[[sources.options.facts]]`, each with `fact`, `fields` and what else FactMapping has.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from hub.errors import BrokenSource
from hub.loaders.source_file import SourceFile
from hub.written import Strict, first_problem

Format = Literal["csv", "json", "parquet", "workbook"]

ColumnName = str | Annotated[int, Field(strict=True, ge=1)]
"""A column by the name in the header, or by its place from 1."""

Constant = bool | int | date | str

NUMBER_STYLES: dict[str, tuple[str, str]] = {
    "1089290": ("", ""),
    "1.089.290": (".", ""),
    "1,089,290": (",", ""),
    "1 089 290": (" ", ""),
    "1.089.290,00": (".", ","),
    "1,089,290.00": (",", "."),
}
"""How a number is written, by example -> what stands between thousands, and before decimals (which must be zero)."""

DATE_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "MMMM": r"(?P<month>[A-Za-z]+)",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
}
"""Word of the form of a date -> what stands there; a longer word goes before its beginning."""

DATE_WORD = re.compile("|".join(DATE_PARTS))


class Exact(Strict):
    """A model of options that turns no value into one of another type."""

    model_config = ConfigDict(strict=True)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value if isinstance(value, tuple) else (value,)


Columns = Annotated[tuple[ColumnName, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Rows = Annotated[tuple[Annotated[int, Field(ge=0)], ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class FieldMapping(Exact):
    """What fills one field: a column (or several, joined), the melted cell, or a constant; and how its texts are read."""

    column: Columns | None = None
    join: str = ""
    """Stands between the texts of several columns."""
    width: int | None = Field(default=None, ge=1, le=13)
    """Digits of each text, filled up with zeros that a spreadsheet dropped."""
    melted: bool = False
    """The cell of the melted column, instead of a column of its own."""
    constant: Constant | None = Field(default=None, alias="is")
    pattern: re.Pattern[str] | None = None
    """What the whole text must look like; the first group, if there is one, is the part that is read."""
    values: Mapping[str, Constant] | None = None
    """Text of the source -> what it means here. A text that is not in it is set aside, unless `keep_others`."""
    keep_others: bool = False
    number: str | None = None
    """A style of NUMBER_STYLES, with a prefix such as `Rp` before it where the texts have one."""
    date: str | None = None
    """Such as DD-MM-YYYY or D MMMM YYYY (17 Februari 2024)."""
    scheme: Literal["kemendagri", "kpu", "bps"] | None = None
    """Whose codes of regions they are, where the texts do not say."""

    @model_validator(mode="after")
    def _is_whole(self) -> "FieldMapping":
        if (self.column is not None) + self.melted + (self.constant is not None) != 1:
            raise ValueError("expected one of `column`, `melted` and `is`")
        if self.number is not None and not self.number.endswith(tuple(NUMBER_STYLES)):
            raise ValueError(f"expected `number` as one of {', '.join(NUMBER_STYLES)}, found {self.number!r}")
        if self.date is not None and sorted(word[0] for word in DATE_WORD.findall(self.date)) != ["D", "M", "Y"]:
            raise ValueError(
                f"expected `date` to have day, month and year, each once, as DD-MM-YYYY has; found {self.date!r}"
            )
        return self


def _as_mapping(value: Any) -> Any:
    """A column may stand for itself: `name = "Nama"`."""
    return {"column": value} if isinstance(value, str | int) and not isinstance(value, bool) else value


def _as_mappings(value: Any) -> Any:
    return tuple(_as_mapping(item) for item in value) if isinstance(value, list) else (_as_mapping(value),)


FieldMappings = Annotated[tuple[FieldMapping, ...], BeforeValidator(_as_mappings), Field(min_length=1)]

Condition = Annotated[tuple[re.Pattern[str], ...], BeforeValidator(_as_tuple)]
"""Patterns for a whole cell; one of them holds. An empty cell is an empty text."""


class Share(Exact):
    """A column that states what share one field is of another: where it is not, that is a finding."""

    column: ColumnName
    of: str
    within: str = Field(alias="in")
    style: Literal["54,39%", "54.39%", "54,39", "54.39", "0,5439", "0.5439"] = "54,39%"
    """How the share is written, by example."""


class FactMapping(Exact):
    """One fact that a row states, or as many as it has melted columns."""

    fact: str
    fields: dict[str, FieldMappings]
    once: bool = False
    """Whether rows that state the same are one fact, as where a list of candidates repeats the district on each row."""
    where: dict[str, Condition] = Field(default_factory=dict)
    """Only rows whose cells are so state it."""
    unless: dict[str, Condition] = Field(default_factory=dict)
    melt: dict[str, dict[str, Constant]] = Field(default_factory=dict)
    """Column -> fields that it says by being this column. `*` in a column stands for any text, and as a value for that text."""
    shares: Annotated[tuple[Share, ...], BeforeValidator(_as_tuple)] = ()

    @model_validator(mode="after")
    def _melts_by_one_star(self) -> "FactMapping":
        several = [name for name in self.melt if name.count("*") > 1]
        if several:
            raise ValueError(f"expected at most one * in a column of `melt`, found {several[0]!r}")
        return self


class Mapped(Exact):
    """All options of a mapped source."""

    facts: Annotated[tuple[FactMapping, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    format: Format | None = None
    encoding: str | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheets: Words | None = None
    """Names of the sheets to read, each with a table of its own; `*` stands for any text."""
    header: Rows | None = None
    """Number of the row with the names of columns, from 1; several, one below the other; 0 where there is none."""
    records: str | None = None
    """Where in a JSON document the rows stand: names joined with dots, or a dot for the document itself."""
    fill_down: Columns | tuple[()] = ()
    """Columns of which an empty cell says what the one above it says, as merged cells do."""
    empty: Words = ()
    """Texts that mean an empty cell, such as `-`."""


def mapped_options(source: SourceFile) -> Mapped:
    """Return the options of a mapped source. Raises BrokenSource, which says the option and what is wrong with it."""
    options = dict(source.options)
    if "facts" not in options:
        options["facts"] = [{name: options.pop(name) for name in FactMapping.model_fields if name in options}]
    try:
        return Mapped.model_validate(options)
    except ValidationError as error:
        raise BrokenSource(
            f"{source.name}: expected the mapping of hub.toml to be as docs/mapped-sources.md says; {first_problem(error)}"
        ) from error
