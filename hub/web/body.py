"""Reads the body of an HTTP request as text, and refuses one that is too large."""

from starlette.requests import Request

from hub.web.answers import HttpError


async def read_text(request: Request, most_bytes: int) -> str:
    """Return the body. Raises HttpError for one that is larger or not UTF-8; it is not read to its end then."""
    body = bytearray()  # which grows in place: bytes would be copied for each part
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise HttpError(413, "TOO_LARGE", f"expected a body of at most {most_bytes} bytes")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HttpError(400, "BAD_REQUEST", f"expected a body in UTF-8, found {error}") from error
