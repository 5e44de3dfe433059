"""First set-up and later changes of the salon's profile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.salon.domain import pins, tax_numbers
from kiosk.salon.domain.agenda.hours import HoursPlan, Week
from kiosk.salon.domain.country import COUNTRIES, LANGUAGES, TRADES
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import accounts
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.domain.text import T
from kiosk.salon.services.agenda.hours import Hours
from kiosk.salon.services.context import Context
from kiosk.salon.services.team import Team, require_manager
from kiosk.salon.store import catalogue, staff
from kiosk.salon.store import salon as profile

LONGEST = {
    **dict.fromkeys(("name", "street", "city"), entering.ADDRESS),
    **dict.fromkeys(("postcode", "phone", "company_id", "vat_id"), entering.CODE),
    **dict.fromkeys(("iban", "bic"), entering.CODE),
    "register": entering.LINE,
    "email": entering.EMAIL,
    "receipt_footer": entering.FOOTER,
}
MOST_DUE_DAYS = 365
SALON_ID: Id = bytes(16)
"""What stands for the profile, of which there is one, in the change feed."""


ALWAYS = date.min
"""The day of a fact that holds since before anything was written down."""


@dataclass(frozen=True, slots=True)
class RatesGiven:
    """How many services and products were given a VAT rate."""

    services: int = 0
    products: int = 0


class Setup:
    def __init__(self, context: Context, team: Team, hours: Hours) -> None:
        self._context = context
        self._team = team
        self._hours = hours

    @property
    def needed(self) -> bool:
        """True until a salon and an active manager exist."""
        store = self._context.store
        return profile.load(store) is None or not staff.has_active_manager(store)

    def finish(
        self, salon: Salon, manager: StaffMember, pin: str, week: Week | None = None
    ) -> StaffMember:
        """Profile, opening hours and first manager with PIN, in one transaction. Missing language,
        zone and rates come from the country; a salon that says nothing of VAT is a payer if it has
        a VAT number. ``week``: None for a salon that says nothing of its hours. Refused: no name,
        unknown country, hours that cannot be, bad PIN, already set up."""
        salon = self._completed(salon)
        pins.require_good(pin)
        with self._context.store.transaction():
            if not self.needed:
                raise Refused(T("The salon has been set up already."))
            profile.save(self._context.store, salon)
            payer = bool(salon.vat_id.strip())
            periods = salon.vat_periods or (VatPeriod(ALWAYS, payer),)
            profile.save_vat_periods(self._context.store, periods)
            self._record("salon.set_up", replace(salon, vat_periods=periods))
            if week is not None:
                self._hours.save_plan(HoursPlan(b"", None, ALWAYS, (week,)), None)
            person = replace(manager, id=b"", role="manager", active=True)
            person = self._team.save(person, None)
            self._team.set_pin(person.id, pin, None)
        self._context.salon_changed()
        return self._team.member(person.id)

    def change(
        self,
        salon: Salon,
        by: StaffMember,
        vat: VatPeriod | None = None,
        *,
        usual_rates: bool = False,
    ) -> RatesGiven:
        """Managers only; currency cannot change once there is a sale.

        ``vat``: from then on the salon is a VAT payer, or none; what was sold keeps what it has,
        and what was known of later days is forgotten. None leaves it as it is. ``usual_rates``: a
        salon that becomes a payer gives every service and product without a rate the usual one of
        its country and trade; otherwise the lists stay as they are. (Rates in the lists mean
        nothing while no VAT is paid, so giving it up takes none away.)
        """
        salon = self._completed(salon)
        given = RatesGiven()
        with self._context.store.transaction():
            require_manager(self._context, by.id)
            before = self._context.salon
            if salon.rules.currency != before.rules.currency and profile.has_sales(
                self._context.store
            ):
                raise Refused(T("The currency cannot change any more: there are sales in it."))
            profile.save(self._context.store, salon)
            self._record("salon.changed", salon)
            if vat is not None:
                given = self._change_vat(salon, vat, by, usual_rates=usual_rates)
        self._context.salon_changed()
        return given

    def clock_set(self, before: int, by: Id) -> None:
        """The machine's clock, which stood at ``before`` (UTC ms), was set by hand to what it is
        now. Managers only; journalled."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            context.note("clock.set", by, before=before, to=context.now())

    def _change_vat(
        self, salon: Salon, vat: VatPeriod, by: StaffMember, *, usual_rates: bool
    ) -> RatesGiven:
        """Inside the transaction that writes the salon. Journalled."""
        context = self._context
        kept = [period for period in salon.vat_periods if period.since < vat.since]
        if not kept and vat.since > ALWAYS:
            kept = [VatPeriod(ALWAYS, salon.pays_vat(ALWAYS))]
        if not kept or kept[-1].payer != vat.payer:
            kept.append(vat)
        profile.save_vat_periods(context.store, kept)
        given = RatesGiven()
        if vat.payer and usual_rates:
            changed = replace(salon, vat_periods=tuple(kept))
            given = self._give_rates(changed, max(vat.since, context.today()))
        facts = {"services": given.services, "products": given.products}
        context.note(
            "salon.vat", by.id, payer=vat.payer, since=vat.since.isoformat(), rates_given=facts
        )
        return given

    def write_down_rates(self) -> RatesGiven:
        """Writes into the lists what has become of their VAT rates until today, so that they do not
        need the setting any more that says so. Before set-up, while no VAT is paid and where
        nothing has changed it writes nothing. Journalled."""
        context = self._context
        if self.needed or not context.pays_vat():
            return RatesGiven()
        salon, day = context.salon, context.law_day()
        if not salon.vat_changes_by(day):
            return RatesGiven()
        with context.store.transaction():
            services = self._write_down("service", salon, day)
            products = self._write_down("product", salon, day)
            given = RatesGiven(len(services), len(products))
            if services or products:
                facts = {"services": given.services, "products": given.products}
                context.note("salon.rates", None, day=day.isoformat(), rates_given=facts)
            after = replace(salon, vat_bp=salon.offered_on(day))
            if after.vat_bp != salon.vat_bp:
                profile.save(context.store, after)
                self._record("salon.changed", after)
        context.salon_changed()
        return given

    def _write_down(self, kind: LineKind, salon: Salon, day: date) -> list[Id]:
        """Inside a transaction: the rates of a list as they are on ``day``."""
        context = self._context
        rates = catalogue.rates(context.store, kind)
        after = {rate: salon.vat_by(kind, rate, day) for rate in rates}
        different = {rate: new for rate, new in after.items() if new != rate}
        changed = catalogue.change_rates(context.store, kind, different)
        for item_id in changed:
            context.changed(kind, item_id)
        return changed

    def _give_rates(self, salon: Salon, day: date) -> RatesGiven:
        """Inside a transaction: the usual rate for all that has none."""
        context = self._context
        services = catalogue.give_rate(context.store, "service", salon.usual_vat("service", day))
        products = catalogue.give_rate(context.store, "product", salon.usual_vat("product", day))
        for service_id in services:
            context.changed("service", service_id)
        for product_id in products:
            context.changed("product", product_id)
        return RatesGiven(len(services), len(products))

    def _record(self, kind: str, salon: Salon) -> None:
        body: dict[str, object] = {
            "name": salon.name,
            "country": salon.country,
            "timezone": salon.timezone,
            "company_id": salon.company_id,
            "vat_id": salon.vat_id,
            "vat_bp": list(salon.vat_bp),
            "trade": salon.trade,
            "vat_payer": salon.pays_vat(salon.business_day(self._context.now())),
            # Where invoices send the money: who changed it stands in the journal.
            **({"iban": salon.iban} if salon.iban else {}),
        }
        self._context.journal.append(kind, self._context.now(), body)
        self._context.changed("salon", SALON_ID)

    def _first_rates(self, salon: Salon) -> tuple[int, ...]:
        """The rates on offer of a salon that says nothing of them."""
        today = salon.law_day(self._context.now())
        return self._context.vat_bp.get(salon.country) or salon.rules.rates_on(today)

    def _completed(self, salon: Salon) -> Salon:
        """Checked, and with what the country gives filled in."""
        salon = entering.record(salon, LONGEST, profile.load(self._context.store))
        if not salon.name:
            raise Refused(T("Enter the salon's name."), field="name")
        if salon.country not in COUNTRIES:
            raise Refused(T("Choose the country."), field="country")
        if not 0 <= salon.due_days <= MOST_DUE_DAYS:
            raise Refused(T("An invoice is due within a year."), field="due_days")
        rules = salon.rules
        iban = accounts.account(salon.iban)
        salon = replace(
            salon,
            iban=iban,
            bic=accounts.bank_code(salon.bic, iban) if salon.bic or iban else "",
            vat_id=tax_numbers.tidied(salon.vat_id),
            language=salon.language or rules.language,
            timezone=salon.timezone or rules.timezone,
            vat_bp=tuple(sorted(salon.vat_bp, reverse=True)),
        )
        if salon.trade not in TRADES:
            raise Refused(T("Choose what the salon does."), field="trade")
        if salon.language not in LANGUAGES:
            raise Refused(T("This language is not available."), field="language")
        if not all(0 <= rate <= 10_000 for rate in salon.vat_bp):
            raise Refused(T("A VAT rate is between 0 and 100 percent."), field="vat")
        try:
            ZoneInfo(salon.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refused(T("This time zone is not known."), field="zone") from error
        return salon if salon.vat_bp else replace(salon, vat_bp=self._first_rates(salon))
