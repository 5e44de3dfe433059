"""What is recorded and what the journal says of it bear one time, however slow the machine."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.people import Client
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import Till


class Ticking(ManualClock):
    """Every look at it is a millisecond later."""

    def now(self) -> int:
        self.advance(0.001)
        return super().now()


@pytest.mark.parametrize(
    ("kind", "recorded"),
    [
        ("stock.moved", "SELECT at FROM stock_movement WHERE reason = 'Broken'"),
        ("client.points", "SELECT at FROM points_movement"),
        ("client.erased", "SELECT erased_at FROM client WHERE erased_at IS NOT NULL"),
    ],
)
def test_one_moment(salon: Services, till: Till, kind: str, recorded: str) -> None:
    jana, boss = salon.clients.save(Client(b"", "Jana", "Sample"), None), till.manager.id
    salon.context.clock = Ticking(salon.context.now())
    salon.points.move(jana.id, 5, "Birthday", boss)
    salon.catalogue.correct_stock(till.shampoo.id, -1000, "correction", "Broken", boss)
    salon.clients.erase(jana.id, boss)
    store = salon.context.store
    noted = store.rows("SELECT at FROM journal WHERE kind = ?", (kind,))
    assert store.rows(recorded) == noted
    assert len(noted) == 1
