"""States of the tax office: what it has, what waits for it, what it wants before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.fiscal.args import (
    CertificateFormArgs,
    PremiseCloseArgs,
    PremiseFormArgs,
    SetAsideArgs,
)
from kiosk.presenters.till.args import PayCashArgs
from kiosk.salon.domain.fiscal.premises import NewPremise
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.furs_keys import PASSWORD, certificate, p12
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import make_till

PREMISE = NewPremise(
    code="BP101", device="B1", cadastre=365, building=64, section=6, street="Vzorčna ulica",
    house="24", community="Ljubljana", city="Ljubljana", postcode="1000", supplier="10039856",
)  # fmt: skip
HOUR_SECONDS, DAY_SECONDS = 3600, 86_400


def ljubljana(stage: Stage, country: str = "SI") -> Stage:
    """A salon in Slovenia, with a manager at the desk and something to sell."""
    profile = Salon(
        "Salon Vzorec", "Vzorčna ulica 24", "Ljubljana", "1000", country,
        vat_id="12345676-2-08" if country == "HU" else "",
        vat_periods=(VatPeriod(date.min, True),),
    )  # fmt: skip
    petra = StaffMember(b"", "Petra", "Vzorec", role="manager")
    manager = stage.salon.setup.finish(profile, petra, MANAGER_PIN)
    stage.salon.team.save(StaffMember(b"", "Eva", "Vzorec", colour=1), manager.id)
    make_till(stage.salon)
    stage.unlock(stage.salon.team.member(manager.id))
    return stage


def _by(stage: Stage) -> bytes:
    return stage.salon.team.members()[0].id


def _file(stage: Stage, *, days: int = 1825) -> Path:
    folder = Path(stage.studio.folder.name) / "stick"
    folder.mkdir(exist_ok=True)
    file = folder / "salon-furs.p12"
    file.write_bytes(p12(certificate(days=days)))
    return file


def confirming(stage: Stage, *, days: int = 1825) -> Stage:
    """With certificate and premise; the office has both."""
    ljubljana(stage)
    stage.salon.fiscal.import_certificate(_file(stage, days=days), PASSWORD, _by(stage))
    stage.salon.fiscal.open_premise(PREMISE, _by(stage))
    _settle(stage, "accepted")
    return stage


def _settle(stage: Stage, become: str, **values: object) -> None:
    """As the agent does, with the oldest that waits."""
    store, item = stage.salon.context.store, stage.salon.fiscal.queue(1)[0]
    with store.transaction():
        store.update("fiscal_item", item.id, state=become, **values)


def _sell(stage: Stage) -> Sale:
    code = stage.salon.context.store.value("SELECT code FROM barcode")
    bill = stage.salon.bill_lines.sell_barcode(code, _by(stage))
    total = bill.totals.total_minor
    return stage.salon.checkout.pay(bill.id, [Payment("card", total)], total, _by(stage))


@state("Nothing is set up yet with the tax office", empty=True)
def fiscal_nothing(stage: Stage) -> None:
    ljubljana(stage).open("fiscal")


@state("The office has everything", empty=True)
def fiscal_all(stage: Stage) -> None:
    confirming(stage)
    for _ in range(3):
        _sell(stage)
        _settle(stage, "accepted", code="e0fa9bcd-1de4-4f7a-a2a4-000000000001", tries=1)
    stage.open("fiscal").tap("pick", stage.salon.fiscal.queue(1)[0].id.hex())


@state("The line is cut, three wait", empty=True)
def fiscal_waiting(stage: Stage) -> None:
    confirming(stage)
    for _ in range(3):
        _sell(stage)
    stage.clock.advance(30 * HOUR_SECONDS)
    stage.open("fiscal")


@state("The office refuses one, the rest waits", empty=True)
def fiscal_stopped(stage: Stage) -> None:
    confirming(stage)
    for _ in range(3):
        _sell(stage)
    _settle(stage, "refused", error_code="S006", error_text="Poslovni prostor ni prijavljen",
        tries=2)  # fmt: skip
    stage.open("fiscal")


@state("A certificate that ends in five days", empty=True)
def fiscal_certificate_ends(stage: Stage) -> None:
    confirming(stage, days=695).open("fiscal")


@state("The desk: three receipts wait for the office", empty=True)
def desk_fiscal_waiting(stage: Stage) -> None:
    confirming(stage)
    for _ in range(3):
        _sell(stage)
    stage.clock.advance(65 * HOUR_SECONDS)
    stage.open(DeskArgs())


@state("The desk: receipts are not confirmed", empty=True)
def desk_fiscal_missing(stage: Stage) -> None:
    ljubljana(stage).open(DeskArgs())


@state("The password of a certificate", empty=True)
def certificate_form(stage: Stage) -> None:
    ljubljana(stage).open(CertificateFormArgs(_file(stage)))


@state("A password that does not open the certificate", empty=True)
def certificate_form_wrong(stage: Stage) -> None:
    ljubljana(stage).open(CertificateFormArgs(_file(stage)))
    stage.tap("edit", "password", "wrong").tap("save")


@state("No stick with the certificate yet", empty=True)
def certificate_files(stage: Stage) -> None:
    stage.salon.context.stick_folders = (str(stage.studio.salon_folder() / "media"),)
    ljubljana(stage).open("certificate_files")


@state("A new premise", empty=True)
def premise_form(stage: Stage) -> None:
    ljubljana(stage).open(PremiseFormArgs())


@state("A premise without its numbers", empty=True)
def premise_form_wrong(stage: Stage) -> None:
    ljubljana(stage)
    stage.salon.fiscal.import_certificate(_file(stage), PASSWORD, _by(stage))
    stage.open(PremiseFormArgs()).tap("edit", "supplier", "10039856").tap("save")


@state("A premise that is open", empty=True)
def premise_form_open(stage: Stage) -> None:
    confirming(stage).open(PremiseFormArgs(stage.salon.fiscal.premises()[0].id))


@state("Closing a premise", empty=True)
def premise_close(stage: Stage) -> None:
    confirming(stage).open(PremiseCloseArgs(stage.salon.fiscal.premises()[0].id))


@state("A receipt from the book, its set is wrong", empty=True)
def book_receipt_wrong(stage: Stage) -> None:
    confirming(stage).open("book_receipt").tap("edit", "set_number", "123").tap("save")


@state("A receipt from the book", empty=True)
def book_receipt(stage: Stage) -> None:
    confirming(stage).open("book_receipt").tap("edit", "set_number", "05")


@state("A message is set aside", empty=True)
def set_aside(stage: Stage) -> None:
    confirming(stage)
    _sell(stage)
    _settle(stage, "refused", error_code="S001", tries=1)
    stage.open(SetAsideArgs(stage.salon.fiscal.queue(1)[0].id))


@state("A clock that went back is asked about before the next receipt", empty=True)
def clock_doubt(stage: Stage) -> None:
    confirming(stage)
    _sell(stage)
    stage.clock.advance(-HOUR_SECONDS)
    code = stage.salon.context.store.value("SELECT code FROM barcode")
    bill = stage.salon.bill_lines.sell_barcode(code, _by(stage))
    stage.open(PayCashArgs(bill.id)).tap("note", "100000")


def _refused(stage: Stage) -> Stage:
    """A Hungarian salon whose invoice the office refuses."""
    ljubljana(stage, "HU")
    sale = _sell(stage)
    buyer = Party(
        name="Minta Kft.",
        street="Fő utca 1.",
        postcode="1011",
        city="Budapest",
        country="HU",
        vat_id="10000001-2-42",
    )
    stage.salon.invoices.issue_of_sale(sale.id, buyer, _by(stage))
    _settle(stage, "refused", error_code="ABORTED", error_text="INVALID_CUSTOMER", tries=1)
    return stage


@state("The Hungarian office refuses an invoice", empty=True)
def fiscal_hungarian(stage: Stage) -> None:
    _refused(stage).open("fiscal")


@state("A refused invoice is told anew", empty=True)
def nav_correct(stage: Stage) -> None:
    _refused(stage).open("fiscal").tap("correct")


@state("The technical user of the Hungarian office, wrong", empty=True)
def nav_user_wrong(stage: Stage) -> None:
    ljubljana(stage, "HU").open("nav_user").tap("edit", "login", "x").tap("save")


@state("Invoices for an inspector, no stick yet", empty=True)
def inspection(stage: Stage) -> None:
    ljubljana(stage, "HU").open("inspection")
