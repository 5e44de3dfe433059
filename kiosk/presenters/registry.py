"""Finds every presenter of the package, so that a new screen edits no list."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import kiosk.presenters
from kiosk.presenters.base import Presenter


class Presenters(Mapping[str, type[Presenter[Any, Any]]]):
    """Every presenter by name, imported when it is first asked for: the first screen needs one of
    them. A presenter stands in the module of its name."""

    def __getitem__(self, name: str) -> type[Presenter[Any, Any]]:
        for module in _modules():
            if module.rpartition(".")[2] == name:
                for kind in _in_module(module):
                    if kind.name == name:
                        return kind
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """Imports one module after the other, as the names are asked for."""
        for module in _modules():
            name = module.rpartition(".")[2]
            if any(kind.name == name for kind in _in_module(module)):
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)


def all_presenters() -> tuple[type[Presenter[Any, Any]], ...]:
    """Every class with a ``name`` in modules of ``kiosk.presenters``, by name."""
    found = {kind.name: kind for module in _modules() for kind in _in_module(module)}
    return tuple(found[name] for name in sorted(found))


@cache
def _modules() -> tuple[str, ...]:
    """Every module of the areas and those beside them, none of them imported."""
    room = Path(kiosk.presenters.__file__).parent
    return tuple(
        ".".join((kiosk.presenters.__name__, *path.relative_to(room).with_suffix("").parts))
        for path in sorted(room.rglob("*.py"))
        if path.stem != "__init__"
    )


def _in_module(name: str) -> Iterator[type[Presenter[Any, Any]]]:
    loaded = importlib.import_module(name)
    for value in vars(loaded).values():
        if (
            isinstance(value, type)
            and issubclass(value, Presenter)
            and value.__module__ == loaded.__name__
            and "name" in vars(value)
        ):
            yield value
