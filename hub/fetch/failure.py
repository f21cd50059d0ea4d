"""A document that could not be had, and why; no national id number (NIK, 16 digits) stands in what is said of it."""

import re
from dataclasses import dataclass

NATIONAL_ID = re.compile(r"[0-9]{16}")


def masked(text: str) -> str:
    """Return a text without any run of 16 digits."""
    return NATIONAL_ID.sub("[number withheld]", text)


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that was not had. `final`: the server has no such file, so that asking again would not help."""

    path: str
    url: str
    cause: str
    final: bool = False

    def __str__(self) -> str:
        return masked(f"{self.path} ({self.url}): {self.cause}")
