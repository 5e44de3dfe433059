"""All services of a salon, made once from one context."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.services.agenda.hours import Hours
from kiosk.salon.services.agenda.planning import Planning
from kiosk.salon.services.agenda.resources import Resources
from kiosk.salon.services.agenda.visits import Agenda
from kiosk.salon.services.books import Books
from kiosk.salon.services.cards import Cards
from kiosk.salon.services.catalogue import Catalogue
from kiosk.salon.services.checkin import Checkin
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.figures import OwnerFigures
from kiosk.salon.services.first_steps import FirstSteps
from kiosk.salon.services.fiscal.fiscal import Fiscal
from kiosk.salon.services.fiscal.nav_reports import NavReports
from kiosk.salon.services.fiscal.technical_user import NavUser
from kiosk.salon.services.invoices.buyers import Buyers
from kiosk.salon.services.invoices.files import InvoiceFiles
from kiosk.salon.services.invoices.invoices import Invoices
from kiosk.salon.services.invoices.lookups import Lookups
from kiosk.salon.services.invoices.paying import Paying
from kiosk.salon.services.invoices.reminders import Reminders
from kiosk.salon.services.invoices.statements import Statements
from kiosk.salon.services.mail import Mail
from kiosk.salon.services.points import Points
from kiosk.salon.services.rights import Rights
from kiosk.salon.services.setup import Setup
from kiosk.salon.services.starting import Starting
from kiosk.salon.services.sync import Sync
from kiosk.salon.services.sync_answers import SyncAnswers
from kiosk.salon.services.team import Team
from kiosk.salon.services.till.advances import Advances
from kiosk.salon.services.till.asking import Asking
from kiosk.salon.services.till.bill_lines import BillLines
from kiosk.salon.services.till.cash import CashBox
from kiosk.salon.services.till.checkout import Checkout
from kiosk.salon.services.till.closings import Closings
from kiosk.salon.services.till.expenses import Expenses
from kiosk.salon.services.till.invoice_cash import InvoiceCash
from kiosk.salon.services.till.means import MeansList
from kiosk.salon.services.till.open_bills import OpenBills
from kiosk.salon.services.till.printing import Printing
from kiosk.salon.services.till.rates import Rates
from kiosk.salon.services.till.returns import Returns
from kiosk.salon.services.till.tills import Tills
from kiosk.salon.services.till.tipping import Tipping
from kiosk.salon.services.till.visit_bills import VisitBills
from kiosk.salon.services.timeclock.corrections import Corrections
from kiosk.salon.services.timeclock.taps import TimeClock
from kiosk.salon.services.timeclock.timesheets import Timesheets
from kiosk.salon.services.waiting import WaitingList


@dataclass(frozen=True)
class Services:
    context: Context
    advances: Advances
    agenda: Agenda
    asking: Asking
    bill_lines: BillLines
    bills: OpenBills
    books: Books
    buyers: Buyers
    cards: Cards
    cash: CashBox
    catalogue: Catalogue
    checkin: Checkin
    checkout: Checkout
    clients: Clients
    closings: Closings
    corrections: Corrections
    figures: OwnerFigures
    expenses: Expenses
    first_steps: FirstSteps
    fiscal: Fiscal
    hours: Hours
    invoices: Invoices
    lookups: Lookups
    invoice_files: InvoiceFiles
    mail: Mail
    means: MeansList
    paying: Paying
    nav_reports: NavReports
    nav_user: NavUser
    planning: Planning
    points: Points
    printing: Printing
    rates: Rates
    reminders: Reminders
    resources: Resources
    returns: Returns
    rights: Rights
    setup: Setup
    starting: Starting
    statements: Statements
    sync: Sync
    sync_answers: SyncAnswers
    team: Team
    tills: Tills
    timeclock: TimeClock
    timesheets: Timesheets
    tipping: Tipping
    visit_bills: VisitBills
    waiting: WaitingList

    @classmethod
    def of(cls, context: Context) -> Services:
        bills, clients, team = OpenBills(context), Clients(context), Team(context)
        visit_bills, waiting = VisitBills(context, bills), WaitingList(context)
        catalogue, hours = Catalogue(context), Hours(context)
        checkout, setup, sync = Checkout(context), Setup(context, team, hours), Sync(context)
        return cls(
            context=context,
            advances=Advances(context, bills),
            agenda=Agenda(context, waiting, visit_bills),
            asking=Asking(context, bills, checkout),
            bill_lines=BillLines(context, bills),
            bills=bills,
            books=Books(context, setup),
            buyers=Buyers(context),
            cards=Cards(context),
            cash=CashBox(context),
            catalogue=catalogue,
            checkin=Checkin(context),
            checkout=checkout,
            clients=clients,
            closings=Closings(context),
            corrections=Corrections(context),
            figures=OwnerFigures(context, bills),
            expenses=Expenses(context),
            first_steps=FirstSteps(context),
            fiscal=Fiscal(context),
            hours=hours,
            invoices=Invoices(context),
            lookups=Lookups(context),
            invoice_files=InvoiceFiles(context),
            mail=Mail(context),
            means=MeansList(context),
            paying=Paying(context, InvoiceCash(context)),
            nav_reports=NavReports(context),
            nav_user=NavUser(context),
            planning=Planning(context),
            points=Points(context),
            printing=Printing(context),
            rates=Rates(context),
            reminders=Reminders(context),
            resources=Resources(context),
            returns=Returns(context),
            rights=Rights(context),
            setup=setup,
            starting=Starting(context, catalogue),
            statements=Statements(context),
            sync=sync,
            sync_answers=SyncAnswers(context, sync, clients),
            team=team,
            tills=Tills(context),
            timeclock=TimeClock(context),
            timesheets=Timesheets(context),
            tipping=Tipping(context, bills, team),
            visit_bills=visit_bills,
            waiting=waiting,
        )
