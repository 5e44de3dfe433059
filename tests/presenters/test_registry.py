"""Presenters are found by their names, whether all are imported or one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from types import NoneType
from typing import get_args

import pytest

from kiosk.presenters.args import PlainScreen
from kiosk.presenters.registry import Presenters, all_presenters

MANY = 6


def test_each_stands_in_the_module_of_its_name() -> None:
    every = {kind.name: kind for kind in all_presenters()}
    assert dict(Presenters()) == every
    assert len(Presenters()) == len(every)


def test_what_a_screen_takes_opens_that_screen() -> None:
    takes = {kind.name: get_args(kind.__orig_bases__[0])[-1] for kind in all_presenters()}
    kinds = {name: get_args(args) or (args,) for name, args in takes.items()}
    plain = {name for name, args in kinds.items() if NoneType in args}
    assert plain == set(get_args(PlainScreen))
    opened = {
        name: args.screen for name, all_of in kinds.items() for args in all_of if args != NoneType
    }
    assert opened == {name: name for name in opened}
    assert plain | opened.keys() == takes.keys()


def test_a_state_of_many_values_is_made_by_their_names() -> None:
    states = {type(kind.blank) for kind in all_presenters()}
    many = {state.__name__ for state in states if len(fields(state)) > MANY}
    named = {state.__name__ for state in states if all(one.kw_only for one in fields(state))}
    assert many <= named


@pytest.mark.parametrize("name", ["base", "navigator", "till", "words", "nothing_of_that_name"])
def test_what_is_no_presenter_is_not_found(name: str) -> None:
    with pytest.raises(KeyError):
        Presenters()[name]


def test_the_first_screen_imports_no_other() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, kiosk.presenters.navigator;"
            "from kiosk.presenters.registry import Presenters; Presenters()['attract'];"
            "print(*(m for m in sys.modules if m.startswith('kiosk.presenters.')))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    modules = {kind.__module__: kind.name for kind in all_presenters()}
    assert [modules[name] for name in told.split() if name in modules] == ["attract"]
