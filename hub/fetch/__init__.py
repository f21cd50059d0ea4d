"""Fetches public trees of files, politely, and keeps them as they were published."""

from hub.fetch import infopemilu, kemendagri, sirekap
from hub.fetch.client import Manners
from hub.fetch.document import Document, Tree
from hub.fetch.failure import Failure
from hub.fetch.lock import LockedFile, LockedRepository, read_lock
from hub.fetch.pace import Pace
from hub.fetch.published import Fetched, fetch_published
from hub.fetch.walk import Outcome, fetch

__all__ = [
    "Document",
    "Failure",
    "Fetched",
    "LockedFile",
    "LockedRepository",
    "Manners",
    "Outcome",
    "Pace",
    "Tree",
    "fetch",
    "fetch_published",
    "infopemilu",
    "kemendagri",
    "read_lock",
    "sirekap",
]
