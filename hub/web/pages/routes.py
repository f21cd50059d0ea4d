"""Routes of the portal's overview pages, embeds, release feed, sitemap and robots.txt. The page of one thing is `/doc/{type}/{key}`."""

from starlette.routing import Route

from hub.web.pages.about import about
from hub.web.pages.action_plan import action_plan
from hub.web.pages.compare import compare
from hub.web.pages.crawling import opensearch, robots, sitemap, sitemap_part
from hub.web.pages.embed import embed, embeds, oembed
from hub.web.pages.findings import findings
from hub.web.pages.home import portal
from hub.web.pages.moves import moves
from hub.web.pages.openness import openness
from hub.web.pages.party import parties
from hub.web.pages.region import places
from hub.web.pages.releases import releases_feed, releases_page
from hub.web.pages.search import search

ROUTES = [
    Route("/", portal),
    Route("/cari", search),
    Route("/wilayah", places),
    Route("/partai", parties),
    Route("/pindah", moves),
    Route("/bandingkan", compare),
    Route("/keterbukaan", openness),
    Route("/rencana-aksi", action_plan),
    Route("/temuan", findings),
    Route("/rilis", releases_page),
    Route("/rilis.atom", releases_feed),
    Route("/tentang", about),
    Route("/embed/", embeds),
    Route("/embed/oembed.json", oembed),
    Route("/embed/{name:path}", embed),
    Route("/sitemap.xml", sitemap),
    Route("/sitemap/{name}.xml", sitemap_part),
    Route("/robots.txt", robots),
    Route("/opensearch.xml", opensearch),
]
