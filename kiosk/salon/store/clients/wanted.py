"""What is wanted of the client list: words, a stylist, an order, and the place of a page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.clients.client_words import Query
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ClientLine, ClientOrder
from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.database import Store

CAME = "('arrived', 'in_chair', 'done', 'paid')"

Place = tuple[int, str, int]
"""Key, sort name and number of the line that a page comes after."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``now``: UTC ms, what is past and what is to come. ``after``: the last line of the page
    before."""

    query: Query
    staff_id: Id | None
    order: ClientOrder
    now: int
    after: ClientLine | None
    limit: int

    @property
    def _theirs(self) -> str:
        """The plus keeps SQLite from the index of the stylist's visits: a client has far fewer."""
        return " AND +a.staff_id = :staff" if self.staff_id is not None else ""

    @property
    def came(self) -> str:
        """Condition of the visits ``a`` that took place."""
        return f"a.starts_at <= :now AND a.state IN {CAME}{self._theirs}"

    @property
    def comes(self) -> str:
        """Condition of the visits ``a`` to come."""
        return f"a.starts_at > :now AND a.state = 'booked'{self._theirs}"

    def of_kind(self, visit: str) -> str:
        """Condition of the visits with this alias by which the order goes."""
        kind = self.came if self.order == "last_visit" else self.comes
        return kind.replace("a.", f"{visit}.")

    def nearest(self, visit: str) -> str:
        """Condition that no visit of its client is nearer than the one with this alias."""
        nearer = ">" if self.order == "last_visit" else "<"
        return (
            f"NOT EXISTS (SELECT 1 FROM appointment b WHERE b.client_id = {visit}.client_id "
            f"AND b.starts_at {nearer}= {visit}.starts_at AND {self.of_kind('b')} "
            f"AND (b.starts_at {nearer} {visit}.starts_at OR b.id > {visit}.id))"
        )

    @property
    def by_visit(self) -> bool:
        return self.order in ("last_visit", "next_visit")

    def last(self, client: str) -> str:
        """When the client with this alias came last, 0 when never."""
        return self._visit(client, self.came, "DESC")

    def next(self, client: str) -> str:
        """When the client with this alias comes next, 0 when nothing is booked."""
        return self._visit(client, self.comes, "ASC")

    @staticmethod
    def _visit(client: str, of_kind: str, order: str) -> str:
        return (
            f"coalesce((SELECT a.starts_at FROM appointment a WHERE a.client_id = {client}.id "
            f"AND {of_kind} ORDER BY a.starts_at {order} LIMIT 1), 0)"
        )

    def turnover(self, client: str) -> str:
        """Of the client with this alias, or with the stylist (``f``)."""
        alias = "f" if self.staff_id is not None else client
        return f"{alias}.services_minor + {alias}.goods_minor"

    def params(self) -> dict[str, object]:
        of_list = {"staff": self.staff_id, "now": self.now, "limit": self.limit}
        return {**of_list, **client_search.values(self.query)}

    def of_staff(self, alias: str = "c") -> str:
        """Joins what the ``number`` of ``alias`` has with the stylist as ``f``, if there is one."""
        if self.staff_id is None:
            return ""
        return f"CROSS JOIN client_staff f ON f.staff_id = :staff AND f.client = {alias}.number "


def place_of(store: Store, wanted: Wanted) -> Place | None:
    """Key, sort name and number of the line that the page comes after."""
    line = wanted.after
    if line is None:
        return None
    found = store.row("SELECT sort_name, number FROM client WHERE id = ?", (line.client.id,))
    name, number = found if found else ("", 0)
    key = {
        "name": 0,
        "turnover": line.turnover_minor,
        "created": line.created_at,
        "last_visit": line.last_visit,
        "next_visit": line.next_visit,
    }[wanted.order]
    return key, name, number
