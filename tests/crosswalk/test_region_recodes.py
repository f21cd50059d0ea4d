import polars as pl

from hub.crosswalk.region_recodes import recodes


def lists(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["value", "name", "year"], orient="row")


OLD = [
    ("91", "PAPUA", 2018),
    ("91.01", "KAB. MERAUKE", 2018),
    ("91.01.01", "Merauke", 2018),
    ("91.01.02", "Muting", 2018),
]
NEW = [
    ("91", "PAPUA", 2023),
    ("93", "PAPUA SELATAN", 2023),
    ("93.01", "Kabupaten Merauke", 2023),
    ("93.01.01", "Merauke", 2023),
    ("93.01.02", "Muting", 2023),
]


def test_a_regency_moved_to_a_new_province_keeps_its_line_with_all_below() -> None:
    assert recodes(lists(*OLD, *NEW)).rows() == [("93.01", "91.01"), ("93.01.01", "91.01.01"), ("93.01.02", "91.01.02")]


def test_the_order_of_rows_does_not_matter() -> None:
    assert recodes(lists(*reversed([*OLD, *NEW]))).equals(recodes(lists(*OLD, *NEW)))


def test_a_city_is_not_the_regency_of_the_same_name() -> None:
    old = [("92", "PAPUA BARAT", 2022), ("92.01", "KAB. SORONG", 2022), ("92.71", "KOTA SORONG", 2022)]
    new = [("92", "PAPUA BARAT", 2025), ("96.01", "Kabupaten Sorong", 2025), ("96.71", "Kota Sorong", 2025)]
    assert recodes(lists(*old, *new)).rows() == [("96.01", "92.01"), ("96.71", "92.71")]


def test_two_of_one_name_are_left_apart() -> None:
    new = [("93.01", "MERAUKE", 2023), ("94.01", "MERAUKE", 2023), ("91", "PAPUA", 2023)]
    assert recodes(lists(*OLD, *new)).filter(pl.col("old") == "91.01").is_empty()


def test_a_region_recoded_twice_leads_to_its_first_code() -> None:
    rows = [
        ("91", "P", 2018),
        ("91.01", "KAB. X", 2018),
        ("93.01", "KAB. X", 2022),
        ("96.01", "KAB. X", 2025),
        ("91", "P", 2025),
    ]
    assert recodes(lists(*rows)).rows() == [("93.01", "91.01"), ("96.01", "91.01")]


def test_a_new_village_elsewhere_is_no_recode() -> None:
    new = [*[(value, name, 2023) for value, name, _ in OLD[:3]], ("91.02.01.2001", "Muting", 2023)]
    assert recodes(lists(*OLD, *new)).is_empty()
