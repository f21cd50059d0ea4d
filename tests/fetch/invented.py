"""A small Sirekap that nobody published: two regions in each, one village in each subdistrict, and two stations in it. No figure is a result."""

import json
from typing import Any

DEPTH = 5

PAIRS = {"100025": "A - B", "100026": "C - D", "100027": "E - F"}

SUFFIXES = {1: ("11", "31"), 2: ("01", "02"), 3: ("01", "02"), 4: ("1001",), 5: ("001", "002")}
"""What the code of a region at a depth has behind that of the region it is in."""


def sirekap() -> dict[str, bytes]:
    """Return the files of the presidential contest by path: 63, with 16 stations."""
    files = {
        "pemilu/ppwp.json": _json({key: {"nama": name, "nomor_urut": number} for number, (key, name) in _pairs()}),
        "pemilu/hhcw/ppwp.json": _json({"chart": {}, "table": {}}),
    }
    _put(files, ())
    return files


def _pairs() -> enumerate[tuple[str, str]]:
    return enumerate(PAIRS.items(), start=1)


def _put(files: dict[str, bytes], place: tuple[str, ...]) -> None:
    depth = len(place) + 1
    codes = [f"{place[-1] if place else ''}{suffix}" for suffix in SUFFIXES[depth]]
    listed = [{"nama": f"Region {code}", "id": int(code), "kode": code, "tingkat": depth} for code in codes]
    files[f"wilayah/pemilu/ppwp/{'/'.join(place) or '0'}.json"] = _json(listed)
    for code in codes:
        here = (*place, code)
        files[f"pemilu/hhcw/ppwp/{'/'.join(here)}.json"] = _json(station(code) if depth == DEPTH else _sums())
        if depth < DEPTH:
            _put(files, here)


def station(code: str) -> dict[str, Any]:
    """Return the votes of a station; they depend on its code, so that no two files are the same."""
    votes = {key: int(code) % 97 + number for number, (key, _) in _pairs()}
    valid = sum(votes.values())
    return {
        "chart": {"null": None, **votes},
        "images": ["http://192.0.2.1/form.jpg"],
        "administrasi": {"suara_sah": valid, "suara_tidak_sah": 3, "pengguna_total_j": valid + 3, "pemilih_dpt_j": 400},
    }


def _sums() -> dict[str, Any]:
    return {"chart": {"100025": 1}, "table": {}}


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
