"""Which pairs of candidacies are worth comparing: those that share a key of some rule.

A rule makes keys of a record (its whole name, a rare word, a word and the district ...). Where a key is so common that it would
make too many pairs, it is narrowed by the province, then by the residence or the district, and given up where even that is common:
so the work grows with the number of candidacies, not with its square.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from hub.identity.records import NO_DATE, NONE, Ints, Records

MOST_PAIRS = 1600
"""Most pairs that one key may make: 40 candidacies against 40."""
_EDGE_LENGTH = 4
"""Letters of the beginning and the end of a name that, with the place, are a key for misspelled names."""


def pairs(records: Records, *, within_editions: bool = False) -> tuple[Ints, Ints]:
    """Return the pairs to compare as two arrays of record numbers, sorted, each pair once, the earlier edition on the left.

    Pairs are of two different editions, or with `within_editions` of two candidacies of one edition.
    """
    context = pl.DataFrame(
        {
            "row": np.arange(len(records.candidacy_id), dtype=np.int32),
            "edition": records.edition,
            "province": records.province,
            "residence": records.residence,
            "district": records.district,
        }
    )
    found = [_joined(keys.join(context, on="row"), within_editions=within_editions) for keys in _rules(records)]
    unique = pl.concat(found).unique().sort("left", "right")
    return unique["left"].to_numpy(), unique["right"].to_numpy()


def _rules(records: Records) -> Iterator[pl.DataFrame]:
    """Yield for each rule a frame of `row` and `key`."""
    rows = np.arange(len(records.candidacy_id), dtype=np.int32)
    yield _keys(rows, pl.Series(records.name_key))
    yield _keys(rows, pl.Series(records.line))
    words = _words(records)
    yield words.select("row", key=pl.col("word").cast(pl.UInt64))
    yield _two_words(words)
    line = pl.Series(records.line)
    for edge in (line.str.head(_EDGE_LENGTH), line.str.tail(_EDGE_LENGTH)):
        for place in (records.district, records.residence):
            near = pl.DataFrame({"row": rows, "edge": edge, "place": place}).filter(pl.col("place") != NONE)
            yield near.select("row", key=pl.struct("edge", "place").hash())
    dated = records.birth_date != NO_DATE
    yield pl.DataFrame({"row": rows[dated], "key": records.birth_date[dated].astype(np.uint64)})


def _keys(rows: Ints, texts: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"row": rows, "key": texts.hash()}).filter(texts != "")


def _words(records: Records) -> pl.DataFrame:
    """Return one row per record and word that is more than an initial, by its sound."""
    sounds = records.sounds
    row, column = np.nonzero((sounds >= 0) & (records.sound_length[sounds] > 1))
    return pl.DataFrame({"row": row.astype(np.int32), "word": sounds[row, column]}).unique()


def _two_words(words: pl.DataFrame) -> pl.DataFrame:
    both = words.join(words, on="row", suffix="_other").filter(pl.col("word") < pl.col("word_other"))
    return both.select("row", key=pl.struct("word", "word_other").hash())


def _joined(keys: pl.DataFrame, *, within_editions: bool) -> pl.DataFrame:
    """Return the pairs of rows that share a key, common keys narrowed by place."""
    found = []
    for narrower in (["province"], ["residence", "district"], []):
        made = keys.group_by("key").agg(pairs=_pairs_count(within_editions=within_editions))
        common = made.filter(pl.col("pairs") > MOST_PAIRS).select("key")
        found.append(_paired(keys.join(common, on="key", how="anti"), within_editions=within_editions))
        keys = keys.join(common, on="key", how="semi")
        if keys.is_empty() or not narrower:
            break
        keys = pl.concat(
            keys.filter(pl.col(place) != NONE).with_columns(key=pl.struct("key", place, rule=pl.lit(place)).hash())
            for place in narrower
        )
    return pl.concat(found)


def _pairs_count(*, within_editions: bool) -> pl.Expr:
    """Return an upper bound of the pairs that a key makes."""
    size = pl.len().cast(pl.Int64)
    largest = pl.col("edition").value_counts(sort=True).first().struct.field("count").cast(pl.Int64)
    return size * size // 2 if within_editions else size * (size - largest)


def _paired(keys: pl.DataFrame, *, within_editions: bool) -> pl.DataFrame:
    right = keys.select("key", right="row", right_edition="edition")
    both = keys.select("key", left="row", edition="edition").join(right, on="key")
    if within_editions:
        wanted = (pl.col("edition") == pl.col("right_edition")) & (pl.col("left") < pl.col("right"))
    else:
        wanted = pl.col("edition") < pl.col("right_edition")
    return both.filter(wanted).select("left", "right").unique()
