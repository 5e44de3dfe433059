"""What the mark of a confirmed receipt adds to the transaction of its sale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.salon.services.fiscal.fiscalising import fiscalise
from tests.bench.measure import ROUNDS, Steps, in_turn
from tests.bench.report import Aim, Line
from tests.rigs.confirmed import Confirmed, make_confirmed
from tests.rigs.salon import close_salon

MARK = Aim(p99=3)
SALES = 200


def lines(rounds: int = ROUNDS) -> Iterator[Line]:
    with TemporaryDirectory() as home:
        furs = make_confirmed(Path(home))
        (found,) = in_turn(lambda: _marks(furs), rounds=rounds)
        close_salon(furs.salon)
    yield Line("fiscal mark within a sale (RSA, message, journal)", MARK, found["mark"])


def _marks(furs: Confirmed) -> Steps:
    """Each inside a transaction of its own, whose end is not counted."""
    context, sale = furs.salon.context, furs.cash()
    for _ in range(SALES):
        another = replace(sale, id=context.new_id())
        with context.store.transaction():
            yield "mark", partial(fiscalise, context, another, furs.eva.id, None)
