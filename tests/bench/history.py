"""Four years of visits and sales of the big salon, as rows."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

HALF_HOUR_MS = 1_800_000


class IdSource(Protocol):
    def new(self, at: int) -> bytes: ...


Row = tuple[object, ...]
Named = tuple[bytes, str, int]
"""Id, name, price in minor units."""


def insert(db: sqlite3.Connection, table: str, columns: str, rows: Iterable[Row]) -> None:
    """Writes ``rows`` in the order of ``columns`` (comma separated)."""
    marks = ", ".join("?" * (columns.count(",") + 1))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def visits(
    db: sqlite3.Connection,
    ids: IdSource,
    count: int,
    start: int,
    end: int,
    clients: list[bytes],
    people: list[bytes],
    services: list[tuple[bytes, str, int, int]],
) -> None:
    """Past visits, one service each, all paid. ``start`` and ``end``: UTC ms."""
    chance = random.Random(3)
    step = (end - start) // count
    made = []
    for number in range(count):
        at = start + number * step
        made.append((ids.new(at), at - at % HALF_HOUR_MS))

    def heads() -> Iterator[Row]:
        for number, (visit, at) in enumerate(made):
            yield (
                *(visit, f"OLD{number:09d}", chance.choice(clients), "", chance.choice(people)),
                *(at, at + HALF_HOUR_MS, "paid", "", at, "desk", at, at),
            )

    def services_of() -> Iterator[Row]:
        for visit, at in made:
            service_id, name, price, _ = chance.choice(services)
            yield (ids.new(at), visit, 0, service_id, name, 30, price)

    insert(
        db,
        "appointment",
        "id, code, client_id, guest_name, staff_id, starts_at, ends_at, state, note, arrived_at, "
        "arrived_via, created_at, updated_at",
        heads(),
    )
    insert(
        db,
        "appointment_service",
        "id, appointment_id, position, service_id, name, minutes, price_minor",
        services_of(),
    )


def sales(
    db: sqlite3.Connection,
    ids: IdSource,
    count: int,
    start: int,
    end: int,
    clients: list[bytes],
    people: list[bytes],
    services: list[tuple[bytes, str, int, int]],
    products: list[Named],
) -> None:
    """Past sales: a service and three products each, paid by card. Four lines a sale."""
    chance = random.Random(4)
    step = (end - start) // (count + 1)
    made: list[tuple[bytes, int, tuple[int, ...], int]] = []
    for number in range(count):
        at = start + number * step
        goods = tuple(int(chance.random() * len(products)) for _ in range(3))
        made.append((ids.new(at), at, goods, number % len(services)))

    def total(goods: tuple[int, ...], service: int) -> int:
        return services[service][2] + sum(products[item][2] for item in goods)

    def heads() -> Iterator[Row]:
        for number, (sale, at, goods, service) in enumerate(made):
            day = datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
            amount = total(goods, service)
            yield (
                *(sale, f"OLD-{number + 1}", ids.new(at), "sale", "", "CZK"),
                *(clients[number % len(clients)], people[0], "Petra"),
                *(amount, 0, "", amount, 0, amount, at, day),
            )

    def lines() -> Iterator[Row]:
        for sale, at, goods, service in made:
            service_id, name, price, _ = services[service]
            yield (
                *(ids.new(at), sale, 0, "service", None, service_id, people[0], "Petra", name, ""),
                *(1000, price, price, "", 2100, 0, "", 0, price),
            )
            for position, item in enumerate(goods, 1):
                product, name, price = products[item]
                yield (
                    *(ids.new(at), sale, position, "product", product, None, people[0], "Petra"),
                    *(name, "ks", 1000, price, price, "", 2100, 0, "", 0, price),
                )

    def payments() -> Iterator[Row]:
        for sale, at, goods, service in made:
            yield (ids.new(at), sale, 0, "card", total(goods, service), 0, 0)

    def movements() -> Iterator[Row]:
        for sale, at, goods, _ in made:
            for item in goods:
                yield (ids.new(at), products[item][0], -1000, "sale", "", sale, people[0], at)

    insert(
        db,
        "sale",
        "id, number, bill_id, kind, reason, currency, client_id, staff_id, staff_name, "
        "goods_minor, discount_minor, discount_text, total_minor, rounding_minor, paid_minor, "
        "sold_at, business_day",
        heads(),
    )
    insert(
        db,
        "sale_line",
        "id, sale_id, position, kind, product_id, service_id, staff_id, staff_name, name, unit, "
        "quantity_milli, list_price_minor, price_minor, price_reason, vat_bp, discount_minor, "
        "discount_text, bill_discount_minor, total_minor",
        lines(),
    )
    insert(
        db,
        "payment",
        "id, sale_id, position, method, amount_minor, tendered_minor, change_minor",
        payments(),
    )
    insert(
        db,
        "stock_movement",
        "id, product_id, quantity_milli, kind, reason, sale_id, staff_id, at",
        movements(),
    )
