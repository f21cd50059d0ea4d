"""RDF terms as Polars expressions: keys and literals, column by column, escaped for every notation."""

from urllib.parse import quote

import polars as pl

from hub.rdf.context import JSON
from hub.rdf.mapping import IRI_TYPES, Iri, Literal

__all__ = ["JSON", "as_path", "as_text", "canonical_double", "fragment", "is_text", "lexical", "start", "text"]

_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_CONTROLS = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F) if chr(code) not in _NAMED}
_ESCAPES = _NAMED | _CONTROLS

_SAFE = "/@~:.-_"
_UNSAFE = r"[^A-Za-z0-9/@~:._-]"
_IN_PATHS = bytes(code for code in range(0x80) if chr(code).isalnum() or chr(code) in _SAFE)
_IN_TEXTS = bytes(code for code in range(0x100) if chr(code) not in _ESCAPES)
"""Bytes of UTF-8 that need no escape."""

_UNQUOTED = ("#integer", "#boolean", "#date")
"""Datatypes whose text is what Polars makes of the column and never holds a character to escape."""


def as_path(keys: pl.Series) -> pl.Series:
    """Return texts with what an IRI path may not hold percent-encoded; the same object where nothing is, and then `as_text` changes nothing either."""
    if _is_made_of(keys, _IN_PATHS):
        return keys
    odd = keys.filter(keys.str.contains(_UNSAFE)).unique()
    return keys.replace({key: quote(key, safe=_SAFE) for key in odd})


def as_text(texts: pl.Series) -> pl.Series:
    """Return texts, or lists of them, with quotes, backslashes and control characters escaped: N-Triples, Turtle and JSON agree on how."""
    if texts.dtype == pl.List:
        if _is_made_of(texts.explode(), _IN_TEXTS):
            return texts
        return texts.list.eval(pl.element().str.replace_many(list(_ESCAPES), list(_ESCAPES.values())))
    if _is_made_of(texts, _IN_TEXTS):
        return texts
    return texts.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def text(*parts: str | pl.Expr) -> pl.Expr:
    """Return texts one after the other, null where any is: a `str` is a text as it is. Those that follow each other are one, since each part of a row costs time."""
    joined: list[str | pl.Expr] = []
    for part in parts or ("",):
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in joined])


def start(name: Iri, root: str) -> str | pl.Expr:
    """Return the prefix of the key in an IRI, `{root}{node type}/`; null for a kind that has no IRI."""
    if name.node_type is not None:
        return f"{root}{name.node_type}/"
    kind = pl.col(name.kind or "").cast(pl.String)
    return pl.when(kind.is_in(IRI_TYPES)).then(pl.concat_str(pl.lit(root), kind, pl.lit("/")))


def fragment(name: Iri) -> tuple[str | pl.Expr, ...]:
    """Return what follows the key in IRIs as `hub.ids.iri` writes them; nothing for an IRI without a fragment."""
    if not name.fragment:
        return ()
    parts = pl.concat_str([pl.col(part) for part in name.fragment], separator="-", ignore_nulls=True)
    return "#", parts.map_batches(as_path, return_dtype=pl.String)


def is_text(literal: Literal) -> bool:
    """True for literals that are any text: a column of them is escaped before it is written."""
    return not (literal.datatype or "").endswith(("#gYear", "#double", *_UNQUOTED, JSON))


def lexical(column: str, literal: Literal) -> pl.Expr:
    """Return the literals of a column as texts without quotes, of a column of texts that is escaped."""
    text = pl.col(column).cast(pl.String)
    if literal.datatype is not None and literal.datatype.endswith("#gYear"):
        return text.str.zfill(4)
    if literal.datatype is not None and literal.datatype.endswith("#double"):
        return pl.col(column).map_elements(canonical_double, return_dtype=pl.String)
    if literal.datatype == JSON:
        return text.map_batches(as_text, return_dtype=pl.String)
    return text


def canonical_double(number: float) -> str:
    """Return a number in the canonical form of xsd:double, to which JSON-LD processors bring it: 1234.5 is `1.2345E3`."""
    mantissa, exponent = f"{number:.15E}".split("E")
    digits = mantissa.rstrip("0")
    return f"{digits}0E{int(exponent)}" if digits.endswith(".") else f"{digits}E{int(exponent)}"


def _is_made_of(texts: pl.Series, plain: bytes) -> bool:
    """True if the texts hold no byte but the plain ones: far faster to ask of a column at once than of each text."""
    return not texts.str.join("").cast(pl.Binary).item().translate(None, plain)
