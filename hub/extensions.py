"""Loaders and exporters of other packages, found by the entry points that they declare.

    [project.entry-points."pemilu_hub.loaders"]
    votes = "my_package:LOADER"          # a hub.loaders.Loader, or a tuple of several

    [project.entry-points."pemilu_hub.exporters"]
    votes = "my_package:EXPORTER"        # a hub.export.Exporter, or a tuple of several

A package is imported when something of its group is asked for, and not before.
"""

from collections.abc import Collection
from importlib.metadata import entry_points
from typing import Protocol, TypeVar

from hub.errors import BadExtension


class Named(Protocol):
    """What an extension adds: it has a name of its own."""

    @property
    def name(self) -> str: ...


Kind = TypeVar("Kind", bound=Named)


def installed(group: str, kind: type[Kind], taken: Collection[str]) -> dict[str, Kind]:
    """Return what installed packages add to a group, by name; `taken` are the hub's own names.

    Raises BadExtension where a package cannot be imported, adds something else, or a name that is taken.
    """
    found: dict[str, Kind] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        where = f"the entry point {entry.name} = {entry.value!r} of {group}"
        try:
            loaded = entry.load()
        except Exception as error:
            raise BadExtension(
                f"{where}: expected a package that can be imported, found {error!r}; correct or remove it"
            ) from error
        for each in loaded if isinstance(loaded, tuple) else (loaded,):
            if not isinstance(each, kind):
                raise BadExtension(
                    f"{where}: expected a {kind.__module__}.{kind.__name__}, found {type(each).__name__}"
                )
            if each.name in taken or each.name in found:
                raise BadExtension(f"{where}: expected a name of its own, found {each.name!r}, which there is already")
            found[each.name] = each
    return found
