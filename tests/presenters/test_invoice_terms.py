"""What stands on invoices: an account that is compared with its check digits before anybody pays
to it."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices import accounts
from kiosk.salon.services.salon_services import Services
from tests.presenters.test_client_screens import desk

OURS = "CZ65 0800 0000 1920 0014 5399"


@pytest.mark.parametrize(
    "number",
    [
        "CZ66 0800 0000 1920 0014 5399",
        "CZ65 0800 0000 1920 0014 539",
        "CZ65 0800 0000 1920 0014 53990",
        "19-2000145399/0800",
        "SI56 2633 0001 2039 085",
        "\u0421Z65 0800 0000 1920 0014 5399",
    ],
)
def test_a_mistyped_account_is_refused(number: str) -> None:
    """Wrong digits, too short, too long, in the country's own form, and with a Cyrillic letter that
    looks like ours."""
    with pytest.raises(Refused) as refused:
        accounts.account(number)
    assert refused.value.field == "iban"


def test_an_account_is_kept_without_blanks_and_tells_its_bank(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("invoice_terms")
    story.tap("edit", "iban", OURS.lower())
    assert next(one.value for one in story.state.fields if one.name == "bic") == "GIBACZPX"
    story.tap("edit", "due_days", "30").tap("edit", "email", "salon@example.com").tap("save")
    profile = salon.context.salon
    assert (profile.iban, profile.bic) == (OURS.replace(" ", ""), "GIBACZPX")
    assert (profile.due_days, profile.email) == (30, "salon@example.com")
    assert accounts.shown(profile.iban) == OURS


def test_the_bank_follows_an_account_of_another_bank(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("invoice_terms")
    story.tap("edit", "iban", OURS).tap("edit", "iban", "HU42 1177 3016 1111 1018 0000 0000")
    story.tap("save")
    assert salon.context.salon.bic == "OTPVHUHB"


def test_a_bank_nobody_knows_is_typed(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("invoice_terms")
    story.tap("edit", "iban", "SI56 2633 0001 2039 086").tap("save")
    assert salon.context.salon.bic == ""
    story.nav.go("invoice_terms")
    story.tap("edit", "bic", "lonasi2x").tap("save")
    assert salon.context.salon.bic == "LONASI2X"


def test_only_a_manager_changes_where_money_goes(salon: Services) -> None:
    story = desk(salon, "Eva")
    story.nav.go("invoice_terms")
    assert story.state.fields == ()
