"""What a server is made of: the packages of a lock file as a CycloneDX 1.6 bill of materials, and a table of their licences.

`python -m scripts.supply requirements-run.lock --sbom FILE` writes the bill and prints the table; exit 1 where a licence is none of those
that the hub may be given away with, or is not stated. Licences are those that the installed packages state; hashes are those of the lock.
"""

import argparse
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub import __version__

_PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*)$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

_FREE = re.compile(
    r"0BSD|any-OSI|Apache|BSD|CC0-1\.0|ISC|MIT|MPL[- ]2\.0|Mozilla Public License 2\.0|PSF-2\.0|Python-2\.0|Unlicense|Zlib",
    re.IGNORECASE,
)
"""Licences that a work under Apache-2.0 may be given away with, MPL-2.0 as it comes."""

STATED_ELSEWHERE = {"dataframely": "BSD-3-Clause"}
"""Packages whose metadata name no licence -> what the file LICENSE in them says."""

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Package:
    """A locked package. `licence` is as it states it, NOT_STATED where it does not; None where it is not installed on this platform."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str | None


def packages(lock: Path) -> Iterator[Package]:
    """Yield the packages of a lock file in its order; one locked to two versions, by platform, comes twice."""
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if found := _PINNED.match(line):
            name = found["name"]
            yield Package(name, found["version"], tuple(_HASH.findall(found["rest"])), _licence(name))


def _licence(name: str) -> str | None:
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classes = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    text = (told.get("License") or "").strip().partition("\n")[0]
    short = text if len(text) <= 40 and not text.startswith("Copyright") else ""
    return told.get("License-Expression") or short or " OR ".join(classes) or STATED_ELSEWHERE.get(name, NOT_STATED)


def is_free(licence: str) -> bool:
    """Tell whether each part that must hold of a licence is one that the hub may be given away with."""
    return all(
        any(_FREE.search(choice) for choice in part.split(" OR "))
        for part in licence.replace("(", "").replace(")", "").split(" AND ")
    )


def sbom(found: list[Package]) -> dict[str, Any]:
    """Return the bill of materials in CycloneDX 1.6; the same lock gives the same bill."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "pemilu-hub",
                "name": "pemilu-hub",
                "version": __version__,
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": [_component(each) for each in found],
    }


def _component(package: Package) -> dict[str, Any]:
    purl = f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "purl": purl,
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{package.name}/{package.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
            }
        ],
    }
    if package.licence not in {None, NOT_STATED}:
        component["licenses"] = [{"license": {"name": package.licence}}]
    return component


def refused(found: list[Package]) -> list[str]:
    """Return a sentence for each package that the hub may not be given away with."""
    return [
        f"{each.name} {each.version}: expected a licence that goes with Apache-2.0, found {each.licence}"
        for each in found
        if each.licence is not None and not is_free(each.licence)
    ]


def main() -> None:
    """Write the bill and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--sbom", type=Path, help="file to write the bill of materials to")
    given = parser.parse_args()
    found = list(packages(given.lock))
    if given.sbom:
        given.sbom.parent.mkdir(parents=True, exist_ok=True)
        given.sbom.write_text(json.dumps(sbom(found), indent=1) + "\n", encoding="utf-8")
    for each in found:
        print(f"{each.name:25} {each.version:12} {each.licence or 'not for this platform'}")
    for told in refused(found):
        print(told, file=sys.stderr)
    sys.exit(bool(refused(found)))


if __name__ == "__main__":
    main()
