"""Records for matching: candidacies with names parsed, places read, and everything coded as numbers.

One record per candidacy, in the order of candidacy_id, so that the order of the rows given does not matter.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.identity import places
from hub.identity.frequencies import Frequencies
from hub.identity.names import Name, parse
from hub.identity.spelling import light_words
from hub.identity.spelling import sounds as heard_as

WORDS_COUNT = 7
"""Words of a name that are compared; the few names that are longer lose their last words."""
ALIAS_COUNT = 2
TITLES_COUNT = 8
SHORT = 4
"""Words, and titles, of a name that most names do not exceed."""
NONE = -1
"""Code for "not stated" in every column of codes."""
NO_DATE = -(10**6)

POSSIBLE_AGES = (17, 110)
"""Plausible ages of candidates in the year of an election: the vote begins at 17, and no candidate is known to have been over 110."""

_NO_LETTER = re.compile("[^A-Z]+")
REQUIRED = ("candidacy_id", "edition_id", "office", "name_on_ballot")
OPTIONAL = (
    "district_id",
    "district_name",
    "province",
    "party_id",
    "gender",
    "birth_date",
    "birth_year",
    "birth_place",
    "residence",
)

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

_TYPES: dict[str, type[pl.DataType]] = {"birth_date": pl.Date, "birth_year": pl.Int32}
_OFFICE_KINDS = {"GOVERNOR": "HEAD", "REGENT": "HEAD", "MAYOR": "HEAD"}


@dataclass(frozen=True, slots=True)
class Records:
    """Candidacies as numbers; row i of every array is the i-th candidacy by id. Codes are equal where the texts are.

    words, sounds: `WORDS_COUNT` columns of the name's words and `ALIAS_COUNT` of a second name, as codes; NONE where there is none.
    word_rarity: -ln share of the sound; name_rarity: of the whole name (infinite for names that no list has twice).
    """

    candidacy_id: list[str]
    names: list[str]
    parsed: list[Name]
    edition: Ints
    editions: list[str]
    year: Ints
    office: Ints
    office_kind: Ints
    offices: list[str]
    words: Ints
    sounds: Ints
    vocabulary: list[str]
    sound_texts: list[str]
    sound_length: Ints
    word_is_of_two_letters: Bools
    first_letter: Ints
    sound_first_letter: Ints
    word_rarity: Floats
    word_is_light: Bools
    """By sound: words that a name is often written with and without, such as MUHAMAD, ANDI, RADEN."""
    word_commoner_here: Floats
    """Columns as `words`: how much commoner the word is in the province that the candidacy is of than in the country, as a difference of rarities."""
    words_together: Floats
    """By place of the first of two neighbouring words: how much commoner the two are together than their rarities say."""
    unseen_rarity: float
    name_rarity: Floats
    line: npt.NDArray[np.object_]
    """The sounds of the name without spaces, in their order."""
    letters: Ints
    """What is written before the first comma, letters from A to Z alone, as codes."""
    name_key: list[str]
    """The sounds of the name sorted, initials left out where there are words."""
    full_words_count: Ints
    gender: Ints
    party: Ints
    district: Ints
    district_later: Ints
    """Columns of the districts that it became when it was divided, as `district` codes them; NONE where it was not."""
    province: Ints
    residence: Ints
    residence_name: list[str | None]
    residence_kind: Ints
    residence_province: Ints
    residence_rarity: Floats
    around_capital: Bools
    titles: Ints
    title_rarity: Floats
    is_haji: Bools
    birth_date: Ints
    """Days since 1970; NO_DATE where not stated. Evidence only, in no output."""
    birth_day: Ints
    birth_month: Ints
    birth_year: Ints
    """Of the birth date, or as a source states the year alone; NONE where neither is stated."""
    birth_place: Ints

    @property
    def words_count(self) -> int:
        """Columns of words in `words` and `sounds`; a second name follows."""
        return int(self.words_together.shape[1])

    def is_short(self) -> Bools:
        """Tell which names have no more words and titles than `shortened` keeps, and no second name."""
        longer = (self.sounds[:, SHORT:] >= 0).any(1) | (self.titles[:, SHORT:] >= 0).any(1)
        return np.asarray(~longer, dtype=np.bool_)

    def shortened(self) -> "Records":
        """Return the records with the first words and titles alone: nearly all pairs are of such names, and compared in a fifth of the time."""
        return replace(
            self,
            words=self.words[:, :SHORT],
            sounds=self.sounds[:, :SHORT],
            titles=self.titles[:, :SHORT],
            word_commoner_here=self.word_commoner_here[:, :SHORT],
            words_together=self.words_together[:, :SHORT],
        )


def prepare(candidacies: pl.DataFrame, frequencies: Frequencies) -> Records:
    """Return the records of candidacies, one each, sorted by candidacy_id. Columns of `OPTIONAL` may be absent.

    Raises ValueError where a required column is absent or a candidacy_id stands twice.
    """
    frame = _ordered(candidacies)
    names = frame["name_on_ballot"].to_list()
    known = {name: parse(name) for name in dict.fromkeys(names)}
    parsed = [known[name] for name in names]
    vocabulary = _vocabulary(parsed)
    words = _columns([(*name.tokens[:WORDS_COUNT],) for name in parsed], vocabulary, WORDS_COUNT)
    aliases = _columns([(*name.alias[:ALIAS_COUNT],) for name in parsed], vocabulary, ALIAS_COUNT)
    words = np.hstack([words, aliases])
    heard = heard_as(list(vocabulary))
    sound_codes = {text: code for code, text in enumerate(dict.fromkeys(heard))}
    sound_texts = list(sound_codes)
    sound_of = np.array([sound_codes[text] for text in heard] or [0], dtype=np.int32)
    sounds = np.where(words >= 0, sound_of[words], NONE).astype(np.int32)
    lengths = np.array([len(text) for text in sound_texts] or [0], dtype=np.int32)
    main = [[sound_texts[code] for code in row if code >= 0] for row in sounds[:, :WORDS_COUNT].tolist()]
    name_key = [" ".join(sorted(w for w in set(row) if len(w) > 1) or row) for row in main]
    home = _homes(frame)
    provinces = [places.before_split(places.province(text)) for text in _texts(frame, "province")]
    title_codes = {title: code for code, title in enumerate(dict.fromkeys(t for name in parsed for t in name.titles))}
    dates, years = _birth(frame)
    offices = frame["office"].cast(pl.String).to_list()
    office, office_texts = _coded(offices)
    edition, editions = _editions(frame["edition_id"].to_list())
    district, district_later = _districts(frame, offices, provinces)
    return Records(
        candidacy_id=frame["candidacy_id"].to_list(),
        names=names,
        parsed=parsed,
        edition=edition,
        editions=editions,
        year=np.array([_year(editions[code]) for code in edition], dtype=np.int32),
        office=office,
        office_kind=_coded([_OFFICE_KINDS.get(text, text) for text in offices])[0],
        offices=office_texts,
        words=words,
        sounds=sounds,
        vocabulary=list(vocabulary),
        sound_texts=sound_texts,
        sound_length=lengths,
        word_is_of_two_letters=np.array([len(word) == 2 for word in vocabulary] or [False]),
        first_letter=np.array([ord(word[0]) for word in vocabulary] or [0], dtype=np.int32),
        sound_first_letter=np.array([ord(text[0]) for text in sound_texts] or [0], dtype=np.int32),
        word_is_light=np.array([text in light_words() for text in sound_texts] or [False]),
        word_commoner_here=_commoner_here(sounds, sound_texts, provinces, frequencies),
        words_together=_together(sounds, sound_texts, frequencies),
        unseen_rarity=frequencies.rarity("word", ""),
        word_rarity=_floats([frequencies.rarity("word", text) for text in sound_texts] or [0.0]),
        name_rarity=_floats([frequencies.name_rarity(key) for key in name_key]),
        line=np.array(heard_as(["".join(row) for row in main]), dtype=object),
        letters=_coded(_NO_LETTER.sub("", name.partition(",")[0].upper()) for name in names)[0],
        name_key=name_key,
        full_words_count=((sounds >= 0) & (lengths[sounds] > 1))[:, :WORDS_COUNT].sum(1).astype(np.int32),
        gender=_genders(_texts(frame, "gender"), parsed),
        party=_coded(_texts(frame, "party_id"))[0],
        district=district,
        district_later=district_later,
        province=_coded(provinces)[0],
        residence=_coded([place.name if place else None for place in home])[0],
        residence_name=[place.name if place else None for place in home],
        residence_kind=_coded([place.kind if place else None for place in home])[0],
        residence_province=_codes_in(
            [places.before_split(place.province) if place else None for place in home], provinces
        ),
        residence_rarity=_floats([frequencies.rarity("residence", place.name) if place else 0.0 for place in home]),
        around_capital=np.array([bool(place and place.around_capital) for place in home]),
        titles=_columns(
            [tuple(t for t in name.titles if t not in {"HAJI", "HAJAH"})[:TITLES_COUNT] for name in parsed],
            title_codes,
            TITLES_COUNT,
        ),
        title_rarity=_floats([frequencies.rarity("title", title) for title in title_codes] or [0.0]),
        is_haji=np.array([bool({"HAJI", "HAJAH"} & set(name.titles)) for name in parsed]),
        birth_date=_ints(dates.cast(pl.Int32).fill_null(NO_DATE)),
        birth_day=_ints(dates.dt.day().fill_null(NONE)),
        birth_month=_ints(dates.dt.month().fill_null(NONE)),
        birth_year=_ints(years.fill_null(NONE)),
        birth_place=_coded(
            [place.name if (place := places.residence(text)) else None for text in _texts(frame, "birth_place")]
        )[0],
    )


def _ordered(candidacies: pl.DataFrame) -> pl.DataFrame:
    missing = [name for name in REQUIRED if name not in candidacies.columns]
    if missing:
        raise ValueError(
            f"expected the columns {', '.join(REQUIRED)} among the candidacies, found no {', '.join(missing)}"
        )
    frame = candidacies.sort("candidacy_id")
    twice = frame.filter(pl.col("candidacy_id").is_duplicated())["candidacy_id"].to_list()
    if twice:
        raise ValueError(f"expected each candidacy once, found {twice[0]!r} {twice.count(twice[0])} times")
    return frame


def _column(frame: pl.DataFrame, name: str) -> pl.Series:
    dtype = _TYPES.get(name, pl.String)
    return frame[name].cast(dtype) if name in frame.columns else pl.Series(name, [None] * frame.height, dtype=dtype)


def _commoner_here(
    sounds: Ints, texts: Sequence[str], provinces: Sequence[str | None], frequencies: Frequencies
) -> Floats:
    """Return for each word how much less rare it is in the province of its row; 0 where the province is not known."""
    codes, names = _coded(provinces)
    main = sounds[:, :WORDS_COUNT]
    place = np.where((codes[:, None] >= 0) & (main >= 0), codes[:, None].astype(np.int64) * len(texts) + main, NONE)

    def commoner(key: int) -> float:
        return frequencies.commoner_in(names[key // len(texts)], texts[key % len(texts)])

    return _each_once(place, commoner)


def _together(sounds: Ints, texts: Sequence[str], frequencies: Frequencies) -> Floats:
    main = sounds[:, :WORDS_COUNT]
    following = np.hstack([main[:, 1:], np.full((len(main), 1), NONE, dtype=np.int32)])
    neighbours = np.where((main >= 0) & (following >= 0), main.astype(np.int64) * len(texts) + following, NONE)
    return _each_once(neighbours, lambda key: frequencies.together(texts[key // len(texts)], texts[key % len(texts)]))


def _each_once(keys: npt.NDArray[np.int64], value: Callable[[int], float]) -> Floats:
    """Return the value of each key, computed once for each; 0 where the key is NONE."""
    unique, which = np.unique(keys, return_inverse=True)
    values = np.array([0.0 if key == NONE else value(key) for key in unique.tolist()], dtype=np.float32)
    return values[which.reshape(keys.shape)]


def _birth(frame: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return birth dates and years; null where they are impossible for a candidate: such a value is a slip."""
    dates = _column(frame, "birth_date")
    years = dates.dt.year().cast(pl.Int32).fill_null(_column(frame, "birth_year"))
    ages = frame["edition_id"].str.head(4).cast(pl.Int32, strict=False) - years
    possible = ages.is_between(*POSSIBLE_AGES).fill_null(value=True)
    return dates.set(~possible, None), years.set(~possible, None)


def _texts(frame: pl.DataFrame, name: str) -> list[Any]:
    return _column(frame, name).to_list()


def _coded(texts: Iterable[str | None]) -> tuple[Ints, list[str]]:
    """Return the texts as codes, NONE for None, and the texts by code."""
    codes: dict[str, int] = {}
    numbers = [NONE if text is None else codes.setdefault(text, len(codes)) for text in texts]
    return np.array(numbers, dtype=np.int32), list(codes)


def _codes_in(texts: Sequence[str | None], others: Sequence[str | None]) -> Ints:
    """Return texts as the codes that `_coded(others)` gives; what is not among them gets codes of its own."""
    codes, _ = _coded([*others, *texts])
    return codes[len(others) :]


def _floats(numbers: Sequence[float]) -> Floats:
    return np.array([number if math.isfinite(number) else 1e6 for number in numbers], dtype=np.float32)


def _ints(series: pl.Series) -> Ints:
    return series.to_numpy().astype(np.int32)


def _vocabulary(parsed: Sequence[Name]) -> dict[str, int]:
    return {
        word: code
        for code, word in enumerate(dict.fromkeys(word for name in parsed for word in (*name.tokens, *name.alias)))
    }


def _columns(rows: Sequence[tuple[str, ...]], codes: dict[str, int], width: int) -> Ints:
    columns = np.full((len(rows), width), NONE, dtype=np.int32)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    columns[np.arange(width) < lengths[:, None]] = [codes[text] for row in rows for text in row]
    return columns


def _genders(stated: Sequence[str | None], parsed: Sequence[Name]) -> Ints:
    codes = {"MALE": 0, "FEMALE": 1, None: NONE}
    return np.array([codes[one or name.gender] for one, name in zip(stated, parsed, strict=True)], dtype=np.int32)


def _homes(frame: pl.DataFrame) -> list[places.Residence | None]:
    """Return the residence, or, for a candidate for head of a regency who states none, that regency."""
    return [
        places.residence(lives or (district if office in {"REGENT", "MAYOR"} else None))
        for lives, district, office in zip(
            _texts(frame, "residence"),
            _texts(frame, "district_name"),
            frame["office"].cast(pl.String).to_list(),
            strict=True,
        )
    ]


def _districts(frame: pl.DataFrame, offices: Sequence[str], provinces: Sequence[str | None]) -> tuple[Ints, Ints]:
    """Return districts as codes, and those that each became later as columns of the same codes."""
    years = [_year(edition) for edition in frame["edition_id"].to_list()]
    named = zip(_texts(frame, "district_name"), offices, provinces, years, strict=True)
    keys = [places.district(name, office, code, year) for name, office, code, year in named]
    width = max((1, *map(len, keys)))
    codes, _ = _coded(key for of_one in keys for key in (*of_one, *[None] * (width - len(of_one))))
    by_row = codes.reshape(len(keys), width)
    return by_row[:, 0], by_row[:, 1:]


def _year(edition_id: str) -> int:
    digits = edition_id[:4]
    return int(digits) if digits.isdigit() else 0


def _editions(editions: Sequence[str]) -> tuple[Ints, list[str]]:
    """Return editions as numbers in their order in time."""
    ordered = sorted(set(editions), key=lambda edition: (_year(edition), edition))
    codes = {edition: code for code, edition in enumerate(ordered)}
    return np.array([codes[edition] for edition in editions], dtype=np.int32), ordered
