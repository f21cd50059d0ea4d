"""Routes of what stewards feed."""

from starlette.routing import Route

from hub.web.feed import api, due, error_reports, mapping, oidc, pages, tus
from hub.web.feed.identity import answering, questions
from hub.web.feed.preview import preview

ROUTES = [
    Route("/feed/", pages.home),
    Route("/feed/masuk", pages.sign_in, methods=["GET"]),
    Route("/feed/masuk", pages.signing_in, methods=["POST"]),
    Route(oidc.LEAVING, oidc.leaving, methods=["GET"]),
    Route(oidc.RETURNING, oidc.returning, methods=["GET"]),
    Route("/feed/keluar", pages.signing_out, methods=["POST"]),
    Route("/feed/kiriman", pages.handing_in, methods=["POST"]),
    Route("/feed/kiriman/{number:int}", pages.delivery),
    Route("/feed/kiriman/{number:int}.csv", pages.findings_file),
    Route("/feed/kiriman/{number:int}/pratinjau{path:path}", preview, methods=["GET"]),
    Route("/feed/kiriman/{number:int}/{act}", pages.acting_on, methods=["POST"]),
    Route("/feed/jatuh-tempo", due.datasets),
    Route("/feed/jatuh-tempo.jsonld", due.catalogue),
    Route("/feed/pemetaan", mapping.choosing, methods=["GET"]),
    Route("/feed/pemetaan", mapping.giving, methods=["POST"]),
    Route("/feed/pemetaan/{sha256}", mapping.mapped, methods=["GET"]),
    Route("/feed/pemetaan/{sha256}", mapping.handing_in, methods=["POST"]),
    Route("/feed/identitas", questions, methods=["GET"]),
    Route("/feed/identitas", answering, methods=["POST"]),
    Route("/feed/laporan", error_reports.reporting, methods=["GET"]),
    Route("/feed/laporan", error_reports.reported, methods=["POST"]),
    Route("/feed/laporan/{number:int}", error_reports.answering, methods=["POST"]),
    Route("/feed/catatan", pages.log),
    Route("/feed/api/openapi.json", api.description),
    Route(tus.UPLOADS, tus.supported, methods=["OPTIONS"]),
    Route(tus.UPLOADS, tus.creating, methods=["POST"]),
    Route(f"{tus.UPLOADS}/{{id}}", tus.asking, methods=["HEAD"]),
    Route(f"{tus.UPLOADS}/{{id}}", tus.adding, methods=["PATCH"]),
    Route("/feed/api/deliveries", api.listed, methods=["GET"]),
    Route("/feed/api/deliveries", api.put, methods=["POST"]),
    Route("/feed/api/deliveries/{number:int}", api.one),
    Route("/feed/api/deliveries/{number:int}/findings.csv", api.findings),
    Route("/feed/api/deliveries/{number:int}/{act}", api.act, methods=["POST"]),
]
