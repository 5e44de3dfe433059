"""Opening the database with every table's model bound to it."""

from __future__ import annotations

from pathlib import Path

from kiosk.store.appointments import AppointmentRow, AppointmentServiceRow
from kiosk.store.base import Table
from kiosk.store.bills import BillLineRow, BillRow
from kiosk.store.cards import Card, CardMeaning
from kiosk.store.catalogue import BarcodeRow, ProductRow, ServiceRow
from kiosk.store.clients import ClientRow, ClientWord
from kiosk.store.database import Store
from kiosk.store.importing import ImportProgressRow
from kiosk.store.keys import SalonKey
from kiosk.store.points import PointsMovementRow
from kiosk.store.printing import PrintJobRow
from kiosk.store.punches import PunchRow
from kiosk.store.sales import PaymentRow, SaleLineRow, SaleRow
from kiosk.store.staff import Staff
from kiosk.store.stock import StockMovementRow
from kiosk.store.sync_tables import SYNC_TABLES
from kiosk.store.turnover import ClientStaffRow, StaffTurnoverRow
from kiosk.store.waiting import WaitingRow

MODELS: tuple[type[Table], ...] = (
    *(ServiceRow, ProductRow, BarcodeRow, StockMovementRow),
    *(Staff, PunchRow, Card, CardMeaning, SalonKey, ClientRow, ClientWord),
    ImportProgressRow,
    *(PointsMovementRow, ClientStaffRow, StaffTurnoverRow),
    AppointmentRow,
    AppointmentServiceRow,
    WaitingRow,
    *(BillRow, BillLineRow, SaleRow, SaleLineRow, PaymentRow, PrintJobRow),
    *SYNC_TABLES,
)
"""Every model of the house, one line an area."""


def open_store(path: Path) -> Store:
    """See :meth:`Store.open` for what it raises."""
    store = Store.open(path)
    store.db.bind(MODELS)
    return store
