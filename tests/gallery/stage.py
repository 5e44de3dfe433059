"""A story on stage: the sample salon, the real screens, driven by intents and device events."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.hardware.composer import Composer
from kiosk.hardware.label_preview import LabelPreview
from kiosk.paper.label import LabelSize
from kiosk.presenters.args import Args, PlainScreen
from kiosk.presenters.navigator import BoxRole, Navigator
from kiosk.presenters.registry import all_presenters
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.sample import Sample, build
from sync_agent.registry import describe
from tests.fakes.hardware import FakeHardware
from tests.gallery.studio import Studio
from tests.presenters.story import Recorder, Story
from tests.rigs.salon import clock_of, close_salon, open_salon


def _copy_sample(studio: Studio, folder: Path) -> Sample:
    """A copy of the sample salon, which is built once per studio."""
    if studio.sample is None:
        template = studio.salon_folder()
        services = open_salon(template)
        studio.sample = template, build(services, clients=40, products=24)
        describe(services.context.store, Settings())
        close_salon(services)
    template, sample = studio.sample
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return sample


class DrawingHardware(FakeHardware):
    """Draws labels at once."""

    def __init__(self, salon: Services) -> None:
        super().__init__()
        self._preview = LabelPreview(Composer(salon, LabelSize(), None), None)

    def draw_labels(
        self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]
    ) -> None:
        for product in products:
            drawn(self._preview.picture(product))


class Stage(Story):
    """Like a ``Story``, but its output is the window. ``sample``: who and what is in the salon."""

    def __init__(
        self, studio: Studio, *, role: BoxRole = "everything", empty: bool = False
    ) -> None:
        """``empty``: a database that is not set up yet instead of the sample salon."""
        self.studio = studio
        folder = studio.salon_folder()
        self._sample = None if empty else _copy_sample(studio, folder)
        self.salon: Services = open_salon(folder)
        self.clock = clock_of(self.salon)
        self.shell = studio.shell
        self.out = Recorder()
        self.hardware = DrawingHardware(self.salon)
        self.nav = Navigator(
            self.salon, self.clock, studio.shell, self.hardware, all_presenters(), role=role
        )
        self.hardware.listener = self.nav
        self.taps = 0
        # A picture is taken of what came of it.
        self.shell.in_background = self.out.in_background
        self.shell.attach(self.nav)

    @property
    def sample(self) -> Sample:
        assert self._sample is not None, "this stage is an empty database"
        return self._sample

    def desk(self) -> Stage:
        """The manager has opened the desk."""
        self.unlock(self.salon.team.member(self.sample.manager.id))
        return self

    def open(self, to: Args | PlainScreen) -> Stage:
        """Opens a screen as another screen would."""
        self.nav.go(to)
        return self

    def focus(self, number: int = 0) -> Stage:
        """A finger on the n-th field of the screen brings up the keyboard."""
        from kiosk.ui.kit import Field

        self.studio.settle()
        fields = [part for part in self.shell.frame.screen.walk() if isinstance(part, Field)]
        fields.sort(key=lambda field: (-field.to_window(0, field.top)[1], field.x))
        fields[number].focus = True
        return self

    def close(self) -> None:
        """Ends the story and closes its database."""
        self.shell.frame.toast(None)
        self.shell.frame.idle(None)
        self.shell.frame.trouble(None)
        self.shell.frame.practise(None)
        self.shell.frame.dark(False)
        self.shell.frame.keyboard.put_away()
        close_salon(self.salon)
