"""The client list: its figures, its filter, and Google beside it."""

from __future__ import annotations

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.salon.store.sync import book as sync_book
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_sync import signed_in, under_way


@state("Clients, with Google in step")
def clients_google(stage: Stage) -> None:
    signed_in(stage)
    stage.desk().open(ClientsArgs())


@state("Clients, Google on its way")
def clients_refresh(stage: Stage) -> None:
    signed_in(stage)
    stage.desk().open(ClientsArgs()).tap("refresh")
    sync_book.take(stage.salon.context.store, "run")
    under_way(stage, 820, 2500, 90)
    stage.wait(1)


@state("Clients, Google needs somebody")
def clients_google_asks(stage: Stage) -> None:
    signed_in(stage, "sign_in")
    stage.desk().open(ClientsArgs())


@state("Clients of one stylist, by turnover")
def clients_filtered(stage: Stage) -> None:
    signed_in(stage)
    stage.desk().open(ClientsArgs()).tap("filter")
    stage.tap("whose", stage.state.staff[1][0]).tap("order", "turnover")


@state("Clients, put in order, choices away")
def clients_by_turnover(stage: Stage) -> None:
    stage.desk().open(ClientsArgs()).tap("order", "turnover")


@state("Clients, asked to refresh")
def clients_asked(stage: Stage) -> None:
    signed_in(stage)
    stage.desk().open(ClientsArgs()).tap("refresh")


@state("Clients, Google is being stopped")
def clients_stopping(stage: Stage) -> None:
    clients_refresh(stage)
    stage.tap("stop_refresh")


@state("Clients who have come for years, by turnover")
def clients_figures(stage: Stage) -> None:
    signed_in(stage)
    store = stage.salon.context.store
    with store.transaction():
        store.run(
            "UPDATE client SET services_minor = services_minor + 123456789 / (number * number), "
            "goods_minor = goods_minor + 13579 * number"
        )
        # Many more clients than these have come.
        store.run("UPDATE staff_turnover SET services_minor = services_minor + 300000000")
    stage.desk().open(ClientsArgs()).tap("order", "turnover")


@state("A salon without clients")
def clients_nobody(stage: Stage) -> None:
    store = stage.salon.context.store
    with store.transaction():
        store.run("DELETE FROM client_staff")
        store.run("UPDATE client SET active = 0")
    stage.desk().open(ClientsArgs())


@state("Clients of a stylist who has none yet")
def clients_of_nobody(stage: Stage) -> None:
    with stage.salon.context.store.transaction():
        stage.salon.context.store.run("DELETE FROM client_staff")
    stage.desk().open(ClientsArgs()).tap("filter").tap("whose", stage.state.staff[1][0])
