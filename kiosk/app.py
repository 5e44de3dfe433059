"""The one place where parts meet: data folder → settings → services → screen → devices.

The order is that of the first frame: what a person does not see (devices, spooler, sounds) is
imported and started after it.
"""

from __future__ import annotations

import logging
import logging.handlers
from typing import TYPE_CHECKING, Any

from kiosk.salon.compose import open_services
from kiosk.salon.domain.aes_cards import CardKeyring
from kiosk.salon.domain.cards import Tap
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home, OnlyOne
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.ui.window import Panel, prepare

if TYPE_CHECKING:
    from drivers.events import Event
    from kiosk.hardware.customer_display import DeskDisplay
    from kiosk.hardware.desk import DeviceDesk
    from kiosk.hardware.devices import Devices
    from kiosk.hardware.label_preview import LabelPreview
    from kiosk.hardware.scale import DeskScale
    from kiosk.hardware.spooler import Spooler
    from kiosk.presenters.navigator import Navigator
    from kiosk.presenters.output import DeviceAsk
    from kiosk.salon.domain.catalogue import Product
    from kiosk.salon.store.checkpoints import Checkpoints

LOG_BYTES, LOG_FILES = 1_000_000, 5


def run(home: Home, settings: Settings, make: type[Kiosk] | None = None) -> int:
    """Opens the kiosk and returns when its window is closed: 0, or 1 when the data cannot be
    used (the window has said why). Raises TryAgain when it already runs on this folder.

    ``make``: a :class:`Kiosk` that adds something (the demonstration's strip)."""
    only = OnlyOne(home)
    try:
        keep_log(home)
        prepare(home.cache / "kivy", panel(settings))
        try:
            services = open_services(home, settings)
        except NeedsPerson as error:
            from kiosk.ui.notice import show

            logging.getLogger(__name__).error("cannot start: %s", error)
            show(error.message)
            return 1
        try:
            (make or Kiosk)(home, settings, services).run()
        finally:
            services.context.store.close()
        return 0
    finally:
        only.release()


def panel(settings: Settings) -> Panel:
    """The window that the settings ask for."""
    if settings.screen.size == "auto":
        return Panel(density=settings.screen.density, fullscreen=True)
    width, height = settings.screen.size.split("x")
    return Panel(int(width), int(height), settings.screen.density)


def keep_log(home: Home) -> None:
    """Log lines into the data folder, a few megabytes at most. They hold ids, never persons."""
    handler = logging.handlers.RotatingFileHandler(
        home.logs / "pult.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("kivy").setLevel(logging.WARNING)


class Kiosk:
    """A running kiosk: window, navigator, devices, spooler."""

    def __init__(self, home: Home, settings: Settings, services: Services) -> None:
        self.home, self.settings, self.services = home, settings, services
        self.devices: Devices | None = None
        self.spooler: Spooler | None = None
        self.device_desk: DeviceDesk | None = None
        self.checkpoints: Checkpoints | None = None
        self.customer_display: DeskDisplay | None = None
        self.scale: DeskScale | None = None
        self.label_preview: LabelPreview | None = None
        self._told: tuple[Text, Text] | None = None
        self._probe: object = None
        self._play: Any = None

    def run(self) -> None:
        """Blocks until the window is closed."""
        from kiosk.ui import shell

        shell.run(
            self._navigator,
            play=self._sound,
            words_cache=self.home.cache,
            printed=self._print_soon,
            asked=self._device_asked,
            told=self._customer_told,
            weigh=self._weigh,
            labels=self._labels_asked,
            started=self._started,
            stopped=self._stopped,
        )

    def _navigator(self, shell: Any) -> Navigator:
        from kiosk.presenters.navigator import Navigator
        from kiosk.presenters.registry import Presenters

        return Navigator(
            self.services,
            self.services.context.clock,
            shell,
            Presenters(),
            role=self.settings.role,
            desk_idle_seconds=self.settings.desk.idle_seconds,
        )

    def _started(self, shell: Any) -> None:
        from kiosk.ui import probe

        self._probe = probe.start_if_asked(lambda: shell.navigator.top.name)
        shell.after_first_frame(lambda: self._start_devices(shell))

    def _start_devices(self, shell: Any) -> None:
        from kiosk.hardware.composer import Composer
        from kiosk.hardware.customer_display import DeskDisplay
        from kiosk.hardware.desk import DeviceDesk
        from kiosk.hardware.devices import Devices
        from kiosk.hardware.label_preview import LabelPreview
        from kiosk.hardware.scale import DeskScale
        from kiosk.hardware.spooler import Spooler
        from kiosk.paper.label import LabelSize
        from kiosk.salon.store.checkpoints import Checkpoints
        from kiosk.ui.sounds import Sounds

        navigator: Navigator = shell.navigator

        def emit(event: Event) -> None:
            shell.post(lambda: self._event(navigator, event))

        def changed() -> None:
            shell.post(lambda: navigator.set_devices(devices.states()))

        devices = Devices(
            self.settings.device,
            self.home.path,
            emit,
            changed=changed,
            card_keys=CardKeyring(self.services.context.keys),
        )
        self.devices = devices
        label = self.settings.label
        size = LabelSize(label.width_mm, label.height_mm, label.dots_per_mm)
        self.spooler = Spooler(
            self.services,
            self.devices,
            size,
            self.home.cache,
            settled=lambda: shell.post(navigator.papers_changed),
        )
        self.device_desk = DeviceDesk(
            self.home,
            self.settings.device,
            devices,
            self.spooler,
            navigator,
            shell.post,
            keys_of=self.services.cards.keys_of_new,
            card_address=self.settings.cards.address,
        )
        navigator.set_devices(self.devices.states())
        self.devices.start()
        self.spooler.start()
        self.scale = DeskScale(
            devices, lambda grams, why: shell.post(lambda: navigator.weighed(grams, why))
        )
        self.label_preview = LabelPreview(
            Composer(self.services, size, self.home.cache),
            devices,
            lambda picture: shell.post(lambda: navigator.label_drawn(picture)),
        )
        self.customer_display = DeskDisplay(devices)
        self.customer_display.start()
        if self._told is not None:
            self._customer_told(*self._told)
        self.checkpoints = Checkpoints(self.services.context.store)
        self.checkpoints.start()
        self._play = Sounds(self.settings.screen.sound_volume)
        self._play.load()

    def _event(self, navigator: Navigator, event: Event) -> None:
        from drivers.events import BarcodeScanned, CardTapped, CardUnreadable

        if isinstance(event, CardTapped):
            navigator.card(Tap(event.number, event.assurance, event.technology, event.address))
        elif isinstance(event, CardUnreadable):
            navigator.unreadable(event.reason)
        elif isinstance(event, BarcodeScanned):
            navigator.scan(event.code)

    def _sound(self, name: str) -> None:
        if self._play is not None:
            self._play.play(name)

    def _print_soon(self) -> None:
        if self.spooler is not None:
            self.spooler.print_soon()

    def _device_asked(self, what: DeviceAsk, name: str) -> None:
        if self.device_desk is not None:
            self.device_desk.ask(what, name)

    def _customer_told(self, upper: Text, lower: Text) -> None:
        """What was told before the devices were started is shown when they are."""
        self._told = upper, lower
        if self.customer_display is None:
            return
        from kiosk.salon.language.speaker import speaker

        salon = self.services.context.salon
        words = speaker(salon.language, salon.zone)
        self.customer_display.show(words.say(upper or salon.name), words.say(lower))

    def _labels_asked(self, products: tuple[Product, ...]) -> None:
        if self.label_preview is not None:
            self.label_preview.ask(products)

    def _weigh(self) -> None:
        if self.scale is not None:
            self.scale.ask()

    def _stopped(self) -> None:
        if self.customer_display is not None:
            self.customer_display.stop()
        if self.devices is not None:
            self.devices.stop()
        if self.spooler is not None:
            self.spooler.stop()
        if self.checkpoints is not None:
            self.checkpoints.stop()
