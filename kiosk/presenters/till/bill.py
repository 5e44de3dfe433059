"""The bill on a page of its own, for panels too small to show it beside the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from kiosk.presenters.base import Host, Presenter
from kiosk.presenters.till.bill_panel import BillPanel, BillState
from kiosk.salon.domain.cards import Tap
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.salon_services import Services


@dataclass(frozen=True, slots=True)
class BillPageState:
    bill: BillState | None = None


class BillPage(Presenter[BillPageState]):
    """Arguments: ``bill_id`` (parked), ``appointment_id`` (a visit), ``scanned`` (a code), or
    nothing for an empty sale."""

    name: ClassVar[str] = "bill"

    def __init__(self, services: Services, host: Host, clock: Clock) -> None:
        super().__init__(services, host, clock)
        self._panel = BillPanel(services, host, clock, self._look)

    def blank(self) -> BillPageState:
        return BillPageState()

    def _look(self) -> None:
        self.show(BillPageState(self._panel.state))

    def enter(self, **args: Any) -> None:
        bill_id: Id | None = args.get("bill_id")
        appointment_id: Id | None = args.get("appointment_id")
        scanned: str = args.get("scanned", "")
        if bill_id is not None:
            self._panel.open_bill(bill_id)
        elif appointment_id is not None:
            self._panel.open_visit(appointment_id)
        elif not scanned:
            self._panel.new_retail()
        if scanned:
            self._panel.scan(scanned)

    def resume(self, **args: Any) -> None:
        """``picked``: the client whose sale it becomes; None for nobody."""
        self._panel.reload()
        if self._panel.state is None:
            self.host.back()
        elif "picked" in args:
            self._panel.attach(args["picked"])

    def leave(self) -> None:
        self._panel.close()
        super().leave()

    def bill(self, intent: str, *args: Any) -> None:
        """A touch on the bill: the name of one of the panel's touches."""
        getattr(self._panel, intent)(*args)
        if self._panel.state is None and intent in ("park", "remove"):
            self.host.back()

    def close(self) -> None:
        """Back to the agenda; the bill stays open."""
        self.host.back()

    def card(self, tap: Tap) -> bool:
        return self._panel.card(tap)

    def scan(self, code: str) -> bool:
        self._panel.scan(code)
        return True
