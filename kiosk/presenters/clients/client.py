"""A client's sheet: who it is, what to mind, visits and purchases, and their card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.agenda.args import BookingArgs, DeskArgs
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import (
    CardsArgs,
    ClientArgs,
    ClientErased,
    ClientFormArgs,
    ClientSaved,
    PointsFormArgs,
)
from kiosk.presenters.clients.card_words import CARD_STATES, taken_by, told_of_copies
from kiosk.presenters.clients.words import STATUS_TONE
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.agenda.appointment import NAMELESS, Appointment
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.clients.client_status import STATUS
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, manages
from kiosk.salon.domain.text import Amount, Day, Msg, N, Phone, T, Text, TimeOfDay
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.cards import CardTaken, GivenCard, TappedCard

STATES: dict[str, tuple[Msg, str]] = {
    "booked": (T("Booked"), "ink2"),
    "arrived": (T("Arrived"), "info"),
    "in_chair": (T("In the chair"), "warn"),
    "done": (T("Done"), "ink2"),
    "paid": (T("Paid"), "ok"),
    "no_show": (T("Did not come"), "bad"),
    "cancelled": (T("Cancelled"), "ink2"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientState:
    """``giving``: the next card tapped becomes this client's. ``card_message``: what came of it.
    ``manager``: a manager is at the desk, who may do more. ``erased``: all that is left are visits
    and purchases. ``why``: why no visit can be booked, or empty."""

    name: str = ""
    last: Text = ""
    next: Text = ""
    phone: Text = ""
    other_phone: Text = ""
    email: str = ""
    birthday: Text = ""
    address: str = ""
    warning: str = ""
    note: str = ""
    status: Text = ""
    status_tone: str = ""
    visits: Text = ""
    points: Text = ""
    account: Text = ""
    manager: bool = False
    erased: bool = False
    upcoming: tuple[Row, ...] = ()
    past: tuple[Row, ...] = ()
    purchases: tuple[Row, ...] = ()
    cards: Text = ""
    has_card: bool = False
    card_past: tuple[Row, ...] = ()
    giving: bool = False
    card_message: Text = ""
    why: Text = ""


class ClientSheet(Presenter[ClientState, ClientArgs]):
    name = "client"
    blank = ClientState()

    def forget(self) -> None:
        self._id: Id = b""
        self._replacing = False

    def enter(self, args: ClientArgs) -> None:
        self._id = args.client_id
        self._load()

    reenter = enter

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ClientErased):
            self.host.back()
            return
        if isinstance(result, ClientSaved):
            self._id = result.client_id
        self._load()

    def _load(self, message: Text = "") -> None:
        client = self.services.clients.get(self._id)
        now = self.services.context.now()
        visits = self.services.clients.visits(self._id)
        cards = self.services.cards.of(self._holder)
        erased = self.services.clients.erased(self._id)
        upcoming = [visit for visit in visits if visit.ends_at > now and visit.state != "paid"]
        gone = [visit for visit in visits if visit not in upcoming]
        took_place = [visit for visit in gone if visit.state in ("in_chair", "done", "paid")]
        self.show(
            ClientState(
                name=client.name or NAMELESS,
                last=self._when(took_place[0]) if took_place else "",
                next=self._when(upcoming[-1]) if upcoming else "",
                phone=Phone(client.phone) if client.phone else "",
                other_phone=Phone(client.other_phone) if client.other_phone else "",
                email=client.email,
                birthday=_birthday(client),
                address=_address(client),
                warning=client.warning,
                note=client.note,
                status=T("Erased") if erased else STATUS[client.status],
                status_tone="ink2" if erased else STATUS_TONE[client.status],
                visits=N("{n} visit", "{n} visits", client.visits),
                points=self._points(client),
                account=self._account(),
                manager=manages(self.host.staff) and not erased,
                erased=erased,
                upcoming=tuple(self._visit(visit) for visit in reversed(upcoming)),
                past=tuple(self._visit(visit) for visit in gone),
                purchases=tuple(self._sale(s) for s in self.services.clients.purchases(self._id)),
                cards=N("{n} card", "{n} cards", cards) if cards else T("No card"),
                has_card=bool(cards),
                card_past=self._card_past(),
                card_message=message,
                why=T("Cannot be booked") if erased or client.status == "blocked" else "",
            )
        )

    @property
    def _holder(self) -> CardHolder:
        return CardHolder("client", self._id)

    def _points(self, client: Client) -> Text:
        """Nothing about points where nobody collects them."""
        told = client.points or (manages(self.host.staff) and client.active)
        return N("{n} point", "{n} points", client.points) if told else ""

    def _account(self) -> Text:
        """What is open between the two; nothing where nothing is."""
        minor = self.services.clients.account(self._id)
        amount = Amount(abs(minor), self.services.context.salon.currency.code)
        if not minor:
            return ""
        if minor > 0:
            return T("owes {amount}", amount=amount)
        return T("has {amount} to their credit", amount=amount)

    def _card_past(self) -> tuple[Row, ...]:
        """The cards once there are more than the one: when each was given, and what it is now."""
        given = self.services.cards.all_of(self._holder)
        salon = self.services.context.salon
        return tuple(
            Row(
                card.id.hex(),
                T("Given {day}", day=Day(salon.local(card.created_at).date(), "date")),
                self._refused(card),
                chip=CARD_STATES[card.state],
                dim=card.state != "active",
            )
            for card in given
            if len(given) > 1 or card.state != "active" or self._refused(card)
        )

    def _refused(self, card: GivenCard) -> Text:
        return told_of_copies(card, self.host.staff, self.services.context.salon)

    @property
    def gives_card(self) -> bool:
        return self.state.giving

    def _when(self, visit: Appointment) -> Text:
        return T(
            "{day}, {time} · {stylist}",
            day=Day(self.services.context.salon.local(visit.starts_at).date()),
            time=TimeOfDay(visit.starts_at),
            stylist=visit.staff_first_name,
        )

    def _visit(self, visit: Appointment) -> Row:
        words, tone = STATES[visit.state]
        return Row(
            visit.id.hex(),
            self._when(visit),
            ", ".join(service.name for service in visit.services),
            tone=tone,
            chip=words,
            dim=visit.state in ("cancelled", "no_show"),
        )

    def _sale(self, sale: Sale) -> Row:
        day = self.services.context.salon.local(sale.sold_at).date()
        return Row(
            sale.id.hex(),
            ", ".join(line.name for line in sale.lines),
            T("{day} · {number}", day=Day(day), number=sale.number),
            Amount(sale.paid_minor, sale.currency),
            chip=T("Return") if sale.kind == "return" else "",
            tone="warn" if sale.kind == "return" else "",
            dim=sale.kind != "sale" or bool(sale.voided_by_number),
        )

    # -- intents ------------------------------------------------------------------------------

    def edit(self) -> None:
        self.host.go(ClientFormArgs(client_id=self._id))

    def book(self) -> None:
        self.host.go(BookingArgs(client_id=self._id))

    def pick_visit(self, key: str) -> None:
        """Shows the visit in its day's agenda, where cancelled ones do not stand."""
        visit = self.services.agenda.get(bytes.fromhex(key))
        if visit.state == "cancelled":
            raise Refused(T("This visit was cancelled."))
        self.host.go(DeskArgs(appointment_id=visit.id))

    def change_points(self) -> None:
        """Managers only."""
        require_manager(self)
        self.host.go(PointsFormArgs(self._id))

    def give_card(self) -> None:
        """The next card tapped shall be one more of this client's."""
        self._replacing = False
        self.show(replace(self.state, giving=True, card_message=""))

    def replace_card(self) -> None:
        """The next card tapped takes the place of those this client has."""
        self._replacing = True
        self.show(replace(self.state, giving=True, card_message=""))

    def keep_card(self) -> None:
        """No card after all."""
        self.show(replace(self.state, giving=False, card_message=""))

    def block_cards(self) -> None:
        """The card is lost: none of this client's cards works any more."""
        if self.host.staff is not None:
            self.services.cards.block(self._holder, self.host.staff.id)
            self._load(T("The lost card no longer works."))

    def cards(self) -> None:
        """One card for itself: blocked for a while, or not any more."""
        self.keep_card()
        self.host.go(CardsArgs(self._holder))

    def card(self, card: TappedCard) -> bool:
        if not self.state.giving:
            return False
        try:
            self.services.cards.give(card.tap, self._holder, self.by, replacing=self._replacing)
        except Refused as error:
            if isinstance(error, CardTaken) and self.host.staff is not None:
                error = taken_by(self.services, error)
            self.hardware.sound("refuse")
            self.show(replace(self.state, card_message=error.message))
            return True
        self.hardware.sound("ok")
        self.host.say(Toast(T("The card belongs to {name} now.", name=self.state.name)))
        self._load()
        return True


def _birthday(client: Client) -> Text:
    return Day(date.fromisoformat(client.birth_date), "full") if client.birth_date else ""


def _address(client: Client) -> str:
    town = f"{client.postcode} {client.city}".strip()
    return ", ".join(part for part in (client.street, town) if part)
