from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Votes(BaseModel):
    candidacies: "VotesCandidacies"


class VotesCandidacies(BaseModel):
    nodes: list["VotesCandidaciesNodes"]
    page_info: "VotesCandidaciesPageInfo" = Field(alias="pageInfo")


class VotesCandidaciesNodes(BaseModel):
    name_on_ballot: str = Field(alias="nameOnBallot")
    votes_count: Optional[int] = Field(alias="votesCount")
    elected: Optional[bool]
    party: Optional["VotesCandidaciesNodesParty"]


class VotesCandidaciesNodesParty(BaseModel):
    abbreviation: Optional[str]


class VotesCandidaciesPageInfo(BaseModel):
    has_next_page: bool = Field(alias="hasNextPage")
    end_cursor: Optional[str] = Field(alias="endCursor")


Votes.model_rebuild()
VotesCandidacies.model_rebuild()
VotesCandidaciesNodes.model_rebuild()
