from .base_client import BaseClient
from .base_model import BaseModel, Upload
from .client import Client
from .exceptions import (
    GraphQLClientError,
    GraphQLClientGraphQLError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    GraphQLClientInvalidResponseError,
)
from .votes import (
    Votes,
    VotesCandidacies,
    VotesCandidaciesNodes,
    VotesCandidaciesNodesParty,
    VotesCandidaciesPageInfo,
)

__all__ = [
    "BaseClient",
    "BaseModel",
    "Client",
    "GraphQLClientError",
    "GraphQLClientGraphQLError",
    "GraphQLClientGraphQLMultiError",
    "GraphQLClientHttpError",
    "GraphQLClientInvalidResponseError",
    "Upload",
    "Votes",
    "VotesCandidacies",
    "VotesCandidaciesNodes",
    "VotesCandidaciesNodesParty",
    "VotesCandidaciesPageInfo",
]
