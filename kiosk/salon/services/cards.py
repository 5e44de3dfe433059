"""Chip cards: a number comes in, only its token goes further."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.cards import code_cards
from kiosk.salon.domain.cards.aes_cards import CardKeyring, NotGenuine, OldMessage, accept
from kiosk.salon.domain.cards.code_cards import CodeCard
from kiosk.salon.domain.cards.number import CardHolder, CardNumber, CardState, Tap
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.services.checkin import CODE_PREFIX
from kiosk.salon.services.context import Area
from kiosk.salon.services.till.scanning import look_up, says_goods
from kiosk.salon.store import appointments, cards, marks_of, staff
from kiosk.salon.store.cards import CardRow
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.till import bills, printing


@dataclass(frozen=True, slots=True)
class TappedCard:
    """A card at the reader and whose it is: nobody's without a ``holder``. ``staff``: the holder,
    if a member of staff. ``copied``: it only claims to be a card in somebody's hands."""

    tap: Tap
    holder: CardHolder | None = None
    staff: StaffMember | None = None
    copied: bool = False

    @property
    def client_id(self) -> Id | None:
        """The holder, if a client."""
        holder = self.holder
        return holder.person_id if holder is not None and holder.kind == "client" else None


@dataclass(frozen=True, slots=True)
class GivenCard:
    """A card a person has or had. Times: UTC ms; ``changed_at``: when it got its state;
    ``refused_at``: when a copy of it was refused last, 0 for never. ``printed``: a code of our own,
    which can be printed again."""

    id: Id
    state: CardState
    created_at: int
    changed_at: int
    refused_at: int = 0
    printed: bool = False


class CardTaken(Refused):
    """The card is in somebody's hands. The message does not say whose: customers may read it."""

    def __init__(self, holder: CardHolder) -> None:
        super().__init__(T("This card is already in use."))
        self.holder = holder


class Cards(Area):
    def tapped(self, tap: Tap | str) -> TappedCard:
        """Whose active card this is (person active too); nobody's for any other card, also one that
        was not read whole. Asked once for each tap, before anything is made of it.

        The card as it was written down wins. Otherwise another writing of it counts when it can
        mean only one of the cards in people's hands; a card that proves its key has one writing.
        A copy of a card in somebody's hands is nobody's; the journal and the card's history keep
        that it came.
        """
        tap, store = Tap.of(tap), self._context.store
        card = self._meant(tap)
        if card is None:
            return TappedCard(tap)
        if not self._admits(card, tap):
            return TappedCard(tap, copied=True)
        holder = cards.holder(store, card.token)
        if holder is None:
            return TappedCard(tap)
        is_staff = holder.kind == "staff"
        return TappedCard(tap, holder, staff.member(store, holder.person_id) if is_staff else None)

    def scanned(self, code: str) -> TappedCard | None:
        """The card of a code that somebody has or had as one; None for any other code, which may
        be anything else. It only shows its number, and is worth as much as a chip that does.

        A code of the kind that is printed here is nothing else, even if nobody ever had it."""
        try:
            number = CardNumber(code, "code")
        except Refused:
            return None
        token = number.token(self._context.keys)
        if not number.own_code and not cards.ever(self._context.store, token):
            return None
        return self.tapped(Tap(code, technology="code"))

    def _admits(self, card: CardRow, tap: Tap) -> bool:
        """False for a copy of a card in somebody's hands.

        A card that has proven its key once has to prove it from then on. The counter of a signed
        address is kept before the tap does anything, so that its copy never does.
        """
        store = self._context.store
        if card.assurance == tap.assurance == "uid":
            return True
        if card.assurance == tap.assurance and not tap.address:
            return True
        with store.transaction():
            try:
                counter = self._counter(tap, card.token)
            except (NotGenuine, OldMessage) as error:
                why = "replay" if isinstance(error, OldMessage) else "copy"
                cards.refused(store, card.id, self._context.now())
                self._record("card.refused", card, None, why=why)
                return False
            cards.proven(store, card.id, counter)
        return True

    def keys_of_new(self, uid: bytes) -> dict[int, bytes]:
        """What a blank card is given, by number; nothing where anybody has or had a card with
        this UID: whoever shows that UID on a blank card could read that card's keys along."""
        context = self._context
        token = CardNumber(uid.hex()).token(context.keys)
        if cards.ever(context.store, token) or self._meant(Tap(uid.hex())) is not None:
            return {}
        return CardKeyring(context.keys).all_of(uid)

    def _counter(self, tap: Tap, token: bytes) -> int | None:
        """What the signed address of a card counts, None when there is none. NotGenuine without a
        proof, or when a card that signed its address before does not now; OldMessage."""
        if tap.assurance == "uid":
            raise NotGenuine
        last = cards.last_counter(self._context.store, token)
        if not tap.address:
            return None
        try:
            shown = CardKeyring(self._context.keys).message_in(tap.address)
        except NotGenuine:
            # Any other address may stand on a card that was never made to sign.
            if last is None:
                return None
            raise
        if CardNumber(shown.uid.hex()).token(self._context.keys) != token:
            raise NotGenuine
        return accept(shown.counter, last)

    def _meant(self, tap: Tap) -> CardRow | None:
        """The card in somebody's hands that a tap claims to be."""
        try:
            number = CardNumber(tap.number, tap.technology)
        except Refused:
            return None
        card = cards.known(self._context.store, number.token(self._context.keys))
        if card is None and tap.assurance == "uid":
            card = self._alike(number)
        return card

    def _alike(self, number: CardNumber) -> CardRow | None:
        """The one card that this number is another writing of; None when it may be several."""
        own, wider = number.meanings(self._context.keys)
        found = cards.alike(self._context.store, own, wider)
        return found[0] if len(found) == 1 else None

    def give(
        self, tap: Tap | str, holder: CardHolder, by: Id | None, *, replacing: bool = False
    ) -> Id:
        """Gives a card to a person, beside those they have; ``replacing``: instead of them. The id
        of this giving.

        Refused: not a card number, a number made up for the moment, a part of one, a copy of what
        the card showed before it was lost, a card that is blocked;
        :class:`CardTaken`: in somebody's hands. A card that was lost or replaced may be given anew.
        """
        tap, context = Tap.of(tap), self._context
        number = CardNumber(tap.number, tap.technology)
        if number.is_random and tap.assurance == "uid":
            raise Refused(
                T(
                    "This card or phone shows another number each time, so it cannot be "
                    "recognised again. Please take another card."
                )
            )
        if number.is_part and tap.assurance == "uid":
            raise Refused(
                T(
                    "The reader gives only the beginning of this card's number, which other cards "
                    "share. Please use another reader."
                )
            )
        if number.technology == "code":
            self._check_code(tap.number, holder)
        store, token = context.store, number.token(context.keys)
        with store.transaction():
            known = self._meant(tap)
            if known is not None:
                raise CardTaken(known.holder)
            counter = self._first_counter(tap, token)
            if replacing:
                self._end_all(holder, "replaced", by)
            card_id, now = context.new_id(), context.now()
            card = CardRow(
                *(card_id, token, holder, "active", number.format, tap.technology),
                *(now, now, tap.assurance, counter),
            )
            cards.add(store, card)
            cards.write(store, card_id, token, number.format, number.meanings(context.keys))
            self._record("card.given", card, by)
        return card_id

    def print_new(self, holder: CardHolder, by: Id) -> None:
        """Makes a card of a code nobody has, gives it to a client and queues its slip. Refused for
        anybody but clients, and for one who was erased."""
        store = self._context.store
        with store.transaction():
            if clients.erased(store, holder.person_id):
                raise Refused(T("This client was erased."))
            card_id = self.give(Tap(code_cards.draw(), technology="code"), holder, by)
            self._queue(card_id)

    def print_again(self, card_id: Id, by: Id) -> None:
        """Queues the slip of a card once more; journalled. Refused: see :meth:`code_card`."""
        with self._context.store.transaction():
            self.code_card(card_id)
            self._queue(card_id)
            self._record("card.printed", self._card(card_id), by)

    def code_card(self, card_id: Id) -> CodeCard:
        """What the slip of a card shows, out of its token. NotFound for a card that is gone;
        Refused for one that does not work (any more) and for one that was not made here."""
        card = self._card(card_id)
        if card.state != "active":
            raise Refused(T("This card does not work, so it is not printed."))
        code = self._own_code(card)
        if not code:
            raise Refused(T("This card was not made here, so it cannot be printed."))
        client = clients.get(self._context.store, card.holder.person_id)
        return CodeCard(code, client.first_name, client.last_name)

    def _own_code(self, card: CardRow) -> str:
        if card.technology != "code":
            return ""
        number = CardNumber.of_token(card.token, self._context.keys, "code")
        return number.own_code if number is not None else ""

    def _card(self, card_id: Id) -> CardRow:
        return existing(cards.get(self._context.store, card_id), T("This card is not known."))

    def _queue(self, card_id: Id) -> None:
        context = self._context
        printing.add(context.store, context.new_id(), "card", card_id, context.now())

    def _check_code(self, code: str, holder: CardHolder) -> None:
        """Refused for a code that means something else here, and for anybody but clients."""
        if holder.kind != "client":
            raise Refused(T("Only a client's card may be a code."))
        plain = code.strip().upper()
        visit = appointments.by_code(self._context.store, plain.removeprefix(CODE_PREFIX))
        if plain.startswith(CODE_PREFIX) or visit is not None:
            raise Refused(T("This is the code of a booking, not of a card."))
        if plain.startswith("PULT-KEY"):
            raise Refused(T("This code cannot be a card. Please take another one."))
        goods, _ = look_up(self._context, code, bills.goods_by_barcode)
        if goods is not None:
            raise Refused(
                T(
                    "{name} is sold under this code, so it cannot be a client's card.",
                    name=goods.name,
                )
            )
        if says_goods(self._context, code):
            raise Refused(T("This code is of goods, so it cannot be a client's card."))

    def _first_counter(self, tap: Tap, token: bytes) -> int | None:
        if tap.assurance == "uid":
            return None
        try:
            return self._counter(tap, token)
        except (NotGenuine, OldMessage):
            raise Refused(T("The card could not be read. Try it again.")) from None

    def of(self, holder: CardHolder) -> int:
        """How many active cards the person has."""
        return cards.count(self._context.store, holder)

    def all_of(self, holder: CardHolder) -> tuple[GivenCard, ...]:
        """Every card the person has or had, newest first."""
        found = cards.of_person(self._context.store, holder)
        return tuple(
            GivenCard(
                *(c.id, c.state, c.created_at, c.changed_at, c.refused_at or 0),
                printed=bool(self._own_code(c)),
            )
            for c in found
        )

    def set_state(self, card_id: Id, state: CardState, by: Id) -> None:
        """One card is lost, blocked, or active again after it was blocked. Stale when it has come
        to an end already."""
        store = self._context.store
        with store.transaction():
            card = self._card(card_id)
            if card.state in ("lost", "replaced"):
                raise Stale(T("This card is not in use any more. Give it anew."))
            if card.state != state:
                self._end(card, state, by)

    def block(self, holder: CardHolder, by: Id) -> None:
        """All active cards of the person are lost."""
        with self._context.store.transaction():
            self._end_all(holder, "lost", by)

    def read_formats(self) -> None:
        """Writes what cards can mean that were given before this was kept."""
        store, keys = self._context.store, self._context.keys
        if not cards.every(store, unread=True):
            return
        with store.transaction():
            for card in cards.every(store, unread=True):
                number = CardNumber.of_token(card.token, keys, card.technology)
                if number is not None:
                    meanings = number.meanings(keys)
                    cards.write(store, card.id, card.token, number.format, meanings)

    def _end_all(self, holder: CardHolder, state: CardState, by: Id | None) -> None:
        for card in cards.of_person(self._context.store, holder):
            if card.state == "active":
                self._end(card, state, by)

    def _end(self, card: CardRow, state: CardState, by: Id | None) -> None:
        cards.set_state(self._context.store, card.id, state, self._context.now())
        kind = "card.unblocked" if state == "active" else f"card.{state}"
        self._record(kind, card, by)

    def _record(self, kind: str, card: CardRow, by: Id | None, **more: object) -> None:
        holder = card.holder
        area = staff if holder.kind == "staff" else clients
        whose = {holder.kind: area.pseudonym(self._context.store, holder.person_id)}
        mark = marks_of.card(card.id, card.token)
        self._context.note(kind, by, **whose, card=mark, **more)
        self._context.changed(holder.kind, holder.person_id)
