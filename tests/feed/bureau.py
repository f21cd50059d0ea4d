"""A bureau that feeds a small hub: a workspace of two datasets, its release, and people of every role."""

from dataclasses import dataclass
from pathlib import Path

from hub.feed import accounts, deliveries, jobs
from hub.feed.database import Row
from hub.feed.inbox import Receiving
from hub.feed.permissions import Principal
from hub.feed.state import State
from hub.release.kept import current
from scripts.strain.workspace import lists

MENDED = lists(1, 12).replace("Partai 7,", "Partai Tujuh,")
"""The file of the first dataset with another name for a party."""

PEOPLE = {
    "sari": [("steward", "lists")],
    "tono": [("steward", "more-lists")],
    "both": [("steward", "lists"), ("approver", "*")],
    "wati": [("approver", "lists")],
    "yuni": [("approver", "more-lists")],
    "rudi": [("reader", "lists")],
    "rani": [("reviewer", "*")],
    "adi": [("administrator", "*")],
    "nobody": [],
}


@dataclass
class Bureau:
    """A workspace with its release and the state of its feed."""

    workspace: Path
    state: State

    @property
    def out(self) -> Path:
        return self.workspace / ".hub"

    def who(self, name: str) -> Principal:
        found = accounts.principal(self.state, name)
        assert found is not None
        return found

    def put(
        self, text: str | bytes = MENDED, *, by: str = "sari", dataset: str = "lists", name: str = "nominations.csv"
    ) -> Row:
        """Hand in a file without checking it, and return its delivery."""
        place = deliveries.check_hand_in(self.state, self.who(by), dataset, name)
        with Receiving(self.state.inbox, 100_000_000) as receiving:
            receiving.write(text.encode() if isinstance(text, str) else text)
            received = receiving.finish()
        return deliveries.hand_in(self.state, self.who(by), dataset, received, place=place, name=name)[0]

    def work(self) -> None:
        jobs.work(self.state)

    def row(self, number: int) -> Row:
        found = self.state.row("SELECT * FROM delivery WHERE number = ?", number)
        assert found is not None
        return found

    def submitted(self, text: str | bytes = MENDED) -> int:
        """Hand in, check and submit a file; return the number of its delivery."""
        number: int = self.put(text)["number"]
        self.work()
        assert self.row(number)["state"] == "CHECKED", self.row(number)["reason"]
        deliveries.submit(self.state, self.who("sari"), number)
        return number

    def published(self, text: str | bytes = MENDED) -> int:
        """Bring a file to the live release; return the number of its delivery."""
        number = self.submitted(text)
        deliveries.approve(self.state, self.who("wati"), number)
        self.work()
        assert self.row(number)["state"] == "PUBLISHED", self.row(number)["reason"]
        return number

    def live(self) -> str:
        return current(self.out).id
