"""Releases: immutable folders of Parquet tables with a manifest, from which everything else is made."""

from hub.release.kept import current, make_current, named, published, releases
from hub.release.manifest import Manifest
from hub.release.release import Release
from hub.release.write import write_release

__all__ = ["Manifest", "Release", "current", "make_current", "named", "published", "releases", "write_release"]
