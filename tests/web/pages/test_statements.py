"""The page of all statements of a thing."""

import re

from tests.web.conftest import BROWSER, Get


def test_two_tables_of_one_kind_are_called_apart(sample: Get) -> None:
    """Seen on examples/indonesia by axe-core: a candidacy with links to an earlier and to a later one had two regions of one name."""
    query = "{ links(first: 500) { nodes { left { key } right { key } } } }"
    links = sample("/graphql", params={"query": query}).json()["data"]["links"]["nodes"]
    both = {row["left"]["key"] for row in links} & {row["right"]["key"] for row in links}
    assert both
    page = sample(f"/doc/candidacy/{min(both)}?lang=id", headers=BROWSER).text
    named = re.findall(r'role="region" aria-label="([^"]*)"', page)
    assert {"Tautan pencalonan: Pencalonan terdahulu", "Tautan pencalonan: Pencalonan kemudian"} <= set(named)
    assert len(named) == len(set(named))
