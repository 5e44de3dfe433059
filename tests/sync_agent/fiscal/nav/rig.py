"""A Hungarian salon, its outbox and the office, under one clock that only this moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from kiosk.salon.domain.fiscal.nav import Chain, prepare
from kiosk.salon.domain.fiscal.port import FiscalItem
from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.settings import Settings
from kiosk.salon.store.fiscal import items, sending
from sync_agent.fiscal.nav.outbox import NavOutbox
from sync_agent.open_salon import OpenSalon
from sync_agent.timing import StopToken
from tests.fakes.nav.server import Served
from tests.rigs.salon import CHEAP
from tests.salon.domain.invoices.electronic import samples

NOW = 1_796_040_000_000


class Still(StopToken):
    """Time goes on only where somebody waits."""

    clock: ManualClock

    def monotonic(self) -> float:
        return self.clock.monotonic()

    def wait(self, seconds: float) -> None:
        self.clock.advance(max(0.0, seconds))


class Rig:
    def __init__(self, folder: Path, office: Served, clock: ManualClock) -> None:
        self.office, self.clock = office, clock
        self.stop_token = Still(clock)
        self.home = open_home(folder)
        fiscal = msgspec.structs.replace(Settings().fiscal, nav=office.address)
        self.settings = msgspec.structs.replace(Settings(), fiscal=fiscal)
        self.salon = OpenSalon(self.home, self.settings, self.stop_token, manners=None)
        self.salon.services.context.pin_cost = CHEAP
        self.manager = self.salon.services.setup.finish(
            Salon("Tükör Szalon", "Fő utca 4.", "Győr", "9021", "HU", vat_id="12345676-2-08"),
            StaffMember(b"", "Petra", "Sample", role="manager"),
            "2580",
        ).id
        self.outbox = NavOutbox(self.stop_token)

    def sign_in(self, **other: str) -> None:
        user = self.office.user
        known = TechnicalUser(
            login=user.login, password=user.password, sign_key=user.sign_key,
            exchange_key=user.exchange_key, tax_number="12345676-2-08",
        )  # fmt: skip
        self.salon.services.nav_user.set_user(replace(known, **other), self.manager)

    def invoice(self, number: str, *, test: bool = False, **changed: object) -> Id:
        return self.add(samples.invoice("HU", number=number, **changed), test=test)

    def add(self, invoice: Invoice, chain: Chain | None = None, *, test: bool = False) -> Id:
        context = self.salon.services.context
        item_id = context.new_id()
        with context.store.transaction():
            made = replace(invoice, id=context.new_id())
            prepared = prepare(made, item_id, chain=chain, test=test)
            items.add(context.store, item_id, prepared, context.desk, context.now())
        return item_id

    def try_out_at(self, office: Served) -> None:
        """Where messages go that are only tried out."""
        fiscal = msgspec.structs.replace(self.settings.fiscal, nav_test=office.address)
        self.settings = msgspec.structs.replace(self.settings, fiscal=fiscal)
        self.salon.settings = self.settings

    def item(self, item_id: Id) -> FiscalItem:
        found = items.by_id(self.salon.store, item_id)
        assert found is not None
        return found

    def state(self, item_id: Id) -> str:
        return self.item(item_id).state

    def attempts(self, item_id: Id) -> list[str]:
        return [one.outcome for one in sending.attempts(self.salon.store, item_id)]

    def steps(self, count: int) -> None:
        for _ in range(count):
            self.outbox.step(self.salon)

    def run(self, seconds: float = 60.0) -> None:
        """As its thread would, for so long."""
        end = self.clock.now() + round(seconds * 1000)
        for _ in range(3000):
            if self.clock.now() >= end:
                return
            wait = self.outbox.step(self.salon)
            self.stop_token.wait(min(wait, (end - self.clock.now()) / 1000) if wait else 0.05)
        raise AssertionError("it does not come to rest")

    def restart(self) -> None:
        """The program ended and began again."""
        self.outbox.close()
        self.outbox = NavOutbox(self.stop_token)

    def reports(self) -> int:
        return self.office.asked.count("manageInvoice")

    def close(self) -> None:
        self.outbox.close()
        self.salon.close()
        self.stop_token.close()
