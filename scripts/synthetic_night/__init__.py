"""A synthetic election night: an invented count on a division of realistic shape, for rehearsal and measurement.

Nothing in it is a result. Every file bears `synthetic` in its name and in its Parquet metadata, every column of figures in its
name, every region and contest in its key.
"""

from scripts.synthetic_night.night import Night, open_night
from scripts.synthetic_night.simulate import make_night

__all__ = ["Night", "make_night", "open_night"]
