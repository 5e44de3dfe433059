"""What the navigator asks of whoever draws: the shell, or a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from kiosk.presenters.base import Presenter, Toast
from kiosk.salon.domain.text import Msg


class Output(Protocol):
    """Implemented by ``kiosk.ui.shell.Shell`` and by the stories' recorder."""

    def top_changed(self, presenter: Presenter[Any, Any]) -> None: ...
    def toast_changed(self, toast: Toast | None) -> None: ...
    def idle_warning(self, seconds_left: int | None) -> None: ...
    def dark_changed(self, dark: bool) -> None: ...
    def language_changed(self, code: str) -> None: ...
    def trouble_changed(self, message: Msg | None) -> None: ...

    def in_background(self, job: Callable[[], Callable[[], object]]) -> None:
        """Does a job in a thread of its own and calls what it returns in the screens' thread."""

    def failed(self, error: Exception) -> None:
        """Writes down an error that nobody foresaw."""

    def give_up(self) -> None:
        """Ends the process: there were too many of them."""
