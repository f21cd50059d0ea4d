"""The front page: what a voter looks for first."""

import re

from tests.web.conftest import BROWSER, Get


def test_openness_at_a_glance_counts_each_category(sample: Get) -> None:
    page = sample("/?lang=en", headers=BROWSER).text
    glance = page.partition('class="glance"')[2].partition("</ul>")[0]
    assert glance.count("<li") == 16
    some, all_ = map(int, re.findall(r"(\d+) of (\d+) datasets that the hub knows are open", page)[0])
    of_each = [(int(left), int(right)) for left, right in re.findall(r"(\d+) of (\d+)</small>", glance)]
    assert (sum(left for left, _ in of_each), sum(right for _, right in of_each)) == (some, all_)
