"""The `HUB_*` settings, read from the environment by `hub.cli` and `hub.web` only."""

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from hub.errors import UsageError

PREFIX = "HUB_"


class Settings(BaseSettings):
    """Every setting: `statement_timeout_s` is read from `HUB_STATEMENT_TIMEOUT_S`. What is made in code does not look at the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    out: Path = Field(default=Path(".hub"), description="Folder that `hub build` wrote.")
    page_size: int = Field(default=20, ge=1, description="Rows of a page where a query does not say `first`.")
    max_page_size: int = Field(
        default=1000, ge=1, le=10_000, description="Most rows that a query may ask for in one page."
    )
    statement_timeout_s: float = Field(
        default=5.0,
        gt=0,
        le=600,
        description="Seconds until a statement, or the statements of one request, are stopped.",
    )
    response_cache_mb: int = Field(
        default=64, ge=0, le=65_536, description="Megabytes of GraphQL answers to keep in memory; 0 keeps none."
    )
    page_cache_mb: int = Field(
        default=64,
        ge=0,
        le=65_536,
        description="Megabytes of answers of pages, feeds and files to keep in memory, as they are sent; 0 keeps none.",
    )
    warm: bool = Field(
        default=True,
        description="Whether a worker makes a page of each kind before it takes requests: some seconds, for a fast first answer.",
    )
    contact: str = Field(
        default="",
        description=(
            "Where readers report errors: an email address, or the address of an issue tracker. Empty: the page says that there is none."
        ),
    )
    trusted_documents: str = Field(
        default="",
        description="Folder of `.graphql` files, or JSON manifest: the only GraphQL queries that are answered. Empty: every query is.",
    )
    follow_s: float = Field(
        default=1.0,
        gt=0,
        le=3_600,
        description="Seconds between two looks at whether another release is current, for GraphQL subscriptions.",
    )
    max_connections: int = Field(
        default=1_000,
        ge=1,
        le=100_000,
        description="Connections that one process holds at once; more are refused with 503.",
    )
    request_timeout_s: float = Field(
        default=30.0,
        gt=0,
        le=3_600,
        description="Seconds from the first byte of a request until it must be whole, and of silence on a new connection.",
    )
    max_wait_s: float = Field(
        default=1.0,
        gt=0,
        le=600,
        description="Seconds that a request may wait for its turn where more come than can be answered; then it is refused with 503.",
    )
    access_log: bool = Field(default=False, description="Whether a line is written to stderr for each answer.")
    log_format: Literal["text", "json"] = Field(
        default="text", description="Form of the log on stderr: `text` for people, `json` for programs."
    )
    state: str = Field(
        default="",
        description="Folder of what stewards feed; empty: beside `HUB_OUT`, with `-feed` behind its name.",
    )
    feed_max_mb: int = Field(
        default=100, ge=1, le=10_000, description="Megabytes of the largest file that a steward may hand in."
    )
    feed_memory_mb: int = Field(
        default=4_000,
        ge=200,
        le=1_000_000,
        description="Megabytes of memory that a check or a publication of a steward's file may take at most.",
    )
    oidc_issuer: str = Field(
        default="",
        description="OpenID provider that stewards may sign in with, such as `https://login.example/realms/kpu`; empty: none.",
    )
    oidc_client_id: str = Field(default="", description="Id of the hub as a client of the OpenID provider.")
    oidc_client_secret: str = Field(default="", repr=False, description="Secret of that client.")
    token: str = Field(
        default="", repr=False, description="Token under which `hub feed` acts; `hub token new` makes one."
    )
    store: Literal["sqlite", "neo4j"] = Field(
        default="sqlite", description="What answers GraphQL: `sqlite`, the file beside the release, or `neo4j`."
    )
    neo4j_uri: str = Field(
        default="", description="Neo4j server to answer from: `bolt://host:7687`, `neo4j://host`, `neo4j+s://host`."
    )
    neo4j_user: str = Field(default="neo4j", description="User at a Neo4j server.")
    neo4j_password: str = Field(
        default="", repr=False, description="Password at a Neo4j server; empty where it asks for none."
    )
    neo4j_database: str = Field(default="", description="Database of a Neo4j server; empty for its default one.")

    @model_validator(mode="after")
    def _pages_fit(self) -> "Settings":
        if self.page_size > self.max_page_size:
            raise ValueError(
                f"expected HUB_PAGE_SIZE to be at most HUB_MAX_PAGE_SIZE, found {self.page_size} and {self.max_page_size}"
            )
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  the signature of the library, as are the next
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the caller alone; `read_settings` passes those of an environment."""
        return (init_settings,)


class _Environment(EnvSettingsSource):
    """The values of an environment that is given, rather than that of the process."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._given = environment
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._given.items()}


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment. Raises UsageError for a value that is not what the setting takes, naming it."""
    try:
        return Settings(**_Environment(environment)())
    except ValidationError as error:
        raise UsageError("; ".join(_explained(error))) from None


def _explained(error: ValidationError) -> Iterator[str]:
    for found in error.errors():
        if not found["loc"]:
            yield found["msg"].removeprefix("Value error, ")
            continue
        wanted = found["msg"].removeprefix("Input should be ").partition(",")[0]
        yield f"expected {PREFIX}{str(found['loc'][0]).upper()} to be {wanted}, found {found['input']!r}"


def unknown(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return a sentence for each `HUB_*` variable that is no setting. They are not refused: others may set them for their own ends."""
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    told = []
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, 1, 0.8)
            told.append(f"{name} is no setting{f'; {near[0]} is' if near else ', and means nothing to the hub'}")
    return told
