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
"""Most pairs that one key may make of two editions: 40 candidacies against 40."""
_EDGE_LENGTH = 4
"""Letters of the beginning or the end of a name that, with home or district, are a key for misspelled names; both with the province."""


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
    return unique(*(np.concatenate([each[side].to_numpy() for each in found]) for side in ("left", "right")))


def unique(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return pairs sorted, each once."""
    numbers = np.sort(left.astype(np.int64) << 32 | right)
    numbers = numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]  # many times faster than np.unique
    return (numbers >> 32).astype(np.int32), (numbers & 0xFFFFFFFF).astype(np.int32)


def _rules(records: Records) -> Iterator[pl.DataFrame]:
    """Yield for each rule a frame of `row` and `key`."""
    rows = np.arange(len(records.candidacy_id), dtype=np.int32)
    yield _keys(rows, pl.Series(records.name_key))
    line = pl.Series(records.line.tolist(), dtype=pl.String)
    yield _keys(rows, line)
    words = _words(records)
    yield words.select("row", key=pl.col("word").cast(pl.UInt64))
    yield _two_words(words)
    for edge in (line.str.head(_EDGE_LENGTH), line.str.tail(_EDGE_LENGTH)):
        for place in (records.district, records.residence):
            near = pl.DataFrame({"row": rows, "edge": edge, "place": place}).filter(pl.col("place") != NONE)
            yield near.select("row", key=pl.struct("edge", "place").hash())
    inner = pl.DataFrame(
        {"row": rows, "edges": line.str.head(_EDGE_LENGTH) + line.str.tail(_EDGE_LENGTH), "province": records.province}
    )
    long = inner.filter((line.str.len_chars() > 2 * _EDGE_LENGTH) & (pl.col("province") != NONE))
    yield long.select("row", key=pl.struct("edges", "province").hash())
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
        made = _editions_that_meet(keys, within_editions=within_editions)
        found.append(_paired(keys, made.filter(pl.col("pairs") <= MOST_PAIRS), within_editions=within_editions))
        keys = keys.join(made.filter(pl.col("pairs") > MOST_PAIRS), on="key", how="semi")
        if keys.is_empty() or not narrower:
            break
        keys = pl.concat(
            keys.filter(pl.col(place) != NONE).with_columns(key=pl.struct("key", place, rule=pl.lit(place)).hash())
            for place in narrower
        )
    return pl.concat(found)


def _editions_that_meet(keys: pl.DataFrame, *, within_editions: bool) -> pl.DataFrame:
    """Return one row per key and two editions that share it, with the `pairs` that it makes of them.

    Each two editions are counted apart: which of their candidacies are compared does not depend on a third. Pairs within editions
    are strangers to learn from: there a name that is common in any edition is left out.
    """
    sizes = keys.group_by("key", "edition").len("size").with_columns(pl.col("size").cast(pl.Int64))
    if within_editions:
        every = pl.col("size").sum().over("key")
        return sizes.select("key", "edition", right_edition="edition", pairs=every * every // 2)
    right = sizes.select("key", right_edition="edition", right_size="size")
    both = sizes.join(right, on="key").filter(pl.col("edition") < pl.col("right_edition"))
    return both.select("key", "edition", "right_edition", pairs=pl.col("size") * pl.col("right_size"))


def _paired(keys: pl.DataFrame, meeting: pl.DataFrame, *, within_editions: bool) -> pl.DataFrame:
    left = keys.select("key", "edition", left="row").join(meeting, on=["key", "edition"])
    both = left.join(keys.select("key", right_edition="edition", right="row"), on=["key", "right_edition"])
    if within_editions:
        both = both.filter(pl.col("left") < pl.col("right"))
    return both.select("left", "right")
