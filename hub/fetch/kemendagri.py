"""Region codes of the Ministry of Home Affairs (Kemendagri), as SQL, of the years that are published.

Typed up by cahya dsn, https://github.com/cahyadsn/wilayah, MIT licence. The lists of years gone by moved between folders
of that repository, so each is asked for at a commit that holds it; only the list of today is asked for by branch.
"""

import re
from collections.abc import Iterable

from hub.fetch.document import Document, Tree
from hub.fetch.shape import ChangedSchema

BASE_URL = "https://raw.githubusercontent.com/cahyadsn/wilayah/"

FILES = {
    "wilayah.sql": "master/db/wilayah.sql",
    "archive/wilayah_2018.sql": "70088ad499ff44ddb51f8e7bcf5150d8ca00c172/wilayah_2018.sql",
    "archive/wilayah_2022.sql": "a4f3b9e3826eaeabb19866c1e46f3e62a4f2815e/db/mysql/archive/wilayah_2022.sql",
    "archive/wilayah_2023.sql": "110cf64a9a95e416b2d7d01d913c37a43313517a/db/archive/wilayah_2023.sql",
}
"""Where a list is kept -> where it is asked for. The name tells the loader the year."""

ROW = re.compile(rb"^\('[0-9]{2}', ?'", re.MULTILINE)
"""How the row of a province begins."""

LETTERS_SHOWN = 40


def tree() -> Tree:
    """Return the tree of the lists: four files, and none leads to another."""
    return Tree(
        name="kemendagri",
        base_url=BASE_URL,
        folder="wilayah-kemendagri",
        roots=tuple(Document(url=url, path=path, leads_to=_check) for path, url in FILES.items()),
    )


def _check(content: bytes) -> Iterable[Document]:
    if b"INSERT INTO" not in content or not ROW.search(content):
        begin = " ".join(content[:LETTERS_SHOWN].decode("utf-8", "replace").split())
        raise ChangedSchema("SQL that inserts rows such as ('11','Aceh')", f"text that begins {begin!r}")
    return ()
