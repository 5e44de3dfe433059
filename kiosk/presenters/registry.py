"""Finds every presenter of the package, so that a new screen edits no list."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import kiosk.presenters
from kiosk.presenters.base import Presenter


def all_presenters() -> tuple[type[Presenter[Any]], ...]:
    """Every class with a ``name`` in modules of ``kiosk.presenters``, by name."""
    found: dict[str, type[Presenter[Any]]] = {}
    for module in pkgutil.iter_modules(kiosk.presenters.__path__):
        loaded = importlib.import_module(f"kiosk.presenters.{module.name}")
        for value in vars(loaded).values():
            if (
                isinstance(value, type)
                and issubclass(value, Presenter)
                and value.__module__ == loaded.__name__
                and "name" in vars(value)
            ):
                found[value.name] = value
    return tuple(found[name] for name in sorted(found))
