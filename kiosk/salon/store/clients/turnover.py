"""What each client has spent, and with whom: balances kept with every sale, void and return.

``client_staff``: whom a client (``client.number``) was with or is booked with, and what they spent
there; ``staff_turnover``: its sums by stylist; ``client``: its sums by client.

The ledger is ``sale_line``; :func:`wrong` and :func:`wrong_of_staff` count it again. A line without
a stylist counts for who sold it, also when somebody else takes the sale back: a void or a return
takes away where it was given. Minor units, VAT included, after discounts and before rounding.
"""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store.database import Store


def add(store: Store, sale: Sale, seller: Id) -> None:
    """Counts a sale (sums of a void or a return are negative), inside the transaction that writes
    it. ``seller``: of those, who sold what they take back."""
    if sale.client_id is None:
        return
    sums: dict[Id, list[int]] = {}
    for line in sale.lines:
        of_one = sums.setdefault(line.staff_id or seller, [0, 0])
        of_one[0 if line.kind == "service" else 1] += line.total_minor
    for staff_id, (services, goods) in sums.items():
        store.run(
            "INSERT INTO client_staff (staff_id, client, services_minor, goods_minor) "
            "SELECT ?, number, ?, ? FROM client WHERE id = ? "
            "ON CONFLICT (staff_id, client) DO UPDATE SET "
            "services_minor = services_minor + excluded.services_minor, "
            "goods_minor = goods_minor + excluded.goods_minor",
            (staff_id, services, goods, sale.client_id),
        )
        store.run(
            "INSERT INTO staff_turnover (staff_id, services_minor, goods_minor) VALUES (?, ?, ?) "
            "ON CONFLICT (staff_id) DO UPDATE SET "
            "services_minor = services_minor + excluded.services_minor, "
            "goods_minor = goods_minor + excluded.goods_minor",
            (staff_id, services, goods),
        )
    store.run(
        "UPDATE client SET services_minor = services_minor + ?, goods_minor = goods_minor + ? "
        "WHERE id = ?",
        (
            sum(services for services, _ in sums.values()),
            sum(goods for _, goods in sums.values()),
            sale.client_id,
        ),
    )


def meet(store: Store, client_id: Id, staff_id: Id) -> None:
    """A client is booked with a stylist: one of theirs from now on."""
    store.run(
        "INSERT INTO client_staff (staff_id, client, services_minor, goods_minor) "
        "SELECT ?, number, 0, 0 FROM client WHERE id = ? ON CONFLICT DO NOTHING",
        (staff_id, client_id),
    )


_COUNTED = (
    "SELECT coalesce(l.staff_id, o.staff_id, s.staff_id) AS staff_id, c.number AS client, "
    "sum(CASE l.kind WHEN 'service' THEN l.total_minor ELSE 0 END) AS services, "
    "sum(CASE l.kind WHEN 'service' THEN 0 ELSE l.total_minor END) AS goods "
    "FROM sale s JOIN client c ON c.id = s.client_id JOIN sale_line l ON l.sale_id = s.id "
    "LEFT JOIN sale o ON o.id = coalesce(s.voids, s.returns) "
    "WHERE coalesce(l.staff_id, o.staff_id, s.staff_id) IS NOT NULL GROUP BY 1, 2"
)


def wrong(store: Store) -> list[Id]:
    """Clients whose balances are not what their sales add up to."""
    return store.column(
        f"WITH counted AS MATERIALIZED ({_COUNTED}), differ AS ("
        "SELECT f.client FROM client_staff f LEFT JOIN counted n "
        "ON n.staff_id = f.staff_id AND n.client = f.client "
        "WHERE f.services_minor <> coalesce(n.services, 0) "
        "OR f.goods_minor <> coalesce(n.goods, 0) "
        "UNION SELECT n.client FROM counted n WHERE NOT EXISTS (SELECT 1 FROM client_staff f "
        "WHERE f.staff_id = n.staff_id AND f.client = n.client) "
        "UNION SELECT c.number FROM client c LEFT JOIN (SELECT client, "
        "sum(services) AS services, sum(goods) AS goods FROM counted GROUP BY 1) t "
        "ON t.client = c.number WHERE c.services_minor <> coalesce(t.services, 0) "
        "OR c.goods_minor <> coalesce(t.goods, 0)) "
        "SELECT c.id FROM differ d JOIN client c ON c.number = d.client ORDER BY c.number"
    )


def wrong_of_staff(store: Store) -> list[Id]:
    """Stylists whose balance is not what the sales add up to."""
    return store.column(
        "SELECT staff_id FROM (SELECT staff_id, services_minor AS services, "
        "goods_minor AS goods FROM staff_turnover UNION ALL "
        f"SELECT staff_id, -services, -goods FROM ({_COUNTED})) "
        "GROUP BY 1 HAVING sum(services) <> 0 OR sum(goods) <> 0"
    )


def total(store: Store, staff_id: Id | None) -> int:
    """Turnover with clients, of one stylist or of all."""
    return store.number(
        "SELECT sum(services_minor + goods_minor) FROM staff_turnover "
        "WHERE ?1 IS NULL OR staff_id = ?1",
        (staff_id,),
    )
