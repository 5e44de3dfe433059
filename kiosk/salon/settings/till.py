"""Settings of the till: ``[till]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.settings.section import Section


class Till(Section, frozen=True):
    discount_limit: Annotated[
        int,
        Meta(
            ge=0,
            le=100,
            description="percent off the list's prices that staff may give; more needs a reason "
            "and the card or PIN of somebody who may approve it",
        ),
    ] = 30
    float: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description="what a closing proposes to leave in the drawer, in whole units of the "
            "salon's currency; 0: everything",
        ),
    ] = 0
    blind: Annotated[
        bool,
        Meta(
            description="whoever may not see the expected sum counts the drawer without it, and "
            "once more when the count does not fit"
        ),
    ] = False
    difference_limit: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description="a counted drawer may differ by so much without a reason, in whole units "
            "of the salon's currency",
        ),
    ] = 0
    end_at_day_change: Annotated[
        bool,
        Meta(
            description="the first sale of a new business day ends the till's day before, to be "
            "counted whenever; false: it goes on over the night"
        ),
    ] = True
    cashless: Annotated[
        bool,
        Meta(
            description="no cash lies at this desk: its till is closed without counting; in effect "
            "with the next till closing"
        ),
    ] = False
    cash_out_limit: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description="more cash than this is taken out only with a second person who manages, "
            "at a closing too; where only one manages they need nobody; in whole units of the "
            "salon's currency, 0: whoever may take cash out may take any",
        ),
    ] = 0

    rate_days: Annotated[
        int,
        Meta(
            ge=1,
            le=365,
            description="a rate of the second currency that was set so many days ago is pointed "
            "out when somebody pays in it",
        ),
    ] = 7

    @property
    def rules(self) -> TillRules:
        return TillRules(
            blind=self.blind,
            difference_limit=self.difference_limit,
            target=self.float,
            end_at_day_change=self.end_at_day_change,
            cashless=self.cashless,
            cash_out_limit=self.cash_out_limit,
            rate_days=self.rate_days,
        )
