"""The help over pages of each kind."""

from __future__ import annotations

from kiosk.presenters.clients.args import ClientEraseArgs, ClientsArgs
from kiosk.presenters.goods.args import StockFormArgs
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_office import actor, product


def explained(stage: Stage) -> None:
    """The page stands in the window before somebody asks."""
    stage.studio.settle()
    stage.tap("explain").at("help")


@state("Help of the desk, with its picture")
def help_desk(stage: Stage) -> None:
    explained(stage.desk())


@state("Help of a list")
def help_clients(stage: Stage) -> None:
    explained(stage.desk().open(ClientsArgs()))


@state("Help of a form, long sentences")
def help_stock(stage: Stage) -> None:
    explained(stage.desk().open(StockFormArgs(product(stage))))


@state("Help of what cannot be undone")
def help_erase(stage: Stage) -> None:
    explained(stage.desk().open(ClientEraseArgs(actor(stage))))


@state("Help of the first screen, for customers")
def help_attract(stage: Stage) -> None:
    explained(stage)


@state("Help of a customers' page")
def help_phone(stage: Stage) -> None:
    explained(stage.tap("start").tap("key", "7"))


@state("Help of the locked desk")
def help_lock(stage: Stage) -> None:
    explained(stage.tap("open_desk"))


@state("Help of the set-up", empty=True)
def help_setup(stage: Stage) -> None:
    explained(stage)


@state("Help without a picture")
def help_bare(stage: Stage) -> None:
    stage.desk().open("sales").tap("explain")
    stage.studio.settle()
    stage.shell.frame.screen.shot = None
