"""The page on quality: the release's own document, as a page in two languages and as it is."""

from pathlib import Path

import httpx
import pytest

from hub.release import current
from tests.web.conftest import BROWSER, Get


def test_the_document_is_answered_as_it_stands_in_the_release(get: Get, out: Path) -> None:
    answer = get("/quality", headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == (current(out).folder / "quality.json").read_bytes() == get("/quality?format=json").content


def test_figures_of_the_model_and_counts_of_the_release(get: Get) -> None:
    stated = get("/quality?format=json").json()
    figures = stated["identity"]["measured"]["figures"]
    assert {row["evidence"] for row in figures} == {"WITH_BIRTH_DATES", "BIRTH_DATES_HIDDEN"}
    for row in figures:
        for name in ("precision", "recall", "reached", "false_links", "missed_links"):
            share = row[name]
            assert share["low"] <= (share["share"] or 0) <= share["high"] or share["of"] == 0
    assert stated["identity"]["linked"] == [
        {
            "left_list": "2037/dpr",
            "right_list": "2042/dpr",
            "linked": 0,
            "one_person": 0,
            "judged": 1,
            "to_review": 0,
            "labelled": None,
            "expected": None,
            "false_links": None,
            "not_measured": "NO_LINKS",
        }
    ]
    assert stated["findings_by_rule"] == {"totals-differ": 1}


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "en",
            [
                "How well people are told apart",
                "DPR to DPR",
                "common names",
                "DPR 2037 · DPR 2042",
                "not measured: no pair is linked",
            ],
        ),
        (
            "id",
            [
                "Seberapa tepat orang dikenali",
                "DPR ke DPR",
                "nama umum",
                "DPR 2037 · DPR 2042",
                "tidak ada pasangan yang tertaut",
            ],
        ),
    ],
)
def test_a_page_in_two_languages(get: Get, lang: str, texts: list[str]) -> None:
    answer = get(f"/quality?lang={lang}", headers=BROWSER)
    assert answer.status_code == 200
    for text in texts:
        assert text in answer.text, text


def test_what_is_held_already_is_not_sent_again(get: Get) -> None:
    first: httpx.Response = get("/quality?format=json")
    again = get("/quality?format=json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_other_forms_are_refused(get: Get) -> None:
    assert get("/quality?format=ttl").status_code == 406
