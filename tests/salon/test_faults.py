"""What the log says of an unexpected error: where it began, and never what somebody typed."""

from __future__ import annotations

import sqlite3

import pytest

from kiosk.salon.faults import told


class State:
    pass


def caught(wrap: bool = False) -> Exception:
    try:
        try:
            State().warn  # type: ignore[attr-defined] # noqa: B018
        except AttributeError as error:
            if wrap:
                raise ValueError("Jana said so") from error
            raise
    except (AttributeError, ValueError) as error:
        return error
    raise AssertionError


def test_an_attribute_that_is_missing_is_named() -> None:
    assert told(caught()).startswith("AttributeError: State has no warn\n")
    assert "in caught" in told(caught())


def test_what_began_it_stands_before_what_a_library_made_of_it() -> None:
    words = told(caught(wrap=True))
    assert words.index("AttributeError: State has no warn") < words.index("became ValueError\n")
    assert "test_faults.py" in words


def test_what_it_says_is_left_out() -> None:
    assert "Jana" not in told(KeyError("Jana"))
    assert told(FileNotFoundError(2, "No such file", "/media/Jana.csv")) == (
        "FileNotFoundError: errno 2\n"
    )
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(":memory:").execute("SELECT Jana")
    assert told(raised.value).startswith("OperationalError: SQLITE_ERROR\n")
