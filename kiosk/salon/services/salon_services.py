"""All services of a salon, made once from one context."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.services.agenda import Agenda
from kiosk.salon.services.cards import Cards
from kiosk.salon.services.catalogue import Catalogue
from kiosk.salon.services.checkin import Checkin
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.points import Points
from kiosk.salon.services.setup import Setup
from kiosk.salon.services.sync import Sync
from kiosk.salon.services.team import Team
from kiosk.salon.services.till.checkout import Checkout
from kiosk.salon.services.till.printing import Printing
from kiosk.salon.services.timeclock import TimeClock
from kiosk.salon.services.waiting import WaitingList


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
    waiting: WaitingList

    @classmethod
    def of(cls, context: Context) -> Services:
        people, waiting = Clients(context), WaitingList(context)
        return cls(
            context,
            Agenda(context, waiting),
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
            waiting,
        )
