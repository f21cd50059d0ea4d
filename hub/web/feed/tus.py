"""Uploads that go on after a break, by the protocol tus 1.0 with its extension `creation`: any client of tus hands files in with a token.

`Upload-Metadata` names `dataset` and `filename`, and `place` where the name of the file does not say which one it replaces. The answer to the last
part, and to HEAD of a complete upload, has the delivery in `Content-Location`.
"""

from base64 import b64decode
from binascii import Error as NotBase64

from anyio import CancelScope
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from hub.errors import BadFile, FeedError
from hub.feed import uploads
from hub.web.answers import link
from hub.web.feed.door import PRIVATE, allow_upload, caller, feed_of, in_feed
from hub.web.feed.receive import PART_BYTES

VERSION = "1.0.0"
UPLOADS = "/feed/api/uploads"
_PART = "application/offset+octet-stream"


async def supported(request: Request) -> Response:
    """Answer with what is spoken here; it needs no token."""
    most = str(feed_of(request).most_bytes)
    return _answer(204, {"Tus-Version": VERSION, "Tus-Extension": "creation", "Tus-Max-Size": most})


async def creating(request: Request) -> Response:
    """Begin an upload and answer with its address."""
    who = await in_feed(request, caller, request)
    _check_version(request)
    told, feed = _metadata(request), feed_of(request)

    def begin() -> uploads.Upload:
        length = _number(request, "upload-length")
        name, place = told.get("filename", ""), told.get("place", "")
        return uploads.begin(
            feed.state(),
            who,
            told.get("dataset", ""),
            place=place,
            name=name,
            bytes_count=length,
            most_bytes=feed.most_bytes,
        )

    upload = await in_feed(request, begin)
    return _answer(201, {"Location": link(request, f"{UPLOADS}/{upload.id}"), "Upload-Offset": "0"})


async def asking(request: Request) -> Response:
    """Answer with how much of an upload has come."""
    who = await in_feed(request, caller, request)
    _check_version(request)
    state = feed_of(request).state()
    upload, offset = await in_feed(request, uploads.opened, state, who, request.path_params["id"])
    number = await in_feed(request, uploads.finish, state, who, upload)
    return _answer(200, {**_progress(request, offset, number), "Upload-Length": str(upload.bytes_count)})


async def adding(request: Request) -> Response:
    """Take the next part of an upload, and hand the file in with the last one. What came before a break is kept."""
    who = await in_feed(request, caller, request)
    _check_version(request)
    if request.headers.get("content-type") != _PART:
        raise _refused(415, f"expected Content-Type {_PART}, found another", "Jenis isi permintaan tidak sesuai.")
    state, offset = feed_of(request).state(), _number(request, "upload-offset")
    upload, _ = await in_feed(request, uploads.opened, state, who, request.path_params["id"])
    allow_upload(request)
    if upload.delivery is None:
        end = await in_feed(request, uploads.Appending, state, upload, offset)
        part = bytearray()
        try:
            async for chunk in request.stream():
                part += chunk
                if len(part) >= PART_BYTES:
                    await in_feed(request, end.write, bytes(part))
                    part.clear()
            await in_feed(request, end.write, bytes(part))
        except ClientDisconnect:
            await in_feed(request, end.write, bytes(part))
            raise
        finally:
            with CancelScope(shield=True):
                await in_feed(request, end.close)
    who = await in_feed(request, caller, request)  # whose token or role may have ended while the file came
    upload, offset = await in_feed(request, uploads.opened, state, who, upload.id)
    number = await in_feed(request, uploads.finish, state, who, upload)
    if number is not None:
        await in_feed(request, feed_of(request).start_jobs)
    return _answer(204, _progress(request, offset, number))


def _progress(request: Request, offset: int, number: int | None) -> dict[str, str]:
    handed_in = {} if number is None else {"Content-Location": link(request, f"/feed/api/deliveries/{number}")}
    return {"Upload-Offset": str(offset), **handed_in}


def _answer(status: int, headers: dict[str, str]) -> Response:
    return Response(status_code=status, headers={**PRIVATE, "Tus-Resumable": VERSION, **headers})


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != VERSION:
        raise _refused(
            412, f"expected the header Tus-Resumable: {VERSION}, found another", "Versi protokol unggahan tidak sesuai."
        )


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise _refused(
            400,
            f"expected a whole number in the header {header.title()}, found another",
            "Permintaan unggahan tidak lengkap.",
        )
    return int(text)


def _metadata(request: Request) -> dict[str, str]:
    """Return the pairs of Upload-Metadata: names, each with a text in Base64."""
    told: dict[str, str] = {}
    try:
        for pair in filter(None, request.headers.get("upload-metadata", "").split(",")):
            name, _, text = pair.strip().partition(" ")
            told[name] = b64decode(text.strip(), validate=True).decode(errors="replace")[:300]
    except NotBase64:
        raise _refused(
            400,
            "expected Upload-Metadata with texts in Base64, found others",
            "Keterangan unggahan tidak dapat dibaca.",
        ) from None
    return told


def _refused(status: int, english: str, indonesian: str) -> FeedError:
    error = BadFile(english, indonesian)
    error.status = status
    return error
