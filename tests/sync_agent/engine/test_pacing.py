"""Quotas in virtual time."""

from __future__ import annotations

import random

from sync_agent.engine.pacing import Backoff, Pace, Quota
from sync_agent.google.quota import people_quota
from tests.sync_agent.plays.standing import Standing

CREATE = "people.people.batchCreateContacts"


def test_what_fits_into_a_minute_does_not_wait() -> None:
    timing = Standing()
    pace = Pace(people_quota(), timing)
    for _ in range(13):
        assert pace.spend(CREATE) == 0
    assert pace.spend("people.people.connections.list") == 0
    assert timing.naps == []


def test_the_fourteenth_batch_waits_for_the_first_to_be_a_minute_old() -> None:
    timing = Standing()
    pace = Pace(people_quota(), timing)
    for _ in range(13):
        pace.spend(CREATE)
        timing.at += 1
    assert pace.spend(CREATE) == 61 - 13
    assert pace.spend(CREATE) == 1


def test_no_minute_ever_has_more_than_the_limit() -> None:
    timing, spent = Standing(), list[float]()
    pace = Pace(people_quota(), timing)
    chance = random.Random(4)
    for _ in range(200):
        pace.spend(CREATE)
        spent.append(timing.at)
        timing.at += chance.random() * 6
    for end in spent:
        assert sum(end - 60 < at <= end for at in spent) * 6 <= 80


def test_buckets_do_not_hold_each_other_up() -> None:
    timing = Standing()
    pace = Pace(Quota({"a": 1, "b": 1}, {"x": {"a": 1}, "y": {"b": 1}}), timing)
    assert pace.spend("x") == 0
    assert pace.spend("y") == 0
    assert pace.spend("x") > 0
    assert pace.spend("unknown") == 0


def test_a_request_larger_than_the_limit_waits_for_an_empty_minute() -> None:
    timing = Standing()
    pace = Pace(Quota({"a": 5}, {"x": {"a": 9}}), timing)
    assert pace.spend("x") == 0
    assert pace.spend("x") == 61


def test_pauses_grow_differ_and_stay_below_a_minute() -> None:
    timing = Standing()
    pauses = list(Backoff(timing, chance=random.Random(1)).pauses(9))
    assert pauses == timing.naps
    for number, pause in enumerate(pauses):
        assert min(60, 2**number) <= pause <= 60
    assert pauses != list(Backoff(timing, chance=random.Random(2)).pauses(9))
