from typing import Any, Optional, Union

from .base_client import BaseClient
from .base_model import UNSET, UnsetType
from .votes import Votes


def gql(q: str) -> str:
    return q


class Client(BaseClient):
    def votes(
        self,
        district: str,
        first: int,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Votes:
        query = gql("""
            query Votes($district: String!, $first: Int!, $after: String) {
              candidacies(
                where: {district: {eq: $district}}
                orderBy: [{votesCount: DESC}]
                first: $first
                after: $after
              ) {
                nodes {
                  nameOnBallot
                  votesCount
                  elected
                  party {
                    abbreviation
                  }
                }
                pageInfo {
                  hasNextPage
                  endCursor
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "district": district,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="Votes", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Votes.model_validate(data)
