"""Finds every presenter of the package, so that a new screen edits no list."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any

import kiosk.presenters
from kiosk.presenters.base import Presenter


class Presenters(Mapping[str, type[Presenter[Any]]]):
    """Every presenter by name, imported when it is first asked for: the first screen needs one of
    them. A presenter stands in the module of its name."""

    def __getitem__(self, name: str) -> type[Presenter[Any]]:
        module = f"{kiosk.presenters.__name__}.{name}"
        if importlib.util.find_spec(module) is None:
            raise KeyError(name)
        for kind in _in_module(module):
            if kind.name == name:
                return kind
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """Imports one module after the other, as the names are asked for."""
        for module in pkgutil.iter_modules(kiosk.presenters.__path__):
            if module.name in self:
                yield module.name

    def __len__(self) -> int:
        return sum(1 for _ in self)


def all_presenters() -> tuple[type[Presenter[Any]], ...]:
    """Every class with a ``name`` in modules of ``kiosk.presenters``, by name."""
    names = (module.name for module in pkgutil.iter_modules(kiosk.presenters.__path__))
    found = {
        kind.name: kind
        for name in names
        for kind in _in_module(f"{kiosk.presenters.__name__}.{name}")
    }
    return tuple(found[name] for name in sorted(found))


def _in_module(name: str) -> Iterator[type[Presenter[Any]]]:
    loaded = importlib.import_module(name)
    for value in vars(loaded).values():
        if (
            isinstance(value, type)
            and issubclass(value, Presenter)
            and value.__module__ == loaded.__name__
            and "name" in vars(value)
        ):
            yield value
