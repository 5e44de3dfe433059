"""A Slovenian salon whose receipts wait for the office, the agent's part that sends them, and the
fake office; their clocks are the test's.

The receipts are made by the rules alone, without a till: what is sent, and in what order, is all
that counts here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.fiscal.identity import Identity
from kiosk.salon.domain.fiscal.port import FiscalItem, FiscalKind, Prepared
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.vat import VatRow
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.fiscal import items, sending
from sync_agent.fiscal.furs.outbox import FursOutbox
from sync_agent.open_salon import OpenSalon
from sync_agent.registry import load
from sync_agent.timing import StopToken
from tests.fakes.furs import FakeFurs, Ring
from tests.fakes.furs.papers import TAX_NUMBER
from tests.rigs.worker import open_salon, prepare

NOW = int(datetime(2026, 12, 1, 9, tzinfo=UTC).timestamp() * 1000)
ZONE = ZoneInfo("Europe/Ljubljana")
QUEUE, PREMISE, DEVICE = "BP1-B1", "BP1", "B1"


class FursWorld:
    """``ring``: the certificate in use, None for none."""

    def __init__(self, folder: Path, fake: FakeFurs, *, made: bool = False) -> None:
        self.folder, self.fake = folder, fake
        if not made:
            prepare(folder, NOW)
            fake.write_settings(folder)
        self.desk: Services
        self.clock: ManualClock
        self.desk, self.clock = open_salon(folder, NOW)
        self.ring: Ring | None = fake.authority.salon()
        fake.salon(self.ring)
        self.stop_token = StopToken(self.clock)
        self.before_request: Callable[[], None] = lambda: None
        self.numbers: dict[str, int] = {}
        self.made: list[Id] = []
        self._issued: dict[Id, datetime] = {}
        self._salon: OpenSalon | None = None
        self.outbox = FursOutbox(self.stop_token, self.identity)

    # -- the desk ---------------------------------------------------------------------------------

    def premise(self, code: str = PREMISE, device: str = DEVICE, *, closes: bool = False) -> Id:
        message = self._message()
        content = furs.Premise(
            tax_number=TAX_NUMBER,
            code=code,
            place="C",
            since=date(2026, 11, 30),
            supplier="Sample maker",
            closes=closes,
        )
        kind: FiscalKind = "premise_closed" if closes else "premise"
        return self._put(f"{code}-{device}", kind, code, furs.premise(message, content), message)

    def sell(
        self,
        total: int = 1915,
        *,
        code: str = PREMISE,
        device: str = DEVICE,
        corrects: Id | None = None,
        printed: bool = False,
    ) -> Id:
        """A receipt of so much, or what takes one back."""
        assert self.ring is not None
        queue, message = f"{code}-{device}", self._message()
        number = self.numbers[queue] = self.numbers.get(queue, 0) + 1
        of = furs.Identifier(code, device, number)
        text = furs.zoi_text(TAX_NUMBER, message.made, of, total)
        mark = furs.zoi(self.ring.key.sign(text.encode(), padding.PKCS1v15(), SHA256()))
        vat = round(total * 22 / 122)
        references: tuple[furs.Reference, ...] = ()
        if corrects is not None:
            first = furs.identifier(self.item(corrects).number)
            assert first is not None
            references = (furs.Reference(first, self._issued[corrects]),)
        receipt = furs.Receipt(
            tax_number=TAX_NUMBER,
            of=of,
            issued=message.made,
            total_minor=total,
            paid_minor=total,
            vat=(VatRow(2200, total - vat, vat, total),),
            pays_vat=True,
            mark=mark,
            operator="12345678",
            corrects=references,
        )
        payload = furs.invoice(message, receipt)
        kind: FiscalKind = "sale" if corrects is None else "return"
        qr = furs.digits(mark, TAX_NUMBER, message.made)
        made = self._put(queue, kind, of.on_paper, payload, message, text, mark, qr)
        if printed:
            self.print_without(made)
        return made

    def print_without(self, item_id: Id) -> None:
        store = self.desk.context.store
        with store.transaction():
            store.update("fiscal_item", item_id, printed_without=1)

    def again(self, item_id: Id) -> None:
        """Somebody has looked."""
        store = self.desk.context.store
        with store.transaction():
            store.update("fiscal_item", item_id, state="new", next_at=0)

    def book(self, serial: str, total: int = 500) -> Id:
        message = self._message()
        receipt = furs.BookReceipt(
            tax_number=TAX_NUMBER,
            premise=PREMISE,
            number="7",
            set_number="01",
            serial_number=serial,
            issued_on=message.made.date(),
            total_minor=total,
            vat=(),
            pays_vat=False,
        )
        return self._put(QUEUE, "book", serial, furs.book_receipt(message, receipt), message)

    def _message(self) -> furs.Message:
        item_id = self.desk.context.new_id()
        local = datetime.fromtimestamp(self.clock.now() / 1000, UTC).astimezone(ZONE)
        return furs.Message(str(UUID(bytes=item_id)), local.replace(tzinfo=None))

    def _put(
        self, queue: str, kind: FiscalKind, number: str, payload: bytes, message: furs.Message,
        text: str = "", mark: str = "", qr: str = "",
    ) -> Id:  # fmt: skip
        item_id, now, store = (
            UUID(message.message_id).bytes,
            self.clock.now(),
            self.desk.context.store,
        )
        prepared = Prepared(
            provider=furs.PROVIDER,
            queue=queue,
            kind=kind,
            subject_id=item_id,
            number=number,
            payload=payload,
            message_id=message.message_id,
            deadline=now + 2 * 86_400_000,
            local_text=text,
            local_code=mark,
            qr=qr,
        )
        with store.transaction():
            items.add(store, item_id, prepared, "1", now)
        self.made.append(item_id)
        self._issued[item_id] = message.made
        return item_id

    # -- what is seen -----------------------------------------------------------------------------

    def item(self, item_id: Id) -> FiscalItem:
        found = items.by_id(self.desk.context.store, item_id)
        assert found is not None
        return found

    def states(self) -> list[str]:
        return [self.item(one).state for one in self.made]

    def outcomes(self, item_id: Id) -> list[tuple[str, str]]:
        kept = sending.attempts(self.desk.context.store, item_id)
        return [(attempt.outcome, attempt.code) for attempt in kept]

    # -- the agent --------------------------------------------------------------------------------

    def identity(self, _salon: OpenSalon) -> Identity | None:
        """Asked for before each request."""
        self.before_request()
        return None if self.ring is None else self.ring.identity

    @property
    def salon(self) -> OpenSalon:
        if self._salon is None:
            home = open_home(self.folder)
            settings = load(home.settings)
            self._salon = OpenSalon(home, settings, self.clock, manners=None)
        return self._salon

    def step(self) -> float:
        return self.outbox.step(self.salon)

    def run(self, most: int = 400) -> None:
        """Until nothing is left to do, but for what waits for a person or for a later moment."""
        for _ in range(most):
            if self.step() > 0:
                return
        raise AssertionError("it never rests")

    def later(self, seconds: float = 700) -> None:
        """After so long it tries again."""
        self.pass_time(seconds)
        self.run()

    def pass_time(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.fake.books.now += timedelta(seconds=seconds)

    def cut(self) -> None:
        """The line is away, and no connection is left."""
        self.outbox.close()
        self.fake.down = True

    def restart(self) -> None:
        """The agent is another process from now on."""
        self.outbox.close()
        if self._salon is not None:
            self._salon.close()
            self._salon = None
        self.outbox = FursOutbox(self.stop_token, self.identity)

    def close(self) -> None:
        self.outbox.close()
        if self._salon is not None:
            self._salon.close()
        self.stop_token.close()
        self.desk.context.store.close()
