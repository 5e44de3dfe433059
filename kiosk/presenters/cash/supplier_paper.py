"""The fields of a supplier's paper in a form: who, its number, and the sums with each VAT rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kiosk.presenters.forms import FormField, FormPresenter
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.text import Percent, T
from kiosk.salon.domain.till.cash import Paper, vat_field
from kiosk.salon.domain.vat import vat_table


def paper_fields(form: FormPresenter[Any]) -> tuple[FormField, ...]:
    """A salon that pays no VAT takes none off either, and is asked for no rates."""
    context = form.services.context
    rates = context.vat_rates() if context.pays_vat() else ()
    name = context.salon.rules.company_id
    return (
        FormField("supplier", T("Supplier"), "name"),
        FormField("company_id", T("{name} of the supplier", name=name), "figures"),
        FormField("document", T("Number of the paper"), "figures"),
        *(
            FormField(
                vat_field(rate), T("Of it with VAT of {rate}", rate=Percent(rate * 10)), "money"
            )
            for rate in rates
        ),
    )


def read_paper(form: FormPresenter[Any]) -> Paper:
    """What was typed; empty where those fields are not shown. Call ``require_right`` after it."""
    if not form.has("supplier"):
        return Paper()
    rows = vat_table(_grosses(form))
    return Paper(form.value("supplier"), form.value("document"), rows, form.value("company_id"))


def _grosses(form: FormPresenter[Any]) -> Iterable[tuple[int, int]]:
    exponent = form.services.context.salon.currency.exponent
    for rate in form.services.context.vat_rates():
        name = vat_field(rate)
        if form.has(name) and form.value(name):
            yield rate, form.read(name, lambda text: parsed_input.decimal(text, exponent), 0)
