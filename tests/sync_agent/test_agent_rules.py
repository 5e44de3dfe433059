"""What the agent asks of a run: how late Google may be, and when the whole list is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.settings import Settings
from kiosk.salon.settings.sync import Sync
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from sync_agent import registry
from sync_agent.agent import QUIET_WHOLE_DAYS, WHOLE_DAYS, Agent
from sync_agent.engine.job import Rules
from sync_agent.engine.problems import SignInAgain
from sync_agent.google.provider import PROVIDER
from sync_agent.timing import StopToken
from tests.fakes.google import FakeGoogle
from tests.rigs.shop import ShopAccount, entry, shop
from tests.rigs.worker import open_salon, prepare
from tests.sync_agent.google.signing_in import sign_in_quickly


def rules_at(home: Path, hour: int, sync: Sync) -> Rules:
    """Of a run that begins at that hour in Prague, in winter."""
    at = datetime(2026, 11, 22, (hour - 1) % 24, 30, tzinfo=UTC)
    asked: list[Rules] = []

    def work(_store: object, _timing: object, rules: Rules, *_: object) -> None:
        asked.append(rules)

    run = entry("shop.orders", work)
    stop_token = StopToken(ManualClock(int(at.timestamp() * 1000)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "PROVIDERS", (shop(ShopAccount(), run),))
        agent = Agent(open_home(home), Settings(sync=sync), stop_token)
    try:
        assert agent.once() == ["ok"]
    finally:
        agent.close()
        stop_token.close()
    return asked[0]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    prepare(tmp_path, 1_795_250_000_000)
    services, _ = open_salon(tmp_path, 1_795_250_000_000)
    context = services.context
    with FakeGoogle(seed=1) as google:
        sign_in_quickly(google, context.store, context.keys, context.now())
    context.store.close()
    return tmp_path


@pytest.mark.parametrize(
    ("first", "last", "quiet"),
    [(2, 5, {2, 3, 4}), (22, 4, {22, 23, 0, 1, 2, 3}), (0, 24, set(range(24))), (3, 3, set())],
)
def test_the_whole_list_is_best_read_at_a_quiet_hour(
    home: Path, first: int, last: int, quiet: set[int]
) -> None:
    sync = Sync(quiet_from=first, quiet_until=last)
    for hour in (0, 1, 2, 4, 5, 12, 22, 23):
        days = rules_at(home, hour, sync).whole_after_days
        assert days == (QUIET_WHOLE_DAYS if hour in quiet else WHOLE_DAYS), hour
    assert QUIET_WHOLE_DAYS < WHOLE_DAYS < 7, "Google's tokens end after seven days"


def test_how_late_google_may_be_is_a_setting(home: Path) -> None:
    assert rules_at(home, 12, Sync()).settle_seconds == 600
    assert rules_at(home, 12, Sync(settle_minutes=3)).settle_seconds == 180


def test_nobody_is_signed_in(tmp_path: Path) -> None:
    prepare(tmp_path, 1_795_250_000_000)
    stop_token = StopToken()
    agent = Agent(open_home(tmp_path), Settings(), stop_token)
    with pytest.raises(SignInAgain):
        agent.once()
    agent.close()
    stop_token.close()
    Store.open(tmp_path / "pult.db").close()


def test_a_provider_runs_whatever_became_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is signed in to Google; the shop is served all the same."""
    prepare(tmp_path, 1_795_250_000_000)
    account = ShopAccount()
    orders = entry("shop.orders", lambda *_: None)
    monkeypatch.setattr(registry, "PROVIDERS", (PROVIDER, shop(account, orders)))
    stop_token = StopToken()
    agent = Agent(open_home(tmp_path), Settings(), stop_token)
    assert set(agent.once()) == {"ok"}
    assert [run.remote for run in sync_book.runs(agent.salon.store)] == ["shop.orders"]
    assert (account.made, account.outcomes) == (1, ["ok"])
    agent.close()
    stop_token.close()


def test_other_settings_are_in_effect_at_once_and_wrong_ones_never(tmp_path: Path) -> None:
    prepare(tmp_path, 1_795_250_000_000)
    home, stop_token = open_home(tmp_path), StopToken()
    agent = Agent(home, Settings(), stop_token)
    assert agent._open()
    names = {slot.entry.name for slot in agent.slots}
    home.settings.write_text("[google]\ncalendar = false\n")
    agent._look_at_settings()
    assert {slot.entry.name for slot in agent.slots} < names
    assert agent.salon.settings == registry.load(home.settings)
    home.settings.write_text("[sync]\nevery_minutes = 0\n")
    agent._look_at_settings()
    assert {slot.entry.name for slot in agent.slots} < names
    home.settings.unlink()
    agent._look_at_settings()
    assert {slot.entry.name for slot in agent.slots} == names
    agent.close()
    stop_token.close()
