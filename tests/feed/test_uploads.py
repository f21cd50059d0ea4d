"""Uploads that go on after a break, with a client of tus and a server that listens."""

import io
import os
import time
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from hub.feed import jobs, tokens, uploads
from hub.feed.uploads import KEPT_S, clear_uploads
from hub.feed.verify import problems
from tests.feed.bureau import MENDED, Bureau
from tests.feed.served import served, with_token
from tests.web.listening import listening


@pytest.fixture
def client(bureau: Bureau) -> Iterator[TusClient]:
    """Return a client of tus with the token of a steward."""
    made = served(bureau)
    made.state.feed._starts = lambda *_: None
    token = tokens.make(bureau.state, "sari", ["read", "hand-in"], 9, "test")
    with listening(made) as base:
        yield TusClient(f"{base}/feed/api/uploads", headers={"Authorization": f"Bearer {token}"})


META = {"dataset": "lists", "filename": "nominations.csv"}


def test_an_upload_goes_on_after_a_break(bureau: Bureau, client: TusClient) -> None:
    content = MENDED.encode()
    first = client.uploader(file_stream=io.BytesIO(content), chunk_size=100, metadata=META)
    first.upload_chunk()
    first.upload_chunk()
    assert bureau.state.rows("SELECT * FROM delivery") == []
    again = client.uploader(file_stream=io.BytesIO(content), chunk_size=100, url=first.url)
    assert again.offset == 200
    again.upload()
    row = bureau.row(1)
    assert (row["bytes_count"], row["handed_in_by"], row["place"]) == (len(content), "sari", "nominations.csv")
    assert (bureau.state.inbox / row["sha256"]).read_bytes() == content
    told = httpx.head(first.url, headers={**client.headers, "Tus-Resumable": "1.0.0"})
    assert told.headers["content-location"].endswith("/feed/api/deliveries/1")
    assert told.headers["upload-offset"] == str(len(content))
    jobs.work(bureau.state)
    assert bureau.row(1)["state"] == "CHECKED"
    assert problems(bureau.state) == []


def test_the_same_bytes_have_one_receipt(bureau: Bureau, client: TusClient) -> None:
    bureau.put()
    client.uploader(file_stream=io.BytesIO(MENDED.encode()), metadata=META).upload()
    assert len(bureau.state.rows("SELECT * FROM delivery")) == 1


def test_a_number_in_a_name_is_struck_out_before_it_is_kept(bureau: Bureau, client: TusClient) -> None:
    named = {**META, "filename": "KTP 3174012345678901.csv", "place": "nominations.csv"}
    client.uploader(file_stream=io.BytesIO(MENDED.encode()), chunk_size=100, metadata=named).upload_chunk()
    (kept,) = (bureau.state.folder / "uploads").glob("*.json")
    assert "3174012345678901" not in kept.read_text()


def test_an_upload_is_kept_for_a_day_after_its_last_part(bureau: Bureau, client: TusClient) -> None:
    begun = client.uploader(file_stream=io.BytesIO(MENDED.encode()), chunk_size=100, metadata=META)
    begun.upload_chunk()
    (kept,) = (bureau.state.folder / "uploads").glob("*.json")
    long_ago = time.time() - 2 * KEPT_S
    os.utime(kept, (long_ago, long_ago))
    clear_uploads(bureau.state)
    begun.upload()
    assert bureau.row(1)["state"] == "RECEIVED"
    for path in (bureau.state.folder / "uploads").iterdir():
        os.utime(path, (long_ago, long_ago))
    clear_uploads(bureau.state)
    assert list((bureau.state.folder / "uploads").iterdir()) == []


def test_what_is_too_large_is_refused_before_a_byte_comes(client: TusClient) -> None:
    with pytest.raises(TusCommunicationError, match="413"):
        client.uploader(file_stream=io.BytesIO(bytes(1_000_001)), metadata=META).upload()


@pytest.fixture
def made(bureau: Bureau) -> Starlette:
    return served(bureau)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"tus-resumable": "0.2.2"}, 412),
        ({"upload-length": "-1"}, 400),
        ({"upload-metadata": "dataset ***"}, 400),
        ({"upload-metadata": "dataset eA=="}, 403),
        ({"upload-length": "0"}, 422),
    ],
)
def test_a_request_that_is_not_of_tus_is_refused(
    bureau: Bureau, made: Starlette, headers: dict[str, str], status: int
) -> None:
    right = {"tus-resumable": "1.0.0", "upload-length": "9", "upload-metadata": "dataset bGlzdHM=,filename eA=="}
    answered = with_token(bureau, made, "sari")("POST", "/feed/api/uploads", headers={**right, **headers})
    assert answered.status_code == status, answered.text
    assert answered.json()["error"]["message_id"]


def test_a_kill_between_the_last_byte_and_the_receipt_loses_nothing(bureau: Bureau, made: Starlette) -> None:
    sari = bureau.who("sari")
    upload = uploads.begin(bureau.state, sari, "lists", place="", name="nominations.csv", bytes_count=len(MENDED.encode()), most_bytes=10**6)  # fmt: skip
    end = uploads.Appending(bureau.state, upload, 0)
    end.write(MENDED.encode())
    end.close()
    caller = with_token(bureau, made, "sari")
    answered = caller("HEAD", f"/feed/api/uploads/{upload.id}", headers={"tus-resumable": "1.0.0"})
    assert answered.headers["content-location"].endswith("/1")
    assert bureau.row(1)["state"] == "RECEIVED"


def test_parts_that_do_not_fit_are_refused(bureau: Bureau, made: Starlette) -> None:
    upload = uploads.begin(bureau.state, bureau.who("sari"), "lists", place="", name="nominations.csv", bytes_count=4, most_bytes=10**6)  # fmt: skip
    caller = with_token(bureau, made, "sari")
    right = {"tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream"}
    path = f"/feed/api/uploads/{upload.id}"
    assert caller("PATCH", path, headers={**right, "upload-offset": "3"}, content=b"x").status_code == 409
    assert caller("PATCH", path, headers={**right, "content-type": "text/csv"}, content=b"x").status_code == 415
    assert caller("PATCH", path, headers=right, content=b"12345").status_code == 422
    assert uploads.opened(bureau.state, bureau.who("sari"), upload.id)[1] == 0
