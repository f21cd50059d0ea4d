"""Words of the feed's pages: what states and acts are called, and why something waits."""

from hub.web.texts import text_

STATES = {
    "RECEIVED": text_("received, being checked"),
    "CHECKED": text_("checked, not submitted yet"),
    "UNUSABLE": text_("cannot be used"),
    "SUBMITTED": text_("waits for approval"),
    "RETURNED": text_("returned"),
    "APPROVED": text_("approved, being published"),
    "HELD": text_("approved, not published"),
    "PUBLISHED": text_("published"),
    "REPLACED": text_("replaced by a later one"),
    "UNDOING": text_("being undone"),
    "UNDONE": text_("undone"),
}

CHIPS = {"PUBLISHED": "firm", "SUBMITTED": "soft", "CHECKED": "soft", "HELD": "soft"}
"""State -> look of its chip."""

RUNNING = ("RECEIVED", "APPROVED", "UNDOING")
"""States in which a job is at work: the page looks again by itself."""

ROLES = {
    "reader": text_("reader"),
    "steward": text_("steward"),
    "approver": text_("approver"),
    "administrator": text_("administrator"),
}
