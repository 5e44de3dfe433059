"""Services as rows: told with every start, written when something differs."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import services


def test_what_is_told_again_is_not_written_again(salon: Services) -> None:
    store = salon.context.store
    known = services.everything(store)
    connection = store.db.connection()
    before = connection.total_changes
    services.put(store, known)
    assert connection.total_changes == before
    services.put(store, [replace(known[0], title="Another name"), *known[1:]])
    assert services.everything(store)[0].title == "Another name"
