"""Service manifest of the Reconciliation API 0.2 (OpenRefine)."""

from typing import Any

from hub import __version__
from hub.web.reconcile.kinds import KINDS, Kind
from hub.web.words import Words

BATCH_SIZE = 25
"""Queries that a client such as OpenRefine should send at once: half of the limit, so that each answer is quick."""
PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 300


def manifest(address: str, site: str, base: str, words: Words) -> dict[str, Any]:
    """Return the manifest of the service at `address`, below the server at `site`.

    Identifiers are the ends of IRIs: `identifierSpace` with an identifier behind it is the IRI of the thing.
    """
    flyout = {"flyout_service_url": address}
    return {
        "versions": ["0.2"],
        "name": words("Hub Pemilu", "Pemilu Hub"),
        "identifierSpace": f"{base}id/",
        "schemaSpace": f"{base}def/",
        "documentation": "https://reconciliation-api.github.io/specs/0.2/",
        "serviceVersion": __version__,
        "batchSize": BATCH_SIZE,
        "defaultTypes": [type_of(kind, words) for kind in KINDS.values()],
        "view": {"url": f"{site}/id/{{{{id}}}}"},
        "preview": {
            "url": f"{address}/preview?id={{{{id}}}}&lang={words.lang}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            what: {
                "service_url": address,
                "service_path": f"/suggest/{what}",
                **flyout,
                "flyout_service_path": f"/flyout/{what}?id=${{id}}",
            }
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": address, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "type": "number",
                    "default": 0,
                    "label": words("Paling banyak", "At most"),
                    "help_text": words(
                        "Banyaknya nilai per sel; 0 untuk semua.", "How many values of a cell; 0 for all."
                    ),
                },
                {
                    "name": "edition",
                    "type": "text",
                    "default": "",
                    "label": words("Pemilu", "Election"),
                    "help_text": words("Hanya nilai pemilu ini, mis. 2024.", "Only of this election, such as 2024."),
                },
            ],
        },
    }


def type_of(kind: Kind, words: Words) -> dict[str, str]:
    """Return a kind as a type of the API."""
    return {"id": kind.id, "name": words.type(kind.type_name)}
