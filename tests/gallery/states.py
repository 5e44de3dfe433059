"""The states worth seeing. Each area adds its own in ``states_AREA.py``:

    from tests.gallery.stage import Stage
    from tests.gallery.states import state

    @state("client found twice")
    def twin(stage: Stage) -> None:
        stage.tap("start").tap("digits", "314159")

A state is named for what is seen; the pictures are named for the function. ``role`` is the role of
the box, ``empty=True`` starts from a database that is not set up.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import tests.gallery
from kiosk.presenters.args import PlainScreen
from kiosk.presenters.navigator import BoxRole
from kiosk.salon.domain.errors import PultError
from tests.gallery.stage import Stage

NOT_REACHED = (
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    ReferenceError,
    TypeError,
    ValueError,
    PultError,
)
"""What a state that cannot be played ends in; the other states are rendered all the same."""


@dataclass(frozen=True, slots=True)
class State:
    """``area``: the file it comes from; ``reach`` plays until the state is on screen."""

    key: str
    title: str
    area: str
    reach: Callable[[Stage], object]
    role: BoxRole = "everything"
    empty: bool = False


STATES: dict[str, State] = {}


def state(
    title: str, *, role: BoxRole = "everything", empty: bool = False
) -> Callable[[Callable[[Stage], object]], Callable[[Stage], object]]:
    """Registers a function that plays to a state."""

    def register(reach: Callable[[Stage], object]) -> Callable[[Stage], object]:
        key = reach.__name__
        if key in STATES:
            raise ValueError(f"two states are called {key}")
        area = reach.__module__.rpartition(".")[2].removeprefix("states_")
        STATES[key] = State(key, title, area, reach, role, empty)
        return reach

    return register


def all_states() -> dict[str, State]:
    """Every registered state, in the order of the files."""
    for module in pkgutil.iter_modules(tests.gallery.__path__):
        if module.name.startswith("states_"):
            importlib.import_module(f"tests.gallery.{module.name}")
    return STATES


def bare(screen: PlainScreen) -> State:
    """A screen as it opens from the desk, while nobody has described its states."""

    def reach(stage: Stage) -> None:
        if stage.nav.presenter(screen).audience == "staff":
            stage.desk()
        stage.open(screen)

    return State(f"bare_{screen}", f"{screen} as it opens", "bare", reach)
