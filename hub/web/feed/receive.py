"""Files on their way into the inbox: the body of a request to the API, or the file of a form. No more of one is in memory than a part."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from hub.errors import BadFile, FeedError
from hub.feed.inbox import Received, Receiving, too_large
from hub.web.feed.door import feed_of, in_feed

PART_BYTES = 1_000_000
_FORM_BYTES = 100_000
"""What a form may hold besides its file."""


async def receive_body(request: Request) -> Received:
    """Put the body of a request into the inbox. Raises BadFile for one that is too large: no more of it is read then."""
    feed = feed_of(request)
    _check_length(request, feed.most_bytes)
    with Receiving(feed.state().inbox, feed.most_bytes) as receiving:
        part = bytearray()
        async for chunk in request.stream():
            part += chunk
            if len(part) >= PART_BYTES:
                await in_feed(request, receiving.write, bytes(part))
                part.clear()
        await in_feed(request, receiving.write, bytes(part))
        return await in_feed(request, receiving.finish)


@asynccontextmanager
async def form_of(request: Request, *, files: int = 0) -> AsyncGenerator[FormData, None]:
    """Yield the form of a request, with so many files at most, each in a temporary file on disk. Raises BadFile for one that is too large or no form."""
    most_bytes = _FORM_BYTES + files * feed_of(request).most_bytes
    _check_length(request, most_bytes)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise _no_form()
    try:
        parser = MultiPartParser(
            request.headers, _bounded(request, most_bytes), max_files=files, max_fields=20, max_part_size=_FORM_BYTES
        )
    except AssertionError:
        raise FeedError(
            "expected the package python-multipart for forms, found none; install pemilu-hub[feed]",
            "Paket untuk formulir belum terpasang di hub ini.",
        ) from None
    try:
        form = await parser.parse()
    except _TooLarge:
        raise too_large(feed_of(request).most_bytes) from None
    except MultiPartException:
        raise _no_form() from None
    try:
        yield form
    finally:
        await form.close()


class _TooLarge(MultiPartException):
    """More bytes than may come, told to the parser as an error of its own so that it closes its files."""


async def receive_file(request: Request, upload: UploadFile) -> Received:
    """Put the file of a form into the inbox."""
    feed = feed_of(request)

    def copy() -> Received:
        with Receiving(feed.state().inbox, feed.most_bytes) as receiving:
            while part := upload.file.read(PART_BYTES):
                receiving.write(part)
            return receiving.finish()

    return await in_feed(request, copy)


async def _bounded(request: Request, most_bytes: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most_bytes:
            raise _TooLarge("too large")
        yield chunk


def _check_length(request: Request, most_bytes: int) -> None:
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most_bytes:
        raise too_large(feed_of(request).most_bytes)


def _no_form() -> BadFile:
    error = BadFile(
        "expected a form with one file, found another body", "Formulir ini tidak dapat dibaca. Isi dan kirim lagi."
    )
    error.status = 400
    return error
