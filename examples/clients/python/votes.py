"""Prints who stood in a district, the most votes first: `python votes.py http://127.0.0.1:8000/graphql 2024/dpr/1101`.

gql sends the query; the models that ariadne-codegen made from the schema check the answer and give it types.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from gql import Client, GraphQLRequest
from gql.transport.httpx import HTTPXTransport
from models import Votes, VotesCandidaciesNodes

QUERY = Path(__file__).with_name("queries.graphql").read_text(encoding="utf-8")


def candidacies(address: str, district: str, rows: str = "50") -> Iterator[VotesCandidaciesNodes]:
    """Yield every candidacy of a district, page by page of so many rows."""
    client = Client(transport=HTTPXTransport(url=address))
    after = None
    with client as session:
        while True:
            asked = {"district": district, "first": int(rows), "after": after}
            page = Votes.model_validate(session.execute(GraphQLRequest(QUERY, variable_values=asked))).candidacies
            yield from page.nodes
            if not page.page_info.has_next_page:
                return
            after = page.page_info.end_cursor


if __name__ == "__main__":
    for each in candidacies(*sys.argv[1:]):
        votes = "not reported" if each.votes_count is None else str(each.votes_count)
        party = each.party.abbreviation if each.party else None
        print(f"{votes}\t{each.name_on_ballot}\t{party or '-'}")
