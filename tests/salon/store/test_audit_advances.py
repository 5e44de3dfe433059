"""An advance that somebody changed by hand, past the program."""

from __future__ import annotations

import pytest

from tests.rigs.till_world import Till
from tests.salon.services.test_advances import final, line_of, take

WRONGS = (
    ("UPDATE sale_line SET total_minor = -30001 WHERE deducts IS NOT NULL", "lines"),
    ("UPDATE sale_line SET vat_minor = -5206 WHERE deducts IS NOT NULL", "lines"),
    ("UPDATE sale_line SET deducts = NULL WHERE deducts IS NOT NULL", "lines"),
    ("UPDATE sale_line SET advance = 0 WHERE advance", "lines"),
    ("UPDATE sale_line SET advance = 1, vat_minor = 0 WHERE advance = 0", "advances"),
)


@pytest.mark.parametrize(("sql", "what"), WRONGS)
def test_what_somebody_does_to_it_by_hand_is_seen(till: Till, sql: str, what: str) -> None:
    till.pay(final(till, take(till, 30_000)))
    store = till.salon.context.store
    with store.transaction():
        store.run(sql)
    told = [str(one) for one in till.salon.books.verify().differences]
    assert any(what in one or "deducts" in one or "advance" in one for one in told), told


def test_one_that_is_used_twice_by_hand_is_seen(till: Till) -> None:
    taken = take(till, 30_000)
    till.pay(final(till, taken))
    other = till.pay(till.retail())
    store = till.salon.context.store
    with store.transaction():
        store.run(
            "UPDATE sale_line SET deducts = ?, total_minor = -38900, vat_minor = -6751 "
            "WHERE sale_id = ?",
            (line_of(till, taken), other.id),
        )
    told = " ".join(str(one) for one in till.salon.books.verify().differences)
    assert taken.number in told
    assert "was used" in told
