"""The functions that make the page of a thing, by node type (contest, district, person ...). Other types get the generic page of all statements."""

from collections.abc import Mapping

from hub.web.pages.contest import contest
from hub.web.pages.dataset import dataset
from hub.web.pages.district import district
from hub.web.pages.edition import edition
from hub.web.pages.page import Maker
from hub.web.pages.party import party
from hub.web.pages.person import person
from hub.web.pages.region import region

MAKERS: Mapping[str, Maker] = {
    "contest": contest,
    "dataset": dataset,
    "district": district,
    "edition": edition,
    "party": party,
    "person": person,
    "region": region,
}
