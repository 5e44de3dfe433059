"""How invoices let people down elsewhere, tried here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from tests.rigs.salon import open_salon
from tests.rigs.till_world import Till
from tests.salon.services.invoices.test_issuing import COMPANY


def test_an_invoice_keeps_the_address_that_it_was_issued_with(till: Till) -> None:
    salon = till.salon
    first = salon.invoices.issue_of_sale(till.pay(till.retail()).id, COMPANY, till.eva.id)
    moved = replace(COMPANY, street="Nová 99", city="Plzeň")
    salon.invoices.issue_of_sale(till.pay(till.retail()).id, moved, till.eva.id)
    assert salon.buyers.search("")[0].party.city == "Plzeň"
    assert salon.invoices.get(first.id).buyer.city == "Brno"


def test_two_who_ask_at_once_get_one_invoice(till: Till) -> None:
    salon, sale = till.salon, till.pay(till.retail())
    home = salon.context.store.path.parent

    def ask(_: int) -> Id | None:
        services = open_salon(home)
        try:
            return services.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id).id
        except Refused:
            return None
        finally:
            services.context.store.close()

    with ThreadPoolExecutor(4) as pool:
        made = [one for one in pool.map(ask, range(4)) if one is not None]
    assert made == [salon.invoices.of_sale(sale.id)]
    assert salon.books.verify().differences == ()
