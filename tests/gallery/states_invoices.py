"""States of invoices."""

from __future__ import annotations

from dataclasses import replace

from tests.gallery.stage import Stage
from tests.gallery.states import state

IBAN = "CZ65 0800 0000 1920 0014 5399"


def with_account(stage: Stage) -> Stage:
    """A salon whose invoices can be paid by a bank's app."""
    salon = stage.salon.context.salon
    changed = replace(salon, iban=IBAN, email="salon@example.com", register="Vzorový rejstřík, C 1")
    stage.salon.setup.change(changed, stage.sample.manager)
    return stage


@state("What stands on invoices")
def invoice_terms(stage: Stage) -> None:
    with_account(stage).desk().open("invoice_terms")


@state("An account whose check digits are wrong")
def invoice_terms_wrong(stage: Stage) -> None:
    stage.desk().open("invoice_terms").tap("edit", "iban", IBAN.replace("65", "66"))
    stage.tap("edit", "due_days", "400").tap("save")
