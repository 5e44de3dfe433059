"""Rooms and devices, and which services need them."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.store import bulk
from kiosk.salon.store.database import Store


def resources(store: Store, *, inactive: bool) -> tuple[Resource, ...]:
    """In the order that they were entered."""
    return tuple(
        Resource(row_id, name, units, bool(active))
        for row_id, name, units, active in store.rows(
            "SELECT id, name, units, active FROM resource WHERE active >= ? ORDER BY sort, id",
            (int(not inactive),),
        )
    )


def write(store: Store, item: Resource) -> None:
    """Adds it as the last, or changes the one with its id."""
    values = {"name": item.name, "units": item.units, "active": int(item.active)}
    if not store.update("resource", item.id, **values):
        last = store.number("SELECT max(sort) FROM resource")
        store.insert("resource", id=item.id, sort=last + 1, **values)


def of_services(store: Store) -> dict[Id, tuple[Id, ...]]:
    """What each service needs that needs any."""
    found: dict[Id, tuple[Id, ...]] = {}
    for service, resource in store.rows(
        "SELECT n.service_id, n.resource_id FROM service_resource n "
        "JOIN resource r ON r.id = n.resource_id ORDER BY r.sort, r.id"
    ):
        found[service] = (*found.get(service, ()), resource)
    return found


def write_of_service(store: Store, service_id: Id, resource_ids: Sequence[Id]) -> None:
    """Makes ``resource_ids`` what the service needs."""
    store.run("DELETE FROM service_resource WHERE service_id = ?", (service_id,))
    rows = [(service_id, resource_id) for resource_id in dict.fromkeys(resource_ids)]
    bulk.insert(store, "service_resource", "service_id, resource_id", rows)
