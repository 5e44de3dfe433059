"""Balances of turnover made anew from what was sold and booked, for data written past the services
and to compare with."""

from __future__ import annotations

from kiosk.salon.store.database import Store

_COUNTED = (
    "SELECT coalesce(l.staff_id, o.staff_id, s.staff_id) AS staff_id, c.number AS client, "
    "sum(CASE l.kind WHEN 'service' THEN l.total_minor ELSE 0 END) AS services, "
    "sum(CASE l.kind WHEN 'service' THEN 0 ELSE l.total_minor END) AS goods "
    "FROM sale s JOIN client c ON c.id = s.client_id JOIN sale_line l ON l.sale_id = s.id "
    "LEFT JOIN sale o ON o.id = coalesce(s.voids, s.returns) "
    "WHERE coalesce(l.staff_id, o.staff_id, s.staff_id) IS NOT NULL GROUP BY 1, 2"
)
RECOUNT = (
    "DELETE FROM client_staff",
    f"INSERT INTO client_staff {_COUNTED}",
    "INSERT INTO client_staff SELECT DISTINCT a.staff_id, c.number, 0, 0 FROM appointment a "
    "JOIN client c ON c.id = a.client_id WHERE true ON CONFLICT DO NOTHING",
    "DELETE FROM staff_turnover",
    "INSERT INTO staff_turnover SELECT staff_id, sum(services_minor), sum(goods_minor) "
    "FROM client_staff GROUP BY 1",
    "UPDATE client SET services_minor = 0, goods_minor = 0 "
    "WHERE services_minor <> 0 OR goods_minor <> 0",
    "UPDATE client SET services_minor = t.services, goods_minor = t.goods FROM ("
    "SELECT client, sum(services_minor) AS services, sum(goods_minor) AS goods "
    "FROM client_staff GROUP BY client) t WHERE t.client = client.number",
)


def recount(store: Store) -> None:
    """Inside a transaction."""
    for statement in RECOUNT:
        store.run(statement)
