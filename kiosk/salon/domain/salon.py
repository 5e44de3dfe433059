"""The salon itself: who stands on the receipt, and in what country it works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.salon.domain.country import COUNTRIES, Country, Trade, VatChange
from kiosk.salon.domain.country.rules import FiscalTill, PaperField, rate_after
from kiosk.salon.domain.country.ways import EverySale, HungarianWay
from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.domain.money import CURRENCIES, CashRounding, Currency

DAY_STARTS = time(4, 0)
"""A business day begins at four in the morning, so a late party still belongs to its evening."""


@dataclass(frozen=True, slots=True)
class VatPeriod:
    """From ``since`` on the salon is a VAT payer, or none."""

    since: date
    payer: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """In what is paid on a day, how its cash is rounded, and which VAT rates of the lists have
    become others until then."""

    currency: Currency
    cash_rounding: CashRounding
    vat_changes: tuple[VatChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Salon:
    """Profile entered at set-up. ``vat_bp``: the rates on offer, highest first. ``no_vat``: what
    stands on papers instead of VAT while none is paid, empty for what is usual in the country.
    ``vat_periods``: oldest first; without any, who has a VAT number is a payer. ``vat_changes``: of
    the settings, laws that the program does not know. ``iban``, ``bic``: where invoices want the
    money; ``register``: where a company is registered, as its invoices say; ``due_days``: how long
    an invoice may stay unpaid. ``training``: somebody practises, nothing of it is real and every
    paper says so. ``hungary``: how receipts
    are given there."""

    name: str
    street: str
    city: str
    postcode: str
    country: str
    phone: str = ""
    company_id: str = ""
    vat_id: str = ""
    language: str = ""
    timezone: str = ""
    receipt_footer: str = ""
    vat_bp: tuple[int, ...] = ()
    trade: Trade = "hair"
    no_vat: str = ""
    vat_periods: tuple[VatPeriod, ...] = ()
    vat_changes: tuple[VatChange, ...] = ()
    iban: str = ""
    bic: str = ""
    register: str = ""
    email: str = ""
    due_days: int = 14
    training: bool = False
    hungary: HungarianWay = "register"

    @property
    def rules(self) -> Country:
        return COUNTRIES[self.country]

    @property
    def currency(self) -> Currency:
        return CURRENCIES[self.rules.currency]

    def cash_rounding(self, day: date) -> CashRounding:
        """How a sum in cash is rounded on a day."""
        return self.rules.cash_rounding_on(day)

    def terms(self, day: date) -> Terms:
        """What holds for a bill that is paid on a day (:meth:`law_day`)."""
        return Terms(self.currency, self.cash_rounding(day), self.vat_changes_by(day))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or self.rules.timezone)

    def pays_vat(self, day: date) -> bool:
        """Whether VAT is part of what is sold on ``day``."""
        if not self.vat_periods:
            return bool(self.vat_id.strip())
        begun = [period for period in self.vat_periods if period.since <= day]
        return begun[-1].payer if begun else False

    def usual_vat(self, kind: LineKind, day: date, trade: Trade | None = None) -> int:
        """The rate of a new service or product, in hundredths of a percent: 0 where no VAT is paid,
        the highest on offer where the salon does not offer what is usual in its country. ``trade``:
        that of the service, when it is not the salon's."""
        if not self.pays_vat(day):
            return 0
        usual = self.rules.usual_vat_on(day)
        rate = usual.of_service(trade or self.trade) if kind == "service" else usual.goods_bp
        rate, offered = self.vat_by(kind, rate, day), self.offered_on(day)
        return rate if rate in offered else offered[0]

    def vat_changes_by(self, day: date) -> tuple[VatChange, ...]:
        """What became of rates until ``day``, oldest first."""
        known = (*self.rules.vat_changes, *self.vat_changes)
        return tuple(sorted((one for one in known if one.since <= day), key=lambda one: one.since))

    def vat_by(self, kind: LineKind, rate_bp: int, day: date) -> int:
        """What a rate of the lists is on ``day``."""
        return rate_after(self.vat_changes_by(day), kind, rate_bp)

    def offered_on(self, day: date) -> tuple[int, ...]:
        """The rates on offer as the law has changed them, highest first."""
        changes = self.vat_changes_by(day)
        kinds: tuple[LineKind, ...] = ("service", "product")
        rates = {rate_after(changes, kind, rate) for rate in self.vat_bp for kind in kinds}
        return tuple(sorted(rates, reverse=True))

    def rates_on(self, day: date) -> tuple[int, ...]:
        """The VAT rates that something in the lists may have: any that is offered, and none too
        while no VAT is paid."""
        offered = self.offered_on(day)
        return offered if self.pays_vat(day) else (*offered, 0)

    def lacking(self, day: date) -> tuple[PaperField, ...]:
        """What a receipt must carry on ``day`` and the profile does not say."""
        said: dict[PaperField, str] = {
            "address": self.street and self.city,
            "company_id": self.company_id,
            "vat_id": self.vat_id,
        }
        wanted = self.rules.receipt_fields(day, payer=self.pays_vat(day))
        return tuple(field for field, text in said.items() if field in wanted and not text)

    def slip_is_none_on(self, day: date) -> FiscalTill | None:
        """What a slip of a ``day`` has to say of itself, where it is no paper of the state's."""
        told = self.rules.fiscal_on(day)
        if told is None and self.hungary != "receipt":
            told = self.rules.beside_on(day)
        return told

    def slip_is_beside_on(self, day: date) -> bool:
        """Whether what the law calls a receipt is written elsewhere, so that a slip of a ``day``
        may not be called one."""
        return self.rules.beside_on(day) is not None and self.slip_is_none_on(day) is not None

    def every_sale_on(self, day: date) -> EverySale | None:
        """Whether each sale of a ``day`` is an invoice."""
        return self.rules.every_sale_on(day, self.hungary)

    def no_vat_words(self, day: date) -> str:
        """What stands on a paper of ``day`` without VAT, in the country's language."""
        return self.no_vat or self.rules.small_on(day).clauses[0]

    def local(self, at_ms: int) -> datetime:
        """An instant (UTC milliseconds) on the salon's wall clock."""
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self.zone)

    def instant(self, day: date, minute: int) -> int:
        """UTC milliseconds of a wall-clock ``minute`` of ``day`` (minutes after midnight)."""
        wall = datetime.combine(day, time(0)) + timedelta(minutes=minute)
        return int(wall.replace(tzinfo=self.zone).timestamp() * 1000)

    def law_day(self, at_ms: int) -> date:
        """The day whose law holds at an instant: it begins at midnight, whenever the salon's own
        does, and is the date that stands on the paper."""
        return self.local(at_ms).date()

    def business_day(self, at_ms: int) -> date:
        """The working day an instant belongs to (see :data:`DAY_STARTS`)."""
        wall = self.local(at_ms).replace(tzinfo=None)
        shift = timedelta(hours=DAY_STARTS.hour, minutes=DAY_STARTS.minute)
        return (wall - shift).date()

    def day_bounds(self, day: date) -> tuple[int, int]:
        """``[from, to)`` of a business day in UTC milliseconds; 23 or 25 hours at clock changes."""
        start = DAY_STARTS.hour * 60 + DAY_STARTS.minute
        return self.instant(day, start), self.instant(day + timedelta(days=1), start)
