"""What was altered since it was written is not served: tables, dumps, exports, and the store of a release that is to be opened."""

from pathlib import Path

import pytest

from hub.publication import data_path, dump_path, publish, store_path
from hub.release import current
from hub.tables.register import Register
from tests.mini import write_mini
from tests.web.conftest import caller


@pytest.fixture
def published(tmp_path: Path) -> Path:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    return tmp_path


def flip(path: Path) -> bytes:
    sound = path.read_bytes()
    altered = bytearray(sound)
    altered[len(altered) // 2] ^= 1
    path.write_bytes(altered)
    return sound


def test_an_altered_file_is_refused_until_it_is_mended(published: Path) -> None:
    get, release = caller(published), current(published)
    assert get("/data/parties.csv").status_code == 200
    files = {
        "/dumps/pemilu.nq.gz": dump_path(published, release, "nq"),
        "/data/parties.csv": data_path(published, release, "parties", "csv", None),
        "/data/parties.parquet": release.folder / "tables" / "parties.parquet",
    }
    for path, file in files.items():
        before = get(path)
        sound = flip(file)
        kept = get(path)
        assert kept.status_code == 503 or kept.content == before.content, path
        refused = get(path, headers={"range": "bytes=0-"})  # read from the file, whatever is kept in memory
        assert (before.status_code, refused.status_code) == (200, 503), path
        assert "differs from what was published" in refused.text
        assert str(published) not in refused.text
        file.write_bytes(sound)
        assert get(path).content == before.content


@pytest.mark.parametrize("which", ["store", "register"])
def test_an_altered_store_or_register_is_not_opened(
    which: str, published: Path, caplog: pytest.LogCaptureFixture
) -> None:
    release = current(published)
    path = store_path(published, release) if which == "store" else release.path(Register)
    sound = flip(path)
    assert caller(published)("/readyz").status_code == 503
    assert caller(published)("/", params={"asOf": "1"}).status_code == 503
    assert any("expected SHA-256" in record.getMessage() for record in caplog.records)
    path.write_bytes(sound)
    assert caller(published)("/readyz").text == f"ready {release.id}\n"
