"""The official rate of the second currency: read once a day, offered, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.settings.sync import Sync
from sync_agent.agent import Agent
from sync_agent.rates import banks as known
from sync_agent.rates.banks import Unreadable, read_cnb, read_ecb
from sync_agent.rates.daily import DailyRates, last_published
from sync_agent.timing import StopToken
from tests.fakes.banks import Banks, Fault, open_banks
from tests.rigs.salon import clock_of
from tests.rigs.worker import open_salon as open_kept
from tests.rigs.worker import prepare

FRIDAY = date(2026, 11, 20)
HOUR = 3_600


class Timing(StopToken):
    """Its monotonic clock is the salon's."""

    def monotonic(self) -> float:
        return self.now() / 1000


@pytest.fixture
def banks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Banks]:
    with open_banks(FRIDAY, CZK="25.150", HUF="395.50") as made:
        cnb = replace(known.CNB, address=f"{made.address}/cnb")
        monkeypatch.setitem(known.BY_CURRENCY, "CZK", cnb)
        monkeypatch.setattr(
            "sync_agent.rates.daily.ECB", replace(known.ECB, address=f"{made.address}/ecb")
        )
        yield made


@pytest.fixture
def timing(salon: Services) -> Iterator[Timing]:
    made = Timing(clock_of(salon))
    yield made
    made.close()


def at(salon: Services, day: date, hour: int, minute: int = 0) -> None:
    """The salon's clock at a time of day in Prague, in winter."""
    clock = clock_of(salon)
    wanted = datetime(day.year, day.month, day.day, hour - 1, minute, tzinfo=UTC)
    clock.advance(wanted.timestamp() - clock.now() / 1000)


def manager(salon: Services) -> bytes:
    return salon.team.members()[0].id


def test_without_a_second_currency_nobody_is_asked(
    salon: Services, banks: Banks, timing: Timing
) -> None:
    assert not DailyRates(timing).look(salon.context)
    assert banks.asked == []


@pytest.mark.req("M1")
def test_a_rate_is_read_once_a_day_and_only_offered(
    salon: Services, banks: Banks, timing: Timing
) -> None:
    salon.rates.choose("EUR", manager(salon))
    daily = DailyRates(timing)
    at(salon, FRIDAY, 18)
    assert daily.look(salon.context)
    for _ in range(20):
        clock_of(salon).advance(HOUR)
        daily.look(salon.context)
    assert (banks.asked, banks.agents) == (["/cnb"], ["Pult"])
    assert salon.rates.current() is None, "nobody has accepted it"
    found = salon.rates.official()
    assert found is not None
    assert (found.day, found.rate_micro) == (FRIDAY, 25_150_000)
    rate = salon.rates.accept(manager(salon))
    assert (rate.rate_micro, rate.source) == (25_150_000, "official")
    assert salon.rates.official() is None


def test_a_weekend_has_no_new_rate_and_monday_has(
    salon: Services, banks: Banks, timing: Timing
) -> None:
    salon.rates.choose("EUR", manager(salon))
    daily = DailyRates(timing)
    for day in (20, 21, 22, 23):
        today = date(2026, 11, day)
        banks.publish(today, CZK=f"25.{day}0", HUF="395.50")
        at(salon, today, 18)
        assert daily.look(salon.context), day
    assert len(banks.asked) == 4
    rows = salon.context.store.rows("SELECT day, rate_micro FROM official_rate ORDER BY day")
    assert [tuple(row) for row in rows] == [("2026-11-20", 25_200_000), ("2026-11-23", 25_230_000)]


@pytest.mark.parametrize("fault", ["down", "garbage", "cut", "huge", "missing"])
def test_what_goes_wrong_waits_longer_each_time_and_writes_nothing(
    salon: Services, banks: Banks, timing: Timing, fault: Fault
) -> None:
    salon.rates.choose("EUR", manager(salon))
    daily = DailyRates(timing)
    at(salon, FRIDAY, 17)
    banks.fault = fault
    for _ in range(12 * 60):
        assert not daily.look(salon.context)
        clock_of(salon).advance(60)
    assert 3 <= len(banks.asked) <= 7
    assert salon.rates.official() is None
    banks.fault = ""
    clock_of(salon).advance(8 * HOUR)
    assert daily.look(salon.context)


def test_what_is_of_long_ago_or_still_to_come_is_not_taken(
    salon: Services, banks: Banks, timing: Timing
) -> None:
    salon.rates.choose("EUR", manager(salon))
    at(salon, FRIDAY, 18)
    for day in (date(2026, 10, 1), date(2027, 11, 20)):
        banks.day = day
        assert not DailyRates(timing).look(salon.context)
    assert salon.rates.official() is None


def test_nothing_is_read_before_it_is_published(
    salon: Services, banks: Banks, timing: Timing
) -> None:
    salon.rates.choose("EUR", manager(salon))
    daily = DailyRates(timing)
    at(salon, FRIDAY, 9)
    assert daily.look(salon.context), "that of the day before was never read"
    at(salon, FRIDAY, 16)
    assert not daily.look(salon.context)
    at(salon, FRIDAY, 17)
    assert daily.look(salon.context)


def test_the_agent_looks_although_nobody_is_signed_in_anywhere(
    tmp_path: Path, banks: Banks
) -> None:
    noon = 1_795_172_400_000
    prepare(tmp_path, noon)
    desk, clock = open_kept(tmp_path, noon)
    desk.rates.choose("EUR", manager(desk))
    stop_token = StopToken(clock)
    agent = Agent(open_home(tmp_path), Settings(), stop_token)
    assert agent._open()
    agent._obey(Settings(sync=Sync(rates=False)))
    agent._step()
    assert banks.asked == []
    agent._obey(Settings())
    agent._step()
    agent.close()
    stop_token.close()
    assert banks.asked == ["/cnb"]
    assert desk.rates.official() is not None
    desk.context.store.close()


def test_a_hundred_forints_are_not_one() -> None:
    banks = Banks(FRIDAY, {"CZK": "25.150", "HUF": "395.50"})
    cnb, ecb = read_cnb(banks.cnb()), read_ecb(banks.ecb())
    assert cnb.rate_micro("HUF", "CZK") == 63_590
    assert cnb.rate_micro("EUR", "CZK") == ecb.rate_micro("EUR", "CZK") == 25_150_000
    assert ecb.rate_micro("EUR", "HUF") == 395_500_000
    assert ecb.rate_micro("HUF", "EUR") == 2_528
    assert ecb.rate_micro("CZK", "HUF") == 15_725_646


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    for read in (read_cnb, read_ecb):
        try:
            read(text)
        except Unreadable:
            continue


@given(st.integers(1_790_000_000_000, 1_900_000_000_000))
def test_the_last_publication_is_less_than_25_hours_ago(now: int) -> None:
    moment = last_published(now)
    assert moment <= now
    assert now - moment <= 25 * 3_600_000
