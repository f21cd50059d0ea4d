"""District overlaps: how the districts of one edition lie on those of another."""

import dataframely as dy

from hub.tables.table import HIDDEN, About, Belongs, Part, Table, ref


class DistrictOverlaps(Table):
    """One row per district and district of the same office in another edition that shares a part of it.

    The weights of a district over the rows of one edition sum to 1. The part that lies in no known district of that edition has a row
    of its own, without `with`.
    """

    about = About(
        part=Part("district_id", ("other",), "overlaps"),
        order="district with edition weight_population weight_area",
        edition=Belongs.NONE,
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref("districts", back="overlaps", few=True),
        description="The district that is shared out.",
    )
    other = dy.String(
        primary_key=True,
        metadata=HIDDEN,
        description="Key of the other district; of the edition alone for the part that lies in no known district of it.",
    )
    edition_id = dy.String(
        metadata=ref("editions", told_back="How much of its districts lies in districts of other editions."),
        description="Edition of the other district.",
    )
    with_id = dy.String(
        nullable=True,
        metadata=ref(
            "districts", back="overlaps_of_others", told_back="How much of the districts of other editions lies in it."
        ),
        description="The other district; null for the part that lies in no known district of the edition.",
    )
    weight_regions = dy.Float64(
        min=0, max=1, description="Share of the district's regencies; a subdistrict counts as its part of the regency."
    )
    weight_population = dy.Float64(
        nullable=True, min=0, max=1, description="Share of the district's voters; null where a part has no figure."
    )
    weight_area = dy.Float64(
        nullable=True, min=0, max=1, description="Share of the district's area; null where a part has no shape."
    )
    shared_count = dy.Int64(min=1, description="Regencies, or subdistricts of a cut regency, that both districts hold.")
    is_approximate = dy.Bool(
        description="True where a district's regions are read off a published map, for want of a list."
    )
    evidence = dy.String(description="What the weights rest on, in words.")
