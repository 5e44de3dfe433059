"""What is there already, read at once, so that ten thousand rows need no query each."""

from __future__ import annotations

from kiosk.domain.folding import fold
from kiosk.domain.ids import Id
from kiosk.store.database import Store


def clients_by_email(store: Store) -> dict[str, Id]:
    return {
        row[0]: bytes(row[1])
        for row in store.rows("SELECT email, id FROM client WHERE email <> ''")
    }


def clients_by_phone_and_name(store: Store) -> dict[tuple[str, str], Id]:
    """By E.164 and folded ``first last``: a family may share a number."""
    return {
        (row[0], fold(f"{row[1]} {row[2]}")): bytes(row[3])
        for row in store.rows(
            "SELECT phone, first_name, last_name, id FROM client WHERE phone <> ''"
        )
    }


def products_by_code(store: Store) -> dict[str, Id]:
    return {
        row[0]: bytes(row[1]) for row in store.rows("SELECT code, id FROM product WHERE code <> ''")
    }


def products_by_barcode(store: Store) -> dict[str, Id]:
    return {row[0]: bytes(row[1]) for row in store.rows("SELECT code, product_id FROM barcode")}


def products_by_name(store: Store) -> dict[str, Id]:
    """Those without a code and without a barcode, which only their name can tell apart."""
    return {
        fold(row[0]): bytes(row[1])
        for row in store.rows(
            "SELECT name, id FROM product p WHERE code = '' "
            "AND NOT EXISTS (SELECT 1 FROM barcode b WHERE b.product_id = p.id)"
        )
    }
