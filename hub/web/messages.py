"""All texts of the catalogue, for translators: `python -m hub.web.messages` brings `hub/translation/id.po` up to what is asked of it."""

from collections.abc import Iterator

from hub.schema.catalogue_texts import asked
from hub.schema.schema import executable
from hub.translation.upkeep import bring_up
from hub.web.reconcile.kinds import KINDS


def messages() -> dict[str, str]:
    """Return every text that the catalogue translates -> its first use: in the schema, then in what can be matched."""
    found = asked(executable())
    for text, place in _reconciled():
        found.setdefault(text, place)
    return found


def _reconciled() -> Iterator[tuple[str, str]]:
    for kind in KINDS.values():
        yield kind.about, f"/reconcile#{kind.id}"
        yield from ((each.about, f"/reconcile#{kind.id}.{each.id}") for each in kind.properties)


if __name__ == "__main__":
    bring_up(messages())
