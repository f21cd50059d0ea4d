"""Answers to first questions, worked out from the published files with plain loops, for `questions.json`.

Nothing of the hub is used. A module for each election registers what makes its answers; `python -m tests.indonesia.truth FOLDER` writes them anew.
"""

from pathlib import Path

from tests.indonesia.truth import dpr_2024, edition_2014, edition_2019, people_and_money, president_2024, regional
from tests.indonesia.truth.files import TRUTHS, read

__all__ = [
    "CASES",
    "TRUTHS",
    "dpr_2024",
    "edition_2014",
    "edition_2019",
    "people_and_money",
    "president_2024",
    "read",
    "regional",
]

CASES = Path(__file__).parent.with_name("questions.json")
