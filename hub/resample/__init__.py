"""Sampled partitions of candidacies into persons, and rates among persons with the interval that they give.

`evidence` reads what a release keeps of who is who, `partitions` draws, `rates` counts.
"""

from hub.resample.evidence import Evidence, read_evidence
from hub.resample.partitions import draw
from hub.resample.rates import Rate, rates

__all__ = ["Evidence", "Rate", "draw", "rates", "read_evidence"]
