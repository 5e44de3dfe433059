"""Every name as long as names can be: nothing beside them may be pushed away or covered."""

from __future__ import annotations

from kiosk.presenters.agenda.args import WaitingArgs, WeekArgs
from kiosk.presenters.clients.args import ClientArgs, ClientsArgs
from kiosk.presenters.goods.args import LabelArgs, ProductArgs
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_office import actor, product
from tests.gallery.states_till import bill_visits, pick_service_services, sales_one, void_asked

FIRST, LAST = "Maximiliána Bernardeta", "Nejvondráčková-Štěpánková Wolfesteinová"
SERVICE = "Barvení balayage s tónováním, regenerací a závěrečným stylingem"
PRODUCT = "Regenerační maska pro jemné a velmi poškozené barvené vlasy 1000 ml"
SALON = "Kadeřnictví a kosmetika U Zlatého hřebene a stříbrných nůžek"


def _long(stage: Stage) -> Stage:
    """Gives everybody and everything such a name."""
    store = stage.salon.context.store
    with store.transaction():
        store.run("UPDATE salon SET name = ?", (SALON,))
        store.run("UPDATE service SET name = ? || ' ' || sort", (SERVICE,))
        store.run("UPDATE product SET name = ? || ' ' || number", (PRODUCT,))
        store.run("UPDATE appointment SET guest_name = ? WHERE guest_name <> ''", (FIRST,))
        store.run("UPDATE waiting SET first_name = ?", (FIRST,))
        for table in ("staff", "client"):
            store.run(f"UPDATE {table} SET first_name = ?, last_name = ?", (FIRST, LAST))
        store.run("UPDATE staff SET position = 'vedoucí kadeřnice a školitelka koloristiky'")
    stage.salon.context.salon_changed()
    return stage


@state("The desk, long names, a visit's panel")
def desk_long(stage: Stage) -> None:
    _long(stage).desk().tap("select", stage.sample.visit("to_pay").id.hex())


@state("A bill of long names")
def bill_long(stage: Stage) -> None:
    bill_visits(_long(stage))


@state("The week of people with long names")
def week_long(stage: Stage) -> None:
    _long(stage).desk().open(WeekArgs(stage.salon.agenda.today()))


@state("How busy people with long names are")
def load_long(stage: Stage) -> None:
    _long(stage).desk().open("load")


@state("A booking, long names")
def booking_long(stage: Stage) -> None:
    _long(stage).desk()
    stage.tap("slot", stage.state.columns[0].key, 11 * 60)
    stage.tap("pick", stage.sample.visit("to_pay").client.id.hex())
    stage.tap("pick", stage.state.rows[0].key)


@state("Long names wait")
def waiting_long(stage: Stage) -> None:
    _long(stage).desk().open(WaitingArgs())
    stage.tap("pick", stage.state.rows[0].key)


@state("Clients with long names")
def clients_long(stage: Stage) -> None:
    _long(stage).desk().open(ClientsArgs())


@state("A client with a long name")
def client_long(stage: Stage) -> None:
    _long(stage).desk().open(ClientArgs(actor(stage)))


@state("Erasing a client with a long name")
def client_erase_long(stage: Stage) -> None:
    client_long(stage)
    stage.tap("edit").tap("erase").at("client_erase")


@state("Products with long names")
def products_long(stage: Stage) -> None:
    _long(stage).desk().open("products")


@state("A product with a long name")
def product_long(stage: Stage) -> None:
    _long(stage).desk().open(ProductArgs(product(stage)))


@state("A label with a long name")
def label_long(stage: Stage) -> None:
    _long(stage).desk().open(LabelArgs(product(stage)))


@state("Services with long names")
def services_long(stage: Stage) -> None:
    _long(stage).desk().open("services")


@state("Services with long names, to be put on a bill")
def pick_service_long(stage: Stage) -> None:
    pick_service_services(_long(stage))


@state("A team of long names")
def team_long(stage: Stage) -> None:
    _long(stage).desk().open("team")


@state("Attendance of people with long names")
def attendance_long(stage: Stage) -> None:
    _long(stage).desk().open("attendance")


@state("Sales of long names")
def sales_long(stage: Stage) -> None:
    sales_one(_long(stage))


@state("Voiding, approved by somebody with a long name")
def void_long(stage: Stage) -> None:
    void_asked(_long(stage))


@state("The first screen of a salon with a long name")
def attract_long(stage: Stage) -> None:
    _long(stage).nav.home()


@state("Two customers with long first names")
def checkin_confirm_long(stage: Stage) -> None:
    _long(stage).nav.home()
    stage.tap("start")
    for digit in stage.sample.visit("twin").client.phone_tail:
        stage.tap("key", digit)
    stage.at("checkin_confirm")


@state("Long names to clock in by")
def clock_forgot_long(stage: Stage) -> None:
    _long(stage).nav.home()
    stage.tap("forgot_card")


@state("Somebody with a long name clocks in")
def clock_result_long(stage: Stage) -> None:
    _long(stage).nav.home()
    stage.card(stage.sample.manager.card)


@state("The lock, long names")
def lock_long(stage: Stage) -> None:
    _long(stage).nav.home()
    stage.tap("open_desk")
