"""Disputes: results contested before the Constitutional Court (PHPU)."""

import dataframely as dy

from hub.tables.table import About, Sourced, ref


class Disputes(Sourced):
    """One row per case about results before the Constitutional Court."""

    about = About(is_node=True, listed=True)

    dispute_id = dy.String(primary_key=True, description="Key of the case: edition and registration number.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    contest_id = dy.String(nullable=True, metadata=ref("contests"), description="Contest whose result is disputed.")
    number = dy.String(description="Registration number at the court.")
    applicant = dy.String(description="Who applies.")
    respondent = dy.String(nullable=True, description="Who answers.")
    subject = dy.String(nullable=True, description="What is disputed.")
    filed = dy.Date(nullable=True, description="Day of filing.")
    decided = dy.Date(nullable=True, description="Day of the decision.")
    decision = dy.String(nullable=True, description="The decision in words.")
