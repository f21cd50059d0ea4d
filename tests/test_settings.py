"""Settings are read from an environment that is given: with bounds, and a sentence for whatever is wrong."""

from pathlib import Path

import pytest

from hub.errors import UsageError
from hub.settings import Settings, read_settings, unknown


def test_what_is_not_set_is_as_the_documentation_says() -> None:
    assert read_settings({}) == Settings()


def test_values_are_of_the_settings_types() -> None:
    found = read_settings(
        {"HUB_OUT": "/srv/out", "HUB_PAGE_SIZE": "5", "HUB_STATEMENT_TIMEOUT_S": "2.5", "HUB_ACCESS_LOG": "true"}
    )
    assert (found.out, found.page_size, found.statement_timeout_s) == (Path("/srv/out"), 5, 2.5)
    assert found.access_log is True


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HUB_PAGE_SIZE", "many", "expected HUB_PAGE_SIZE to be a valid integer, found 'many'"),
        ("HUB_PAGE_SIZE", "0", "expected HUB_PAGE_SIZE to be greater than or equal to 1, found '0'"),
        ("HUB_STATEMENT_TIMEOUT_S", "0", "expected HUB_STATEMENT_TIMEOUT_S to be greater than 0, found '0'"),
        ("HUB_STATEMENT_TIMEOUT_S", "nan", "expected HUB_STATEMENT_TIMEOUT_S to be"),
        ("HUB_STORE", "mongo", "expected HUB_STORE to be 'sqlite' or 'neo4j', found 'mongo'"),
        ("HUB_ACCESS_LOG", "perhaps", "expected HUB_ACCESS_LOG to be a valid boolean"),
        ("HUB_LOG_FORMAT", "xml", "expected HUB_LOG_FORMAT to be 'text' or 'json'"),
        ("HUB_PAGE_SIZE", "2000", "expected HUB_PAGE_SIZE to be at most HUB_MAX_PAGE_SIZE, found 2000 and 1000"),
    ],
)
def test_a_value_that_is_not_taken_is_said_in_one_sentence(name: str, value: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_settings({name: value})
    assert str(raised.value).startswith(told)
    assert "\n" not in str(raised.value)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(read_settings({"HUB_NEO4J_PASSWORD": "secret"}))


def test_a_variable_that_is_no_setting_is_told_with_the_one_that_it_may_be_meant_for() -> None:
    found = unknown({"HUB_STATMENT_TIMEOUT_S": "1", "HUB_SERVICE_HOST": "10.0.0.1", "HUB_OUT": "x", "PATH": "/bin"})
    assert found == [
        "HUB_SERVICE_HOST is no setting, and means nothing to the hub",
        "HUB_STATMENT_TIMEOUT_S is no setting; HUB_STATEMENT_TIMEOUT_S is",
    ]


def test_settings_made_in_code_do_not_look_at_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PAGE_SIZE", "7")
    assert Settings().page_size == 20
    assert read_settings().page_size == 7
