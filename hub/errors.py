"""The tree of errors, each with a stable code.

    HubError
    +-- UsageError            exit 2: the caller asked for something that is not there
    +-- SourceError           exit 3: a source or a workspace cannot be read
    |   +-- WorkspaceError        hub.toml is missing or wrong
    |   +-- UnknownLoader         hub.toml names a loader that does not exist
    |   +-- MissingSource         hub.toml names a file that is not there
    |   +-- BrokenSource          a file is there but cannot be read as its format
    |   +-- FetchFailed           a public file cannot be had, or is not of its documented shape
    +-- ReleaseError          exit 1: a release does not hold what its manifest says
    |   +-- NotPublished      exit 4: a release was built and not made current
    +-- OutBusy               exit 1: another process writes to the output folder
    +-- BadExtension          exit 2: an installed package registers something that is not a Loader or Exporter
    +-- StoreUnavailable      the graph store does not answer
    +-- FeedError             exit 1: what a steward asks for is refused; told in English and Indonesian
        +-- FeedOff               exit 2: there is no feed here
        +-- FeedBusy              its database, or the workspace, cannot be used at the moment
        +-- FeedDamaged           a file or the database of it is another one than was written
        +-- NotSignedIn           no account, or a token or password that is not its
        +-- NotAllowed            an act that the account may not do
        +-- NoDelivery            a number that no delivery has
        +-- NotNow                an act that the state of a delivery does not take
        +-- BadFile               a file that is too large, of another kind, or for no dataset

A message says what was expected, what was found, where, and what to do next.
"""


class HubError(Exception):
    """Anything the hub can explain; `code` is stable, `exit_code` is for the command line."""

    code = "HUB_ERROR"
    exit_code = 1


class UsageError(HubError):
    code = "USAGE"
    exit_code = 2


class BadArgument(UsageError):
    """Arguments that contradict each other, lack what is needed, or are outside of what is accepted."""

    code = "BAD_ARGUMENT"


class BadExtension(HubError):
    code = "BAD_EXTENSION"
    exit_code = 2


class SourceError(HubError):
    code = "SOURCE"
    exit_code = 3


class WorkspaceError(SourceError):
    code = "WORKSPACE"


class UnknownLoader(SourceError):
    code = "UNKNOWN_LOADER"


class MissingSource(SourceError):
    code = "MISSING_SOURCE"


class BrokenSource(SourceError):
    code = "BROKEN_SOURCE"


class FetchFailed(SourceError):
    code = "FETCH_FAILED"


class ReleaseError(HubError):
    code = "RELEASE"
    exit_code = 1


class NotPublished(ReleaseError):
    code = "NOT_PUBLISHED"
    exit_code = 4


class OutBusy(HubError):
    code = "OUT_BUSY"
    exit_code = 1


class StoreUnavailable(HubError):
    code = "STORE_UNAVAILABLE"
    exit_code = 1


class FeedError(HubError):
    """What a steward asks for is refused. `indonesian` says the same for who reads a page."""

    code = "FEED"
    status = 400

    def __init__(self, message: str, indonesian: str) -> None:
        super().__init__(message)
        self.indonesian = indonesian


class FeedOff(FeedError):
    code = "FEED_OFF"
    exit_code = 2
    status = 503


class FeedBusy(FeedError):
    code = "FEED_BUSY"
    status = 503


class FeedDamaged(FeedError):
    code = "FEED_DAMAGED"
    status = 500


class NotSignedIn(FeedError):
    code = "NOT_SIGNED_IN"
    status = 401


class NotAllowed(FeedError):
    code = "NOT_ALLOWED"
    status = 403


class NoDelivery(FeedError):
    code = "NO_DELIVERY"
    exit_code = 2
    status = 404


class NotNow(FeedError):
    code = "NOT_NOW"
    status = 409


class BadFile(FeedError):
    code = "BAD_FILE"
    status = 422
