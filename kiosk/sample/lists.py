"""Reads the lists the sample salon is made of (``assets/sample``)."""

from __future__ import annotations

import csv
from functools import cache

from kiosk.salon.assets import asset


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``NAME.csv`` by column."""
    with asset(f"sample/{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def names(language: str) -> dict[str, tuple[str, ...]]:
    """Lists of ``names_LANGUAGE.txt``: first_f, first_m, last_f, last_m, cities, streets."""
    lines = asset(f"sample/names_{language}.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(":") for line in lines if line.strip())
    return {kind.strip(): tuple(words.split()) for kind, _, words in parts}


@cache
def brands() -> tuple[str, ...]:
    return tuple(asset("sample/brands.txt").read_text(encoding="utf-8").split())
