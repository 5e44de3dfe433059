"""The salon's profile: one row."""

from __future__ import annotations

from dataclasses import asdict, fields

from kiosk.salon.domain.salon import Salon
from kiosk.salon.store.database import Store

_COLUMNS = tuple(field.name for field in fields(Salon))


def load(store: Store) -> Salon | None:
    """The profile, or None before set-up."""
    found = store.row(f"SELECT {', '.join(_COLUMNS)} FROM salon WHERE id = 1")
    if found is None:
        return None
    values = dict(zip(_COLUMNS, found, strict=True))
    values["vat_bp"] = tuple(int(rate) for rate in values["vat_bp"].split())
    return Salon(**values)


def save(store: Store, salon: Salon) -> None:
    """Writes the profile, inside the running transaction."""
    values = asdict(salon)
    values["vat_bp"] = " ".join(str(rate) for rate in salon.vat_bp)
    store.replace("salon", id=1, **values)


def has_sales(store: Store) -> bool:
    """Whether anything was ever sold; from then on the currency stands."""
    return store.row("SELECT 1 FROM sale LIMIT 1") is not None
