"""Loaders: one file per source format. A new format is one file here and one line in LOADERS."""

from hub.loaders import hub_table
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

LOADERS: tuple[Loader, ...] = (hub_table.LOADER,)

BY_NAME: dict[str, Loader] = {loader.name: loader for loader in LOADERS}

__all__ = ["BY_NAME", "LOADERS", "Loader", "SourceFile"]
