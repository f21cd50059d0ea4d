"""Recomputes every hash of a release and compares it with the manifest."""

import hashlib

from hub.release.release import MANIFEST, Release
from hub.release.write import release_id_of


def problems(release: Release) -> list[str]:
    """Return what does not hold, in words; empty for a sound release. Raises ReleaseError for an unreadable manifest."""
    manifest = release.manifest
    found = []
    for name, part in manifest.tables.items():
        path = release.folder / part.path
        if not path.is_file():
            found.append(f"table {name}: expected the file {part.path}, found none")
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != part.sha256:
            found.append(f"table {name}: expected SHA-256 {part.sha256} of {part.path}, found {digest}")
    expected = release_id_of(manifest.base_iri, manifest.tables)
    if expected != manifest.id or manifest.id != release.id:
        found.append(f"manifest: expected the release id {expected}, found {manifest.id} in the folder {release.id}")
    known = {part.path for part in manifest.tables.values()} | {MANIFEST}
    for path in sorted(release.folder.rglob("*")):
        if path.is_file() and path.relative_to(release.folder).as_posix() not in known:
            found.append(f"expected only files that the manifest names, found {path.relative_to(release.folder)}")
    return found
