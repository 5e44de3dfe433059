"""What is taken, under which name and at which rate: the office's pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.rates import OfficialRate
from kiosk.salon.store.till import rates
from tests.presenters.story import Story
from tests.rigs.till_world import Till


def office(till: Till, page: str) -> Story:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(page)  # type: ignore[arg-type]
    return story


def journalled(till: Till) -> list[str]:
    rows = till.salon.context.store.rows("SELECT kind FROM journal ORDER BY seq")
    return [kind for (kind,) in rows if kind.startswith(("means.", "rate."))]


def titles(till: Till) -> list[str]:
    return [str(one.name or one.key) for one in till.salon.means.all()]


@pytest.mark.req("M6")
def test_a_means_is_taken_in_three(till: Till) -> None:
    story = office(till, "means")
    chips = {row.key: row.chip != "" for row in story.state.rows}
    assert [key for key, off in chips.items() if not off] == ["cash", "card"]
    story.tap("pick", "voucher").tap("edit", "active", "1").tap("save").at("means")
    assert story.taps == 3
    assert [one.key for one in till.salon.means.further()] == ["voucher"]
    assert journalled(till) == ["means.changed"]


@pytest.mark.req("M6")
def test_an_own_one_is_named_moved_and_renamed(till: Till) -> None:
    story = office(till, "means").tap("new").tap("save").at("means_form")
    assert story.state.fields[0].error.plain() == "Please enter a name."
    story.tap("edit", "name", "Benefit").tap("edit", "needs_reference", "1").tap("save").at("means")
    (own,) = till.salon.means.further()
    assert (own.name, own.needs_reference, own.needs_client) == ("Benefit", True, False)
    story.tap("pick", own.key)
    for _ in range(20):
        story.tap("earlier")
    assert titles(till)[:4] == ["cash", "card", "Benefit", "transfer"]
    story.tap("edit", "name", "Benefit Plus").tap("save")
    assert titles(till)[2] == "Benefit Plus"
    story.tap("new").tap("edit", "name", "Benefit Plus").tap("save").at("means_form")
    assert "there already" in story.state.fields[0].error.plain()


def test_cash_and_card_are_always_taken(till: Till) -> None:
    story = office(till, "means").tap("pick", "cash").at("means")
    assert story.out.toast is not None
    assert story.out.toast.text == T("Cash and card are always taken.")
    with pytest.raises(Refused):
        till.salon.means.save(replace(till.salon.means.get("card"), active=False), till.manager.id)


def test_staff_only_look(till: Till) -> None:
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("means")
    story.tap("pick", "voucher").at("means").tap("new").at("means")
    with pytest.raises(Refused):
        till.salon.means.add("Benefit", till.eva.id)
    with pytest.raises(Refused):
        till.salon.means.earlier("voucher", till.eva.id)


@pytest.mark.req("M1")
def test_a_second_currency_with_its_rate_in_three(till: Till) -> None:
    story = office(till, "means").tap("pick", "foreign").at("rates")
    story.tap("edit", "currency", "EUR").tap("edit", "rate", "25,150").tap("save").at("means")
    rate = till.salon.rates.current()
    assert rate is not None
    assert (rate.currency, rate.rate_micro, rate.source) == ("EUR", 25_150_000, "typed")
    assert journalled(till) == ["means.changed", "rate.set"]


def test_a_slip_of_the_finger_is_saved_only_on_purpose(till: Till) -> None:
    till.salon.rates.set_rate(25_150_000, till.manager.id, currency="EUR")
    story = office(till, "rates").tap("edit", "rate", "251,5").tap("save").at("rates")
    assert "far from" in story.state.fields[1].error.plain()
    story.tap("edit", "rate", "2,515").tap("save").at("rates")
    assert till.salon.rates.current().rate_micro == 25_150_000  # type: ignore[union-attr]
    story.tap("save")
    assert till.salon.rates.current().rate_micro == 2_515_000  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["", "0", "-25", "25,1234567", "kurz"])
def test_what_is_no_rate_is_refused(till: Till, typed: str) -> None:
    story = office(till, "rates").tap("edit", "currency", "EUR").tap("edit", "rate", typed)
    story.tap("save").at("rates")
    assert story.state.fields[1].error != ""
    assert till.salon.rates.currency() == "", "nothing was saved"


def test_the_banks_rate_is_accepted_and_none_is_taken_any_more(till: Till) -> None:
    context = till.salon.context
    till.salon.rates.choose("EUR", till.manager.id)
    day = context.today() - timedelta(days=1)
    with context.store.transaction():
        rates.put_official(context.store, OfficialRate("EUR", day, 24_385_000), context.now())
    story = office(till, "rates")
    assert [button.intent for button in story.state.extra] == ["accept"]
    story.tap("accept")
    assert till.salon.rates.current().rate_micro == 24_385_000  # type: ignore[union-attr]
    story = office(till, "rates").tap("edit", "currency", "none").tap("save")
    assert (till.salon.rates.currency(), till.salon.rates.current()) == ("", None)
    till.salon.rates.choose("EUR", till.manager.id)
    assert till.salon.rates.current().rate_micro == 24_385_000  # type: ignore[union-attr]
