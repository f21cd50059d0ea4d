"""External identifiers: what others call our things."""

import dataframely as dy

from hub.tables.table import HIDDEN, About, Part, Sourced, subject


class ExternalIds(Sourced):
    """One row per identifier that a publisher gives to one of our things."""

    about = About(
        part=Part("key", ("scheme", "value"), "externalIds"), indexes=(("scheme", "value"),), order="scheme value"
    )

    kind = dy.String(
        primary_key=True, metadata=HIDDEN, description="Kind of thing: `candidacy`, `nomination`, `district`."
    )
    key = dy.String(primary_key=True, metadata=subject("kind") | HIDDEN, description="Key of the thing.")
    scheme = dy.String(primary_key=True, description="Who gives the identifier, such as `kpu-dct-2024`.")
    value = dy.String(primary_key=True, min_length=1, description="The identifier.")
