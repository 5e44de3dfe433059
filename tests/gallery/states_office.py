"""Clients, goods, services, the team, papers and the salon's own page."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.clients.args import CardsArgs, ClientArgs, ClientFormArgs, ClientsArgs
from kiosk.presenters.goods.args import (
    LabelArgs,
    ProductArgs,
    ProductFormArgs,
    ServiceFormArgs,
    StockFormArgs,
)
from kiosk.presenters.team.args import RightsArgs, StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.salon import VatPeriod
from tests.gallery.stage import Stage
from tests.gallery.states import state


def actor(stage: Stage) -> Id:
    """A client with something to tell: the first of the sample who has visits."""
    clients = stage.salon.clients.search("", 50)
    return max(clients, key=lambda client: len(stage.salon.clients.visits(client.id))).id


def product(stage: Stage) -> Id:
    return stage.salon.catalogue.search_products("")[0].id


@state("Clients, as the list opens")
def clients_all(stage: Stage) -> None:
    stage.desk().open(ClientsArgs())


@state("Clients, inactive ones too")
def clients_inactive(stage: Stage) -> None:
    for client in stage.salon.clients.search("", 2):
        stage.salon.clients.save(replace(client, active=False), None)
    stage.desk().open(ClientsArgs()).tap("show_inactive", True)


@state("Clients, while typing")
def clients_typing(stage: Stage) -> None:
    stage.desk().open(ClientsArgs()).tap("search", "ja")
    stage.focus()


@state("Nobody found")
def clients_none(stage: Stage) -> None:
    stage.desk().open(ClientsArgs()).tap("search", "xyzq")


@state("A client's sheet")
def client_sheet(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage)))


@state("A card that belongs to somebody")
def client_card_refused(stage: Stage) -> None:
    clients = stage.salon.clients.search("", 50)
    stage.desk().open(ClientArgs(clients[0].id)).tap("give_card")
    stage.card(next(iter(stage.sample.cards.values())))


@state("A client's cards, one of them replaced")
def client_card_replaced(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("give_card").card("04FFFFFFFFFF01")
    stage.tap("replace_card").card("04FFFFFFFFFF02")


@state("A client's cards, one of them blocked")
def cards_blocked(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("give_card").card("04FFFFFFFFFF01")
    stage.tap("replace_card").card("04FFFFFFFFFF02").tap("give_card").card("04FFFFFFFFFF03")
    stage.tap("cards").tap("block", stage.state.cards[0].key)


@state("A client's cards, one of them printed here")
def cards_printed(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("give_card").card("04FFFFFFFFFF01")
    stage.tap("cards").tap("print_new")


@state("The card of a member of staff")
def cards_staff(stage: Stage) -> None:
    member = stage.salon.team.members()[1]
    stage.desk().open(CardsArgs(CardHolder("staff", member.id)))


@state("A card that shows another number each time")
def client_card_random(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("give_card").card("08FFFFFF")


@state("A client with a warning")
def client_warning(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("edit")
    stage.tap("edit", "warning", "Alergie na PPD, barvit jen bez amoniaku")
    stage.tap("edit", "note", "Káva bez mléka. Chodí raději ráno, parkuje ve dvoře.")
    stage.tap("edit", "status", "problem").tap("save")


@state("A new client with a wrong phone")
def client_new(stage: Stage) -> None:
    stage.desk().open(ClientFormArgs(typed="Nela Vzorová"))
    stage.tap("edit", "birth_date", "31. 2. 1990").tap("save")


@state("Products")
def products_all(stage: Stage) -> None:
    stage.desk().open("products")


@state("A code nobody knows")
def products_unknown(stage: Stage) -> None:
    stage.desk().open("products").scan("4006381333931")


@state("A product's sheet")
def product_sheet(stage: Stage) -> None:
    first = product(stage)
    by = stage.sample.manager.id
    stage.salon.catalogue.correct_stock(first, 12_000, "receipt", "DL 2026/118", by)
    stage.salon.catalogue.correct_stock(first, -1_000, "correction", "Rozbitá láhev", by)
    stage.desk().open(ProductArgs(first))


@state("Editing a product")
def product_editing(stage: Stage) -> None:
    stage.desk().open(ProductFormArgs(product_id=product(stage))).scan("4006381333931")


@state("Wrong price and barcode")
def product_wrong(stage: Stage) -> None:
    stage.desk().open(ProductFormArgs()).tap("edit", "name", "Maska").tap("edit", "price", "x")
    stage.tap("edit", "barcodes", "4006381333932").tap("save")


@state("How many labels")
def label_many(stage: Stage) -> None:
    stage.desk().open(LabelArgs(product(stage))).tap("key", "1").tap("key", "2")


def scanned(stage: Stage, many: int) -> Stage:
    """Labels of several products, one after the other scanned."""
    catalogue = stage.salon.catalogue
    goods = [catalogue.product(one.id) for one in catalogue.search_products("")[:many]]
    stage.desk().open(LabelArgs(goods[0].id))
    for one in goods[1:]:
        stage.scan(one.barcodes[0])
    return stage


@state("Labels of several products")
def label_several(stage: Stage) -> None:
    scanned(stage, 4).tap("choose", "5")


@state("The sheet of several products")
def label_sheet_several(stage: Stage) -> None:
    scanned(stage, 4).tap("choose", "5").tap("sheet")


@state("The sheet of one product, more than is shown")
def label_sheet_many(stage: Stage) -> None:
    stage.desk().open(LabelArgs(product(stage)))
    stage.tap("key", "9").tap("key", "0").tap("sheet")


@state("Goods came")
def stock_came(stage: Stage) -> None:
    stage.desk().open(StockFormArgs(product(stage)))
    stage.focus()


@state("Counted without a reason")
def stock_counted(stage: Stage) -> None:
    stage.desk().open(StockFormArgs(product(stage)))
    stage.tap("edit", "what", "correction").tap("edit", "quantity", "7").tap("save")


@state("Services")
def services_all(stage: Stage) -> None:
    stage.desk().open("services")


@state("Services to begin with")
def starter_services(stage: Stage) -> None:
    stage.desk().open("services").tap("starter")


@state("Services to begin with, all ticked, a price that is none")
def starter_services_ticked(stage: Stage) -> None:
    starter_services(stage)
    stage.tap("choose", "massage").tap("tick_all").tap("price", "massage-1", "x")
    stage.tap("price", "massage-0", "450").tap("add")


@state("A service whose price is said at the till")
def service_open_price(stage: Stage) -> None:
    starter_services(stage)
    stage.tap("choose", "massage").tap("toggle", "massage-1").tap("add")
    added = next(s for s in stage.salon.catalogue.services() if s.open_price)
    stage.open(ServiceFormArgs(added.id))


@state("Editing a service")
def service_editing(stage: Stage) -> None:
    stage.desk().open(ServiceFormArgs(stage.salon.catalogue.services()[0].id))


@state("Only a manager may")
def services_refused(stage: Stage) -> None:
    stylist = next(m for m in stage.salon.team.members() if m.role == "staff")
    stage.unlock(stylist)
    stage.open("services").tap("new")


@state("The team")
def team_all(stage: Stage) -> None:
    stage.desk().open("team")


@state("Editing a member of staff")
def staff_editing(stage: Stage) -> None:
    stage.desk().open(StaffFormArgs(stage.salon.team.members()[1].id))
    stage.tap("give_card")


@state("What a person may do alone")
def rights(stage: Stage) -> None:
    stage.desk().open(RightsArgs(stage.salon.team.members()[1].id))


@state("More")
def more_menu(stage: Stage) -> None:
    stage.desk().open("more")


@state("Papers that wait, a printer that is missing")
def papers_waiting(stage: Stage) -> None:
    stage.salon.printing.label(product(stage), 6)
    for job in stage.salon.printing.open_jobs()[:1]:
        taken = stage.salon.printing.next((job.kind,))
        if taken is not None:
            stage.salon.printing.failed(taken.id, "Out of paper.", maybe_printed=True)
    stage.salon.printing.label(product(stage), 12)
    stage.desk()
    stage.hardware.set_devices(
        (
            DeviceState("front-reader", "reader", True),
            DeviceState("scanner", "scanner", True),
            DeviceState("receipts", "receipt", False),
            DeviceState("labels", "label", True),
        )
    )
    stage.open("papers")


@state("Every paper is printed")
def papers_none(stage: Stage) -> None:
    for job in stage.salon.printing.open_jobs():
        stage.salon.printing.drop(job.id)
    stage.desk().open("papers")


@state("The salon's page")
def salon_page(stage: Stage) -> None:
    stage.desk().open("salon_form")


@state("The page of a salon that pays no VAT")
def salon_page_no_vat(stage: Stage) -> None:
    manager = stage.salon.team.members()[0]
    never = VatPeriod(stage.salon.context.today(), False)
    stage.salon.setup.change(stage.salon.context.salon, manager, never)
    stage.desk().open("salon_form")
