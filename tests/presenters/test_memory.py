"""What a presenter remembers beside its state, and that it forgets all of it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

import pytest

from kiosk.presenters.agenda.day import DeskDay
from kiosk.presenters.agenda.moves import Moves
from kiosk.presenters.base import Presenter
from kiosk.presenters.registry import all_presenters
from kiosk.presenters.till.args import Approved
from kiosk.presenters.till.bill_panel import BillPanel
from kiosk.salon.domain.errors import NeedsApproval
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story


def remembered(presenter: Presenter[Any, Any]) -> dict[str, Any]:
    """Without what it works with, what every one drops in leave(), and the desk's parts that have a
    memory of their own."""
    own = ("services", "host", "clock", "listener", "_to_approve")
    return {
        name: value
        for name, value in vars(presenter).items()
        if name not in own and not isinstance(value, BillPanel | DeskDay | Moves)
    }


def assigned(kind: type) -> set[str]:
    """Attributes that a class or those it is made of set on themselves, wherever."""
    return {
        node.attr
        for one in kind.__mro__[: kind.__mro__.index(Presenter)]
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(one))))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and getattr(node.value, "id", "") == "self"
    }


@pytest.mark.parametrize("kind", all_presenters(), ids=lambda kind: kind.name)
def test_a_presenter_names_what_it_remembers_and_forgets_it(
    salon: Services, kind: type[Presenter[Any, Any]]
) -> None:
    story = Story(salon)
    presenter = story.nav.presenter(kind.name)
    fresh = remembered(presenter)
    assert assigned(kind) <= vars(presenter).keys(), "set, but not made by forget()"
    for name in fresh.keys() - {"state"}:
        setattr(presenter, name, "something of a client")
    presenter.forget()
    assert remembered(presenter) == fresh


def test_what_waits_for_an_approval_is_dropped_when_its_page_goes(salon: Services) -> None:
    def refused(by: Id | None) -> None:
        done.append(by)
        raise NeedsApproval(T("Not alone."))

    done: list[Id | None] = []
    story = Story(salon).unlock(salon.team.members()[0])
    story.nav.go("sales")
    story.nav.presenter("sales").with_approval(refused)
    story.at("approve").nav.home()
    story.nav.presenter("sales").receive(Approved(b"somebody"))
    assert done == [None]
