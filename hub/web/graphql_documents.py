"""Query documents: the text of a request, or a known text by its hash; and the allow-list of trusted ones.

Two ways to know a text. Automatic persisted queries learn: a client sends the hash alone, is told that it is not known, and sends
hash and text once. Trusted documents are given by whoever runs the hub, and nothing else is answered.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import orjson

from hub.errors import UsageError
from hub.web.bytes_cache import BytesCache
from hub.web.graphql_request import Asked, BadRequest


class NotKnown(Exception):
    """A query that is not answered for what it is; `code` says whether sending its text would help."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def errors_of(error: BadRequest | NotKnown) -> list[dict[str, Any]]:
    """Return the errors of the response to a request that is refused."""
    return [{"message": str(error), "extensions": {"code": error.code}}]


class Documents(Protocol):
    """Knows queries by their hash."""

    def text(self, asked: Asked) -> str:
        """Return the text of the query that is meant. Raises NotKnown, or BadRequest where text and hash do not fit."""

    def learn(self, sha256: str, text: str) -> None:
        """Take notice of a query that was answered, and that `text` found to have this hash."""


class PersistedDocuments:
    """Every query is answered. The hash of an answered query may replace its text, as long as the cache keeps it."""

    def __init__(self, most_bytes: int = 8 << 20) -> None:
        self._texts = BytesCache(most_bytes)

    def text(self, asked: Asked) -> str:
        """Return the text that came or that is known by its hash; see `Documents`."""
        if asked.query:
            if asked.sha256 is not None and asked.sha256 != _sha256(asked.query):
                raise BadRequest(400, "provided sha does not match query")
            return asked.query
        kept = self._texts.get(asked.sha256 or "")
        if kept is None:
            raise NotKnown("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        return kept.decode()

    def learn(self, sha256: str, text: str) -> None:
        """Keep a text under its hash. Only what was answered comes here, so nobody can fill the room with rubbish."""
        self._texts.put(sha256, text.encode())


class TrustedDocuments:
    """Only these queries are answered, whether their text comes or what they are known by."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        """Take name -> text. A document is known by its name and by the hash of its text."""
        self._texts = {**{_sha256(text): text for text in documents.values()}, **documents}

    def __len__(self) -> int:
        return len(set(self._texts.values()))

    def text(self, asked: Asked) -> str:
        """Return the text of a trusted document; see `Documents`."""
        names = [asked.sha256, asked.document_id, _sha256(asked.query) if asked.query else None]
        found = {self._texts[name] for name in names if name in self._texts}
        if len(found) != 1 or (asked.query and asked.query not in found):
            told = "expected one of the documents that this hub trusts, found another query; ask who runs it"
            raise NotKnown("DOCUMENT_NOT_TRUSTED", told)
        return str(found.pop())

    def learn(self, sha256: str, text: str) -> None:
        """Learn nothing: what is trusted is said at the start."""


def read_trusted(path: Path) -> TrustedDocuments:
    """Return the documents of a folder of `.graphql` files, or of a manifest as Apollo's, Relay's and Codegen's tools write it.

    A manifest is JSON: `{"<name>": "<text>"}`, or `{"operations": [{"id": "<name>", "body": "<text>"}]}`. Raises UsageError.
    """
    try:
        documents = dict(_of_folder(path)) if path.is_dir() else _of_manifest(path)
    except (OSError, UnicodeDecodeError, orjson.JSONDecodeError) as error:
        raise UsageError(f"{path}: expected a folder of .graphql files or a JSON manifest, found {error}") from error
    if not documents:
        raise UsageError(f"{path}: expected documents to trust, found none; every query would be refused")
    return TrustedDocuments(documents)


def _of_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.graphql")):
        yield path.relative_to(folder).with_suffix("").as_posix(), path.read_text(encoding="utf-8")


def _of_manifest(path: Path) -> dict[str, str]:
    content: Any = orjson.loads(path.read_bytes())
    if isinstance(content, dict) and isinstance(content.get("operations"), list):
        operations = content["operations"]
        content = (
            {each.get("id"): each.get("body") for each in operations}
            if all(isinstance(each, dict) for each in operations)
            else None
        )
    if not isinstance(content, dict) or not all(isinstance(part, str) for pair in content.items() for part in pair):
        raise UsageError(f'{path}: expected a manifest such as {{"<name>": "<text of the query>"}}, found other JSON')
    return content


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
