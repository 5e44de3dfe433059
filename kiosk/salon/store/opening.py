"""Opening the database with every table's model bound to it."""

from __future__ import annotations

from pathlib import Path

from kiosk.salon.store.appointments import AppointmentRow, AppointmentServiceRow
from kiosk.salon.store.base import Table
from kiosk.salon.store.cards import Card, CardMeaning
from kiosk.salon.store.catalogue import BarcodeRow, ProductRow, ServiceRow
from kiosk.salon.store.clients.points import PointsMovementRow
from kiosk.salon.store.clients.table import ClientRow, ClientWord
from kiosk.salon.store.clients.turnover import ClientStaffRow, StaffTurnoverRow
from kiosk.salon.store.database import Store
from kiosk.salon.store.importing import ImportProgressRow
from kiosk.salon.store.keys import SalonKey
from kiosk.salon.store.punches import PunchRow
from kiosk.salon.store.staff import Staff
from kiosk.salon.store.stock import StockMovementRow
from kiosk.salon.store.sync.tables import SYNC_TABLES
from kiosk.salon.store.till.bills import BillLineRow, BillRow
from kiosk.salon.store.till.printing import PrintJobRow
from kiosk.salon.store.till.sales import PaymentRow, SaleLineRow, SaleRow
from kiosk.salon.store.waiting import WaitingRow

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
