"""Fetches public trees of files, politely, and keeps them as they were published."""

from hub.fetch import infopemilu, kemendagri, sirekap
from hub.fetch.client import Manners
from hub.fetch.document import Document, Tree
from hub.fetch.failure import Failure
from hub.fetch.pace import Pace
from hub.fetch.walk import Outcome, fetch

__all__ = [
    "Document",
    "Failure",
    "Manners",
    "Outcome",
    "Pace",
    "Tree",
    "fetch",
    "infopemilu",
    "kemendagri",
    "sirekap",
]
