"""Region recodes: the former official code of each region that got a new one.

A code is new where no earlier list has it, and gone where no later list has it. A regency or city is the same under a new code
where its name is, and no other regency that changed has that name. A subdistrict or village is the same where its name is and
it lies in the same region as before, that region's own recoding taken into account; a village may have gone to another
subdistrict of its regency. Nothing else is guessed.
"""

import polars as pl

PREFIXES = r"^(kabupaten|kab|kota administrasi|kota adm|kota|daerah khusus ibukota|dki|provinsi)\b[. ]*"

WITHIN: dict[int, tuple[str | None, ...]] = {0: (), 1: (None,), 2: ("parent",), 3: ("parent", "grandparent")}
"""By depth of a code, where a region may have been before: provinces are never recoded; a village stays in its regency."""


def recodes(lists: pl.DataFrame) -> pl.DataFrame:
    """Return (`value`, `old`): codes and the first code of the same region, one row per recoded code.

    `lists` has a row per code and year in which an official list holds it: `value` (dotted), `name`, `year`.
    """
    codes = _lifetimes(lists)
    line = pl.DataFrame(schema={"value": pl.String, "old": pl.String})
    for depth in sorted(codes["depth"].unique().to_list()):
        level = codes.filter(pl.col("depth") == depth)
        for within in WITHIN[depth]:
            left = level.join(line, on="value", how="anti").join(line, left_on="value", right_on="old", how="anti")
            line = pl.concat([line, _matched(left, line, within)])
    return _first_codes(line)


def _first_codes(line: pl.DataFrame) -> pl.DataFrame:
    """Follow a region that was recoded more than once to its first code."""
    before = dict(line.iter_rows())

    def first(value: str) -> str:
        while value in before:
            value = before[value]
        return value

    rows = [(value, first(value)) for value in sorted(before)]
    return pl.DataFrame(rows, schema=line.schema, orient="row")


def bare_name(column: str) -> pl.Expr:
    """Return a name without its kind (Kab., Kota) and without anything but letters."""
    lower = pl.col(column).str.to_lowercase().str.strip_chars()
    return lower.str.replace(PREFIXES, "").str.replace_all(r"[^a-z]", "")


def is_city(column: str) -> pl.Expr:
    """Tell whether a regency's name says that it is a city (kota)."""
    return pl.col(column).str.to_lowercase().str.starts_with("kota")


def _lifetimes(lists: pl.DataFrame) -> pl.DataFrame:
    """Return a row per code: name in its last list, first and last year, depth, parent code, and whether it is gone or new."""
    codes = (
        lists.sort("year")
        .group_by("value")
        .agg(pl.col("name").last(), pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))
        .with_columns(
            pl.col("value").str.count_matches(r"\.").alias("depth"),
            pl.col("value").str.replace(r"\.?[^.]*$", "").alias("parent"),
            pl.col("value").str.replace(r"\.?[^.]*\.?[^.]*$", "").alias("grandparent"),
            bare_name("name").alias("bare"),
            is_city("name").alias("city"),
        )
    )
    is_gone, is_new = pl.col("last") < pl.col("last").max(), pl.col("first") > pl.col("first").min()
    return codes.with_columns(is_gone.alias("is_gone"), is_new.alias("is_new"))


def _matched(codes: pl.DataFrame, line: pl.DataFrame, within: str | None) -> pl.DataFrame:
    """Return the pairs among codes of one depth; `within` names the region above in which both must lie."""
    by = ["bare", "city", "_within"] if within else ["bare", "city"]
    above = line.rename({"value": within or "value", "old": "_within"})
    current = codes.join(above, on=within or "value", how="left").with_columns(
        pl.coalesce("_within", within or "value").alias("_within")
    )
    gone = current.filter("is_gone").select(*by, pl.col("value").alias("old"), "last")
    new = current.filter("is_new").select(*by, "value", "first")
    pairs = new.join(gone, on=by).filter(pl.col("last") < pl.col("first"))
    next_of_each = (pl.col("last") == pl.col("last").max().over("value")) & (
        pl.col("first") == pl.col("first").min().over("old")
    )
    steps = pairs.filter(next_of_each)
    unique = (pl.len().over("value") == 1) & (pl.len().over("old") == 1)
    return steps.filter(unique).select("value", "old")
