"""The texts of a column, one after the other, as the bytes that Polars holds them in."""

from collections.abc import Iterator
from typing import Any

import nanoarrow
import numpy as np
import polars as pl

_INLINE = 12
"""Bytes of the longest text that Arrow keeps in its view and not in a buffer."""


def joined(texts: pl.Series) -> Iterator[bytes | memoryview]:
    """Yield the texts of a column without nulls as bytes, in its order, with nothing between them.

    Polars has put texts that it has just made into buffers one after the other. These are handed out as they are, which saves two copies of all that is written; texts
    that lie in another order, or share their bytes, are copied.
    """
    for piece in texts.get_chunks():
        (array,) = nanoarrow.c_array_stream(piece)
        _, views, *held, _ = array.view().buffers
        if array.offset == 0 and _is_in_order(
            np.frombuffer(views, np.int32).reshape(-1, 4), [len(each) for each in held]
        ):
            for each in held:
                yield memoryview(each)
        else:
            yield piece.str.join("").item().encode()


def _is_in_order(views: np.ndarray[Any, np.dtype[np.int32]], held: list[int]) -> bool:
    """True if texts lie in buffers of the given sizes one after the other; a view is a size, the first bytes, a buffer and an offset in it."""
    sizes, buffers, offsets = (views[:, field].astype(np.int64) for field in (0, 2, 3))
    begins, ends = np.cumsum([0, *held]), np.cumsum(sizes)
    if not len(sizes) or sizes.min() <= _INLINE or begins[-1] != ends[-1]:
        return False
    return bool((begins[buffers] + offsets == ends - sizes).all())
