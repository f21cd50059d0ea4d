"""A failed download and its cause; the text contains no national id number (NIK, 16 digits)."""

from dataclasses import dataclass

from hub.national_id import strike_out


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that was not had. `final`: the server has no such file, so that asking again would not help."""

    path: str
    url: str
    cause: str
    final: bool = False

    def __str__(self) -> str:
        return strike_out(f"{self.path} ({self.url}): {self.cause}")
