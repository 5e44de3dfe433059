"""A card that cannot be copied, from the blank one to the open desk, through a real pcscd."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drivers.events import CardTapped, Event
from kiosk.app import Kiosk
from kiosk.hardware.desk import DeviceDesk
from kiosk.hardware.devices import Devices
from kiosk.hardware.spooler import Spooler
from kiosk.paper.label import LabelSize
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.aes_cards import CardKeyring
from kiosk.salon.home import Home
from kiosk.salon.services.cards import CardHolder
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from tests.presenters.story import Story
from tests.rigs.card_desk import QUIET_SECONDS
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import Card, UidCard
from tests.rigs.virtual_ev2 import Ev2Card, ReplayCard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]
UID = bytes.fromhex("04958CAA5C5E80")
SECONDS = 5.0
ADDRESS = "https://example.com/card"


@dataclass(frozen=True)
class Section:
    driver: str
    options: Mapping[str, object] = field(default_factory=dict)


class Panel:
    """A story whose cards come from the reader, and whose wishes go to it, as in the kiosk."""

    def __init__(self, salon: Services, folder: Path, pcscd: Pcscd) -> None:
        self._told: queue.Queue[Event] = queue.Queue()
        self._slot = pcscd.slots[0]
        self.story = Story(salon)
        home = Home(folder)
        self._kiosk = Kiosk(home, Settings(), salon)
        sections = {"cards": Section("pcsc", {"bounce_ms": 0, "address": True})}
        keys = CardKeyring(salon.context.keys)
        self.devices = Devices(sections, folder, self._told.put, card_keys=keys)
        spooler = Spooler(salon, self.devices, LabelSize(50, 30, 8), folder)
        self._desk = DeviceDesk(
            home,
            sections,
            self.devices,
            spooler,
            self.story.nav,
            lambda action: action(),
            keys_of=salon.cards.keys_of_new,
            card_address=ADDRESS,
        )
        self._passed = 0

    def pass_on(self) -> None:
        asks = self.story.out.asks
        for what, name in asks[self._passed :]:
            self._desk.ask(what, name)  # type: ignore[arg-type]
        self._passed = len(asks)

    def lay_on(self, card: Card) -> tuple[Event, list[tuple[bytes, bytes]]]:
        """What the reader told, and what card and reader said to each other."""
        self.pass_on()
        self._slot.lay_on(card)
        event = self._told.get(timeout=SECONDS)
        self._kiosk._event(self.story.nav, event)
        said = list(self._slot.answered)
        self.pass_on()
        self._slot.take_away()
        time.sleep(QUIET_SECONDS)
        return event, said


@pytest.fixture
def panel(salon: Services, tmp_path: Path, pcscd: Pcscd) -> Iterator[Panel]:
    made = Panel(salon, tmp_path, pcscd)
    made.devices.start()
    yield made
    made.devices.stop()


@pytest.mark.req("K2")
def test_a_blank_card_opens_the_desk_and_its_copies_do_not(salon: Services, panel: Panel) -> None:
    boss, story = salon.team.members()[0], panel.story
    card = Ev2Card(UID, {})
    panel.lay_on(card)
    assert card.keys[0] == bytes(16), "nobody waits for a card"

    story.unlock(boss)
    story.nav.go(StaffFormArgs(boss.id))
    story.tap("give_card")
    panel.lay_on(card)
    assert card.keys == CardKeyring(salon.context.keys).all_of(UID)
    assert salon.cards.of(CardHolder("staff", boss.id)) == 1

    story.nav.lock()
    story.nav.go("lock")
    event, said = panel.lay_on(card)
    story.at("desk")
    assert isinstance(event, CardTapped)
    assert event.address.startswith(f"{ADDRESS}?picc_data=")

    copies: tuple[Card, ...] = (UidCard(UID), Ev2Card(UID, {}), ReplayCard(said))
    for copy in copies:
        story.nav.lock()
        story.nav.go("lock")
        event, _ = panel.lay_on(copy)
        assert event != CardTapped(UID.hex().upper(), proven=True)
        story.at("lock")
    card.counter = 0
    panel.lay_on(card)
    story.at("lock")
    (given,) = salon.cards.all_of(CardHolder("staff", boss.id))
    assert given.refused_at
    kinds = salon.context.store.rows("SELECT kind FROM journal WHERE kind = 'card.refused'")
    assert len(kinds) == 3

    story.unlock(boss)
    story.nav.go(StaffFormArgs(salon.team.members()[1].id))
    story.tap("give_card")
    blank = Ev2Card(UID, {})
    panel.lay_on(blank)
    assert blank.keys[0] == bytes(16), "the keys of a card in use are given to no other"
