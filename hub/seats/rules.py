"""Seat rules of the law, by edition and office: method, threshold, and the articles that say so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from hub.errors import BadArgument, UsageError

HARE, SAINTE_LAGUE = "hare", "sainte-lague"

METHODS = (HARE, SAINTE_LAGUE)
"""Quota of Hare with largest remainders; divisors 1, 3, 5, 7 ... of Sainte-Laguë."""

COUNCILS = ("DPRD_PROVINCE", "DPRD_REGENCY")


class SeatsUnknown(UsageError):
    """The rules, the votes or the seats that an allocation needs are not held."""

    code = "SEATS_UNKNOWN"


@dataclass(frozen=True)
class SeatRules:
    """How the votes of lists become seats. `threshold` is a part of all valid votes of the nation; None where every list takes part.

    Votes from abroad count in the district that they are given to. `districts_count` is how many districts the law's annex has: a
    national share is known once the votes of all of them are.
    """

    method: str
    threshold: Fraction | None
    districts_count: int | None
    source: str

    def with_changes(self, threshold: Fraction | None, method: str | None) -> "SeatRules":
        """Return the rules with another threshold or method: what would have been. A threshold of 0 lets every list take part."""
        changed = replace(self, method=method or self.method, source=f"instead of {self.source}")
        return changed if threshold is None else replace(changed, threshold=threshold or None)


_LAW_2012, _LAW_2017 = "UU 8/2012", "UU 7/2017"

RULES: dict[tuple[int, str], SeatRules] = {
    (2014, "DPR"): SeatRules(
        HARE, Fraction(35, 1000), 77, f"{_LAW_2012} art. 208 (3.5% of national valid votes), 211 and 212 (quota, remainders)"
    ),
    (2019, "DPR"): SeatRules(
        SAINTE_LAGUE, Fraction(4, 100), 80, f"{_LAW_2017} art. 414 (4% of national valid votes), 415 (2) and 420 (divisors 1, 3, 5, 7)"
    ),
    (2024, "DPR"): SeatRules(
        SAINTE_LAGUE, Fraction(4, 100), 84, f"{_LAW_2017} art. 414 (4% of national valid votes), 415 (2) and 420 (divisors 1, 3, 5, 7)"
    ),
    **{
        (2014, office): SeatRules(HARE, None, None, f"{_LAW_2012} art. 211 and 212; no threshold: decision 52/PUU-X/2012 of the Constitutional Court")
        for office in COUNCILS
    },
    **{
        (year, office): SeatRules(SAINTE_LAGUE, None, None, f"{_LAW_2017} art. 414 (2) (no threshold), 415 (3) and 420 (divisors 1, 3, 5, 7)")
        for year in (2019, 2024)
        for office in COUNCILS
    },
}  # fmt: skip
"""Rules by year and office. Local parties of Aceh stand for the councils of Aceh only, and take part there as any list does.

2009 is not here: UU 10/2008 art. 205 fills seats in three stages, by the quota, by half of it, and from what remains in the whole
province, of the lists with 2.5% of the national votes (art. 202). No votes of 2009 are held, so it is described and not computed.
"""


def rules_of(year: int, office: str) -> SeatRules | None:
    """Return the rules for an office in the election of a year; None where none are on record here."""
    return RULES.get((year, office))


def required_rules(year: int, office: str) -> SeatRules:
    """Return the rules for an office in the election of a year. Raises SeatsUnknown where none are on record here."""
    found = rules_of(year, office)
    if found is None:
        raise SeatsUnknown(
            f"expected an election whose seats are shared out among lists ({', '.join(_told(RULES))}), found {year} {office}"
        )
    return found


def checked_method(method: str | None) -> str | None:
    """Return the method as given. Raises BadArgument for one that is not known."""
    if method is not None and method not in METHODS:
        raise BadArgument(f"expected a method, {' or '.join(METHODS)}, found {method!r}")
    return method


def checked_threshold(threshold: float | str | None) -> Fraction | None:
    """Return a threshold as an exact part of the votes. Raises BadArgument unless it is from 0 up to, but not, 1."""
    if threshold is None:
        return None
    try:
        exact = Fraction(str(threshold))
    except (ValueError, ZeroDivisionError):
        exact = Fraction(-1)
    if not 0 <= exact < 1:
        raise BadArgument(f"expected a threshold as a part of the votes, such as 0.04 for 4%, found {threshold}")
    return exact


def _told(known: Iterable[tuple[int, str]]) -> list[str]:
    return [f"{year} {office}" for year, office in sorted(known)]
