"""Indonesian names, parsed as ballots write them; pure functions.

The name on the ballot is never changed. What is compared is made from it here: `parse` takes titles off, joins what is
written apart, spells out what is abbreviated, and keeps a second name (an alias) by itself.
"""

import re
from dataclasses import dataclass
from functools import cache

from hub.identity import titles
from hub.identity.spelling import fold, packaged, variants
from hub.identity.titles import Gender


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    tokens: its words in their order, in the one spelling of `variants.toml`; a token of one letter is an initial.
    alias: words of a second name ("alias UCOK", "(DEK FAD)").
    titles: what was taken off, in one spelling each, sorted.
    gender: what the titles tell of it (Hj., Drs.); None where they tell nothing.
    """

    tokens: tuple[str, ...]
    alias: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    gender: Gender | None = None

    @property
    def plain(self) -> str:
        """The words in one line. Parsing this line gives the same words."""
        return " ".join(self.tokens)


_PARENTHESIS = re.compile(r"\(([^()]*)\)?")
_ALIAS = re.compile(r"[\s,]*\b(?:ALIAS|ALS)\b[\s.]*(?=[A-Z])|\s*/\s*")
_ALIAS_FOLLOWS = re.compile(r"(?=.*\b[A-Z]{3,}\b.*\b(?:ALIAS|ALS)\b[\s.]*[A-Z]|[^,]*\b[A-Z]{3,}\s*/\s*[A-Z]{3})")
"""A second name follows where a word stands before it and after it: ALIAS WELLO and M. ALIAS are names themselves."""
_PIECE = re.compile(r"[A-Z]+")
_WORD = re.compile(r"[A-Z.]+")
_NOT_A_NAME = frozenset({"PAW", "TIDAK", "MENGGANTIKAN", "ALM", "HAN", "HONS"})
_FATHER = frozenset({"BIN", "BINTI", "BINTE", "BTE"})
_VOWELS = frozenset("AEIOUY")
_ONE_SOUND = frozenset({"CH", "DJ", "DR", "DW", "GR", "KH", "KR", "NG", "PH", "PR", "SR", "ST", "SY", "TH", "TJ", "TR"})
"""Two letters that begin a word: alone they abbreviate one word (`SY.`), where others are two initials (`MZ`)."""


_DEGREE_LETTERS = frozenset((letter, True) for letter in "SMA")
_COMMA_FOR_DOT = re.compile(r"(?<=,)\s*([SMAB])\s*,\s*(?=[A-Z]{1,4}\b[^,]*(?:,|$))")


def parse(written: str) -> Name:
    """Return the words, alias and titles of a name as published.

    Never without tokens for a text that has a letter from A to Z: where all of it reads as titles, it is taken as words.
    """
    text = fold(written)
    taken: list[str] = []
    alias: list[str] = []
    if "(" in text or ")" in text:
        for inner in _PARENTHESIS.findall(text):
            alias += _aside(inner, taken)
        text = _PARENTHESIS.sub(" ", text)
    text = _COMMA_FOR_DOT.sub(r"\1.", text)
    named, *others = _ALIAS.split(text) if _ALIAS_FOLLOWS.match(text) else [text]
    tokens = _read(named, taken)
    if others and not tokens:  # Drs. ALIAS WELLO
        tokens, others = _read(text, taken), []
    for other in others:
        alias += _read(other, taken)
    if not tokens:
        tokens, alias, taken = _PIECE.findall(fold(written)), [], []
    found = tuple(sorted(set(taken)))
    return Name(tuple(tokens), tuple(alias), found, titles.gender_of(found))


def _read(text: str, taken: list[str]) -> list[str]:
    """Read one name with its titles: `taken` receives the titles, the words are returned."""
    first, *rest = text.split(",")
    words = _name_words(first, taken)
    for part in rest:
        words += _behind_comma(part, taken, named=bool(words))
    return words


def _aside(inner: str, taken: list[str]) -> list[str]:
    """Parse the text in brackets: a title, a note about a successor, or a second name."""
    pieces = _PIECE.findall(inner)
    if not pieces or pieces[0] in _NOT_A_NAME:
        return []
    known = titles.split("".join(pieces))
    if known or max(map(len, pieces)) < 3:
        taken += known or []
        return []
    return _words(pieces)


def _name_words(part: str, taken: list[str]) -> list[str]:
    """Take the titles off both ends of the part before the comma and return the words between them."""
    pieces = [piece for word in _WORD.findall(part) if word not in _FATHER for piece in _glued(word)]
    while pieces:
        piece, dotted = pieces[0]
        title = titles.begins_name(piece, dotted=dotted, alone=len(pieces) == 1)
        letters = _initials(piece) if title is None else ()
        if not letters and title is None and dotted and piece[0] == "H" and len(piece) == 2 and len(pieces) > 1:
            letters = tuple(piece)  # HA. FAUZI is H. A. FAUZI, but HO KIARTO is Ho
        if title is None and not letters:
            break
        taken += [title] if title else []
        pieces[:1] = [(letter, True) for letter in letters]
    while (size := _ending(pieces)) > 0:
        written = "".join(piece for piece, _ in pieces[-size:])
        del pieces[-size:]
        title = titles.after(written) or titles.before(written)
        taken += [title] if title else []
    return _words([piece for piece, _ in pieces])


def _ending(pieces: list[tuple[str, bool]]) -> int:
    """Return how many of the last pieces are one title (`S. Pd. I.` are three), 0 where the name ends in a word."""
    for size in (3, 2):
        run = pieces[-size:]
        if size == 2 == len(run) and run[-1][0] in titles.SURE_WITHOUT_COMMA:
            continue  # MUHLIS M. SE is Muhlis M. with one degree
        if size < len(pieces) and run[0] in _DEGREE_LETTERS and titles.after("".join(piece for piece, _ in run)):
            return size
    return int(len(pieces) > 1 and titles.ends_name(pieces[-1][0], dotted=pieces[-1][1]))


def _initials(piece: str) -> tuple[str, ...]:
    """Return the letters of initials that were written in one (`MZ`), empty for all else."""
    if len(piece) not in {2, 3} or piece in _ONE_SOUND or piece in variants() or set(piece) & _VOWELS:
        return ()
    return tuple(piece)


def _glued(word: str) -> list[tuple[str, bool]]:
    """Return the pieces of a word with dots in it, and whether each was written with dots.

    `K.H.` is one title, `S.Pd.I` one degree, `Drs.H.ACH.RUBAIE` four pieces: titles are joined from the left, the longest first.
    """
    if "." not in word:
        return [(word, False)]
    pieces = _PIECE.findall(word)
    joined: list[tuple[str, bool]] = []
    while pieces:
        size = next(
            (
                size
                for size in range(min(4, len(pieces)), 1, -1)
                if titles.before(run := "".join(pieces[:size]))
                or (titles.after(run) and (joined or size == len(pieces)))
            ),
            1,
        )
        joined.append(("".join(pieces[:size]), True))
        del pieces[:size]
    return joined


def _behind_comma(part: str, taken: list[str], *, named: bool) -> list[str]:
    """Read a part behind a comma: degrees, or the name itself where only titles stood before it, or words put behind."""
    pieces = _PIECE.findall(part)
    if not pieces:
        return []
    written = "".join(pieces)
    known = titles.split(written)
    if known:
        taken += known
        return []
    if named and titles.looks_like(pieces, apart=" " in part.strip()):
        taken.append(written)
        return []
    degrees = [piece for word in _WORD.findall(part) for piece, _ in _glued(word)]
    while len(degrees) > 1 and titles.after(degrees[0]):
        taken.append(titles.after(degrees.pop(0)) or "")
    return _name_words(" ".join(degrees), taken)


@cache
def _joined() -> frozenset[tuple[str, str]]:
    return frozenset((one, two) for group in packaged("variants.toml")["joined"] for one, two in group["pairs"])


def _words(pieces: list[str]) -> list[str]:
    """Return words in the one spelling: joined where they are written apart, glued initials by themselves."""
    if len(pieces) > 2 and all(len(piece) == 1 for piece in pieces) and set(pieces) & _VOWELS:
        return ["".join(pieces)]  # M U H A R I P
    words: list[str] = []
    for piece in pieces:
        if words and (words[-1], piece) in _joined():
            words[-1] += piece
        elif piece == "ST" and len(pieces) > 1:
            words.append("S")  # ST. AMINAH is Siti, ST. MUDO Sutan: an initial that both begin with
        elif letters := _initials(piece):
            words += letters
        else:
            words.append(variants().get(piece, piece))
    return words
