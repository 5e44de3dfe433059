"""The salon's key against its database: which one is in use, changing it, and a lost one.

The database says which key it is written with, in the transaction that writes the tokens anew. The
key file is changed around that transaction, never with it: first it gets the new key beside the
old one, and only after the transaction is the old one taken out. Whatever moment the power goes,
the file holds the key that the database asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.keys.salon_keys import FIRST_ID, SalonKeys
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.store import cards, keys, marks_of
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import LOST, ROTATED


def in_use(store: Store, ring: Sequence[SalonKeys]) -> SalonKeys:
    """The key among ``ring`` that the database is written with, with all older ones.

    Raises :class:`NeedsPerson` when it is not there, or is another key of that number.
    """
    wanted = keys.current(store)
    if wanted is None:
        wanted = min(key.key_id for key in ring)
        with store.transaction():
            keys.put(store, wanted)
    found = next((key for key in ring if key.key_id == wanted), None)
    if found is None:
        raise NeedsPerson(
            T(
                "This data needs key {wanted}, but the key file holds key {found}. Restore the "
                "newest backup of the key.",
                wanted=wanted,
                found=ring[-1].key_id,
            )
        )
    try:
        return found.with_older(keys.older(store))
    except ValueError as error:
        raise not_this_key() from error


def not_this_key() -> NeedsPerson:
    return NeedsPerson(T("This key is not the key of this data."))


def require_fits(context: Context) -> None:
    """Refuses a key that this database was not written with, though it has the same number."""
    if not context.journal.fits():
        raise not_this_key()


@dataclass(frozen=True, slots=True)
class Rotated:
    """``cards``: whose tokens were written anew. ``ended``: of those, cards that have to be given
    anew."""

    cards: int
    ended: int


def rotate(context: Context, new: SalonKeys, *, stolen: bool = False) -> Rotated:
    """Writes all tokens anew under ``new`` in one transaction.

    ``stolen``: whoever has an older key can make cards that prove it, so none of them counts from
    now on, and every card with keys of its own is lost. Cards that only show their number, tokens
    and the journal go on.

    Holders of cards in use are shown to the sync agent, so that it sends the new tokens. Nothing
    else may run on this database: a process that knows only the old key can write no more.
    """
    store, now = context.store, context.now()
    new = new.after(context.keys)
    if stolen:
        new = new.distrusting()
    journal = context.journal.under(new)
    with store.transaction():
        keys.put(store, new.key_id, map(new.wrap, new.older))
        every, ended = cards.every(store), 0
        for card in every:
            number = CardNumber.of_token(card.token, context.keys, card.technology)
            if number is not None:
                cards.write(store, card.id, number.token(new), number.format, number.meanings(new))
            ends = stolen and card.assurance == "aes" and card.state in ("active", "blocked")
            if ends:
                cards.set_state(store, card.id, "lost", now)
                ended += 1
            if ends or card.state == "active":
                context.changed(card.holder.kind, card.holder.person_id)
        body: dict[str, object] = {
            "from": context.keys.key_id,
            "to": new.key_id,
            "cards": len(every),
        }
        if stolen:
            body["ended"] = ended
        body["team_cards"] = [
            [marks_of.card(held.card.id, held.card.token), held.pseudonym, held.card.state]
            for held in cards.with_holders(store)
            if held.card.holder.kind == "staff"
        ]
        journal.append(ROTATED, now, body)
    context.keys, context.journal = new, journal
    return Rotated(len(every), ended)


def replace_lost(context: Context, new: SalonKeys) -> int:
    """Goes on without the key that was lost: no card is known any more, and earlier entries of the
    journal can only be counted, not checked. Returns how many cards have to be given anew.

    ``context``: made with ``new`` and no older keys.
    """
    store, now = context.store, context.now()
    gone = [*(key.key_id for key in keys.older(store)), keys.current(store) or FIRST_ID]
    older = tuple(SalonKeys(key_id, b"") for key_id in gone)
    new = SalonKeys(new.key_id, new.secret, older)
    journal = context.journal.under(new)
    with store.transaction():
        keys.put(store, new.key_id, map(new.wrap, new.older))
        held = [card for card in cards.every(store) if card.state in ("active", "blocked")]
        for card in held:
            cards.set_state(store, card.id, "lost", now)
            context.changed(card.holder.kind, card.holder.person_id)
        body: dict[str, object] = {"from": gone[-1], "to": new.key_id, "cards": len(held)}
        journal.append(LOST, now, body)
    context.keys, context.journal = new, journal
    return len(held)


def next_id(store: Store) -> int:
    """The number of the next key. Refused by itself after 255 changes: there is no 256th."""
    used = [key.key_id for key in keys.older(store)]
    last = max([*used, keys.current(store) or 0])
    if last >= 255:
        raise NeedsPerson(T("The key of this salon was changed 254 times. Ask for help."))
    return last + 1
