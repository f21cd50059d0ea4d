"""Names: titles off, one spelling, aliases apart; properties over any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.names import Name, parse
from hub.identity.spelling import fold, packaged

PARTS = st.sampled_from(
    [
        "H.",
        "Hj.",
        "Drs.",
        "K.H.",
        "HM.",
        "IRMAWAN",
        "S.H.",
        ", S.Pd.I",
        "M.",
        "MZ",
        "bin",
        "(Purn)",
        "TNI",
        "X",
        "ABD.",
    ]
)


@pytest.mark.parametrize(
    ("written", "words", "titles"),
    [
        # degrees: Kepmendiknas 178/U/2001, Permenristekdikti 63/2016
        ("H. IRMAWAN, S.Sos., M.M.", "IRMAWAN", {"HAJI", "SSOS", "MM"}),
        ("H. AHMAD YANI, S,IP, M.Si", "AHMAD YANI", {"HAJI", "SIP", "MSI"}),
        ("Muhammad Amin SP", "MUHAMAD AMIN", {"SP"}),
        ("TGH. L. NURUL WATHONI S. Pd.I.", "L NURUL WATHONI", {"TGH", "SPDI"}),
        ("Drs, H. ABDUL SUDARSONO", "ABDUL SUDARSONO", {"DRS", "HAJI"}),
        ("HM. ROSYID HIDAYAT. Ir", "M ROSYID HIDAYAT", {"HAJI", "IR"}),
        ("lr. SUGENG YUSWYONO, M.M", "SUGENG YUSWYONO", {"IR", "MM"}),
        ("ANTON CHARLIYAN, M.P.K.N", "ANTON CHARLIYAN", {"MPKN"}),
        ("ISKANDAR, SHMH", "ISKANDAR", {"SH", "MH"}),
        ("H. Muhlis M. SE", "MUHLIS M", {"HAJI", "SE"}),
        ("AHMAD, M.SE", "AHMAD", {"MSE"}),
        ("NOVA ST.", "NOVA", {"ST"}),
        ("YUSUF ST. MT", "YUSUF", {"ST", "MT"}),
        ("Hj. ST. HAJERAH", "S HAJERAH", {"HAJAH"}),
        ("MARLIS ST. MUDO", "MARLIS S MUDO", set()),
        ("Marsda (Purn) BUDI, M.Si (Han)", "BUDI", {"MARSDA", "PURNAWIRAWAN", "MSI"}),
        ("Dr.Tr. AGUN GUNANDJAR, M.Si", "AGUN GUNANDJAR", {"DR", "MSI"}),
        ("H. IHWAN DATU ADAM, SE", "IHWAN DATUK ADAM", {"HAJI", "SE"}),
        # religious titles: KBBI
        ("Tgk. H. ABDURRAHMAN B.T.M", "ABDURRAHMAN B T M", {"TGK", "HAJI"}),
        ("K.H. MUH. SYIBLI SAHABUDDIN", "MUHAMAD SYIBLI SAHABUDDIN", {"KH"}),
        ("Dr. HABIB, M.Hum", "HABIB", {"DR", "MHUM"}),
        ("Drs. HABIB ALI ALWI", "ALI ALWI", {"DRS", "HABIB"}),
        # noble titles: Perpustakaan Nasional (2012)
        ("Drs. K.P.H. SUMARYOTO PADMODININGRAT", "SUMARYOTO PADMODININGRAT", {"DRS", "KPH"}),
        ("R. AGUNG BUDI SANTOSO, SH", "AGUNG BUDI SANTOSO", {"RADEN", "SH"}),
        # ranks: PP 39/2010
        ("IGNATIUS MULYONO, MAYJEN TNI (PURN)", "IGNATIUS MULYONO", {"MAYJEN", "TNI", "PURNAWIRAWAN"}),
        # initials and words
        ("I GN Kesuma Kelakan, ST", "I G N KESUMA KELAKAN", {"ST"}),
        ("I G.N. KESUMA KELAKAN, S.T.", "I G N KESUMA KELAKAN", {"ST"}),
        ("HO KIARTO", "HO KIARTO", set()),
        ("ABD. RAHMAN BIN M. SIDDIQ , M.Pd.I", "ABDUL RAHMAN M SIDDIQ", {"MPDI"}),
        ("L.M. RUSMAN EMBA", "L M RUSMAN EMBA", set()),
        ("LA ODE RAHIM", "LAODE RAHIM", set()),
        ("P A P U A", "PAPUA", set()),
        ("MARYATI, ALIE", "MARYATI ALIE", set()),
        # scanner errors
        ("Hj. DEW KHAL|FAH, M.H.", "DEW KHALIFAH", {"HAJAH", "MH"}),
        ("H. AMIR]N SUDJONO", "AMIRIN SUDJONO", {"HAJI"}),
        ("RUDY MAS?UD, S.E", "RUDY MASUD", {"SE"}),
        ("GURITN0 KUSTIYOSO", "GURITNO KUSTIYOSO", set()),
        ("Hj. ELLY SUKAISIH&lt; SE", "ELLY SUKAISIH", {"HAJAH", "SE"}),
        # a name that reads as titles stays a name
        ("H. IR", "H IR", set()),
    ],
)
def test_titles_come_off_and_words_stay(written: str, words: str, titles: set[str]) -> None:
    name = parse(written)
    assert (name.plain, set(name.titles)) == (words, titles)


@pytest.mark.parametrize(
    ("written", "words", "alias"),
    [
        ("H. NURZAHEDI, SE alias EDDY TANJUNG", "NURZAHEDI", "EDDY TANJUNG"),
        ("A. S. SUKAWIJAYA ALIAS YOYOK SUKAWI, S.E.", "A S SUKAWIJAYA", "YOYOK SUKAWI"),
        ("FADHLULLAH (DEK FAD)", "FADHLULLAH", "DEK FAD"),
        ("TAN SIOE TJIN / LELY", "TAN SIOE TJIN", "LELY"),
        ("ALIAS WELLO, S.I.P.", "ALIAS WELLO", ""),
        ("M. ALIAS, S.Ag. S.Pd, M.Si", "M ALIAS", ""),
        ("Rohmani, S.Pd (PAW menggantikan Suswono)", "ROHMANI", ""),
    ],
)
def test_a_second_name_stands_by_itself(written: str, words: str, alias: str) -> None:
    name = parse(written)
    assert (name.plain, " ".join(name.alias)) == (words, alias)


@pytest.mark.parametrize(
    ("written", "gender"),
    [
        ("Hj. SITI", "FEMALE"),
        ("Drs. H. BUDI", "MALE"),
        ("Dr. SITI", None),
        ("Dra. H. NUR", None),
        ("Ny. Rusnaryati", "FEMALE"),
    ],
)
def test_titles_tell_the_gender(written: str, gender: str | None) -> None:
    assert parse(written).gender == gender


@pytest.mark.parametrize("one", ["MUHAMMAD SYAH", "MOCHAMAD SYAH", "MOH. SYAH", "MUCH SYAH", "Muh.Syah"])
def test_one_name_in_many_spellings(one: str) -> None:
    assert parse(one).plain == "MUHAMAD SYAH"


@given(st.lists(PARTS, max_size=5), st.text(max_size=20), st.lists(PARTS, max_size=5))
def test_parsing_the_words_again_changes_nothing(front: list[str], any_text: str, behind: list[str]) -> None:
    written = " ".join([*front, "SUKARNO", any_text, *behind])
    name = parse(written)
    assert parse(name.plain).tokens == name.tokens


@given(st.one_of(st.text(max_size=40), st.lists(PARTS, max_size=7).map(" ".join)))
def test_a_name_with_letters_is_never_empty(written: str) -> None:
    has_letters = any(letter.isalpha() for letter in fold(written))
    assert bool(parse(written).tokens) == has_letters


@given(st.lists(PARTS, max_size=7).map(" ".join))
def test_case_does_not_matter(written: str) -> None:
    assert parse(written.lower()) == parse(written.upper())


def test_no_words_in_a_text_without_letters() -> None:
    assert parse("702%5,/,.%,./7") == Name(tokens=())


def test_every_title_and_variant_names_a_source() -> None:
    for file, sections in (("titles.toml", ["group"]), ("variants.toml", ["sound", "words", "joined"])):
        data = packaged(file)
        named = [entry["source"] for section in sections for entry in data[section]]
        assert named
        assert set(named) == set(data["sources"]), file
