"""A card that cannot be copied, from the blank one to the open desk, through a real pcscd."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.hardware.hardware import Hardware
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Cards, Device, Settings
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


class Heard:
    """Passes on what the hardware tells, and remembers the cards."""

    def __init__(self, nav: Navigator) -> None:
        self._nav = nav
        self.cards: list[Tap | str] = []

    def card(self, tap: Tap) -> None:
        self.cards.append(tap)
        self._nav.card(tap)

    def unreadable(self, reason: str) -> None:
        self.cards.append(reason)
        self._nav.unreadable(reason)

    def __getattr__(self, name: str) -> object:
        return getattr(self._nav, name)


class Panel:
    """A story whose cards come from the reader, and whose wishes go to it, as in the kiosk."""

    def __init__(self, salon: Services, folder: Path, pcscd: Pcscd) -> None:
        self._slot = pcscd.slots[0]
        reader = Device("pcsc", {"bounce_ms": 0, "address": True})
        cards = Cards(address=ADDRESS)
        self.hardware = Hardware(
            Home(folder), Settings(device={"cards": reader}, cards=cards), salon
        )
        self.story = Story(salon, hardware=self.hardware)
        self._heard = Heard(self.story.nav)
        self._calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self.hardware.start(self._heard, self._calls.put)

    def lay_on(self, card: Card) -> tuple[Tap | str, list[tuple[bytes, bytes]]]:
        """What the reader told, and what card and reader said to each other."""
        self._slot.lay_on(card)
        while not self._heard.cards:
            self._calls.get(timeout=SECONDS)()
        said = list(self._slot.answered)
        self._slot.take_away()
        time.sleep(QUIET_SECONDS)
        return self._heard.cards.pop(), said


@pytest.fixture
def panel(salon: Services, tmp_path: Path, pcscd: Pcscd) -> Iterator[Panel]:
    made = Panel(salon, tmp_path, pcscd)
    yield made
    made.hardware.stop()


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
    assert isinstance(event, Tap)
    assert event.address.startswith(f"{ADDRESS}?picc_data=")

    copies: tuple[Card, ...] = (UidCard(UID), Ev2Card(UID, {}), ReplayCard(said))
    for copy in copies:
        story.nav.lock()
        story.nav.go("lock")
        event, _ = panel.lay_on(copy)
        assert not isinstance(event, Tap) or event.assurance != "aes"
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
