"""Every kind of answer that the office can give to a report, and what becomes of it."""

from __future__ import annotations

import pytest

from tests.sync_agent.fiscal.nav.rig import Rig

BLOCKING = (
    "INVALID_SECURITY_USER", "INVALID_REQUEST_SIGNATURE", "FORBIDDEN", "NOT_REGISTERED_CUSTOMER",
    "INVALID_CUSTOMER", "INVALID_USER_RELATION", "INVALID_TIMESTAMP",
)  # fmt: skip
PASSING = (
    "INVALID_EXCHANGE_TOKEN", "REQUEST_ID_NOT_UNIQUE", "TOO_MANY_REQUESTS", "MAINTENANCE_MODE",
    "429", "503", "404",
)  # fmt: skip
OURS = (
    "INVALID_REQUEST", "SCHEMA_VIOLATION", "INDEX_NOT_SEQUENTIAL", "REQUEST_VERSION_NOT_ALLOWED",
    "INVALID_REQUEST_VERSION", "INVALID_HEADER_VERSION", "INVALID_PASSWORD_HASH_CRYPTO",
    "INVALID_REQUEST_SIGNATURE_HASH_CRYPTO", "NOT_ALLOWED_EXCEPTION",
)  # fmt: skip
DOUBTFUL = ("OPERATION_FAILED", "OPERATION_FAILED!", "html", "500", "502", "504", "lose", "drop")
ABORTING = (
    "SUPPLIER_TAX_NUMBER_MISMATCH", "INVALID_INVOICE_REFERENCE", "INVOICE_LINE_MISSING",
    "LINE_NUMBER_NOT_SEQUENTIAL", "MODIFICATION_INDEX_NOT_UNIQUE", "INVOICE_LINE_ALREADY_EXISTS",
    "CUSTOMER_DATA_EXPECTED", "CUSTOMER_DATA_NOT_EXPECTED", "CUSTOMER_INFO_MISSING",
    "ANNULMENT_IN_PROGRESS", "MULTIPLE_INVOICES_FOUND", "INVALID_INVOICE_NUMBER",
    "SUPPLIER_CUSTOMER_MATCH_TAXPAYER", "INVALID_LINE_VAT_EXEMPTION_CODE",
)  # fmt: skip
WARNING = (
    "INCORRECT_SUMMARY_CALCULATION_INVOICE_NET_AMOUNT", "INCORRECT_HEAD_DATA_CUSTOMER_TAXPAYERID",
    "INCORRECT_LINE_CALCULATION_LINE_NET_AMOUNT",
)  # fmt: skip


def account(rig: Rig) -> tuple[str, bool]:
    state = rig.salon.services.nav_user.state()
    assert state is not None
    return state.problem, bool(state.ok_at)


@pytest.mark.parametrize("code", BLOCKING)
@pytest.mark.parametrize("operation", ["tokenExchange", "manageInvoice"])
def test_a_user_whom_the_office_refuses_stops_all_and_is_not_tried_on_and_on(
    rig: Rig, operation: str, code: str
) -> None:
    """A wrong password that is tried each second locks the user out."""
    rig.run(5)
    rig.office.faults[operation] = [code] * 2
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(1700)
    assert (rig.state(item_id), rig.item(item_id).error_code) == ("new", code)
    assert account(rig)[0] == code
    assert rig.office.asked.count(operation) <= 2
    rig.run(2 * 3600)
    assert (rig.state(item_id), account(rig)) == ("accepted", ("", True))


def test_after_the_secrets_were_typed_anew_everything_goes_on_at_once(rig: Rig) -> None:
    rig.run(5)
    rig.sign_in(password="another")
    ids = [rig.invoice(f"2026-1-SZ{n:05d}") for n in (1, 2)]
    rig.run(60)
    assert account(rig) == ("INVALID_SECURITY_USER", False)
    asked = len(rig.office.asked)
    rig.run(1000)
    assert len(rig.office.asked) == asked
    rig.sign_in()
    rig.run(30)
    assert [rig.state(one) for one in ids] == ["accepted", "accepted"]


@pytest.mark.parametrize("code", PASSING)
@pytest.mark.parametrize("operation", ["tokenExchange", "manageInvoice"])
def test_what_passes_is_tried_again_by_itself(rig: Rig, operation: str, code: str) -> None:
    rig.run(5)
    rig.office.faults[operation] = [code]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(120)
    assert rig.state(item_id) == "accepted"
    assert account(rig) == ("", True)
    assert rig.office.asked.count("queryInvoiceData") == 0


def test_too_many_requests_are_waited_for_as_long_as_it_says(rig: Rig) -> None:
    rig.run(5)
    rig.office.faults["manageInvoice"] = ["429"]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(80)
    assert (rig.state(item_id), rig.reports()) == ("new", 1)
    rig.run(30)
    assert rig.state(item_id) == "accepted"


@pytest.mark.parametrize("code", OURS)
def test_what_only_another_program_can_put_right_is_for_a_person(rig: Rig, code: str) -> None:
    rig.run(5)
    rig.office.faults["manageInvoice"] = [code]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(3600)
    item = rig.item(item_id)
    assert (item.state, item.error_code, rig.reports()) == ("refused", code, 1)
    assert "Hiba" in item.error_text


@pytest.mark.parametrize("code", DOUBTFUL)
def test_what_may_have_arrived_is_asked_for_before_it_is_told_again(rig: Rig, code: str) -> None:
    rig.run(5)
    rig.office.faults["manageInvoice"] = [code]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(900)
    assert rig.state(item_id) == "accepted"
    arrived = code in ("OPERATION_FAILED!", "lose")
    assert rig.reports() == (1 if arrived else 2)
    asked = rig.office.asked
    assert "queryInvoiceData" in asked[: len(asked) - asked[::-1].index("manageInvoice")] or arrived
    assert rig.attempts(item_id)[0] == "unknown"


@pytest.mark.parametrize("code", ABORTING)
def test_what_it_will_not_have_is_for_a_person_with_its_words(rig: Rig, code: str) -> None:
    rig.office.aborts["2026-1-SZ00001"] = code
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(3600)
    item = rig.item(item_id)
    assert (item.state, item.error_code, rig.reports()) == ("refused", code, 1)
    assert code in item.error_text


@pytest.mark.parametrize("code", WARNING)
def test_a_warning_is_kept_and_stops_nothing(rig: Rig, code: str) -> None:
    rig.office.warns["2026-1-SZ00001"] = code
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(60)
    assert (rig.state(item_id), code in rig.item(item_id).answer) == ("accepted", True)


@pytest.mark.parametrize("fault", ["lose", "html", "503", "OPERATION_FAILED", "TOO_MANY_REQUESTS"])
@pytest.mark.parametrize("operation", ["queryTransactionStatus", "queryInvoiceData"])
def test_a_question_that_goes_wrong_is_asked_again(rig: Rig, operation: str, fault: str) -> None:
    rig.office.slow = 1
    rig.office.faults = {operation: [fault] * 3, "manageInvoice": ["lose"]}
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(1200)
    assert (rig.state(item_id), rig.reports()) == ("accepted", 1)


def test_the_office_is_away_all_night(rig: Rig) -> None:
    rig.run(5)
    rig.office.faults["tokenExchange"] = ["html"] * 40 + ["503"] * 40 + ["drop"] * 40
    ids = [rig.invoice(f"2026-1-SZ{n:05d}") for n in range(1, 4)]
    rig.run(9 * 3600)
    assert {rig.state(one) for one in ids} == {"accepted"}
    assert rig.reports() == 3
    assert len(rig.office.asked) < 200


def test_nobody_is_there_at_all(rig: Rig) -> None:
    address = rig.office.address
    import msgspec

    away = msgspec.structs.replace(rig.settings.fiscal, nav="http://127.0.0.1:9/invoiceService/v3")
    rig.salon.settings = msgspec.structs.replace(rig.settings, fiscal=away)
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(1200)
    assert rig.state(item_id) == "new"
    assert account(rig) == ("", False)
    back = msgspec.structs.replace(rig.settings.fiscal, nav=address)
    rig.salon.settings = msgspec.structs.replace(rig.settings, fiscal=back)
    rig.run(400)
    assert (rig.state(item_id), rig.reports()) == ("accepted", 1)
