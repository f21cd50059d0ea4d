"""Findings in the language of a page: every message of the sample is said, without keys, and with the numbers that it has."""

import re

import polars as pl
import pytest

from hub.identity import clusters
from hub.release import Release
from hub.tables.findings import Findings
from hub.tables.links import Links
from hub.web.finding_words import PHRASES, TEMPLATES, said
from hub.web.texts import catalogue
from hub.web.words import Words
from tests.web.conftest import BROWSER, Get

KEY = re.compile(r"\b[a-z]-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]\b|\b\d{4}[\w-]*/[a-z]")
INDONESIAN, ENGLISH = Words("id"), Words("en")


def digits(text: str) -> list[str]:
    return sorted(re.sub(r"[.,]", "", found) for found in re.findall(r"\d[\d.,]*\d|\d", text))


@pytest.mark.parametrize(
    ("message", "indonesian", "english"),
    [
        (
            "TPS 10 (2019/tps/kpu-25065/10): expected valid and invalid equal to voted, 1,200; found 199",
            "TPS 10: suara sah dan tidak sah seharusnya sama dengan pengguna hak pilih, 1.200; ditemukan 199",
            "TPS 10: expected valid and invalid equal to voted, 1,200; found 199",
        ),
        (
            "sources differ on the votes of 2019/president/1 at 2019/tps/kpu-25404/9: 0 in situng-2019, 1,158 in situng-2019-crowd",
            "sumber berbeda tentang suara pasangan nomor 1, Presiden 2019 di TPS 9: 0 di situng-2019, 1.158 di situng-2019-crowd",
            "sources differ on the votes of pair number 1, President 2019 at TPS 9: 0 in situng-2019, 1,158 in situng-2019-crowd",
        ),
        (
            "no map of 34 districts of DPRD_PROVINCE in 2019: a region of the district has no shape in any source",
            "tidak ada peta 34 dapil DPRD provinsi pada 2019: satu wilayah dapil tidak punya peta di sumber mana pun",
            "no map of 34 districts of DPRD province in 2019: a region of the district has no shape in any source",
        ),
        (
            "expected one birth of one person, found different ones in 2009/dpd/7600-00-0000/16, 2014/dpr/6101-00-0000/7/3; one of them is a slip, or two people are joined",
            "diharapkan satu data kelahiran untuk satu orang, ditemukan berbeda pada calon nomor 16, DPD 2009 (dapil 7600-00-0000), calon nomor 3 dari partai nomor 7, DPR 2014 (dapil 6101-00-0000); salah satunya keliru, atau dua orang tergabung",
            "expected one birth of one person, found different ones in candidate number 16, DPD 2009 (district 7600-00-0000), candidate number 3 of party number 7, DPR 2014 (district 6101-00-0000); one of them is a slip, or two people are joined",
        ),
        (
            "no map of 2009/dpr/3307-00-0000: no source says which regions the district is made of",
            "tidak ada peta DPR 2009 (dapil 3307-00-0000): tidak ada sumber yang menyebut wilayah dapil itu",
            "no map of DPR 2009 (district 3307-00-0000): no source says which regions the district is made of",
        ),
        (
            "2019/dprd-province/288/2/1 and 2024-pilkada/mayor/7173/2/1 look like one person, but candidacies that would be joined are not like one person: kept apart",
            "calon nomor 1 dari partai nomor 2, DPRD provinsi 2019 (dapil 288) dan calon 1 dari pasangan nomor 2, Wali kota 2024 (dapil 7173) tampak satu orang, tetapi pencalonan yang akan ikut tergabung tidak tampak satu orang: tetap dipisahkan",
            "candidate number 1 of party number 2, DPRD province 2019 (district 288) and candidate 1 of pair number 2, Mayor 2024 (district 7173) look like one person, but candidacies that would be joined are not like one person: kept apart",
        ),
        (
            "expected the total of the report, Rp 0, equal to the sum of its contributions, found Rp 1,008,740,000; both are shown as stated",
            "jumlah laporan, Rp 0, seharusnya sama dengan jumlah sumbangannya, ditemukan Rp 1.008.740.000; keduanya ditampilkan sebagaimana tertulis",
            "expected the total of the report, Rp 0, equal to the sum of its contributions, found Rp 1,008,740,000; both are shown as stated",
        ),
        (
            "Kota Pekalongan (r-b03p-zf27-7): expected the stated figure equal to the sum of its parts, 138,320; found 138,319; figure: 2019/president/1; counted: 4 of 4 units",
            "Kota Pekalongan: angka yang tertulis seharusnya sama dengan jumlah bagiannya, 138.320; ditemukan 138.319; angka: pasangan nomor 1, Presiden 2019; terhitung: 4 dari 4 satuan",
            "Kota Pekalongan: expected the stated figure equal to the sum of its parts, 138,320; found 138,319; figure: pair number 1, President 2019; counted: 4 of 4 units",
        ),
    ],
)  # fmt: skip
def test_a_message_is_said_in_the_language_of_the_page(message: str, indonesian: str, english: str) -> None:
    assert said(INDONESIAN, message) == indonesian
    assert said(ENGLISH, message) == english


def test_every_reason_why_two_are_kept_apart_is_said() -> None:
    reasons = [text for name, text in vars(clusters).items() if name.isupper() and isinstance(text, str)]
    assert len(reasons) == 7
    assert set(reasons) <= set(PHRASES)


def test_a_key_of_another_form_stays() -> None:
    message = "no map of 2024/dpr/1101/1/2/3: no source says which regions the district is made of"
    assert "2024/dpr/1101/1/2/3" in str(said(ENGLISH, message))


def test_a_message_without_a_template_is_not_guessed() -> None:
    assert said(INDONESIAN, "what another package says of 12 rows") is None


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_keeps_what_stands_in_its_places(template: str) -> None:
    names = re.findall(r"%\((\w+)\)s", template)
    values = {name: f"x{number}" for number, name in enumerate(names)}
    for words in (INDONESIAN, ENGLISH):
        found = said(words, template % values)
        assert found is not None
        assert all(value in found for value in values.values())


def test_words_within_messages_have_an_indonesian() -> None:
    held = {str(message.id): str(message.string) for message in catalogue() if message.id}
    assert [phrase for phrase in (*TEMPLATES, *PHRASES) if not held.get(phrase)] == []


def assert_said(messages: list[str]) -> None:
    """Assert that each message is said in both languages, with the same numbers but those of keys, and no key."""
    for message in messages:
        for words in (INDONESIAN, ENGLISH):
            found = said(words, message)
            assert found is not None, message
            assert not KEY.search(found), found
    unkeyed = [message for message in messages if not KEY.search(message)]
    assert [message for message in unkeyed if digits(str(said(INDONESIAN, message))) != digits(message)] == []


def test_every_finding_of_the_sample_is_said(sample_release: Release) -> None:
    messages = sample_release.table(Findings)["message"].to_list()
    assert messages
    assert_said(messages)


def test_pages_say_findings_in_their_language(sample: Get) -> None:
    page = sample("/temuan", headers=BROWSER).text
    assert 'class="message"' in page
    assert 'lang="en" class="message"' not in page


def test_reasons_of_a_link_are_said_in_the_language_of_the_page(sample: Get, sample_release: Release) -> None:
    links = sample_release.table(Links)
    key = links.filter(pl.col("reasons").list.contains("same name"))["link_id"][0]
    assert "nama sama" in sample(f"/doc/link/{key}", headers=BROWSER).text
    assert "same name" in sample(f"/doc/link/{key}?lang=en", headers=BROWSER).text
