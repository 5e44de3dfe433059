"""What can be set: a tile a page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import SettingsPageArgs
from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True)
class PageItem:
    """``key``: the page it opens."""

    key: str
    title: Text
    about: Text
    icon: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class SettingsState:
    items: tuple[PageItem, ...] = ()


class Settings(Presenter[SettingsState, None]):
    name = "settings"
    blank = SettingsState()

    def enter(self, _: None = None) -> None:
        require_manager(self)
        pages = self.hardware.machine.pages
        items = [PageItem(page.key, page.title, page.about, page.icon) for page in pages]
        self.show(SettingsState(tuple(items)))

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        self.host.go(SettingsPageArgs(key))
