"""What the kiosk does after its first frame."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import kiosk.ui
from kiosk import app
from kiosk.salon.domain.errors import DiskFull, PultError
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store.database import Store


class Deaf:
    """Stands for hardware and sounds: whatever is asked of it, nothing happens."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@pytest.mark.parametrize("error", [None, DiskFull()])
def test_services_are_told_and_no_trouble_with_that_ends_it(
    salon: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: PultError | None
) -> None:
    told: list[Store] = []

    def describe(store: Store, _: Settings) -> None:
        told.append(store)
        if error is not None:
            raise error

    monkeypatch.setattr(app, "Hardware", lambda *_, **__: Deaf())
    monkeypatch.setattr(app, "Sounds", lambda *_, **__: Deaf())
    shell = SimpleNamespace(
        navigator=None,
        post=None,
        after_first_frame=lambda start: start(),
        run=lambda *_, started, **__: started(shell),
    )
    monkeypatch.setattr(app, "probe_path", lambda: None)
    # The real one loads Kivy, which needs a window.
    monkeypatch.setattr(kiosk.ui, "shell", shell, raising=False)
    app.Kiosk(open_home(tmp_path / "home"), Settings(), salon, app.Providers(describe)).run()
    assert told == [salon.context.store]
