"""First set-up and later changes of the salon's profile."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.salon.domain import pins
from kiosk.salon.domain.country import COUNTRIES, LANGUAGES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.services.team import Team, require_manager
from kiosk.salon.store import salon as profile
from kiosk.salon.store import staff

SALON_ID: Id = bytes(16)
"""What stands for the profile, of which there is one, in the change feed."""


class Setup:
    def __init__(self, context: Context, team: Team) -> None:
        self._context = context
        self._team = team

    @property
    def needed(self) -> bool:
        """True until a salon and an active manager exist."""
        store = self._context.store
        return profile.load(store) is None or not staff.has_active_manager(store)

    def finish(self, salon: Salon, manager: StaffMember, pin: str) -> StaffMember:
        """Profile and first manager with PIN, in one transaction. Missing language, zone and rates
        come from the country. Refused: no name, unknown country, bad PIN, already set up."""
        salon = self._completed(salon)
        pins.require_good(pin)
        with self._context.store.transaction():
            if not self.needed:
                raise Refused(T("The salon has been set up already."))
            profile.save(self._context.store, salon)
            self._record("salon.set_up", salon)
            person = replace(manager, id=b"", role="manager", active=True)
            person = self._team.save(person, None)
            self._team.set_pin(person.id, pin, None)
        self._context.salon_changed()
        return self._team.member(person.id)

    def change(self, salon: Salon, by: StaffMember) -> None:
        """Managers only; currency cannot change once there is a sale."""
        salon = self._completed(salon)
        with self._context.store.transaction():
            require_manager(self._context, by.id)
            before = self._context.salon
            if salon.rules.currency != before.rules.currency and profile.has_sales(
                self._context.store
            ):
                raise Refused(T("The currency cannot change any more: there are sales in it."))
            profile.save(self._context.store, salon)
            self._record("salon.changed", salon)
        self._context.salon_changed()

    def _record(self, kind: str, salon: Salon) -> None:
        body: dict[str, object] = {
            "name": salon.name,
            "country": salon.country,
            "company_id": salon.company_id,
            "vat_id": salon.vat_id,
            "vat_bp": list(salon.vat_bp),
        }
        self._context.journal.append(kind, self._context.now(), body)
        self._context.changed("salon", SALON_ID)

    def _completed(self, salon: Salon) -> Salon:
        """Checked, and with what the country gives filled in."""
        if not salon.name.strip():
            raise Refused(T("Enter the salon's name."))
        if salon.country not in COUNTRIES:
            raise Refused(T("Choose the country."))
        rules = salon.rules
        salon = replace(
            salon,
            name=salon.name.strip(),
            language=salon.language or rules.language,
            timezone=salon.timezone or rules.timezone,
            vat_bp=tuple(sorted(salon.vat_bp, reverse=True)) or self._context.vat_bp[salon.country],
        )
        if salon.language not in LANGUAGES:
            raise Refused(T("This language is not available."))
        if not all(0 <= rate <= 10_000 for rate in salon.vat_bp):
            raise Refused(T("A VAT rate is between 0 and 100 percent."))
        if not 0 <= salon.opens < salon.closes <= 24 * 60:
            raise Refused(T("Opening must come before closing."))
        try:
            ZoneInfo(salon.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refused(T("This time zone is not known.")) from error
        return salon
