"""What every service is given: the database, a clock, keys, and who this salon is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from kiosk.salon.domain.cards.number import CardRules
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.country import VatChange
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.fiscal.rules import FiscalRules
from kiosk.salon.domain.goods.catalogue import LineKind, Product, Service
from kiosk.salon.domain.goods.weighed import Pattern
from kiosk.salon.domain.ids import Id, IdMaker
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.pins import RECOMMENDED, PinCost
from kiosk.salon.domain.salon import Salon, Terms
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.domain.timeclock.timeline import LONGEST_MS
from kiosk.salon.store import changes, marks_of, salon, staff
from kiosk.salon.store.database import Store
from kiosk.salon.store.fiscal import clock
from kiosk.salon.store.journal import Journal

BEHIND_MS = 60_000
CLOCK_CONFIRMED = "clock.confirmed"
"""Kind of the journal's entry."""
Sold = TypeVar("Sold", Product, Service)


def _plain(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


@dataclass
class Context:
    """One per process. ``desk``: short name of this machine in document numbers. ``pin_cost``:
    the work of hashing a PIN; only tests and demonstrations make it cheaper.
    ``card_rules``: what a card is good for that only shows its number.
    ``vat_bp``: the rates that a new salon begins with, by country, where it is not those of the
    law. ``vat_changes``: what becomes of rates by laws that the program does not know.
    ``fiscal_rules``: what the settings say of fiscal offices. ``training``: somebody practises in a
    folder of its own. ``in_store``: how the shop's own labels with a weight or a price are read.
    ``discount_limit``: percent off the list that need no manager. ``till_rules``: how the day is
    closed.
    ``grid_minutes``: visits are offered at whole multiples of it. ``stick_folders``: where USB
    sticks are found. ``say``: the words of a text in the salon's language, for files.
    ``longest_shift_ms``: whoever came longer ago has forgotten to clock out. ``fiscal_key``: the
    key that receipts are signed with, once it was read; it stands in memory alone.
    ``clock_confirmed``: when somebody said that the clock is right although later things were
    recorded, UTC ms."""

    store: Store
    clock: Clock
    keys: SalonKeys
    journal: Journal
    desk: str = "1"
    pin_cost: PinCost = RECOMMENDED
    card_rules: CardRules = field(default_factory=CardRules)
    vat_bp: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    vat_changes: tuple[VatChange, ...] = ()
    in_store: tuple[Pattern, ...] = ()
    discount_limit: int = 30
    till_rules: TillRules = field(default_factory=TillRules)
    fiscal_rules: FiscalRules = field(default_factory=FiscalRules)
    training: bool = False
    longest_shift_ms: int = LONGEST_MS
    grid_minutes: int = 15
    stick_folders: tuple[str, ...] = ()
    say: Callable[[Text], str] = _plain
    say_in: Callable[[str, Text], str] = lambda _language, text: _plain(text)
    ids: IdMaker = field(default_factory=IdMaker)
    fiscal_key: object = field(default=None, repr=False)
    clock_confirmed: int | None = None
    _salon: Salon | None = None
    _persons: dict[Id, str] = field(default_factory=dict)

    @property
    def salon(self) -> Salon:
        """The salon's profile; :class:`NeedsPerson` before set-up."""
        if self._salon is None and (found := salon.load(self.store)) is not None:
            self._salon = replace(
                found,
                vat_changes=self.vat_changes,
                training=self.training,
                hungary=self.fiscal_rules.hungary,
            )
        if self._salon is None:
            raise NeedsPerson(T("The salon has not been set up yet."))
        return self._salon

    def salon_changed(self) -> None:
        """Forget the remembered profile (after set-up or an edit)."""
        self._salon = None

    def now(self) -> int:
        return self.clock.now()

    def clock_behind(self) -> bool:
        """Whether something was recorded later than now: the clock was set back, or its battery
        is empty. A minute is what time servers correct every day."""
        return self.journal.latest() > self.now() + BEHIND_MS

    def clock_doubtful(self, recorded: int = 0) -> bool:
        """Whether the clock is behind, also behind something ``recorded`` (UTC ms) that is not
        among the journal's newest entries, and nobody has confirmed it since, or it went further
        back than when somebody did."""
        now = self.now()
        if not self.clock_behind() and recorded <= now + BEHIND_MS:
            return False
        confirmed = self.clock_confirmed or clock.confirmed(self.store, CLOCK_CONFIRMED)
        return not confirmed or now < confirmed - BEHIND_MS

    def wants_reason(self, off_milli: int) -> bool:
        """Whether somebody has to say why so much is taken off the list's prices (thousandths of a
        percent)."""
        return off_milli > self.discount_limit * 1000

    def new_id(self) -> Id:
        return self.ids.new(self.clock.now())

    def today(self) -> date:
        """The salon's business day now."""
        return self.salon.business_day(self.now())

    def law_day(self) -> date:
        """The calendar day now, whose law holds: at one in the morning of New Year's Day that is
        the new year's, though the salon's day is still the old one."""
        return self.salon.law_day(self.now())

    def terms(self) -> Terms:
        """What holds for a bill that is paid now."""
        return self.salon.terms(self.law_day())

    def pays_vat(self) -> bool:
        """Whether VAT is part of what is sold today."""
        return self.salon.pays_vat(self.law_day())

    def usual_vat(self, kind: LineKind) -> int:
        """The VAT rate of a new service or product, in hundredths of a percent."""
        return self.salon.usual_vat(kind, self.law_day())

    def at_todays_rate(self, item: Sold) -> Sold:
        """Something of the lists with what has become of its VAT rate; as it stands while no VAT is
        paid, where a rate means nothing."""
        salon = self.salon
        if not (salon.vat_changes or salon.rules.vat_changes) or not self.pays_vat():
            return item
        kind: LineKind = "service" if isinstance(item, Service) else "product"
        rate = salon.vat_by(kind, item.vat_bp, self.law_day())
        return item if rate == item.vat_bp else replace(item, vat_bp=rate)

    def vat_rates(self) -> tuple[int, ...]:
        """What the VAT rate of something in the lists may be today."""
        return self.salon.rates_on(self.law_day())

    def note(self, kind: str, by: Id | None, at: int | None = None, /, **facts: object) -> None:
        """Journals what somebody does now, in the running transaction; ``by`` None: set-up, an
        import or a customer. ``at``: the moment that was recorded elsewhere, UTC ms."""
        body = {**facts, "by": staff.actor(self.store, by)}
        self.journal.append(kind, self.now() if at is None else at, body)

    def person(self, staff_id: Id | None) -> str:
        """What stands in the journal for one of the team, who left too; empty for nobody. It never
        changes, so it is read once and no sale waits for it."""
        if staff_id is not None and staff_id not in self._persons:
            self._persons = staff.pseudonyms(self.store)
        return "" if staff_id is None else self._persons.get(staff_id, "")

    def mark(self, typed: str) -> str:
        """What stands in the journal for words that somebody typed."""
        return marks_of.words(self.keys.typed_words, typed)

    def changed(self, entity: str, entity_id: Id, *, gone: bool = False) -> None:
        """Shows the sync agent that an entity changed, in the running transaction."""
        changes.record(self.store, entity, entity_id, gone=gone)

    def changed_all(self, entity: str, ids: Iterable[Id]) -> None:
        """As :meth:`changed` for each of them."""
        changes.record_all(self.store, entity, list(dict.fromkeys(ids)))


class Area:
    """A part of what a salon does. A public method is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
