"""The OpenAPI description of the API, as /feed/api/openapi.json gives it; a test holds the answers to it."""

from typing import Any

_STRING: dict[str, Any] = {"type": "string"}
_NULLABLE: dict[str, Any] = {"type": ["string", "null"]}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_BOTH: dict[str, Any] = {
    "type": "array", "prefixItems": [_STRING, _STRING], "minItems": 2, "maxItems": 2, "description": "In Indonesian and in English.",
}  # fmt: skip


def _object(properties: dict[str, Any], *optional: str, **more: Any) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


_REPORT = _object(
    {
        "broken": {"anyOf": [_BOTH, {"type": "null"}]},
        "rows_read_count": _COUNT,
        "rows_kept_count": _COUNT,
        "rows_set_aside_count": _COUNT,
        "findings": {
            "type": "array",
            "items": _object(
                {
                    "row": {"type": ["integer", "null"]}, "column": _NULLABLE, "rule": _STRING, "is_set_aside": {"type": "boolean"},
                    "message": {"type": "string", "description": "As releases have it, in English."},
                    "found": _BOTH, "expected": _BOTH, "remedy": _BOTH,
                }
            ),
        },
        "findings_count": _COUNT,
        "tables": {
            "type": "array",
            "items": _object(
                {
                    "table": _STRING, "added_count": _COUNT, "removed_count": _COUNT, "changed_count": _COUNT,
                    "added": {"type": "array", "items": _STRING}, "removed": {"type": "array", "items": _STRING},
                    "changed": {
                        "type": "array",
                        "items": _object({"key": _STRING, "column": _STRING, "before": _NULLABLE, "after": _NULLABLE}),
                    },
                }
            ),
        },
        "objections": {"type": "array", "items": _object({"name": _STRING, "reason": _STRING})},
        "release_before": _NULLABLE,
        "candidate": _NULLABLE,
        "contests": {"type": "array", "items": _STRING, "description": "Contests that the changes are about, the first of them."},
        "fed": {"type": "object", "additionalProperties": _STRING},
    }
)  # fmt: skip

_STATES = [
    "RECEIVED",
    "CHECKED",
    "UNUSABLE",
    "SUBMITTED",
    "RETURNED",
    "APPROVED",
    "HELD",
    "PUBLISHED",
    "REPLACED",
    "UNDOING",
    "UNDONE",
]

_DELIVERY = _object(
    {
        "number": {"type": "integer", "minimum": 1}, "dataset": _STRING, "place": _STRING, "file_name": _STRING,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "bytes_count": _COUNT, "state": {"type": "string", "enum": _STATES},
        "handed_in_by": _STRING, "handed_in_at": {"type": "string", "format": "date-time"}, "submitted_by": _NULLABLE,
        "decided_by": _NULLABLE, "reason": _NULLABLE, "release": _NULLABLE, "release_before": _NULLABLE,
        "losses": {"type": "array", "items": _STRING, "description": "What `publish` has to accept by name."},
        "withdraws": {"type": ["integer", "null"], "description": "Number of the delivery whose file this one takes out; null for one that brings a file."},
        "report": {"$ref": "#/components/schemas/Report"},
    },
    "report",
)  # fmt: skip

_WORD = r"[^\s\x00-\x1f\x7f-\xa0]"
"""A letter of a word: control characters part words as well."""

_ERROR = _object(
    {
        "error": _object(
            {
                "status": {"type": "integer"},
                "code": _STRING,
                "message": _STRING,
                "message_id": _STRING,
                "reference": _STRING,
            },
            "message_id",
        )
    }
)


def _answers(*statuses: tuple[int, str]) -> dict[str, Any]:
    errors = {
        400: "The request is not as described.",
        401: "No token, or one that does not hold.",
        503: "There is no feed here, or it is busy.",
    }
    errors |= dict(statuses)
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {str(status): {"description": told, "content": content} for status, told in sorted(errors.items())}


def _gives(schema: dict[str, Any], told: str) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


_ONE = {"$ref": "#/components/schemas/Delivery"}
_NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 2**53},
}
_NOT_ALLOWED = (403, "The account may not do this, or the token does not cover it.")
_NOT_THERE = (404, "No such delivery, or one of a dataset that the account may not read.")
_NOT_NOW = (409, "The state of the delivery does not take this act.")
_BAD = (422, "A reason that is too short, or a file of another kind.")


def _act(told: str, *, takes: str = "") -> dict[str, Any]:
    properties: dict[str, Any] = {
        "reason": {
            "type": "string",
            "minLength": 5,
            "maxLength": 1000,
            "pattern": rf"^{_WORD}+( {_WORD}+)*$",
            "description": "Words with one space between them.",
        },
        "accept": {"type": "array", "items": _STRING},
    }
    operation: dict[str, Any] = {
        "summary": told,
        "parameters": [_NUMBER],
        "responses": {
            "200": _gives(_ONE, "The delivery as it is now."),
            **_answers(_NOT_ALLOWED, _NOT_THERE, _NOT_NOW, _BAD, (413, "A body over 20,000 bytes.")),
        },
    }
    if takes:
        schema = _object({takes: properties[takes]}, *(["accept"] if takes == "accept" else []))
        operation["requestBody"] = {"required": takes == "reason", "content": {"application/json": {"schema": schema}}}
    return {"post": operation}


def _header(name: str, pattern: str, told: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "header", "required": True, "schema": schema, "description": told}


_TUS = _header("Tus-Resumable", r"^1\.0\.0$", "Version of the protocol tus.")
_UPLOAD = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"}}
_OFFSET = _header("Upload-Offset", "^[0-9]{1,15}$", "Bytes that have come.")
_LENGTH = _header("Upload-Length", "^[0-9]{1,15}$", "Bytes of the file.")
_METADATA = _header(
    "Upload-Metadata",
    "^dataset [A-Za-z0-9+/]{4},filename [A-Za-z0-9+/]{4}$",
    "`dataset`, `filename` and, where needed, `place`, each with its text in Base64.",
)
_NO_UPLOAD = (404, "No such upload of this account.")
_NO_TUS = (412, "Another version of tus.")

_UPLOADS: dict[str, Any] = {
    "/feed/api/uploads": {
        "options": {"summary": "What of tus is spoken here.", "security": [], "responses": {"204": {"description": "In headers."}, "503": _answers()["503"]}},
        "post": {
            "summary": "Begin an upload that goes on after a break (tus 1.0).",
            "parameters": [_TUS, _LENGTH, _METADATA],
            "responses": {
                "201": {"description": "Its address is in Location."},
                **_answers(_NOT_ALLOWED, _NO_TUS, (413, "More bytes than may come."), (422, "An unknown dataset, or no byte.")),
            },
        },
    },
    "/feed/api/uploads/{id}": {
        "head": {
            "summary": "How much of an upload has come.",
            "parameters": [_UPLOAD, _TUS],
            "responses": {"200": {"description": "In Upload-Offset; the delivery in Content-Location once it is complete."}, **_answers(_NO_UPLOAD, _NO_TUS)},
        },
        "patch": {
            "summary": "The next part of an upload; with the last one the file is handed in.",
            "parameters": [_UPLOAD, _TUS, _OFFSET],
            "requestBody": {"required": True, "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
            "responses": {
                "204": {"description": "Upload-Offset is what has come now; the delivery is in Content-Location once all has."},
                **_answers(_NOT_ALLOWED, _NO_UPLOAD, (409, "The file does not end at this offset."), _NO_TUS, (415, "Another Content-Type."), (422, "More bytes than were announced.")),
            },
        },
    },
}  # fmt: skip


OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Pemilu Hub: files of stewards",
        "version": "1",
        "description": "Hand in a file for a dataset, have it checked, and have a second person publish it. What needs time is done after the answer: ask for the delivery again.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "security": [{"token": []}],
    "paths": {
        "/feed/api/deliveries": {
            "get": {
                "summary": "The newest deliveries.",
                "responses": {
                    "200": _gives(_object({"deliveries": {"type": "array", "items": _ONE}}), "The newest first, 200 at most."),
                    **_answers(),
                },
            },
            "post": {
                "summary": "Hand in a file: its bytes are the body.",
                "parameters": [
                    {"name": "dataset", "in": "query", "required": True, "schema": _STRING, "description": "Id of the dataset."},
                    {"name": "name", "in": "query", "required": True, "schema": _STRING, "description": "Name of the file."},
                    {
                        "name": "place", "in": "query", "required": False, "schema": _STRING,
                        "description": "Which file of the dataset it replaces, where there are several and its own name does not say.",
                    },
                ],
                "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
                "responses": {
                    "200": _gives(_ONE, "The same bytes were handed in before: this is their receipt."),
                    "201": _gives(_ONE, "Received; the check follows."),
                    **_answers(_NOT_ALLOWED, (413, "More bytes than may come."), (422, "An unknown dataset, or no byte.")),
                },
            },
        },
        "/feed/api/deliveries/{number}": {
            "get": {
                "summary": "One delivery with its report.",
                "parameters": [_NUMBER],
                "responses": {"200": _gives(_ONE, "The delivery."), **_answers(_NOT_THERE)},
            }
        },
        "/feed/api/deliveries/{number}/findings.csv": {
            "get": {
                "summary": "The findings as CSV, in Indonesian unless English is asked for.",
                "parameters": [_NUMBER],
                "responses": {
                    "200": {"description": "One line per finding.", "content": {"text/csv": {"schema": _STRING}}},
                    **_answers(_NOT_THERE),
                },
            }
        },
        "/feed/api/deliveries/{number}/submit": _act("Submit a checked delivery to be approved."),
        "/feed/api/deliveries/{number}/approve": _act("Approve the delivery of somebody else: it is published."),
        "/feed/api/deliveries/{number}/return": _act("Return the delivery of somebody else with a reason.", takes="reason"),
        "/feed/api/deliveries/{number}/publish": _act("Publish what was held back, with the losses that are accepted.", takes="accept"),
        "/feed/api/deliveries/{number}/undo": _act("Make the release before live again, with a reason.", takes="reason"),
        "/feed/api/deliveries/{number}/withdraw": _act(
            "Ask for a published file to be taken out, with a reason: the answer is the delivery of this request, to be submitted and approved as one with a file.",
            takes="reason",
        ),
        **_UPLOADS,
    },
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Made with `hub token new`."}},
        "schemas": {"Delivery": _DELIVERY, "Report": _REPORT, "Error": _ERROR},
    },
}  # fmt: skip
