"""A pydantic model for files that people write: unknown keys are refused, and the first problem is explained in one sentence."""

from pydantic import BaseModel, ConfigDict, ValidationError


class Strict(BaseModel):
    """A model that refuses keys which it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def first_problem(error: ValidationError) -> str:
    """Return where the first problem is, what is expected there, and what was found."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    expected = first["msg"].removeprefix("Value error, ")
    return f"at {where}: {expected[:1].lower()}{expected[1:]}, found {first['input']!r}"
