"""A reader who begins at the front page of a hub, knows no identifier, and finds an answer in three clicks, or a search and two."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Reader:
    """A page in a browser, with how often the reader searched and clicked since the front page."""

    page: Page
    searched_count: int = 0
    clicked_count: int = 0

    @property
    def is_within_reach(self) -> bool:
        """Whether the reader needed no more than three clicks, or a search and two."""
        return self.clicked_count <= (2 if self.searched_count else 3) and self.searched_count <= 1

    def seek(self, text: str) -> None:
        """Search from the large field of the front page."""
        self.searched_count += 1
        self.page.locator("main input[name=q]").fill(text)
        self.page.locator("main form button").click()

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follow the first link of this name."""
        self.choose(self.page.locator("main").get_by_role("link", name=name, exact=exact).first)

    def choose(self, place: Locator) -> None:
        """Click on something."""
        self.clicked_count += 1
        place.click()

    def enter(self, place: Locator) -> None:
        """Choose an area of a map by the keyboard: the middle of a district of islands is sea."""
        self.clicked_count += 1
        place.focus()
        place.press("Enter")
