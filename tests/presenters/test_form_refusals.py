"""Every form says what concerns one field at that field, whoever finds it: the form, a rule of the
house, or what is stored already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kiosk.presenters.agenda.args import DayFormArgs, HoursFormArgs, TimeOffFormArgs
from kiosk.presenters.clients.args import ClientFormArgs, PointsFormArgs
from kiosk.presenters.forms import MARKED, FormPresenter
from kiosk.presenters.goods.args import (
    ProductFormArgs,
    ResourceFormArgs,
    ServiceFormArgs,
    StockFormArgs,
)
from kiosk.presenters.office.args import MeansFormArgs
from kiosk.presenters.registry import all_presenters
from kiosk.presenters.team.args import PunchFormArgs, StaffFormArgs
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from tests.presenters.test_client_screens import desk
from tests.rigs.till_world import make_till

LONG = "x" * 30_000
MAIL = {
    "host": "smtp.example.com",
    "user": "salon@example.com",
    "password": "secret",
    "sender": "salon@example.com",
}
Opens = Callable[[Services], Any]


def _client(salon: Services, **more: str) -> Client:
    return salon.clients.save(Client(b"", "Jana", "Vzorov\u00e1", **more), None)


def _product(salon: Services) -> Any:
    make_till(salon)
    return ProductFormArgs()


def _absence(salon: Services) -> Any:
    return TimeOffFormArgs(staff_id=salon.team.members()[0].id)


def _correction(salon: Services) -> Any:
    petra = salon.team.members()[0]
    return PunchFormArgs(petra.id, petra.id, salon.context.today() - timedelta(days=1))


def _new_client(salon: Services) -> Any:
    _client(salon, email="jana.vzorova@example.com")
    return ClientFormArgs()


def _counted(salon: Services) -> Any:
    till = make_till(salon)
    salon.catalogue.correct_stock(till.shampoo.id, 1_000, "receipt", "", salon.team.members()[0].id)
    return StockFormArgs(till.shampoo.id)


def _new_service(salon: Services) -> Any:
    vat = salon.context.usual_vat("service")
    salon.catalogue.save_service(Service(b"", "Cut", 30, 100, vat, code="CUT"), None)
    return ServiceFormArgs()


WRONG: tuple[tuple[str, Opens, dict[str, str], str], ...] = (
    ("salon_form", lambda _: "salon_form", {"name": " "}, "name"),
    ("salon_form", lambda _: "salon_form", {"street": LONG}, "street"),
    ("salon_form", lambda _: "salon_form", {"vat": "120"}, "vat"),
    ("invoice_terms", lambda _: "invoice_terms", {"iban": "CZ66 0800 0000 1920 0014 5399"}, "iban"),
    ("invoice_terms", lambda _: "invoice_terms", {"bic": "XX"}, "bic"),
    ("invoice_terms", lambda _: "invoice_terms", {"due_days": "366"}, "due_days"),
    ("mail_form", lambda _: "mail_form", MAIL | {"host": "smtp example"}, "host"),
    ("mail_form", lambda _: "mail_form", MAIL | {"port": "many"}, "port"),
    ("mail_form", lambda _: "mail_form", MAIL | {"sender": "a@b, c@d"}, "sender"),
    ("mail_form", lambda _: "mail_form", MAIL | {"reply_to": "Anna"}, "reply_to"),
    ("mail_form", lambda _: "mail_form", MAIL | {"password": ""}, "password"),
    ("resource_form", lambda _: ResourceFormArgs(), {}, "name"),
    ("resource_form", lambda _: ResourceFormArgs(), {"name": "A", "units": "100"}, "units"),
    ("means_form", lambda _: MeansFormArgs(), {}, "name"),
    ("means_form", lambda _: MeansFormArgs(), {"name": LONG}, "name"),
    ("rates", lambda _: "rates", {"currency": "EUR", "rate": "0"}, "rate"),
    ("rates", lambda _: "rates", {"currency": "EUR", "rate": "kurz"}, "rate"),
    ("time_off_form", _absence, {"first": "3. 12. 2026", "last": "2. 12. 2026"}, "last"),
    ("time_off_form", _absence, {"last": "2. 12. 2036"}, "last"),
    ("time_off_form", _absence, {"starts": "3:00"}, "starts"),
    ("time_off_form", _absence, {"starts": "10:00", "ends": "5:00"}, "ends"),
    ("day_form", lambda _: DayFormArgs(), {"first": "3. 12. 2026", "last": "2. 12. 2026"}, "last"),
    ("day_form", lambda _: DayFormArgs(), {"hours": "9-14, 12-18"}, "hours"),
    ("hours_form", lambda _: HoursFormArgs(), {"day_0_1": "9-14, 12-18"}, "day_0_1"),
    ("product_form", _product, {"price": "10"}, "name"),
    ("product_form", _product, {"name": LONG, "price": "10"}, "name"),
    ("product_form", _product, {"name": "A", "price": "-1"}, "price"),
    ("product_form", _product, {"name": "A", "price": "99999999999"}, "price"),
    ("product_form", _product, {"name": "A", "price": "1", "unit": ""}, "unit"),
    ("product_form", _product, {"name": "A", "price": "1", "category": LONG}, "category"),
    ("service_form", _new_service, {}, "name"),
    ("service_form", _new_service, {"name": "A", "minutes": "721"}, "minutes"),
    ("service_form", _new_service, {"name": "A", "code": "CUT"}, "code"),
    ("service_form", _new_service, {"name": "A", "after_minutes": "300"}, "after_minutes"),
    ("client_form", _new_client, {}, "first_name"),
    (
        *("client_form", _new_client),
        {"first_name": "Eva", "email": "jana.vzorova@example.com"},
        "email",
    ),
    ("client_form", _new_client, {"first_name": "Eva", "birth_date": "1. 1. 1800"}, "birth_date"),
    ("client_form", _new_client, {"first_name": "Eva", "note": LONG}, "note"),
    ("points_form", lambda salon: PointsFormArgs(_client(salon).id), {"points": "5"}, "why"),
    (
        *("points_form", lambda salon: PointsFormArgs(_client(salon).id)),
        {"points": "5", "what": "take", "why": "A mask"},
        "points",
    ),
    ("stock_form", _counted, {}, "quantity"),
    ("stock_form", _counted, {"what": "correction", "quantity": "5"}, "reason"),
    ("staff_form", lambda _: StaffFormArgs(), {}, "first_name"),
    ("staff_form", lambda _: StaffFormArgs(), {"first_name": "Eva", "position": LONG}, "position"),
    (
        *("staff_form", lambda salon: StaffFormArgs(salon.team.members()[0].id)),
        {"active": ""},
        "active",
    ),
    ("punch_form", _correction, {"kind": "in", "day": "1. 1. 2099", "time": "8"}, "time"),
)

ELSEWHERE = {
    **dict.fromkeys(("cash_form", "expense_form", "expense_item_form"), "test_cash_screens"),
    **dict.fromkeys(("cash_void", "expense_void"), "test_cash_screens"),
    "advance_form": "test_advances",
    **dict.fromkeys(("book_receipt", "certificate_form", "nav_user"), "test_fiscal_screens"),
    "nav_correct": "what the office says",
    **dict.fromkeys(("premise_close", "premise_form", "set_aside"), "test_fiscal_screens"),
    "clock_form": "test_settings",
    "device_form": "test_devices",
    **dict.fromkeys(("invoice_form", "invoice_mail"), "test_invoices"),
    **dict.fromkeys(("invoice_pay", "reminder_form"), "test_invoice_payments"),
    "printer_form": "test_devices",
    "rights": "switches",
    "settings_page": "test_settings",
    "sync_code": "test_sync_page",
    "zone_form": "one choice",
}
"""Forms whose wrong fields other tests show, or that have none."""


@pytest.mark.parametrize(("form", "opens", "typed", "wrong"), WRONG)
def test_what_concerns_one_field_is_said_there(
    salon: Services, form: str, opens: Opens, typed: dict[str, str], wrong: str
) -> None:
    args = opens(salon)
    story = desk(salon, "Petra")
    story.nav.go(args)
    for name, text in typed.items():
        story.tap("edit", name, text)
    story.tap("save").at(form)
    assert list(story.errors) == [wrong]
    assert story.state.message == MARKED
    story.tap("edit", wrong, "")
    assert story.errors == {}


def test_no_form_is_forgotten() -> None:
    forms = {one.name for one in all_presenters() if issubclass(one, FormPresenter)}
    assert forms == {form for form, *_ in WRONG} | ELSEWHERE.keys()
