"""A salon on its first day: lists with nothing or a single thing in them."""

from __future__ import annotations

from kiosk.presenters.agenda.args import DatePickerArgs, WeekArgs
from kiosk.presenters.clients.args import CardsArgs, ClientArgs, ClientFormArgs, ClientsArgs
from kiosk.presenters.goods.args import ProductArgs, StockFormArgs
from kiosk.presenters.till.args import PickServiceArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_setup import desk_first_steps


def _manager(stage: Stage) -> Id:
    return stage.salon.team.members()[0].id


def _client(stage: Stage) -> Client:
    return stage.salon.clients.save(Client(b"", "Jana", "Vzorová"), None)


@state("Products, none yet", empty=True)
def products_new(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("products")


@state("A product without a code, never moved, none left", empty=True)
def product_new(stage: Stage) -> None:
    desk_first_steps(stage)
    rate = stage.salon.context.usual_vat("goods")
    one = stage.salon.catalogue.save_product(Product(b"", "Hřeben", 9_900, rate), _manager(stage))
    stage.open("products").open(ProductArgs(one.id))


@state("The only product", empty=True)
def products_one(stage: Stage) -> None:
    product_new(stage)
    stage.nav.back()


@state("Services, none yet", empty=True)
def services_new(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("services")


@state("A team of one", empty=True)
def team_one(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("team")


@state("Nobody waits", empty=True)
def waiting_nobody(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.tap("open_waiting")


@state("Nothing sold today", empty=True)
def sales_none(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("sales")


@state("Attendance of one who has not come", empty=True)
def attendance_one(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("attendance")


@state("A week without a visit", empty=True)
def week_new(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open(WeekArgs(stage.salon.agenda.today()))


@state("How busy one is", empty=True)
def load_new(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open("load")


@state("A day to pick in a salon without services", empty=True)
def date_picker_new(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open(DatePickerArgs(day=stage.salon.agenda.today()))


@state("Nothing to put on a bill", empty=True)
def pick_service_none(stage: Stage) -> None:
    desk_first_steps(stage)
    bill = stage.salon.bills.open_retail(_manager(stage), None)
    stage.open(PickServiceArgs(bill.id)).tap("choose", "products")


@state("A client who has never come", empty=True)
def client_fresh(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open(ClientArgs(_client(stage).id))


@state("The only client", empty=True)
def clients_one(stage: Stage) -> None:
    desk_first_steps(stage)
    _client(stage)
    stage.open(ClientsArgs())


@state("A client without a card", empty=True)
def cards_none(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open(CardsArgs(CardHolder("client", _client(stage).id)))


@state("A client is edited", empty=True)
def client_editing(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.open(ClientFormArgs(client_id=_client(stage).id))


@state("Names to clock in by, one", empty=True)
def clock_forgot_one(stage: Stage) -> None:
    desk_first_steps(stage)
    stage.nav.lock()
    stage.nav.home()
    stage.tap("forgot_card")


@state("Goods of a product never counted", empty=True)
def stock_new(stage: Stage) -> None:
    product_new(stage)
    stage.open(StockFormArgs(stage.salon.catalogue.search_products("")[0].id))
