"""The cards a person has or had: one of them blocked for a while, or all of them lost. A client's
can be a code that is printed here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import CardsArgs
from kiosk.presenters.clients.card_words import CARD_STATES, told_of_copies
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.cards.number import CardHolder, CardState
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Day, T, Text
from kiosk.salon.services.cards import GivenCard

TONES: dict[CardState, str] = {
    "active": "ok",
    "lost": "ink2",
    "blocked": "bad",
    "replaced": "ink2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """``turn``: what its button says, empty for a card that has come to an end; ``blocks``: the
    button blocks it, else the card works again. ``prints``: it can be printed again. ``why``: for
    managers."""

    key: str
    title: Text
    about: Text
    state: Text
    tone: str
    turn: Text = ""
    blocks: bool = False
    prints: bool = False
    why: Text = ""
    icon: str = "id-card"


@dataclass(frozen=True, slots=True)
class CardsState:
    """``can_lose``: any of them works; ``lose_text``: what the button says. ``can_print``: another
    one can be made of paper."""

    name: str = ""
    cards: tuple[CardLine, ...] = ()
    can_lose: bool = False
    lose_text: Text = ""
    can_print: bool = False


class CardList(Presenter[CardsState, CardsArgs]):
    """A stylist's cards are the managers' business, a client's everybody's at the desk."""

    name = "cards"
    blank = CardsState()

    def forget(self) -> None:
        self._holder = CardHolder("client", b"")

    def enter(self, args: CardsArgs) -> None:
        self._holder = args.holder
        self._load()

    def _load(self) -> None:
        given = self.services.cards.all_of(self._holder)
        person = self._holder.person_id
        is_client = self._holder.kind == "client"
        if not is_client:
            name = self.services.team.member(person).name
        else:
            name = self.services.clients.get(person).name
        lines = tuple(self._line(card) for card in given)
        active = sum(card.state == "active" for card in given)
        lose = T("Report all as lost") if active > 1 else T("Report as lost")
        can_print = is_client and not self.services.clients.erased(person)
        self.show(CardsState(name, lines, bool(active), lose, can_print))

    def _line(self, card: GivenCard) -> CardLine:
        salon = self.services.context.salon
        turns: dict[CardState, Text] = {"active": T("Block"), "blocked": T("Unblock")}
        changed = T("Since {day}", day=Day(salon.local(card.changed_at).date(), "date"))
        return CardLine(
            key=card.id.hex(),
            title=T("Given {day}", day=Day(salon.local(card.created_at).date(), "date")),
            about="" if card.state == "active" else changed,
            state=CARD_STATES[card.state],
            tone=TONES[card.state],
            turn=turns.get(card.state, ""),
            blocks=card.state == "active",
            prints=card.printed and card.state == "active",
            icon="printer" if card.printed else "id-card",
            why=told_of_copies(card, self.host.staff, salon),
        )

    def print_new(self) -> None:
        """Makes a card of paper with a code of our own."""
        self.services.cards.print_new(self._holder, self._may().id)
        self._printing()
        self._load()

    def print_again(self, key: str) -> None:
        """The same card once more, for paper that is worn."""
        self.services.cards.print_again(bytes.fromhex(key), self._may().id)
        self._printing()

    def _printing(self) -> None:
        self.hardware.print_soon()
        self.host.say(Toast(T("The card is being printed."), "info"))

    def block(self, key: str) -> None:
        """This card is good for nothing until it is unblocked."""
        self._turn(bytes.fromhex(key), "blocked")

    def unblock(self, key: str) -> None:
        self._turn(bytes.fromhex(key), "active")

    def _turn(self, card_id: Id, state: CardState) -> None:
        by, holder = self._may(), self._holder
        self.services.cards.set_state(card_id, state, by.id)
        back: CardState = "active" if state == "blocked" else "blocked"

        def undo() -> None:
            self.services.cards.set_state(card_id, back, self._may(holder).id)
            if holder == self._holder:
                self._load()

        words = T("The card is blocked.") if state == "blocked" else T("The card works again.")
        self.host.say(Toast(words, "ok", T("Undo"), undo))
        self._load()

    def lose(self) -> None:
        """None of this person's cards works any more, for good."""
        self.services.cards.block(self._holder, self._may().id)
        self.host.say(Toast(T("The lost card no longer works.")))
        self._load()

    def _may(self, holder: CardHolder | None = None) -> StaffMember:
        """Who does it. Refused for who may not."""
        member = self.host.staff
        if member is None or (holder or self._holder).kind == "staff":
            return require_manager(self)
        return member
