"""Every text of the house in every language: nothing missing, fuzzy, or with other placeholders."""

from __future__ import annotations

import pytest

from tests import translations


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    assert list(translations.faults(language)) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_file_is_as_the_tool_writes_it(language: str) -> None:
    """So that a later ``make i18n`` changes only what changed in the sources."""
    written = (translations.FOLDER / f"{language}.po").read_bytes()
    assert written == translations.dump(translations.updated(language))


def test_texts_are_found_in_python_and_in_kv() -> None:
    ids = {message.id for message in translations.collect()}
    assert "Please see the desk." in ids
    assert "Is this you?" in ids
    assert ("{n} client", "{n} clients") in ids
