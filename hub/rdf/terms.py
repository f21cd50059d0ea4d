"""RDF terms as Polars expressions: keys and literals, column by column, escaped for every notation."""

from urllib.parse import quote

import polars as pl

from hub.rdf.context import JSON
from hub.rdf.mapping import IRI_TYPES, Iri, Literal

__all__ = ["JSON", "canonical_double", "escaped", "escaped_lists", "lexical", "path", "start", "text"]

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


def escaped(text: pl.Expr) -> pl.Expr:
    """Return texts with quotes, backslashes and control characters escaped: N-Triples, Turtle and JSON agree on how."""
    return text.map_batches(_escape, return_dtype=pl.String)


def escaped_lists(lists: pl.Expr) -> pl.Expr:
    """Return lists of texts with each escaped as `escaped` does."""
    return lists.map_batches(_escape_lists, return_dtype=pl.List(pl.String))


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


def path(name: Iri) -> pl.Expr:
    """Return the key and the fragment of IRIs as `hub.ids.iri` writes them; a list for a column of lists is joined by the caller."""
    key = _path(pl.col(name.key))
    if not name.fragment:
        return key
    return pl.concat_str(
        key,
        pl.lit("#"),
        _path(pl.concat_str([pl.col(part) for part in name.fragment], separator="-", ignore_nulls=True)),
    )


def lexical(column: str, literal: Literal) -> pl.Expr:
    """Return the literals of a column as escaped texts, without quotes."""
    text = pl.col(column).cast(pl.String)
    if literal.datatype is not None and literal.datatype.endswith("#gYear"):
        return text.str.zfill(4)
    if literal.datatype is not None and literal.datatype.endswith("#double"):
        return pl.col(column).map_elements(canonical_double, return_dtype=pl.String)
    if literal.datatype is not None and literal.datatype.endswith(_UNQUOTED):
        return text
    return escaped(text)


def canonical_double(number: float) -> str:
    """Return a number in the canonical form of xsd:double, to which JSON-LD processors bring it: 1234.5 is `1.2345E3`."""
    mantissa, exponent = f"{number:.15E}".split("E")
    digits = mantissa.rstrip("0")
    return f"{digits}0E{int(exponent)}" if digits.endswith(".") else f"{digits}E{int(exponent)}"


def _escape(texts: pl.Series) -> pl.Series:
    if _is_made_of(texts, _IN_TEXTS):
        return texts
    return texts.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def _escape_lists(lists: pl.Series) -> pl.Series:
    if _is_made_of(lists.explode(), _IN_TEXTS):
        return lists
    return lists.list.eval(pl.element().str.replace_many(list(_ESCAPES), list(_ESCAPES.values())))


def _is_made_of(texts: pl.Series, plain: bytes) -> bool:
    """True if the texts hold no byte but the plain ones: far faster to ask of a column at once than of each text."""
    return not texts.str.join("").cast(pl.Binary).item().translate(None, plain)


def _path(key: pl.Expr) -> pl.Expr:
    return key.cast(pl.String).map_batches(_escape_path, return_dtype=pl.String)


def _escape_path(keys: pl.Series) -> pl.Series:
    """Percent-encode what an IRI path may not hold. Nearly every key is plain, so only the odd ones are touched."""
    if _is_made_of(keys, _IN_PATHS):
        return keys
    odd = keys.filter(keys.str.contains(_UNSAFE)).unique()
    return keys.replace({key: quote(key, safe=_SAFE) for key in odd})
