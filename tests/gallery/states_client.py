"""A client's sheet and what a manager may do there: points, and erasing."""

from __future__ import annotations

from kiosk.presenters.clients.args import ClientArgs
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Payment
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.till_world import take_means


def _regular(stage: Stage) -> Client:
    """The client with the most visits who has one to come, and nothing unfinished today."""
    clients = stage.salon.clients
    return max(
        clients.search("", 50),
        key=lambda client: (clients.coming(client.id), len(clients.visits(client.id))),
    )


def _sheet(stage: Stage) -> Client:
    client = _regular(stage)
    stage.desk().open(ClientArgs(client.id))
    return client


@state("A client's sheet with all there can be")
def client_full(stage: Stage) -> None:
    client = stage.salon.clients.get(_regular(stage).id)
    with stage.salon.context.store.transaction():
        stage.salon.context.store.run(
            "UPDATE client SET other_phone = '+420224987654', street = 'Ukázková 12', "
            "city = 'Praha', postcode = '110 00', note = 'Káva bez cukru' WHERE id = ?",
            (client.id,),
        )
    stage.salon.points.move(client.id, 120, "Narozeniny", stage.sample.manager.id)
    _sheet(stage)


@state("Points for a client")
def points_form(stage: Stage) -> None:
    _sheet(stage)
    stage.tap("change_points").tap("edit", "points", "50").tap("edit", "why", "Narozeniny")


@state("Erasing a client: what goes, what stays, and a visit to come")
def client_erase(stage: Stage) -> None:
    _sheet(stage)
    stage.tap("edit").tap("erase").at("client_erase")


@state("Erasing a client, the name typed")
def client_erase_typed(stage: Stage) -> None:
    client = _sheet(stage)
    stage.tap("edit").tap("erase").tap("edit", client.last_name)


@state("Erasing a client who has an open bill")
def client_erase_hindered(stage: Stage) -> None:
    code = stage.salon.context.store.rows("SELECT code FROM barcode ORDER BY code LIMIT 1")[0][0]
    bill = stage.salon.bills.open_retail(stage.sample.manager.id, _regular(stage).id)
    stage.salon.bill_lines.add_barcode(bill.id, code)
    _sheet(stage)
    stage.tap("edit").tap("erase").at("client_erase")


@state("The sheet of somebody who was erased")
def client_erased(stage: Stage) -> None:
    client = _regular(stage)
    stage.salon.clients.erase(client.id, stage.sample.manager.id)
    stage.desk().open(ClientArgs(client.id))


@state("A client who has bought things on account")
def client_bought(stage: Stage) -> None:
    client, manager = _regular(stage), stage.sample.manager.id
    take_means(stage.salon, "account")
    for _, code in stage.sample.bottles[:3]:
        bill = stage.salon.bills.open_retail(manager, client.id)
        bill = stage.salon.bill_lines.add_barcode(bill.id, code)
        total = bill.totals.total_minor
        stage.salon.checkout.pay(bill.id, [Payment("account", total)], total, manager)
    _sheet(stage)
