"""What an address chooses is what is shown: what is not offered is refused, in words."""

import pytest

from tests.web.conftest import BROWSER, Get


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/doc/edition/2024?jabatan=SENAT", "DPR"),
        ("/embed/edition/2024/SENAT", "DPR"),
        ("/keterbukaan?pemilu=2029", "2024"),
        ("/cari?q=aceh&jenis=calon", "orang"),
        ("/temuan?aturan=figures-difer", "figures-differ"),
        ("/temuan?sesudah=x", "cursor"),
        ("/data/candidacies.csv?edition=2024&office=DPR", "edition"),
    ],
)
def test_what_is_not_offered_is_refused(path: str, expected: str, sample: Get) -> None:
    """Each was once answered as though it had not been said, the findings with an error of the hub."""
    answer = sample(path, headers={"accept": "*/*"})
    assert answer.status_code == 400, answer.text[:300]
    assert expected in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/temuan?aturan=figures-differ&lang=id", " temuan: Sumber menyatakan angka yang berbeda"),
        ("/temuan?tentang=contest&lang=id", " temuan"),
        ("/temuan?hal_ihwal=2024/dpr/1101&lang=id", " temuan"),
        ("/temuan?tentang=contest&hal_ihwal=2024/dpr/1101&lang=id", 'href="/doc/contest/2024/dpr/1101'),
        ("/doc/edition/2024?jabatan=DPR&lang=id", "DPR"),
        ("/keterbukaan?pemilu=2019&lang=id", "2019"),
        ("/cari?q=aceh&jenis=dapil&lang=id", "Dapil"),
    ],
)
def test_what_is_offered_is_shown(path: str, shown: str, sample: Get) -> None:
    answer = sample(path, headers=BROWSER)
    assert answer.status_code == 200
    assert shown in answer.text.partition("<main")[2]
