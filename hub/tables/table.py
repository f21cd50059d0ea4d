"""The declaration of a table: columns with types and texts, and what every surface needs to know of it.

Parquet, SQLite, Neo4j, GraphQL, RDF and the published column descriptions are derived from it.

**A new table** is one file here: a subclass of `Sourced` (rows stated by a source row) or `Table`. Its docstring is its public
description and states its grain; every column has a `description`, as `Bilingual("Valid votes.", "Suara sah.")`; a reference is
`metadata=ref("parties")`. `about = About(...)` says what differs from the defaults: `is_node=True` (rows have a key and an IRI of their
own) or `part=Part(...)`, `listed=True` (GraphQL root fields), which rows belong to an edition, and the texts in Indonesian. Name it in `TABLES` of `hub/tables/__init__.py`, and fill it. GraphQL fields, conditions, orders and connections follow, and so
do the reverse of each reference, SQLite columns and indexes.

**A new column** is one line in its table, and whatever fills it. Several marks are joined: `metadata=ref("parties") | LARGE`.

Then write the generated files again: `python -m hub.schema > hub/schema/schema.graphql` and `python -m hub.schema.jsonld >
ontology/context.jsonld`; `make check` says which are behind. In RDF a column is a property of ours, called as the column, unless
`rdf("schema:birthDate")` names one; its definition and its shape follow.
"""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypedDict, cast

import dataframely as dy
import polars as pl


class Bilingual(str):
    """A text for people in English that knows its Indonesian, as every public text of a declaration does."""

    indonesian: str

    def __new__(cls, english: str, indonesian: str) -> "Bilingual":
        made = super().__new__(cls, english)
        made.indonesian = indonesian
        return made


class Marks(TypedDict, total=False):
    """What the metadata of a column may say; made by the functions and constants below."""

    ref: str
    edge: str
    back: str
    told_back: Bilingual
    back_shown: bool
    few: bool
    withheld: bool
    hidden: bool
    large: bool
    json: bool
    searched: bool
    field: str
    subject_kind: str
    unstated: bool
    told_unknown: bool
    blank: bool
    rdf: str
    datatype: str
    language: str
    label: Bilingual
    names: str
    deprecated: str


WITHHELD: dict[str, Any] = {"withheld": True}
"""Evidence inside a build: written to no output, the release included."""

HIDDEN: dict[str, Any] = {"hidden": True}
"""In the release, but no field of GraphQL."""

LARGE: dict[str, Any] = {"large": True}
"""A whole number that may exceed 2^31; in GraphQL a `Long`."""

JSON: dict[str, Any] = {"json": True}
"""A text that is JSON."""

BLANK: dict[str, Any] = {"blank": True}
"""A text that is never null and may be empty, which CSV cannot tell from null."""

UNSTATED: dict[str, Any] = {"unstated": True}
"""In the release, but no property in RDF: it says nothing of the thing that the row is about."""

TOLD_UNKNOWN: dict[str, Any] = {"told_unknown": True}
"""Null is "not known": a count of rows by this column says of how many rows it is null."""

CONTRADICTED_BY = Bilingual(
    "Rules of the findings that contradict the figures of this row, with spaces between; null where none is known. `findings` has both figures; "
    "a sum over such rows says so in `extensions.contradicted`.",
    "Aturan temuan yang membantah angka baris ini, dipisahkan spasi; null jika tidak ada yang diketahui. Kedua angka ada di `findings`; "
    "jumlah atas baris seperti ini mengatakannya di `extensions.contradicted`.",
)
"""Text of the column `contradicted_by`, which every table has whose figures are summed up and checked against others."""

SEARCHED: dict[str, Any] = {"searched": True}
"""A name that `search` reads, and that `contains` finds by an index."""


def ref(
    target: str,
    *,
    edge: str = "",
    back: str = "",
    told_back: Bilingual | None = None,
    back_shown: bool = True,
    few: bool = False,
) -> dict[str, Any]:
    """Mark a column as a reference to `table.column`, or to a table's key when only `table` is given.

    `edge` is the name of the way there where the column's name without `_id` would be wrong, `back` of the way back where the table's
    name would be, `told_back` its description. `few`: few rows refer to one, so that they are a list in GraphQL and not pages.
    `back_shown` is False where another edge of the model says more.
    """
    said: dict[str, Any] = {"edge": edge, "back": back, "told_back": told_back, "few": few}
    return {
        "ref": target,
        **{name: each for name, each in said.items() if each},
        **({} if back_shown else {"back_shown": False}),
    }


def rdf(iri: str = "", *, datatype: str = "", language: str = "", label: Bilingual | None = None) -> dict[str, Any]:
    """Say which property a column is in RDF: `schema:birthDate`. Where this is left out, it is a term of our own, called as the column.

    `datatype` and `language` of its literals are those of the column's type where they are left out; `datatype="@id"` says that its texts are
    IRIs of others, in full. `label` is what the ontology calls a term of our own.
    """
    said = {"rdf": iri, "datatype": datatype, "language": language, "label": label}
    return {name: each for name, each in said.items() if each}


def called(field: str) -> dict[str, Any]:
    """Mark a column whose GraphQL field has another name."""
    return {"field": field}


def subject(kind: str) -> dict[str, Any]:
    """Mark a column that holds the key of whatever thing is of the kind that the column `kind` names."""
    return {"subject_kind": kind}


def names(node_type: str) -> dict[str, Any]:
    """Mark a column that holds the key of a thing which has no table: `district-line`."""
    return {"names": node_type}


def deprecated(instead: str) -> dict[str, Any]:
    """Mark a column whose GraphQL field is to go, with what to use instead: "Use `votesCount`."."""
    return {"deprecated": instead}


@dataclass(frozen=True)
class Part:
    """Rows are part of the thing that a column refers to, and their IRI is a fragment of its IRI: `.../district/2024/dpr/1101#2019/dpr/1`."""

    of: str
    """The column that holds the key of the thing."""
    named_by: tuple[str, ...]
    """Columns that tell the rows of one thing apart."""
    term: str
    """Field of the thing that leads to the row, as the RDF context knows it."""
    rdf: str = ""
    """Its property, where it is no term of our own of that name."""


class Belongs(Enum):
    """Which rows of a table belong to an edition that is asked for alone."""

    NAMED = "rows that name it in `edition_id`"
    REFERRED = "rows that rows of the edition refer to"
    NAMED_OR_REFERRED = "both of these"
    ABOUT = "rows about a thing of the edition, and rows about none whose source is of the edition"
    EVERY = "all rows"
    NONE = "no row: each joins two editions"


@dataclass(frozen=True)
class With:
    """Rows go with those that they refer to in these columns: all of them belong to the edition, or are not named."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Over:
    """A further GraphQL field over a column or an edge of the table."""

    name: str
    deprecated: str = ""


@dataclass(frozen=True)
class Detail:
    """A further GraphQL field: one column of the row at the end of a to-one edge, null where there is no row."""

    edge: str
    column: str


@dataclass(frozen=True)
class About:
    """What the surfaces need to know of a table besides its columns."""

    indonesian: str = ""
    """The docstring of the table in Indonesian."""
    label: Bilingual | None = None
    """What a row is called on pages, on its own: `Candidacy`."""
    row: str = ""
    """What one row is called, where the table's name without its plural ending is wrong: `legal_basis`."""
    rows: Bilingual | None = None
    """What its rows are called within a sentence; in English the table's name where it is left out."""
    of_this: str = ""
    """How Indonesian says `of this row`: `dalam kontes ini`, `di TPS ini`."""
    is_node: bool = False
    """Rows have a key of their own and an IRI, `{base}id/{row}/{key}`; the others are part of a row that has one."""
    in_graph: bool = True
    """False for what is read from the release alone."""
    is_shown: bool = True
    """Rows have a GraphQL type; False for rows that are only passed through on the way to others."""
    rdf_class: str = ""
    """Class of the rows in RDF: `pe:Candidacy`; a term of our own, called as the GraphQL type, where it is left out."""
    type_name: str = ""
    """Name of the GraphQL type, where that of a row is taken."""
    listed: bool = False
    """GraphQL has root fields for all rows and for one."""
    fields: Mapping[str, Over | Detail] = field(default_factory=dict)
    """Further GraphQL fields, by their names as columns are named."""
    order: str = ""
    """GraphQL fields in the order in which they are shown, with spaces between; the others follow as columns and references do."""
    also_named: Mapping[str, str] = field(default_factory=dict)
    """Further names of columns in conditions: name -> column."""
    part: Part | None = None
    """Of what the rows are part, where they are no nodes."""
    edition: Belongs | With | None = None
    """Which rows belong to an edition; where it is left out NAMED for a column `edition_id`, ABOUT for one marked as `subject`."""
    wholes: str = ""
    """The column of a row that it is part of, where that one belongs to an edition as well."""
    search: tuple[int, Bilingual] | None = None
    """Place among the types that `search` looks through, and what it tells of them."""
    listed_by: tuple[tuple[str, bool], ...] = ()
    """Order of a connection's rows where a query gives none, before the key: (column, descending)."""
    indexes: tuple[tuple[str, ...], ...] = ()
    """Columns of SQLite indexes for pages that are commonly asked for; keys and references have theirs."""


class Table(dy.Schema):
    """Base of all tables. The docstring of a subclass is its public description and states its grain."""

    about: ClassVar[About] = About()

    @classmethod
    @cache
    def columns(cls) -> dict[str, dy.Column]:
        """Columns by name, as dataframely has them, looked up once: every surface asks for them over and over."""
        return super().columns()

    @classmethod
    @cache
    def table_name(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def table_description(cls) -> str:
        """What the table holds: its docstring, with its Indonesian where the declaration has it."""
        english = inspect.cleandoc(cls.__doc__ or "")
        return Bilingual(english, cls.about.indonesian) if cls.about.indonesian else english

    @classmethod
    def summary(cls) -> str:
        """The first line of the description, in English: what a row is."""
        return (cls.__doc__ or "").partition("\n")[0]

    @classmethod
    def row_name(cls) -> str:
        """What one row is called; for nodes the spelling of IRIs: `polling-station`."""
        name = cls.table_name()
        singular = cls.about.row or (name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s"))
        return singular.replace("_", "-") if cls.about.is_node else singular

    @classmethod
    def type_name(cls) -> str:
        """Name of the GraphQL type, which the RDF context knows it by as well."""
        words = cls.row_name().replace("-", "_").split("_")
        return cls.about.type_name or "".join(word.capitalize() for word in words)

    @classmethod
    def key_column(cls) -> str:
        """The first column of the primary key; for tables with one key column, the key."""
        return cls.primary_key()[0]

    @classmethod
    def marks(cls, column: str) -> Marks:
        """What the declaration of a column says besides its type and description."""
        return cls._marks()[column]

    @classmethod
    @cache
    def _marks(cls) -> dict[str, Marks]:
        return {name: cast("Marks", column.metadata or {}) for name, column in cls.columns().items()}

    @classmethod
    def edition_rule(cls) -> Belongs | With:
        """Which rows belong to an edition. Raises TypeError where the declaration does not tell."""
        if cls.about.edition is not None:
            return cls.about.edition
        if "edition_id" in cls.columns():
            return Belongs.NAMED
        if any(cls.marks(column).get("subject_kind") for column in cls.columns()):
            return Belongs.ABOUT
        raise TypeError(f"{cls.__name__}: expected `edition` in its About, which rows belong to an edition; found none")

    @classmethod
    @cache
    def references(cls) -> Mapping[str, tuple[str, str]]:
        """Column -> (table, column) that it points to; the column is empty for the table's key."""
        pointed = {}
        for name, marks in cls._marks().items():
            target = marks.get("ref")
            if target:
                table, _, to_column = target.partition(".")
                pointed[name] = (table, to_column)
        return pointed

    @classmethod
    def public_columns(cls) -> list[str]:
        """Columns that a release holds, in published order: the key first, the source last."""
        public = [name for name in cls.columns() if not cls.marks(name).get("withheld")]
        return sorted(public, key=lambda name: name in Sourced.columns() and name not in cls.primary_key())

    @classmethod
    def polars_schema(cls) -> dict[str, pl.DataType]:
        return {name: column.dtype for name, column in cls.columns().items()}


class Sourced(Table):
    """Base of the tables whose rows are stated by a source row."""

    source_id = dy.String(
        nullable=True,
        metadata=ref("sources") | rdf("prov:wasDerivedFrom"),
        description=Bilingual("The source file that states this row.", "Berkas sumber yang menyatakan baris ini."),
    )
    source_row = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Number of the row or element in the file, from 1.", "Nomor baris atau unsur dalam berkas, mulai dari 1."
        ),
    )


def term_name(table: type[Table], column: str) -> str:
    """Return what the context knows a column by: the GraphQL field over it; `votes_count` is `votesCount`, `person_id` is `person`."""
    marks = table.marks(column)
    is_reference = "ref" in marks
    if "subject_kind" in marks and not is_reference and column.endswith("_key"):
        column = column.removesuffix("_key")
    first, *rest = (marks.get("edge") or (column.removesuffix("_id") if is_reference else column)).split("_")
    return first + "".join(word.capitalize() for word in rest)
