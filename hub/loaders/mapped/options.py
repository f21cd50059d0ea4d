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
from hub.loaders.mapped.styles import DATE_WORD, NUMBER_EXAMPLE, NUMBER_STYLES
from hub.loaders.source_file import SourceFile
from hub.strict_model import Strict, first_problem

Format = Literal["csv", "json", "parquet", "workbook"]

ColumnName = str | Annotated[int, Field(strict=True, ge=1)]
"""A column by the name in the header, or by its place from 1."""

Constant = bool | int | date | str


class Exact(Strict):
    """A model of options that turns no value into one of another type."""

    model_config = ConfigDict(strict=True)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value if isinstance(value, tuple) else (value,)


Columns = Annotated[tuple[ColumnName, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Rows = Annotated[tuple[Annotated[int, Field(ge=0)], ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Lookup(Exact):
    """Another table in which a text is looked up: `by` are its columns that are compared, `take` the one that is read.

    Texts are the same where they are so letter by letter, or else where their letters and digits are, whatever the case, and the
    table has one value for them.
    """

    file: str
    """From the folder of the source file, or else from that of the workspace."""
    by: Columns = (1,)
    take: ColumnName = 2

    @model_validator(mode="before")
    @classmethod
    def _of_a_file(cls, value: Any) -> Any:
        """A table of two columns may stand for itself: `lookup = "provinces.csv"`."""
        return {"file": value} if isinstance(value, str) else value


class FieldMapping(Exact):
    """What fills one field: exactly one of ORIGINS does; the rest say how its text is read."""

    column: Columns | None = None
    """A column, or several whose texts are joined."""
    constant: Constant | None = Field(default=None, alias="is")
    melted: bool = False
    """The cell of the melted column."""
    part: str | Annotated[int, Field(ge=1)] | None = None
    """Of what `each` parts: the number of a group of its pattern, or a field of an element, `.` for the element itself."""
    file: re.Pattern[str] | None = None
    """The name of the file, which must be like this; the first group, if there is one, is the part that is read."""
    sheet: re.Pattern[str] | None = None
    """The name of the sheet, likewise."""
    title: re.Pattern[str] | None = None
    """The first cell above the header that is like this, likewise."""
    document: str | None = None
    """What stands there in the JSON document that the rows stand in: names joined with dots."""
    join: str = ""
    """Separator of the texts of several columns."""
    skip_empty: bool = False
    """True where some of the columns that are joined may be empty: the others are the text."""
    width: int | None = Field(default=None, ge=1, le=13)
    """Digits of each text, filled up with zeros that a spreadsheet dropped."""
    pattern: re.Pattern[str] | None = None
    """What the whole text must look like; the first group, if there is one, is the part that is read."""
    lookup: Lookup | None = None
    """Another table that says what the text means."""
    values: Mapping[str, Constant] | None = None
    """Text of the source -> what it means here. A text that is not in it is set aside, unless `keep_others`."""
    keep_others: bool = False
    number: str | None = None
    """A style of NUMBER_STYLES, with a prefix such as `Rp`, a minus or brackets where the texts have them."""
    footnotes: bool = False
    """Whether marks of footnotes behind a text, such as `*`, `[5]` or ` 1)`, are passed over."""
    date: Words | None = None
    """Forms such as DD-MM-YYYY, D MMMM YYYY (17 Februari 2024) or D/M/YYYY hh:mm; a text must be of just one of them."""
    scheme: Literal["kemendagri", "kpu", "bps"] | None = None
    """Whose codes of regions they are, where the texts do not say."""

    @model_validator(mode="after")
    def _is_whole(self) -> "FieldMapping":
        if len(self._origins()) != 1:
            raise ValueError(
                "expected one of `column`, `is`, `melted`, `part`, `file`, `sheet`, `title` and `document`"
            )
        if self.number is not None and not NUMBER_EXAMPLE.fullmatch(self.number):
            raise ValueError(f"expected `number` as one of {', '.join(NUMBER_STYLES)}, found {self.number!r}")
        for form in self.date or ():
            if sorted(word[0] for word in DATE_WORD.findall(form) if word[0] in "DMY") != ["D", "M", "Y"]:
                raise ValueError(
                    f"expected `date` to have day, month and year, each once, as DD-MM-YYYY has; found {form!r}"
                )
        return self

    def _origins(self) -> list[str]:
        return [name for name in ORIGINS if getattr(self, name) is not None and (name != "melted" or self.melted)]

    @property
    def origin(self) -> str:
        """Which of ORIGINS fills the field."""
        return self._origins()[0]

    @property
    def names(self) -> tuple[str, ...]:
        """What fills the field, where it has a name of its own and no column: a field of an element or of the document."""
        return tuple(name for name in (self.part, self.document) if isinstance(name, str))


ORIGINS = ("column", "constant", "melted", "part", "file", "sheet", "title", "document")


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


class Each(Exact):
    """A column whose cells state a fact each time that `pattern` is found in them, or for each element of a JSON array."""

    column: ColumnName
    pattern: re.Pattern[str] | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_a_column(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str | int) else value


class FactMapping(Exact):
    """One fact that a row states, or as many as it has melted columns or as a cell has parts."""

    fact: str
    fields: dict[str, FieldMappings]
    once: bool = False
    """Whether rows that state the same are one fact, as where a list of candidates repeats the district on each row."""
    where: dict[str, Condition] = Field(default_factory=dict)
    """Only rows whose cells are so state it."""
    unless: dict[str, Condition] = Field(default_factory=dict)
    melt: dict[str, dict[str, Constant]] = Field(default_factory=dict)
    """Column -> fields that it says by being this column. `*` in a column stands for any text, and as a value for that text."""
    each: Each | None = None
    """The column whose cells have several parts; `part` fills fields from them."""
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
