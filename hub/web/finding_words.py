"""What a finding says, in the language of a page: the English message of a release, recognised by its template and said again.

`%(name)s` of a template stands for any text; numbers are written as the language writes them, and the key of a thing is left out where its
name is there. A message that no template fits (of another package, of an earlier release) is None: a page then shows it in English, and says so.
"""

import re
from functools import lru_cache

from hub.tables.vocabulary import OFFICES
from hub.web.texts import text_
from hub.web.words import Words

TEMPLATES = (
    text_("sources differ on the votes of %(thing)s at %(place)s: %(figures)s"),
    text_("sources differ on the votes of %(thing)s: %(figures)s"),
    text_("%(place)s: expected one figure of %(figure)s in every source, found %(figures)s"),
    text_("%(place)s: expected %(right)s at most %(left)s, %(most)s; found %(found)s; law: %(law)s"),
    text_("%(place)s: expected %(right)s equal to %(left)s, %(count)s; found %(found)s; figure: %(figure)s; counted: %(units)s"),
    text_("%(place)s: expected %(right)s equal to %(left)s, %(count)s; found %(found)s"),
    text_("no map of %(count)s districts of %(office)s in %(edition)s: %(reason)s"),
    text_("no map of %(thing)s: %(reason)s"),
    text_("expected the numbers 1 to %(last)s on the list, found none of [%(missing)s]"),
    text_("expected a Kemendagri code of its own for region %(region)s, found %(found)s; none is kept"),
    text_("expected a list number of one's own, found that of the member in row %(row)s; it is left out"),
    text_("expected a date such as %(example)s in '%(column)s', found %(found)s"),
    text_("row %(row)s, column '%(column)s': expected a date such as %(example)s; found %(found)s"),
    text_("row %(row)s, column '%(column)s': expected a whole number such as %(example)s; found %(found)s"),
    text_("column '%(column)s': 1 cell, 1 text, without a partner in %(table)s: %(text)s 1 times"),
    text_("%(count)s rows left out by `where` and `unless` of the mapping"),
    text_("1 row left out by `where` and `unless` of the mapping"),
    text_("expected a year from %(first)s to %(last)s, found %(found)s"),
    text_("expected one birth of one person, found different ones in %(things)s; one of them is a slip, or two people are joined"),
    text_("expected somebody who stands in %(edition)s to be %(least)s to %(most)s years old, found the year of birth %(year)s; it is not used to tell who is who"),
    text_("expected the candidacy %(thing)s of the confirmed identifier %(value)s in the build, found none; it is kept, and counts when the candidacy is there"),
    text_("%(left)s and %(right)s look like one person, but %(reason)s: kept apart"),
    text_("two sources give another %(what)s for one %(thing)s: '%(kept)s' of %(source)s is kept, '%(also)s' of %(other)s is also stated"),
    text_("two sources give another %(what)s for one %(thing)s: that of %(source)s is kept, that of %(other)s is also stated"),
    text_("no source defines the region %(region)s, named as parent of %(places)s; their parent is left empty"),
    text_("expected the regions of the district in %(province)s, found %(regions)s; no list of any year has it in that province"),
    text_("expected all that a judgement on %(what)s names in the build, found none called %(names)s; it is kept, and counts when that is there"),
    text_("expected %(what)s in %(region)s, %(first)s and %(second)s, to sum to %(total)s"),
    text_("expected the total of the report, Rp %(total)s, equal to the sum of its contributions, found Rp %(found)s; both are shown as stated"),
    text_("the %(sum)s in %(series)s is %(found)s, the %(total)s in %(other)s is %(count)s"),
    text_("the votes of candidates and parties alone are %(count)s, those of %(law)s are %(total)s"),
    text_("read as %(format)s, encoding %(encoding)s, delimiter %(delimiter)s, header in row %(row)s; every column is mapped"),
    text_("read as %(format)s, encoding %(encoding)s, delimiter %(delimiter)s, header in row %(row)s; not mapped: %(columns)s"),
    text_("read as %(format)s; every column is mapped"),
    text_("read as %(format)s; not mapped: %(columns)s"),
    text_(
        "expected %(men)s men, %(women)s women and %(others)s others to sum to %(total)s: with the zeros put back that the numbers have lost they do, %(first)s and %(second)s to %(sum)s"
    ),
    text_("expected groups of three digits, found '%(found)s': it is read as %(count)s, which is the row's %(share)s of %(total)s votes"),
    text_("row %(row)s: a letter of '%(name)s' was lost, most often an apostrophe; the name is kept as it is written"),
    text_(
        "expected one candidacy of a person in an edition, found %(count)s of '%(name)s' with one residence, and no date of birth: %(things)s; each is shown, as a person of its own"
    ),
    text_("expected rank %(rank)s by votes for candidate %(number)s of party %(party)s in district %(district)s, found %(found)s"),
    text_("expected one candidate of %(party)s with the published id %(value)s, found %(things)s; reports of that id are kept under the party"),
    text_("expected one region of the code %(code)s, found %(regions)s; rows that name a region by this code are set aside"),
    text_("expected the candidacy in every list of its contest, found none in %(source)s"),
    text_("expected '%(column)s' for each of %(count)s candidates, found it empty for %(empty)s"),
    text_(
        "in %(district)s the birth and province cells of numbers %(first)s to %(last)s stand beside the candidate before: %(count)s provinces are not those of their regency but of the next row's; birth and residence of these rows are not taken"
    ),
    text_("expected fewer voters than the %(whole)s of the region that it is a part of, found %(part)s in %(source)s; the figure is shown as stated"),
    text_("expected the candidate's id in '%(column)s', found none: the contribution is kept under the party"),
    text_("expected the province %(province)s for %(place)s, found %(found)s; the region's own place is believed"),
    text_("expected the province %(province)s for district %(district)s, found %(found)s; the district's code is believed"),
    text_("expected a district code in %(count)s rows of '%(name)s', found %(found)s; %(taken)s is taken for it"),
    text_("%(file)s: expected UTF-8 text, found %(count)s other bytes, the first (%(byte)s) at offset %(offset)s; its rows are kept, such bytes are read as Latin-1"),
    text_("region %(region)s stands in district %(district)s as '%(name)s': its voters abroad have no region"),
    text_(
        "expected an amount like the other %(count)s of the edition, found Rp %(amount)s, %(share)s of all; the next largest is Rp %(next)s; it is shown as stated"
    ),
    text_("%(count)s districts of the DPD state their province's seats in the DPR; they are not taken"),
    text_(
        "expected the rows that the hub derives for the table %(table)s to keep its rules and to refer to rows that are there, found %(count)s that do not; they are left out"
    ),
    text_("expected %(column)s to be a row of %(table)s, found no such row; left empty"),
    text_("expected %(expected)s elected for the seats of the contest, found %(found)s"),
    text_("expected %(count)s seats for the list %(name)s by %(law)s, found %(found)s declared elected"),
    text_("expected a name alone, found the remark '%(remark)s' behind it; the name is kept without it"),
    text_("expected votes of each of %(count)s who stand, found none of %(names)s"),
    text_("expected votes that decide every seat, found %(count)s left open by a tie of %(names)s"),
    text_("expected the candidates with the most votes of their lists to be declared elected, found these not declared elected: %(names)s"),
    text_("expected votes that decide who of a list is elected, found equal votes of %(names)s"),
    text_("expected the share %(share)s to be that of %(votes)s among %(total)s votes"),
    text_("expected %(parts)s to sum to %(total)s"),
    text_("expected %(parts)s to sum to %(total)s rupiah, found %(found)s"),
)  # fmt: skip
"""Messages of findings; the first that fits is said, so what is particular comes before what is general."""

PHRASES = (
    text_("valid and invalid"), text_("votes of all options"), text_("registered with reserve"), text_("registered"), text_("voted"), text_("valid"),
    text_("ballots of a station"), text_("ballots counted"), text_("the sum of its parts"), text_("the stated figure"), text_("none"), text_("name"),
    text_("parties"), text_("places"), text_("candidacy"), text_("elected"), text_("rank"), text_("birth_date"), text_("incumbent"),
    text_("district"), text_("region"), text_("party"), text_("men and women on the DPT"), text_("valid and invalid votes"),
    text_("sum over districts and parties"), text_("sum over districts"), text_("national total of all parties"), text_("national total"),
    text_("both stand in one edition, and a person stands once"), text_("the genders stated differ"),
    text_("birth dates of the candidacies that would be joined differ"), text_("candidacies that would be joined are not like one person"),
    text_("candidacies that would be joined state more than these two, and disagree"), text_("a judgement holds them apart"),
    text_("they are published as two people, and only a further candidacy is like both"),
    text_("no source says which regions the district is made of"), text_("a region of the district has no shape in any source"),
)  # fmt: skip
"""Parts of messages that are words and no values."""

_KEY = re.compile(r" \((?:[a-z]-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]|\d{4}[\w-]*/[^ )]+)\)")
"""The key of a thing behind its name."""

_NAMED_KEY = re.compile(r"\b(?P<year>\d{4})(?:-[a-z]+)?/(?P<kind>[a-z]+(?:-[a-z]+)?)(?P<rest>(?:/[\w.-]*\w)*)")
"""The key of a contest, candidacy, nomination or polling station in place of a name."""

_PLACE = re.compile(r"%\((\w+)\)s")
_COUNTED = re.compile(r"(?<![\w.])(\d[\d,]*) in ([\w-]+)(?=,|$)")
_UNITS = re.compile(r"([\d,]+) of ([\d,]+) units")
_ROW_WORDS = re.compile(r"a text of (\d+) characters")
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,]|\.\d)")


def said(words: Words, message: str) -> str | None:
    """Return a message in the language of the words, None where no template fits it."""
    named = _KEY.sub("", message)
    for template, pattern in _patterns():
        found = pattern.fullmatch(named)
        if found is not None:
            parts = {name: _part(words, text) for name, text in found.groupdict().items()}
            return words.gettext(template, **parts)
    return None


def tell(words: Words, row: dict[str, object]) -> None:
    """Add to a finding what it says in the language of the words, and which language that is: `said` and `said_in`."""
    found = said(words, str(row["message"]))
    row["said"], row["said_in"] = (found, words.lang) if found else (row["message"], "en")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for template in TEMPLATES:
        parts = _PLACE.split(template)  # texts and names of places in turn
        written = "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
        found.append((template, re.compile(written, re.DOTALL)))
    return tuple(found)


def _part(words: Words, text: str) -> str:
    """Return a value of a message as the language writes it."""
    if text in PHRASES:
        return words.gettext(text)
    if text in OFFICES:
        return words.office(text)
    text = _NAMED_KEY.sub(lambda found: _thing(words, found), text)
    text = _COUNTED.sub(lambda found: words.gettext("%(count)s in %(source)s", count=found[1], source=found[2]), text)
    text = _UNITS.sub(lambda found: words.gettext("%(count)s of %(total)s units", count=found[1], total=found[2]), text)
    text = _ROW_WORDS.sub(lambda found: words.gettext("a text of %(count)s characters", count=found[1]), text)
    return _THOUSANDS.sub(lambda found: words.number(int(found[0].replace(",", ""))), text)


def _thing(words: Words, key: re.Match[str]) -> str:
    """Return in words what a key is of."""
    kind, rest = key["kind"].upper().replace("-", "_"), key["rest"].strip("/").split("/")
    if kind == "TPS":
        return f"TPS {rest[-1]}"
    if kind == "PARTY":
        return words.gettext("party number %(number)s of %(year)s", number=rest[0], year=key["year"])
    return (_stood(words, kind, key["year"], rest) if kind in OFFICES else None) or key[0]


def _stood(words: Words, office: str, year: str, rest: list[str]) -> str | None:
    """Return in words what the key of a contest, list, pair or candidacy is of, by what follows the office in it; None for any other form."""
    contest = f"{words.office(office)} {year}"
    numbers = [number for number in rest if number]
    if office != "PRESIDENT" and numbers:
        district, *numbers = numbers
        contest = words.gettext("%(contest)s (district %(district)s)", contest=contest, district=district)
    phrase = _NUMBERED.get((_BALLOT[office], len(numbers))) if numbers else "%(contest)s"
    if phrase is None:
        return None
    names = dict(zip(("first", "second"), numbers, strict=False))
    return words.gettext(phrase, contest=contest, **names)


_BALLOT = {
    office: "candidates" if office == "DPD" else "lists" if office.startswith("DPR") else "pairs" for office in OFFICES
}
"""What a voter chooses among."""

_NUMBERED = {
    ("candidates", 1): text_("candidate number %(first)s, %(contest)s"),
    ("lists", 1): text_("party number %(first)s, %(contest)s"),
    ("lists", 2): text_("candidate number %(second)s of party number %(first)s, %(contest)s"),
    ("pairs", 1): text_("pair number %(first)s, %(contest)s"),
    ("pairs", 2): text_("candidate %(second)s of pair number %(first)s, %(contest)s"),
}
"""What a voter chooses among, and how many numbers the key has behind the district -> what it is of."""
