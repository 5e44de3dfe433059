"""Who can be reached at an e-mail address or a telephone number."""

from __future__ import annotations

from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def by_reach(store: Store, email: str, phone: str) -> Id | None:
    """The active client with this e-mail, else the only one with this phone (E.164), mobile or
    other. None: nobody, or several of them (a family's number)."""
    by_email = "SELECT id FROM client WHERE email = ? AND email <> '' AND active"
    found: Id | None = store.value(by_email, (email,))
    if found is not None:
        return found
    tail = phones.tail(phone)
    several: list[Id] = store.column(
        "SELECT id FROM client WHERE phone_tail = ? AND phone_tail <> '' AND phone = ? AND active "
        "UNION SELECT id FROM client WHERE other_phone_tail = ? AND other_phone_tail <> '' "
        "AND other_phone = ? AND active LIMIT 2",
        (tail, phone, tail, phone),
    )
    return several[0] if len(several) == 1 else None
