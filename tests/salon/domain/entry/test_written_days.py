"""Days as programs and people write them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.salon.domain.entry.written_days import Order, day, order_of
from kiosk.salon.domain.errors import Refused

TODAY = date(2026, 11, 21)
PRAGUE = ZoneInfo("Europe/Prague")


FORMS = (
    "24.12.1985 0:00:00|1985-12-24T00:00:00|24 Dec 1985|Dec 24, 1985|24. 12. 1985|"
    "24. prosince 1985|1985. december 24.|1985. 12. 24.|24. decembra 1985|24. Dezember 1985|"
    "12/24/1985 12:00:00 AM|24/12/85|24-12-1985|19851224|1985/12/24|1985-12-24 00:00:00|"
    "1985-12-24T00:00:00.000Z|1985-12-23T23:00:00Z|1985-12-24T00:00:00+01:00|"
    "Tue Dec 24 1985|24.12.85|24. XII. 1985|24.XII.1985|1985. XII. 24.|nar. 24.12.1985|"
    "* 24. 12. 1985|24.12.1985 (40 let)|24,12,1985|24 12 1985|24.12 1985|24121985|85.12.24.|"
    "85-12-24|1985 12 24|24.12.'85"
)


@pytest.mark.req("C5")
@pytest.mark.parametrize("text", FORMS.split("|"))
def test_one_day_in_all_its_forms(text: str) -> None:
    assert day(text, "", TODAY, PRAGUE) == date(1985, 12, 24)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((text, "year") for text in ("--12-24", "12-24", "24.12.", "24 Dec", "1604-12-24")),
        *((text, "year") for text in ("0000-12-24", "--1224", "29.2.1604", "29.02.0000", "29. 2.")),
        *((text, "not a date") for text in ("0/0/00", "00.00.0000", "31405", "nevím", "30.2.1985")),
        *((text, "not a date") for text in ("24.13.1985", "1985", "", "Dec 1985")),
        ("03/04/1985", "comes first"),
    ],
)
def test_what_is_no_day_says_why(text: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        day(text, "", TODAY, PRAGUE)
    assert told in caught.value.message.plain()


@pytest.mark.parametrize(
    ("texts", "order", "needed"),
    [
        (["03/04/1985", "13/04/1985"], "dmy", True),
        (["03/04/1985", "04/13/1985"], "mdy", True),
        (["03/04/1985", "04-05-1990"], "", True),
        (["13/04/1985", "04/13/1985", "01/02/1990"], "", True),
        (["3.4.1985", "1985-04-03", "5/5/1990", "13/04/1985"], "dmy", False),
        ([], "", False),
    ],
)
def test_the_column_shows_what_stands_first(texts: list[str], order: Order, needed: bool) -> None:
    assert order_of(texts) == (order, needed)


@pytest.mark.parametrize(("order", "told"), [("dmy", date(1985, 4, 3)), ("mdy", date(1985, 3, 4))])
def test_the_order_reads_the_rest(order: Order, told: date) -> None:
    assert day("03/04/1985", order, TODAY, PRAGUE) == told
    assert day("3.4.1985", order, TODAY, PRAGUE) == date(1985, 4, 3)


def test_two_digits_are_the_last_such_year() -> None:
    assert day("1.1.26", "", TODAY, PRAGUE).year == 2026
    assert day("1.1.27", "", TODAY, PRAGUE).year == 1927
