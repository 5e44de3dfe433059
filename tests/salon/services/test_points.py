"""Points: a ledger whose balance can be counted again."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances, changes


@pytest.fixture
def jana(salon: Services) -> Client:
    return salon.clients.save(Client(b"", "Jana", "Vzorová"), None)


def movements(salon: Services) -> list[tuple[object, ...]]:
    """Oldest first."""
    return salon.context.store.rows(
        "SELECT client_id, points, why, staff_id FROM points_movement ORDER BY id"
    )


@pytest.mark.req("L2", "G2")
def test_points_are_given_and_taken(salon: Services, jana: Client) -> None:
    manager = salon.team.members()[0]
    assert salon.points.move(jana.id, 120, " Birthday  present ", manager.id) == 120
    assert salon.points.move(jana.id, -20, "A mask", None) == 100
    assert salon.clients.get(jana.id).points == 100
    assert movements(salon) == [
        (jana.id, 120, "Birthday present", manager.id),
        (jana.id, -20, "A mask", None),
    ]
    assert balances.wrong(salon.context.store) == {}
    assert salon.context.journal.verify() is None


def test_the_agent_learns_and_the_journal_tells_no_reason(salon: Services, jana: Client) -> None:
    store = salon.context.store
    last = changes.latest(store)
    salon.points.move(jana.id, 5, "Brought her sister", None)
    (change,) = changes.since(store, last)
    assert (change.entity, change.entity_id) == ("client", jana.id)
    (body,) = store.rows("SELECT body FROM journal WHERE kind = 'client.points'")
    assert '"balance":5' in body[0]
    assert "sister" not in body[0]


@pytest.mark.parametrize(
    ("points", "why"), [(0, "Why"), (5, "  "), (-1, "Below zero"), (1_000_001, "A slip")]
)
def test_what_cannot_be_is_refused(salon: Services, jana: Client, points: int, why: str) -> None:
    with pytest.raises(Refused):
        salon.points.move(jana.id, points, why, None)
    assert movements(salon) == []


def test_nobody_has_no_points(salon: Services) -> None:
    with pytest.raises(NotFound):
        salon.points.move(bytes(16), 5, "Why", None)


def test_a_wrong_balance_is_found(salon: Services, jana: Client) -> None:
    salon.points.move(jana.id, 5, "Why", None)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE client SET points = 6")
    assert balances.wrong(salon.context.store) == {"Points": [jana.id]}
