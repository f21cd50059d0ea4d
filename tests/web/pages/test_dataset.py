"""The page of a dataset: how open, who is responsible, by when, and every file."""

import re

import pytest

from tests.web.conftest import BROWSER, Get

QUERY = "{ datasets(first: 500) { nodes { key filesCount availability } } }"


@pytest.fixture(scope="module")
def datasets(sample: Get) -> dict[str, int]:
    nodes = sample("/graphql", "POST", json={"query": QUERY}).json()["data"]["datasets"]["nodes"]
    return {row["key"]: row["filesCount"] for row in nodes}


def test_every_file_of_every_dataset_is_on_a_page_or_in_the_table(sample: Get, datasets: dict[str, int]) -> None:
    assert len(datasets) > 10
    for key, count in datasets.items():
        page = sample(f"/doc/dataset/{key}?lang=id", headers=BROWSER).text
        files = page.partition('id="berkas"')[2]
        assert f"<small>{count}</small>" in files, key
        assert len(re.findall(r'<th scope="row"><a href="/doc/source/', files)) == min(count, 100)
        assert len(sample(f"/doc/dataset/{key}.csv").text.splitlines()) == (count + 1 if count else 0) or not count


def test_what_is_not_known_of_a_dataset_is_said(sample: Get, datasets: dict[str, int]) -> None:
    pages = [sample(f"/doc/dataset/{key}?lang=id", headers=BROWSER).text for key in datasets]
    assert all("<dt>Lisensi</dt>" in page and "<dt>Lisensi</dt><dd></dd>" not in page for page in pages)
    assert all("Penanggung jawab" in page and "Dijanjikan paling lambat" in page for page in pages)
    empty = [page for page, count in zip(pages, datasets.values(), strict=True) if not count]
    assert all("belum membaca berkas terbukanya" in page for page in empty)


def test_a_dataset_can_be_subscribed_to_and_is_said_to_search_engines(sample: Get, datasets: dict[str, int]) -> None:
    key = next(iter(datasets))
    page = sample(f"/doc/dataset/{key}?lang=id", headers=BROWSER).text
    assert f'href="/doc/dataset/{key}.atom' in page
    assert sample(f"/doc/dataset/{key}.atom").headers["content-type"].startswith("application/atom+xml")
    assert '"@type": "Dataset"' in page or '"@type":"Dataset"' in page
