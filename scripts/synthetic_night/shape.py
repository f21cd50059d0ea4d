"""The shape of the division of 2024: how many regencies, kecamatan, villages and polling stations each province has.

Counted in the commission's tree of polling stations for the general election of 2024 as KawalPemilu collected it
(`src/assets/tps2.json`), stations at special locations included, missions abroad left out. Together 38 provinces, 514 regencies, 7,277
kecamatan, 83,731 villages and 820,161 stations.
"""

from typing import NamedTuple


class Province(NamedTuple):
    """A province by its Kemendagri code, and how many regions and stations it has."""

    code: str
    regencies: int
    subdistricts: int
    villages: int
    stations: int


ACEH = "11"
JAKARTA = "31"

PROVINCES = (
    Province("11", 23, 290, 6499, 16046),
    Province("12", 33, 455, 6110, 45875),
    Province("13", 19, 179, 1265, 17569),
    Province("14", 12, 172, 1862, 19366),
    Province("15", 11, 144, 1585, 11160),
    Province("16", 17, 241, 3249, 25985),
    Province("17", 10, 129, 1513, 6210),
    Province("18", 15, 229, 2651, 25825),
    Province("19", 7, 47, 393, 4116),
    Province("21", 7, 80, 419, 5914),
    Province("31", 6, 44, 267, 30766),
    Province("32", 27, 627, 5957, 140457),
    Province("33", 35, 576, 8563, 117299),
    Province("34", 5, 78, 438, 11932),
    Province("35", 38, 666, 8494, 120666),
    Province("36", 8, 155, 1552, 33324),
    Province("51", 9, 57, 716, 12809),
    Province("52", 10, 117, 1166, 16243),
    Province("53", 22, 315, 3442, 16746),
    Province("61", 14, 174, 2145, 17626),
    Province("62", 14, 136, 1571, 7830),
    Province("63", 13, 156, 2016, 13584),
    Province("64", 10, 105, 1038, 11441),
    Province("65", 5, 55, 482, 2295),
    Province("71", 15, 171, 1839, 8240),
    Province("72", 13, 175, 2017, 9462),
    Province("73", 24, 313, 3059, 26357),
    Province("74", 17, 221, 2285, 8154),
    Province("75", 6, 77, 729, 3539),
    Province("76", 6, 69, 648, 4219),
    Province("81", 11, 118, 1234, 5622),
    Province("82", 10, 118, 1185, 4192),
    Province("91", 9, 105, 993, 3109),
    Province("92", 7, 86, 824, 1923),
    Province("93", 4, 82, 690, 1770),
    Province("94", 8, 131, 1197, 4484),
    Province("95", 8, 252, 2625, 5850),
    Province("96", 6, 132, 1013, 2156),
)
