"""Problems of a release: every hash recomputed and compared with the manifest."""

import hashlib

from hub.errors import ReleaseError
from hub.release.manifest import Document, Manifest
from hub.release.release import MANIFEST, Release


def problems(release: Release) -> list[str]:
    """Return what does not hold, in words; empty for a sound release."""
    try:
        manifest = release.manifest
    except ReleaseError as error:
        return [str(error)]
    found = [*_of_manifest(release, manifest)]
    parts: dict[str, Document] = {
        **{f"table {name}": part for name, part in manifest.tables.items()},
        **{f"document {name}": document for name, document in manifest.documents.items()},
    }
    for name, part in parts.items():
        path = release.folder / part.path
        if not path.is_file():
            found.append(f"{name}: expected the file {part.path}, found none")
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != part.sha256:
            found.append(f"{name}: expected SHA-256 {part.sha256} of {part.path}, found {digest}")
    known = {part.path for part in parts.values()} | {MANIFEST}
    present = (
        path.relative_to(release.folder).as_posix() for path in sorted(release.folder.rglob("*")) if path.is_file()
    )
    found.extend(f"expected only files that the manifest names, found {path}" for path in present if path not in known)
    return found


def _of_manifest(release: Release, manifest: Manifest) -> list[str]:
    """Return what does not hold of the manifest itself: its id, its seal, and every byte of the file."""
    found = []
    if manifest.computed_id() != manifest.id or manifest.id != release.id:
        found.append(
            f"manifest: expected the id {manifest.computed_id()}, found {manifest.id} in the folder {release.id}"
        )
    if manifest.computed_seal() != manifest.seal:
        found.append(f"manifest: expected the seal {manifest.computed_seal()}, found {manifest.seal}")
    elif (
        not manifest.is_of_other_version and (release.folder / MANIFEST).read_text(encoding="utf-8") != manifest.text()
    ):
        found.append("manifest: expected the file as it was written, found other blanks or an other order")
    return found
