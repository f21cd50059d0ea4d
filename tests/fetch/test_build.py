"""What was fetched is read by a build, with the entries that docs/fetch.md gives."""

import re
import shutil
from pathlib import Path

from hub import pipeline
from hub.fetch import kemendagri, sirekap
from hub.workspace import read_workspace
from tests.fetch.conftest import Fetch
from tests.fetch.invented import station
from tests.fetch.server import Site

ROOT = Path(__file__).parents[2]

REGIONS = """INSERT INTO `wilayah_2018` (`kode`, `nama`) VALUES
('11','ACEH'),
('11.01','KAB. ACEH SELATAN'),
('11.01.01','Bakongan'),
('11.01.01.1001','Keude Bakongan');
"""

VILLAGE = "1101011001"


def test_a_fetched_tree_plugs_into_a_build(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    (entries,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs/fetch.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "hub.toml").write_text(entries, encoding="utf-8")
    shutil.copy(ROOT / "examples/indonesia/president-2024-tickets.csv", tmp_path)
    sources = tmp_path / "sources"
    site.files |= {url: REGIONS.encode() for url in kemendagri.FILES.values()}
    for tree in (kemendagri.tree(), sirekap.tree(level="station", region=VILLAGE)):
        assert fetched(tree, out=sources).failures == []

    made = pipeline.check(read_workspace(tmp_path), sources, strict=True, progress=lambda *_: None)

    results = made.tables["results"].select("station_id", "ticket_id", "votes_count").sort("station_id", "ticket_id")
    assert results.rows() == [
        (f"2024/tps/kemendagri-11.01.01.1001/{number}", f"2024/president/{pair}", votes)
        for number in (1, 2)
        for pair, votes in enumerate(list(station(f"{VILLAGE}00{number}")["chart"].values())[1:], start=1)
    ]
    assert made.tables["turnout"]["voted_count"].is_not_null().all()
    assert made.tables["sources"]["rows_set_aside_count"].sum() == 0
