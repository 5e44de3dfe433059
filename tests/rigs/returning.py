"""A till that takes a sale back piece by piece until nothing is left: ``python -m
tests.rigs.returning HOME NUMBER`` prints the numbers of its documents."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.till.returning import Piece
from tests.rigs.salon import open_salon


def main() -> None:
    salon = open_salon(Path(sys.argv[1]))
    manager = salon.team.members()[0].id
    sale_id = salon.returns.of_number(sys.argv[2])
    assert sale_id is not None
    while True:
        try:
            found = salon.returns.returnable(sale_id)
        except Refused:
            return
        piece = Piece(found.lines[0].id, 1000)
        due = -sum(part.amount_minor for part in found.settle(found.taken_back([piece])).payments)
        try:
            document = salon.returns.take_back(sale_id, [piece], due, "Came back", manager)
        except (Refused, Stale):
            continue
        print(document.number, flush=True)


if __name__ == "__main__":
    main()
