"""Recomputes every hash of a release and compares it with the manifest."""

import hashlib

from hub.release.manifest import Document
from hub.release.release import MANIFEST, Release


def problems(release: Release) -> list[str]:
    """Return what does not hold, in words; empty for a sound release. Raises ReleaseError for an unreadable manifest."""
    manifest = release.manifest
    found = []
    parts: dict[str, Document] = {
        **{f"table {name}": part for name, part in manifest.tables.items()},
        **{f"document {name}": document for name, document in manifest.documents.items()},
    }
    for name, part in parts.items():
        path = release.folder / part.path
        if not path.is_file():
            found.append(f"{name}: expected the file {part.path}, found none")
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != part.sha256:
            found.append(f"{name}: expected SHA-256 {part.sha256} of {part.path}, found {digest}")
    if manifest.computed_id() != manifest.id or manifest.id != release.id:
        found.append(
            f"manifest: expected the id {manifest.computed_id()}, found {manifest.id} in the folder {release.id}"
        )
    if manifest.computed_seal() != manifest.seal:
        found.append(f"manifest: expected the seal {manifest.computed_seal()}, found {manifest.seal}")
    known = {part.path for part in parts.values()} | {MANIFEST}
    present = (
        path.relative_to(release.folder).as_posix() for path in sorted(release.folder.rglob("*")) if path.is_file()
    )
    found.extend(f"expected only files that the manifest names, found {path}" for path in present if path not in known)
    return found
