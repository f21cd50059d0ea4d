"""A deposit: one archive of a release for a repository of data, from which all that is served can be made again without sources.

Unpacked it is a folder that every command reads. Equal releases give equal bytes: entries are sorted, and bear no date of their own.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hub.atomic_file import atomic_file
from hub.export.codebook import codebook
from hub.release import Release
from hub.release.kept import CURRENT, RELEASES

CODEBOOK = "codebook.csv"
CHECKSUMS = "SHA256SUMS"

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip archive can say."""

_TEXT = """{title}
{underline}

Release {id}, number {number}, made by {software}. Its IRIs begin with {base}

Isi arsip ini / what is in this archive:

releases/{id}/tables/*.parquet   semua tabel, termasuk daftar pengenal tetap (register) / every table, the register of identifiers included
releases/{id}/manifest.json      sumber, jumlah baris, dan SHA-256 setiap tabel / sources, rows and SHA-256 of each table
dumps/{id}/                      graf lengkap sebagai RDF / the whole graph as RDF
codebook.csv                     arti setiap kolom, Indonesia dan Inggris / what every column means, in Indonesian and English
CITATION.cff, citation.*         cara mengutip rilis ini / how to cite this release
croissant.json                   uraian untuk pembelajaran mesin / description for machine learning (ML Commons)
SHA256SUMS                       periksa dengan / check with: sha256sum -c SHA256SUMS

Dengan perangkat lunak Pemilu Hub, semua layanan dapat dibuat lagi dari arsip ini tanpa berkas sumber.
With the software Pemilu Hub all that is served can be made again from this archive, without the sources:

    hub verify FOLDER
    hub rebuild FOLDER
    hub serve FOLDER
"""


def write_deposit(release: Release, dumps: Mapping[str, Path], path: Path, further: Mapping[str, str]) -> None:
    """Write a release, its dumps (path in the archive -> file), a codebook, `further` texts (name -> text) and checksums of all into a zip archive."""
    files = {f"{RELEASES}/{release.id}/{name}": file for name, file in _files(release)} | dict(dumps)
    texts = {
        CODEBOOK: codebook(release).write_csv(),
        CURRENT: f"{release.id}\n",
        "README.txt": _about(release),
        **further,
    }
    sums = {name: _file_sum(file) for name, file in files.items()}
    sums |= {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    texts[CHECKSUMS] = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    with atomic_file(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name in sorted([*files, *texts]):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o644 << 16
            if name in texts:
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, texts[name])
                continue
            with files[name].open("rb") as content, archive.open(entry, "w", force_zip64=True) as packed:
                while part := content.read(1 << 20):
                    packed.write(part)


def _files(release: Release) -> list[tuple[str, Path]]:
    folder = release.folder
    return [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if path.is_file()]


def _about(release: Release) -> str:
    manifest = release.manifest
    return _TEXT.format(
        title=manifest.title,
        underline="=" * len(manifest.title),
        id=release.id,
        number=manifest.number,
        software=manifest.software,
        base=release.base_iri,
    )


def _file_sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
