"""Adding to a bill by hand: a service or a product found by a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.goods.args import ProductFormArgs, ServiceFormArgs
from kiosk.presenters.rows import Row
from kiosk.presenters.till.args import AdvanceFormArgs, PickServiceArgs
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Duration, Number, T

Tab = Literal["services", "products"]
SHOWN = 50


@dataclass(frozen=True, slots=True)
class PickState:
    """``rows``: the first fifty that match ``query``."""

    query: str = ""
    tab: Tab = "services"
    rows: tuple[Row, ...] = ()


class PickService(Presenter[PickState, PickServiceArgs]):
    name = "pick_service"
    blank = PickState()

    def forget(self) -> None:
        self._bill_id: Id = b""
        self._staff_id: Id | None = None

    def enter(self, args: PickServiceArgs) -> None:
        self._bill_id = args.bill_id
        bill = self.services.bills.get(self._bill_id)
        # Whoever did the rest of the visit most likely did this as well.
        doing = [line.staff_id for line in bill.lines if line.kind == "service"]
        staff = self.host.staff
        self._staff_id = doing[-1] if doing else staff.id if staff else None
        self._find("", "services")

    def search(self, query: str) -> None:
        """What has been typed so far."""
        self._find(query, self.state.tab)

    def choose(self, tab: Tab) -> None:
        """Services or products."""
        self._find(self.state.query, tab)

    def _find(self, query: str, tab: Tab) -> None:
        catalogue, code = self.services.catalogue, self.services.context.salon.currency.code
        if tab == "services":
            rows = tuple(
                Row(
                    service.id.hex(),
                    service.name,
                    Duration(service.minutes),
                    service.price(code),
                    "scissors",
                )
                for service in catalogue.search_services(query, SHOWN)
            )
        else:
            rows = tuple(
                Row(
                    product.id.hex(),
                    product.name,
                    T("{stock} in stock", stock=Number(product.stock_milli)),
                    Amount(product.price_minor, code),
                    "package",
                )
                for product in catalogue.search_products(query, SHOWN)
                if product.active
            )
        self.show(PickState(query, tab, rows))

    def add(self) -> None:
        """What is looked for is not there yet. Managers only."""
        require_manager(self)
        services = self.state.tab == "services"
        self.host.go(ServiceFormArgs() if services else ProductFormArgs())

    def advance(self) -> None:
        """Money for something that comes later."""
        self.host.swap(AdvanceFormArgs(self._bill_id))

    def resume(self, _: Result | None = None) -> None:
        self._find(self.state.query, self.state.tab)

    def pick(self, key: str) -> None:
        """Adds it and goes back to the bill."""
        if self.state.tab == "services":
            self.services.bill_lines.add_service(self._bill_id, bytes.fromhex(key), self._staff_id)
        else:
            self.services.bill_lines.add_product(self._bill_id, bytes.fromhex(key))
        self.host.back()

    def scan(self, code: str) -> bool:
        self.services.bill_lines.add_barcode(self._bill_id, code)
        self.hardware.sound("ok")
        self.host.back()
        return True
