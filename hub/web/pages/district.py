"""The page of a district: where it is, what it is made of, who holds its seats, and the districts it overlaps in other elections."""

from typing import Any

from hub.maps.picture import fitted, paths
from hub.web.pages.page import Asked, Page

QUERY = """query District($district: ID!) {
  district(id: $district) {
    key iri name office code seatsCount populationCount
    edition { key name nameEn year }
    province { key name }
    contest { key candidacies { totalCount } }
    districtRegions { part isSplit region { key name level parent { name } } }
    map { geometry isApproximate areaKm2 }
    overlaps { weightPopulation weightRegions isApproximate with { key name edition { key name nameEn year } } }
    candidacies(where: {elected: {eq: true}}, first: 200) {
      nodes { nameOnBallot person { key } party { key name abbreviation } votesCount }
    }
  }
}"""


def district(asked: Asked) -> Page | None:
    """Return the page of a district."""
    found = asked.answer(QUERY, district=asked.key)["district"]
    if found is None:
        return None
    words = asked.words
    found["districtRegions"].sort(key=lambda row: row["region"]["name"])
    found["candidacies"]["nodes"].sort(key=lambda row: (row["votesCount"] is None, -(row["votesCount"] or 0)))
    found["overlaps"].sort(
        key=lambda row: (
            -row["with"]["edition"]["year"] if row["with"] else 0,
            -(row["weightPopulation"] or row["weightRegions"]),
        )
    )
    rows = [
        {
            "district": found["key"],
            "region_id": row["region"]["key"],
            "region": row["region"]["name"],
            "level": row["region"]["level"],
            "is_split": row["isSplit"],
        }
        for row in found["districtRegions"]
    ]
    told = f"{words.name(found['name'])}, {words.office(found['office'])} {found['edition']['year']}"
    return Page(
        "district.html",
        words.gettext("District %(name)s", name=told),
        {
            "district": found,
            "drawn": drawn(found["map"]),
            "only_elected": (found["edition"]["key"], found["office"]) in asked.site.only_elected,
        },
        query=QUERY,
        variables={"district": asked.key},
        rows=rows,
        shapes={found["key"]: found["map"]["geometry"]} if found["map"] else {},
        places={found["key"]: _place(found)},
        about={
            "@context": "https://schema.org/",
            "@type": "AdministrativeArea",
            "@id": found["iri"],
            "name": found["name"],
            **({"containedInPlace": found["province"]["name"]} if found["province"] else {}),
        },
    )


def _place(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a district where its shape is taken away."""
    return {
        "name": found["name"],
        "office": found["office"],
        "edition": found["edition"]["key"],
        "province": found["province"]["name"] if found["province"] else None,
        "seats_count": found["seatsCount"],
        "is_approximate": found["map"]["isApproximate"] if found["map"] else None,
        "area_km2": found["map"]["areaKm2"] if found["map"] else None,
    }


def drawn(shape: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the picture of one shape: its path, and the size of the box that it fits in."""
    if shape is None:
        return None
    frame = fitted({"": shape["geometry"]})
    path = paths({"": shape["geometry"]}, frame, 0.7).get("") if frame else None
    return {"path": path, "width": round(frame.width), "height": round(frame.height)} if frame and path else None
