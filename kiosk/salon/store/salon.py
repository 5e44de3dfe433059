"""The salon's profile: one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date

from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.store.database import Store

_ELSEWHERE = ("vat_periods", "vat_changes", "training", "hungary")
"""Periods have a table of their own, changes stand in the settings, practice in its folder."""
_COLUMNS = tuple(field.name for field in fields(Salon) if field.name not in _ELSEWHERE)


def load(store: Store) -> Salon | None:
    """The profile, or None before set-up."""
    found = store.row(f"SELECT {', '.join(_COLUMNS)} FROM salon WHERE id = 1")
    if found is None:
        return None
    values = dict(zip(_COLUMNS, found, strict=True))
    values["vat_bp"] = tuple(int(rate) for rate in values["vat_bp"].split())
    values["vat_periods"] = tuple(
        VatPeriod(date.fromisoformat(since), bool(payer))
        for since, payer in store.rows("SELECT since, payer FROM vat_period ORDER BY since")
    )
    return Salon(**values)


def save(store: Store, salon: Salon) -> None:
    """Writes the profile, inside the running transaction; not the periods of VAT."""
    values = asdict(salon)
    for name in _ELSEWHERE:
        del values[name]
    values["vat_bp"] = " ".join(str(rate) for rate in salon.vat_bp)
    store.replace("salon", id=1, **values)


def save_vat_periods(store: Store, periods: Sequence[VatPeriod]) -> None:
    """Makes these the periods of VAT."""
    store.run("DELETE FROM vat_period")
    for period in periods:
        store.insert("vat_period", since=period.since.isoformat(), payer=int(period.payer))


def has_sales(store: Store) -> bool:
    """Whether anything was ever sold; from then on the currency stands."""
    return store.row("SELECT 1 FROM sale LIMIT 1") is not None
