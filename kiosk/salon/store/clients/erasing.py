"""Taking a person out of every table. What was booked and sold stays, without them.

A table that keeps anything of a person has its statement here;
``tests/salon/services/test_erasing.py`` searches the bytes of the whole database for what was kept
of somebody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from kiosk.salon.domain.folding import words
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import MARKED, WORDS, Entry, in_one_line
from kiosk.salon.store.sync import forget as sync_forget

_THEIRS = "(client_id = ?1 OR appointment_id IN (SELECT id FROM appointment WHERE client_id = ?1))"

STATEMENTS: tuple[str, ...] = (
    # What was printed of them may be kept by a printer that is a folder.
    "UPDATE print_job SET state = 'erased', error = '' WHERE subject_id IN "
    "(SELECT id FROM appointment WHERE client_id = ?1 "
    "UNION ALL SELECT id FROM card WHERE client_id = ?1)",
    "UPDATE print_job SET state = 'erased', error = '' WHERE state IN ('printed', 'dropped') "
    "AND subject_id IN (SELECT id FROM sale WHERE client_id = ?1)",
    "DELETE FROM card_meaning WHERE card_id IN (SELECT id FROM card WHERE client_id = ?1)",
    "DELETE FROM card WHERE client_id = ?1",
    "DELETE FROM client_word WHERE client = (SELECT number FROM client WHERE id = ?1)",
    "DELETE FROM visit_origin WHERE appointment_id IN "
    "(SELECT id FROM appointment WHERE client_id = ?1)",
    "UPDATE appointment SET guest_name = '', note = '' WHERE client_id = ?1",
    "UPDATE waiting SET first_name = '', note = '', "
    "state = CASE state WHEN 'waiting' THEN 'left' ELSE state END WHERE client_id = ?1",
    "UPDATE bill SET client_id = NULL WHERE client_id = ?1 AND state = 'open'",
    # An invoice stays as it was, by law; to whom it belongs and where it was sent goes.
    "UPDATE invoice SET buyer_id = NULL WHERE buyer_id IN "
    "(SELECT id FROM buyer WHERE client_id = ?1)",
    "UPDATE invoice SET client_id = NULL, buyer_email = '' WHERE client_id = ?1",
    "UPDATE bill SET buyer_id = NULL WHERE buyer_id IN (SELECT id FROM buyer WHERE client_id = ?1)",
    "DELETE FROM buyer WHERE client_id = ?1",
    "UPDATE points_movement SET why = '' WHERE client_id = ?1",
    "DELETE FROM mail_part WHERE mail_id IN (SELECT id FROM mail WHERE client_id = ?1)",
    # A letter that is on its way stays so: what became of it is written down for nobody any more.
    "UPDATE mail SET address = '', subject = '', text = '', bytes = NULL, error = '', "
    "state = CASE WHEN state IN ('new', 'refused', 'unknown') THEN 'dropped' ELSE state END "
    "WHERE client_id = ?1",
    f"DELETE FROM day_sum WHERE day IN (SELECT business_day FROM sale WHERE {_THEIRS})",
    *sync_forget.STATEMENTS,
)
"""Each is given the client's id as ``?1``. The row of the client itself comes after them."""

_EMPTIED = (
    *("first_name", "last_name", "sort_name", "folded", "phone", "phone_tail", "other_phone"),
    *("other_phone_tail", "email", "gender", "birth_date", "street", "city", "postcode", "note"),
    *("warning", "language", "marketing_origin", "receipt_by"),
)
_TYPED = (
    ("sale", "reason", _THEIRS),
    ("sale", "discount_text", _THEIRS),
    ("sale_line", "price_reason", f"sale_id IN (SELECT id FROM sale WHERE {_THEIRS})"),
    ("sale_line", "discount_text", f"sale_id IN (SELECT id FROM sale WHERE {_THEIRS})"),
    ("payment", "reference", f"sale_id IN (SELECT id FROM sale WHERE {_THEIRS})"),
    ("payment_request", "reference", f"bill_id IN (SELECT id FROM bill WHERE {_THEIRS})"),
    ("bill", "discount_reason", _THEIRS),
    ("bill_line", "price_reason", f"bill_id IN (SELECT id FROM bill WHERE {_THEIRS})"),
    ("bill_line", "discount_reason", f"bill_id IN (SELECT id FROM bill WHERE {_THEIRS})"),
)
"""Reasons that somebody typed in their documents: table, column, whose rows. Every one goes:
names are declined and shortened, so no comparison finds those that name the person."""


def in_the_way(store: Store, client_id: Id, day_start: int, day_end: int) -> str:
    """``bill``: an open bill with something on it; ``visit``: they are here in ``[day_start,
    day_end)``; empty: nothing."""
    bill = store.row(
        "SELECT 1 FROM bill b WHERE b.state = 'open' AND (b.client_id = ?1 OR b.appointment_id IN ("
        "SELECT id FROM appointment WHERE client_id = ?1)) "
        "AND EXISTS (SELECT 1 FROM bill_line l WHERE l.bill_id = b.id)",
        (client_id,),
    )
    visit = store.row(
        "SELECT 1 FROM appointment WHERE client_id = ? AND starts_at >= ? AND starts_at < ? "
        "AND state IN ('arrived', 'in_chair', 'done')",
        (client_id, day_start, day_end),
    )
    return "bill" if bill else "visit" if visit else ""


def touched(store: Store, client_id: Id) -> dict[str, list[Id]]:
    """By entity, what will read differently without them: visits and waiting entries."""
    return {
        entity: store.column(f"SELECT id FROM {entity} WHERE client_id = ?", (client_id,))
        for entity in ("appointment", "waiting")
    }


def sold_in(store: Store, client_id: Id) -> list[Id]:
    """Sessions of tills in which they were sold something."""
    return store.column(
        f"SELECT DISTINCT session_id FROM sale WHERE session_id IS NOT NULL AND {_THEIRS}",
        (client_id,),
    )


def coming(store: Store, client_id: Id, now: int) -> int:
    """How many booked visits are still to come."""
    return store.number(
        "SELECT count(*) FROM appointment WHERE client_id = ? AND starts_at > ? "
        "AND state = 'booked'",
        (client_id, now),
    )


def erase(store: Store, client: Client, at: int) -> None:
    """Takes the person out, inside the running transaction. ``at``: UTC ms."""
    for table, column, whose in _TYPED:
        store.run(
            f"UPDATE {table} SET {column} = '' WHERE {column} <> '' AND {whose}", (client.id,)
        )
    _forget_bookings(store, client)
    for statement in STATEMENTS:
        store.run(statement, (client.id,))
    emptied = ", ".join(f"{name} = ''" for name in _EMPTIED)
    store.run(
        f"UPDATE client SET {emptied}, marketing = 0, active = 0, erased_at = ?, updated_at = ? "
        "WHERE id = ?",
        (at, at, client.id),
    )
    # What was overwritten still stands in the log's earlier pages.
    store.cut_log_soon()


def told_in_journal(
    store: Store, client: Client, pseudonym: str, mark: Callable[[str], str]
) -> list[Entry]:
    """Entries of formulas that kept typed words in clear, with a mark in the place of every word
    that was typed in documents of this person and of any that names them. ``mark``: of words. To be
    called before :func:`erase`."""
    theirs = set(store.column(f"SELECT number FROM sale WHERE {_THEIRS}", (client.id,)))
    found = []
    for row in store.rows(
        "SELECT seq, at, kind, formula, body FROM journal WHERE formula < ? ORDER BY seq",
        (MARKED,),
    ):
        entry = Entry(*row)
        body = json.loads(entry.body)
        own = body.get("client") == pseudonym or body.get("number") in theirs

        def hidden(text: str, own: bool = own) -> str:
            return mark(text) if text and (own or _names(client, text)) else text

        for part in (body, *body.get("lines", ())):
            part |= {name: hidden(part[name]) for name in WORDS if name in part}
        text = in_one_line(body)
        if text != entry.body:
            found.append(replace(entry, body=text))
    return found


def _names(client: Client, text: str) -> bool:
    """Whether a text in a document of somebody else names the person, as far as it can be known."""
    names = set(words(f"{client.first_name} {client.last_name}"))
    told = (client.email, client.phone[-9:], client.other_phone[-9:])
    digits = "".join(text.split())
    return bool(names and names <= set(words(text))) or any(
        part and part in digits for part in told
    )


def _forget_bookings(store: Store, client: Client) -> None:
    """Titles of online bookings that wait for staff to place them and name this person."""
    names = set(words(client.name))
    for number, title in store.rows(
        "SELECT number, json_extract(detail, '$.title') FROM sync_case WHERE kind = 'refused' "
        "AND local_id IS NULL AND detail <> '' AND json_extract(detail, '$.title') IS NOT NULL"
    ):
        digits = "".join(char for char in title if char.isdigit())
        reach = (client.phone[-9:], client.other_phone[-9:])
        if (
            (names and names <= set(words(title)))
            or (client.email and client.email in title.lower())
            or any(part and part in digits for part in reach)
        ):
            store.run(
                "UPDATE sync_case SET detail = json_remove(detail, '$.title') WHERE number = ?",
                (number,),
            )
