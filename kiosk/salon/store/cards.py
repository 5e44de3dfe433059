"""Cards: tokens, whose they are, and what their writings can mean.

A row of ``card`` is one giving of a card to a person, deleted only with the person. ``token``: see
:mod:`kiosk.salon.domain.cards.number`. ``format``: how the reader wrote it, empty until its
meanings are known. ``assurance``: what its taps have to prove; ``counter``: of the last
address it signed;
``refused_at``: when a copy of it was refused last. Times: UTC ms.

``card_meaning.own``: what the writing says in full, not a shortened form of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kiosk.salon.domain.cards.card_writings import Technology
from kiosk.salon.domain.cards.number import Assurance, CardHolder, CardState
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store, marks


@dataclass(frozen=True, slots=True)
class CardRow:
    id: Id
    token: bytes
    holder: CardHolder
    state: CardState
    format: str
    technology: Technology
    created_at: int
    changed_at: int
    assurance: Assurance
    counter: int | None = None
    refused_at: int | None = None


_ROW = (
    "SELECT id, token, kind, coalesce(staff_id, client_id), state, format, technology, "
    "created_at, changed_at, assurance, counter, refused_at FROM card "
)


def _card(row: tuple[Any, ...]) -> CardRow:
    card_id, token, kind, person_id, *rest = row
    return CardRow(card_id, token, CardHolder(kind, person_id), *rest)


def holder(store: Store, token: bytes) -> CardHolder | None:
    """The active person whose active card this is."""
    found = store.row(
        "SELECT card.kind, coalesce(staff.id, client.id) FROM card "
        "LEFT JOIN staff ON staff.id = card.staff_id AND staff.active "
        "LEFT JOIN client ON client.id = card.client_id AND client.active "
        "WHERE card.token = ? AND card.state = 'active'",
        (token,),
    )
    return None if found is None or found[1] is None else CardHolder(*found)


def known(store: Store, token: bytes) -> CardRow | None:
    """The card in somebody's hands (active or blocked) with exactly this token."""
    found = store.row(_ROW + "WHERE token = ? AND state IN ('active', 'blocked')", (token,))
    return _card(found) if found else None


def alike(store: Store, own: Sequence[bytes], wider: Sequence[bytes]) -> list[CardRow]:
    """The cards in somebody's hands whose writing can mean the same."""
    found = store.rows(
        _ROW + "WHERE state IN ('active', 'blocked') AND id IN ("
        f"SELECT card_id FROM card_meaning WHERE token IN ({marks(own)}) "
        f"UNION SELECT card_id FROM card_meaning WHERE own AND token IN ({marks(wider)}))",
        (*own, *wider),
    )
    return [_card(row) for row in found]


def add(store: Store, card: CardRow) -> None:
    values = {field.name: getattr(card, field.name) for field in fields(card)}
    holder: CardHolder = values.pop("holder")
    values |= {"kind": holder.kind, _column(holder): holder.person_id}
    store.insert("card", **values)


def write(
    store: Store,
    card_id: Id,
    token: bytes,
    form: str,
    meanings: tuple[Iterable[bytes], Iterable[bytes]],
) -> None:
    """Sets a card's token, its format and its meanings (own, wider) anew."""
    store.update("card", card_id, token=token, format=form)
    store.run("DELETE FROM card_meaning WHERE card_id = ?", (card_id,))
    own, wider = meanings
    for tokens, is_own in ((own, 1), (wider, 0)):
        for meant in tokens:
            store.insert("card_meaning", token=meant, card_id=card_id, own=is_own)


def get(store: Store, card_id: Id) -> CardRow | None:
    found = store.row(_ROW + "WHERE id = ?", (card_id,))
    return _card(found) if found else None


def of_person(store: Store, holder: CardHolder) -> list[CardRow]:
    """All a person ever had, newest first."""
    sql = _ROW + f"WHERE {_column(holder)} = ? ORDER BY created_at DESC, rowid DESC"
    return [_card(row) for row in store.rows(sql, (holder.person_id,))]


def every(store: Store, *, unread: bool = False) -> list[CardRow]:
    """All cards; ``unread``: only those whose meanings were never written."""
    with store.read_through():
        return [_card(row) for row in store.rows(_ROW + ("WHERE format = ''" if unread else ""))]


@dataclass(frozen=True, slots=True)
class HeldCard:
    """``pseudonym``: what stands for its holder in the journal, as hex."""

    card: CardRow
    pseudonym: str


def with_holders(store: Store) -> list[HeldCard]:
    """All cards."""
    pseudonym = (
        "(SELECT lower(hex(pseudonym)) FROM staff WHERE id = staff_id UNION ALL "
        "SELECT lower(hex(pseudonym)) FROM client WHERE id = client_id)"
    )
    found = store.rows(_ROW.replace(" FROM card ", f", {pseudonym} FROM card "))
    return [HeldCard(_card(row[:-1]), row[-1]) for row in found]


def count(store: Store, holder: CardHolder) -> int:
    """Active cards of a person."""
    return store.number(
        f"SELECT count(*) FROM card WHERE {_column(holder)} = ? AND state = 'active'",
        (holder.person_id,),
    )


def set_state(store: Store, card_id: Id, state: CardState, at: int) -> None:
    store.update("card", card_id, state=state, changed_at=at)


def ever(store: Store, token: bytes) -> bool:
    """Whether anybody has or had this card."""
    return store.row("SELECT 1 FROM card WHERE token = ? LIMIT 1", (token,)) is not None


def last_counter(store: Store, token: bytes) -> int | None:
    """The highest a card ever showed, also in other hands before."""
    return store.value("SELECT max(counter) FROM card WHERE token = ?", (token,))


def proven(store: Store, card_id: Id, counter: int | None) -> None:
    """The card has proven its key; ``counter``: what it showed, None if it showed none."""
    store.run(
        "UPDATE card SET assurance = 'aes', counter = coalesce(?, counter) WHERE id = ?",
        (counter, card_id),
    )


def refused(store: Store, card_id: Id, at: int) -> None:
    store.update("card", card_id, refused_at=at)


def _column(holder: CardHolder) -> str:
    return f"{holder.kind}_id"
