"""Legal bases: the laws and regulations that an edition is held under."""

import dataframely as dy

from hub.tables.table import About, Sourced, ref


class LegalBases(Sourced):
    """One row per law or regulation and edition."""

    about = About(row="legal_basis", is_node=True, listed=True)

    basis_id = dy.String(primary_key=True, description="Key: edition and a short name of the document.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    title = dy.String(description="Title of the document.")
    number = dy.String(description="Number and year of the document.")
    subject = dy.String(description="What it settles for this edition.")
