"""Plays of the machine by plain dice: hypothesis draws and shrinks, which suits ``make test``; for
hours of play this is faster and reaches as far. A play that goes wrong is cut down to what matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.sync_agent.plays.machine import ASKED, KINDS

Call = tuple[str, dict[str, Any]]
Faces = Callable[[Random], list[Callable[[], Call]]]
Playing = type[Any]
"""A machine: ``begin``, its rules, ``check``, ``world``; ``done`` of the class ends it."""


def faces(random: Random) -> list[Callable[[], Call]]:
    """What may be done next, the more often the likelier."""

    def pick() -> int:
        return random.randrange(256)

    def one(*of: Any) -> Any:
        return random.choice(of)

    def spot() -> tuple[int, str]:
        return random.randrange(2, 10), one(*KINDS)

    def statement() -> int:
        return random.randrange(1, 400)

    return [
        lambda: ("desk_new", {"size": pick()}),
        lambda: ("desk_edit", {"pick": pick(), "field": pick(), "empty": one(True, False)}),
        lambda: ("desk_edit", {"pick": pick(), "field": pick(), "empty": False}),
        lambda: ("desk_edit_inactive", {"pick": pick(), "field": pick()}),
        lambda: ("desk_visit", {"pick": pick(), "visits": pick()}),
        lambda: ("desk_activate", {"pick": pick(), "active": one(True, False)}),
        lambda: ("desk_erase", {"pick": pick()}),
        lambda: ("there_new", {"size": pick(), "place": one(*PLACES)}),
        lambda: ("there_copy", {"pick": pick(), "place": one("inside", "beside")}),
        lambda: ("there_edit", {"pick": pick(), "field": pick(), "empty": one(True, False)}),
        lambda: ("there_edit", {"pick": pick(), "field": pick(), "empty": False}),
        lambda: ("there_visits", {"pick": pick()}),
        lambda: ("there_delete", {"pick": pick()}),
        lambda: ("there_label", {"pick": pick(), "inside": one(True, False)}),
        lambda: ("there_rekey", {"pick": pick()}),
        lambda: ("there_merge", {"pick": pick(), "other": pick(), "owners": one(*OWNERS)}),
        lambda: ("there_lose_label", {"things": one(True, False)}),
        lambda: ("wait", {"seconds": one(1, 30, 300, 700, 700, 86_400, 8 * 86_400)}),
        lambda: ("lag", {"lag": one(0, 60, 500)}),
        lambda: ("run", {}),
        lambda: ("run", {}),
        lambda: ("run_with_a_fault", {"fault": spot()}),
        lambda: ("run_with_faults", {"first": spot(), "second": spot()}),
        lambda: ("run_and_crash", {"statement": statement()}),
        lambda: ("run_and_crash_asking", {"request": pick() % 8 + 1, "executed": one(True, False)}),
        lambda: ("run_with_a_fault_and_crash", {"fault": spot(), "statement": statement()}),
        lambda: ("run_and_stop", {"stop": pick() % 12 + 1}),
        lambda: ("hollow_list", {"pick": pick(), "field": pick()}),
        lambda: ("answer", {"pick": pick(), "kind": one(*ASKED), "text": one(*WORDS)}),
    ]


PLACES = ("inside", "inside", "outside", "beside", "foreign")
OWNERS = ("both", "one", "none", "own")
WORDS = ("send", "leave", "delete")


def opening(random: Random) -> dict[str, Any]:
    """How a play begins."""
    return {
        "seed": random.randrange(65536),
        "guarded": random.random() < 0.3,
        "here": random.randrange(6),
        "there": random.randrange(6),
        "lag": random.choice([0, 0, 60, 500]),
        "known": random.random() < 0.7,
    }


def plan(
    seeded: int,
    length: int,
    more: Faces | None = None,
    *,
    only: Faces = faces,
    begin: Callable[[Random], dict[str, Any]] = opening,
) -> list[Call]:
    """A play of some of the possible steps, so that plays differ in kind. ``more``: what else may
    be done in this world; ``only``: what may be done instead, ``begin``: how it begins then."""
    random = Random(seeded)
    sides = only(random) + (more(random) if more else [])
    chosen = [*random.sample(sides, random.randrange(6, len(sides))), lambda: ("run", {})]
    calls: list[Call] = [("begin", begin(random))]
    for _ in range(random.randrange(5, length)):
        calls.append(("check", {}) if random.random() < 0.02 else random.choice(chosen)())
    return calls


def perform(machine: Playing, calls: Sequence[Call]) -> Exception | None:
    """Plays, checks, and returns what went wrong."""
    playing = machine()
    try:
        for name, values in calls:
            getattr(playing, name)(**values)
        playing.check()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we look for
        return error
    finally:
        machine.done(playing.world)
    return None


def shorten(machine: Playing, calls: list[Call]) -> list[Call]:
    """Leaves out what does not matter to the failure."""
    size = len(calls) // 2
    while size:
        start = 1
        while start < len(calls):
            fewer = calls[:start] + calls[start + size :]
            if perform(machine, fewer) is not None:
                calls = fewer
            else:
                start += size
        size //= 2
    return calls


def told(calls: Sequence[Call]) -> str:
    """The play as lines to be run with ``state``, a machine."""
    return "\n".join(
        f"state.{name}({', '.join(f'{key}={value!r}' for key, value in values.items())})"
        for name, values in calls
    )
