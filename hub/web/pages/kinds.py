"""The pages of things: which maker answers for which type of node. A type without one shows all that is stated of it."""

from collections.abc import Mapping

from hub.web.pages.contest import contest
from hub.web.pages.district import district
from hub.web.pages.edition import edition
from hub.web.pages.page import Maker
from hub.web.pages.party import party
from hub.web.pages.person import person
from hub.web.pages.region import region

MAKERS: Mapping[str, Maker] = {
    "contest": contest,
    "district": district,
    "edition": edition,
    "party": party,
    "person": person,
    "region": region,
}
