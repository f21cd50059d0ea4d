"""Interface texts: one gettext catalogue, from English in code and templates to Indonesian.

`make texts` takes up what code and templates say; a test fails where a text has no Indonesian, or the catalogue has one that nobody uses.
"""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOM = Path(__file__).parent
CATALOGUE = ROOM / "locale" / "id.po"

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("pages/templates/**.html", "jinja2")]
_OPTIONS = {"jinja2": {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "text_": None}


@cache
def translations(lang: str) -> NullTranslations:
    """Return the texts of a language: English is what the code says, Indonesian what the catalogue says for it."""
    if lang == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue() -> Catalog:
    """Return the Indonesian catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id")


def said() -> Catalog:
    """Return every text that the code and the templates of this room say."""
    found = Catalog()
    methods = list(_METHODS)
    options = {pattern: _OPTIONS.get(method, {}) for pattern, method in _METHODS}
    for path, line, message, _comments, _context in extract_from_dir(str(ROOM), methods, options, _KEYWORDS):
        found.add(message, locations=[(path, line)])
    return found


def text_(text: str) -> str:
    """Mark a text for the catalogue where it is stored now and said later."""
    return text
