"""Datasets: what the commission publishes, system by system, and whether it is open data."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Table, ref


class Datasets(Table):
    """One row per dataset: a series of sources held here, or one that is wanted and not there yet."""

    about = About(is_node=True, listed=True)

    dataset_id = dy.String(primary_key=True, description="Key of the dataset.")
    title = dy.String(description="Title.")
    edition_id = dy.String(nullable=True, metadata=ref("editions"), description="Edition.")
    theme = dy.Enum(vocabulary.THEMES, description="One of the 16 categories of open election data (NDI).")
    system = dy.Enum(vocabulary.SYSTEMS, description="System of the commission that the dataset belongs to.")
    steward = dy.String(description="Who answers for the data (wali data).")
    formats = dy.List(dy.String(), description="Formats in which it is published.")
    availability = dy.Enum(vocabulary.AVAILABILITIES, description="Open, published but not open, or missing.")
    reason = dy.String(nullable=True, description="Why it is not open, in words.")
    rows_count = dy.Int64(min=0, description="Rows held here.")
    files_count = dy.Int64(min=0, description="Source files held here.")
