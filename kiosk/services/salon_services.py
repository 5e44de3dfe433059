"""All services of a salon, made once from one context."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.agenda import Agenda
from kiosk.services.cards import Cards
from kiosk.services.catalogue import Catalogue
from kiosk.services.checkin import Checkin
from kiosk.services.checkout import Checkout
from kiosk.services.clients import Clients
from kiosk.services.context import Context
from kiosk.services.points import Points
from kiosk.services.printing import Printing
from kiosk.services.setup import Setup
from kiosk.services.sync import Sync
from kiosk.services.team import Team
from kiosk.services.timeclock import TimeClock


@dataclass(frozen=True)
class Services:
    context: Context
    agenda: Agenda
    cards: Cards
    catalogue: Catalogue
    checkin: Checkin
    checkout: Checkout
    clients: Clients
    points: Points
    printing: Printing
    setup: Setup
    sync: Sync
    team: Team
    timeclock: TimeClock

    @classmethod
    def of(cls, context: Context) -> Services:
        people = Clients(context)
        return cls(
            context,
            Agenda(context),
            Cards(context),
            Catalogue(context),
            Checkin(context),
            Checkout(context),
            people,
            Points(context),
            Printing(context),
            Setup(context),
            Sync(context, people),
            Team(context),
            TimeClock(context),
        )
