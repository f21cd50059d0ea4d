"""Agreement of the context of candidate pairs: gender, party, district, residence, titles, office and birth, for all pairs at once."""

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from hub.identity.records import NO_DATE, NONE, TITLES_COUNT, Bools, Ints, Records

COUNCIL = "DPRD_"
"""What the offices of the councils of provinces, regencies and cities begin with."""
_LIKE_PLACE = 0.82
_THREADS = 2

Compared = dict[str, npt.NDArray[np.float32]]


def compare(records: Records, left: Ints, right: Ints) -> Compared:
    """Return the comparison of context by column; see `hub.identity.comparison.COLUMNS` for what each says."""
    columns = (
        _facts(records, left, right)
        | _home(records, left, right)
        | _titles(records, left, right)
        | birth(records, left, right)
    )
    return {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}


def _both(codes: Ints, left: Ints, right: Ints) -> tuple[Bools, Bools]:
    """Return where both sides state the same, and where they state different things."""
    known = (codes[left] != NONE) & (codes[right] != NONE)
    same = codes[left] == codes[right]
    return known & same, known & ~same


def _facts(records: Records, left: Ints, right: Ints) -> dict[str, npt.NDArray[np.generic]]:
    gender_same, gender_differs = _both(records.gender, left, right)
    party_same, party_differs = _both(records.party, left, right)
    district_same, _ = _both(records.district, left, right)
    district_same |= _became(records, left, right) | _became(records, right, left)
    province_same, province_differs = _both(records.province, left, right)
    is_council = np.array([office.startswith(COUNCIL) for office in records.offices], dtype=np.bool_)[records.office]
    return {
        "gender_differs": gender_differs,
        "gender_unknown": ~(gender_same | gender_differs),
        "party_same": party_same,
        "party_differs": party_differs,
        "district_same": district_same,
        "province_same": province_same,
        "province_differs": province_differs,
        "councils": is_council[left] & is_council[right],
        "one_council": is_council[left] ^ is_council[right],
        "office_kind_same": records.office_kind[left] == records.office_kind[right],
        "years_apart": np.abs(records.year[right] - records.year[left]),
    }


def _became(records: Records, earlier: Ints, later: Ints) -> Bools:
    """Tell which districts were divided, and have become the other side's since."""
    is_stated = records.district[later] != NONE
    became = (records.district_later[earlier] == records.district[later][:, None]).any(1)
    return np.asarray(is_stated & became, dtype=np.bool_)


def _home(records: Records, left: Ints, right: Ints) -> dict[str, npt.NDArray[np.generic]]:
    same, differs = _both(records.residence, left, right)
    unlike = np.nonzero(differs)[0]
    if len(unlike):
        one = [records.residence_name[row] or "" for row in left[unlike]]
        other = [records.residence_name[row] or "" for row in right[unlike]]
        like = cpdist(one, other, scorer=OSA.normalized_similarity, dtype=np.float32, workers=_THREADS) >= _LIKE_PLACE
        no_regency = (records.residence_province[left[unlike]] == NONE) | (
            records.residence_province[right[unlike]] == NONE
        )
        same[unlike[like & no_regency]] = True
        differs = differs & ~same
    _, kind_differs = _both(records.residence_kind, left, right)
    province_same, _ = _both(records.residence_province, left, right)
    near = differs & (province_same | (records.around_capital[left] & records.around_capital[right]))
    rarity = np.maximum(records.residence_rarity[left], records.residence_rarity[right])
    away_left = records.residence_province[left] == records.province[right]
    away_right = records.residence_province[right] == records.province[left]
    home_known = (records.residence_province[left] != NONE) & (records.residence_province[right] != NONE)
    return {
        "residence_same": same,
        "residence_near": near,
        "residence_far": differs & ~near,
        "residence_kind_differs": same & kind_differs,
        "residence_rarity": np.where(same, rarity, 0),
        "home_where_other_stands": home_known & (away_left | away_right),
    }


def _titles(records: Records, left: Ints, right: Ints) -> dict[str, npt.NDArray[np.generic]]:
    one, other = records.titles[left], records.titles[right]
    same = (one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]
    rarity = np.zeros(
        (len(one), TITLES_COUNT), dtype=np.float32
    )  # of all columns, so that each sum is added in one order
    rarity[:, : one.shape[1]] = np.where(same.any(2), records.title_rarity[one], 0)
    lost = ((one >= 0) & ~same.any(2)).sum(1)
    gained = ((other >= 0) & ~same.any(1)).sum(1)
    haji_left, haji_right = records.is_haji[left], records.is_haji[right]
    return {
        "titles_shared": same.any(2).sum(1),
        "titles_shared_rarity": rarity.sum(1),
        "titles_lost": lost,
        "titles_gained": gained,
        "titles_exchanged": np.minimum(lost, gained),
        "haji_both": haji_left & haji_right,
        "haji_lost": haji_left & ~haji_right,
        "haji_gained": ~haji_left & haji_right,
    }


def birth(records: Records, left: Ints, right: Ints) -> dict[str, npt.NDArray[np.generic]]:
    """Compare birth dates and places. A date that differs in one part, or has day and month exchanged, nearly agrees.

    Where a side states the year alone, years are compared: those next to each other nearly agree, as an age tells no more.
    """
    known = (records.birth_date[left] != NO_DATE) & (records.birth_date[right] != NO_DATE)
    same = known & (records.birth_date[left] == records.birth_date[right])
    day, month, year = (column for column in (records.birth_day, records.birth_month, records.birth_year))
    day_same, month_same, year_same = day[left] == day[right], month[left] == month[right], year[left] == year[right]
    exchanged = year_same & (day[left] == month[right]) & (month[left] == day[right])
    two_of_three = (day_same.astype(np.int8) + month_same + year_same) == 2
    near = known & ~same & (exchanged | two_of_three)
    only_years = (year[left] != NONE) & (year[right] != NONE) & ~known
    years_between = np.abs(year[left] - year[right])
    place_same, place_differs = _both(records.birth_place, left, right)
    return {
        "birth_date_same": same,
        "birth_date_near": near,
        "birth_date_differs": known & ~same & ~near,
        "birth_year_same": only_years & (years_between == 0),
        "birth_year_near": only_years & (years_between == 1),
        "birth_year_differs": only_years & (years_between > 1),
        "birth_place_same": place_same,
        "birth_place_differs": place_differs,
    }
