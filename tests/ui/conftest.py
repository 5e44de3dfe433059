"""One real window for all tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gallery.studio import Studio


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """The wide panel. Kivy can be started once per process, so everything here shares it."""
    opened = Studio("wide")
    yield opened
    opened.folder.cleanup()
