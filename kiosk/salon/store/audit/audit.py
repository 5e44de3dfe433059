"""All parts of the comparison, fed by the walk along the chain."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.advances import Advances
from kiosk.salon.store.audit.cash import CashMoves, Expenses, Items
from kiosk.salon.store.audit.cells import UNREADABLE, Cells, unreadable
from kiosk.salon.store.audit.closings import Closings
from kiosk.salon.store.audit.documents import Documents
from kiosk.salon.store.audit.fiscal import Fiscal
from kiosk.salon.store.audit.invoice_files import InvoiceFiles
from kiosk.salon.store.audit.invoice_money import InvoicePayments, InvoiceReminders
from kiosk.salon.store.audit.invoices import Invoices
from kiosk.salon.store.audit.ledgers import Balances, Points, Punches, Stock
from kiosk.salon.store.audit.numbers import Numbers
from kiosk.salon.store.audit.own_moves import OwnMoves
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.audit.people import Cards, Profile, Rights, Team
from kiosk.salon.store.audit.rates import Means, Rates
from kiosk.salon.store.audit.returns import Returns
from kiosk.salon.store.audit.tills import Events, Tills
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW, Entry

log = logging.getLogger(__name__)

PARTS: tuple[type[Part], ...] = (
    *(Documents, Invoices, Returns, Advances, Numbers, Punches, Stock, Points),
    *(Cells, Means, Rates, CashMoves, OwnMoves, Expenses, Items, Tills, Events),
    *(Closings, Team, Rights, Cards, Profile, Fiscal),
    *(InvoicePayments, InvoiceReminders, InvoiceFiles),
)
BOOKS = (
    *("sale", "punch", "stock_movement", "points_movement", "staff", "card", "salon"),
    *("cash_movement", "expense", "invoice"),
)
"""Tables that are empty as long as the journal is."""


class Audit:
    """``keys``: that marks of typed words were made with. ``balances``: whether those
    that are kept beside the ledgers are counted again too."""

    def __init__(self, store: Store, keys: Sequence[bytes], *, balances: bool = True) -> None:
        self._store, self._keys = store, keys
        self._kinds = (*PARTS, *((Balances,) if balances else ()))
        self._unread: list[Msg] = []
        self._begin()

    def _begin(self) -> None:
        self._parts = [part(self._store, self._keys) for part in self._kinds]
        self._by_kind: dict[str, list[Part]] = {}
        for part in self._parts:
            for kind in part.kinds:
                self._by_kind.setdefault(kind, []).append(part)
        self._empty = True

    def take(self, entry: Entry) -> None:
        """Entries in their order. Where a salon was begun anew nothing from before counts."""
        self._empty = False
        if entry.kind == ANEW:
            self._begin()
            self._empty = False
        parts = self._by_kind.get(entry.kind)
        if parts:
            told = Told(entry.kind, entry.formula, entry.at, json.loads(entry.body))
            try:
                for part in parts:
                    part.take(told)
            except KeyError as missing:
                self._unread.append(
                    T("Entry {seq} does not hold {what}.", seq=entry.seq, what=str(missing.args[0]))
                )

    def differences(self) -> Iterator[Msg]:
        """What the tables say otherwise than the entries taken."""
        if self._empty and any(
            self._store.row(f"SELECT 1 FROM {table} LIMIT 1") for table in BOOKS
        ):
            yield T("The journal is empty, but there are documents.")
            return
        yield from self._unread
        for part in self._parts:
            try:
                yield from part.differences()
            except UNREADABLE as error:
                log.warning("%s cannot be compared: %r", type(part).__name__, error)
                yield unreadable(type(part).__name__)
