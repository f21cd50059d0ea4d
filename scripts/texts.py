"""Brings the catalogue of interface texts in step with the code: adds what is said, drops what is said no more, keeps every translation."""

import io
import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from hub.web.texts import CATALOGUE, catalogue, said

HEADER = "# Interface texts: English to Indonesian. `make texts` keeps it in step with the code."


def main() -> int:
    """Write the catalogue, and name the texts without Indonesian; 1 where there are any."""
    known = {_key(message.id): message.string for message in catalogue() if message.id}
    made = Catalog(locale="id", fuzzy=False, header_comment=HEADER)
    made.mime_headers = [("Language", "id"), ("Plural-Forms", "nplurals=1; plural=0;"), ("Content-Type", "text/plain; charset=utf-8")]  # fmt: skip
    missing = []
    for message in sorted((each for each in said() if each.id), key=lambda each: _key(each.id).lower()):
        key = _key(message.id)
        text = known.get(key) or ""
        if not (text if isinstance(text, str) else text[0]):
            missing.append(key)
        made.add(message.id, text if isinstance(message.id, str) or not isinstance(text, str) else (text,))
    written = io.BytesIO()
    write_po(written, made, width=10**6, no_location=True)
    kept = [line for line in written.getvalue().decode().splitlines() if not line.startswith(_UNKEPT)]
    CATALOGUE.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")
    for text in missing:
        print(f"no Indonesian yet: {text!r}")
    return 1 if missing else 0


_UNKEPT = tuple(f'"{name}:' for name in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By", "Project-Id-Version", "Report-Msgid-Bugs-To"))  # fmt: skip
"""Headers that change without the texts."""


def _key(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    sys.exit(main())
