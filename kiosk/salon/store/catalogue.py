"""Tables and queries of services, products and their barcodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kiosk.salon.domain.folding import fold, indexed
from kiosk.salon.domain.goods.catalogue import LineKind, Product, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.agenda import resources
from kiosk.salon.store.database import Store

_TIMES = "gap_from", "gap_minutes", "before_minutes", "after_minutes"
_SERVICE = (
    "id, name, minutes, price_minor, vat_bp, category, code, "
    f"{', '.join(_TIMES)}, active, open_price"
)
_PRODUCT = (
    "p.id, p.name, p.price_minor, p.vat_bp, p.category, p.unit, p.code, p.stock_milli, "
    "p.active, p.cost_minor"
)
_LAST = "\U0010ffff"


def _service(row: Sequence[Any], resource_ids: tuple[Id, ...]) -> Service:
    *values, active, open_price = row
    return Service(*(*values[:7], bool(active), *values[7:], resource_ids, bool(open_price)))


def _product(row: Sequence[Any], barcodes: tuple[str, ...] = ()) -> Product:
    *values, active, cost_minor = row
    return Product(*(*values, bool(active), barcodes, cost_minor))


def _written(item: Service | Product) -> dict[str, object]:
    """The columns both have, as they are written."""
    return {
        "code": item.code,
        "name": item.name,
        "folded": _folded(item.name, item.code),
        "category": item.category,
        "price_minor": item.price_minor,
        "vat_bp": item.vat_bp,
        "active": int(item.active),
    }


def _folded(name: str, code: str) -> str:
    """What is searched: folded as it is written, and behind two blanks the other words by which
    it is found (``loreal l oreal``)."""
    text = fold(f"{name} {code}")
    others = sorted(indexed(f"{name} {code}") - set(text.split()))
    return "  ".join([text, " ".join(others)] if others else [text])


def refold(store: Store) -> None:
    """Writes what is searched of all services and products anew."""
    for table in ("service", "product"):
        for row_id, name, code, folded in store.rows(f"SELECT id, name, code, folded FROM {table}"):
            if folded != _folded(name, code):
                store.run(
                    f"UPDATE {table} SET folded = ? WHERE id = ?", (_folded(name, code), row_id)
                )


def services(store: Store, *, inactive: bool) -> tuple[Service, ...]:
    """By category and sort order."""
    needed = resources.of_services(store)
    return tuple(
        _service(row, needed.get(row[0], ()))
        for row in store.rows(
            f"SELECT {_SERVICE} FROM service WHERE active >= ? ORDER BY category, sort, folded",
            (0 if inactive else 1,),
        )
    )


def service(store: Store, service_id: Id) -> Service | None:
    found = store.row(f"SELECT {_SERVICE} FROM service WHERE id = ?", (service_id,))
    return _service(found, resources.of_services(store).get(service_id, ())) if found else None


def service_with_code(store: Store, code: str) -> Id | None:
    return store.value("SELECT id FROM service WHERE code = ? AND code <> ''", (code,))


def write_service(store: Store, item: Service) -> None:
    """Adds the service at the end of its category, or changes the one with its id."""
    values = {**_written(item), "minutes": item.minutes}
    values |= {name: getattr(item, name) for name in _TIMES}
    values["open_price"] = int(item.open_price)
    if not store.update("service", item.id, **values):
        last = store.number("SELECT max(sort) FROM service")
        store.insert("service", id=item.id, sort=last + 1, **values)
    resources.write_of_service(store, item.id, item.resource_ids)


def give_rate(store: Store, kind: LineKind, vat_bp: int) -> list[Id]:
    """The VAT rate for everything of the list that has none; returns what was changed."""
    found = store.column(f"SELECT id FROM {kind} WHERE vat_bp = 0")
    store.run(f"UPDATE {kind} SET vat_bp = ? WHERE vat_bp = 0", (vat_bp,))
    return found


def rates(store: Store, kind: LineKind) -> list[int]:
    """Every VAT rate that something in the list has."""
    return store.column(f"SELECT DISTINCT vat_bp FROM {kind}")


def change_rates(store: Store, kind: LineKind, after: Mapping[int, int]) -> list[Id]:
    """Gives everything of the list whose VAT rate is a key of ``after`` the rate that stands there,
    all at once; returns what was changed."""
    found: list[Id] = []
    changed = [
        (rate, store.column(f"SELECT id FROM {kind} WHERE vat_bp = ?", (before,)))
        for before, rate in after.items()
    ]
    for rate, ids in changed:
        for item_id in ids:
            store.update(kind, item_id, vat_bp=rate)
        found += ids
    return found


def products(
    store: Store, wanted: Sequence[str], limit: int, *, inactive: bool = False
) -> tuple[Product, ...]:
    """Products that have a word beginning with each of the folded words ``wanted``; active ones
    alone unless ``inactive``.

    Names that begin with the query come first, by name. That part stops at ``limit`` in the index;
    only what is missing is asked of the full-text index, so one letter among 100,000 stays cheap.
    """
    query, least = " ".join(wanted), 0 if inactive else 1
    found = store.rows(
        f"SELECT {_PRODUCT} FROM product p "
        "WHERE folded >= ? AND folded < ? AND active >= ? ORDER BY folded LIMIT ?",
        (query, query + _LAST, least, limit),
    )
    if wanted and len(found) < limit:
        found += _by_barcode_start(store, wanted, limit, least)
        found += _by_words(store, wanted, limit, least)
    return tuple(map(_product, list(dict.fromkeys(found))[:limit]))


def _by_words(store: Store, wanted: Sequence[str], limit: int, least: int) -> list[tuple[Any, ...]]:
    match = " ".join(f'"{word}"*' for word in wanted)
    return store.rows(
        f"SELECT {_PRODUCT} FROM product_fts f JOIN product p ON p.number = f.rowid "
        "WHERE product_fts MATCH ? AND p.active >= ? LIMIT ?",
        (match, least, 2 * limit),
    )


def _by_barcode_start(
    store: Store, wanted: Sequence[str], limit: int, least: int
) -> list[tuple[Any, ...]]:
    start = "".join(wanted)
    if not start.isdigit():
        return []
    return store.rows(
        f"SELECT {_PRODUCT} FROM barcode b JOIN product p ON p.id = b.product_id "
        "WHERE b.code >= ? AND b.code < ? AND p.active >= ? ORDER BY b.code LIMIT ?",
        (start, start + _LAST, least, limit),
    )


def every_product(store: Store) -> Iterator[Product]:
    """With their barcodes, by name, inactive ones too."""
    codes: dict[Id, list[str]] = {}
    for owner, code in store.rows("SELECT product_id, code FROM barcode ORDER BY rowid"):
        codes.setdefault(owner, []).append(code)
    for row in store.rows(f"SELECT {_PRODUCT} FROM product p ORDER BY p.folded, p.id"):
        yield _product(row, tuple(codes.get(row[0], ())))


def product(store: Store, product_id: Id) -> Product | None:
    """With its barcodes."""
    found = store.row(f"SELECT {_PRODUCT} FROM product p WHERE id = ?", (product_id,))
    return _product(found, barcodes_of(store, product_id)) if found else None


def find_by_barcode(store: Store, code: str) -> Product | None:
    """The product that carries ``code`` (in the form of
    ``kiosk.salon.domain.goods.barcode.normalise``).

    Its ``barcodes`` hold that code alone: the till needs no more, and it costs no second query.
    """
    found = store.row(
        f"SELECT {_PRODUCT} FROM barcode b JOIN product p ON p.id = b.product_id WHERE b.code = ?",
        (code,),
    )
    return _product(found, (code,)) if found else None


def barcodes_of(store: Store, product_id: Id) -> tuple[str, ...]:
    """In the order they were given."""
    return tuple(
        store.column("SELECT code FROM barcode WHERE product_id = ? ORDER BY rowid", (product_id,))
    )


def product_with_code(store: Store, code: str) -> Id | None:
    return store.value("SELECT id FROM product WHERE code = ? AND code <> ''", (code,))


def product_with_barcode(store: Store, code: str) -> Id | None:
    return store.value("SELECT product_id FROM barcode WHERE code = ?", (code,))


def write_product(store: Store, item: Product) -> None:
    """Adds the product with no stock, or changes the one with its id (its balance stays)."""
    values = {**_written(item), "unit": item.unit, "cost_minor": item.cost_minor}
    if not store.update("product", item.id, **values):
        store.insert("product", id=item.id, stock_milli=0, **values)


def write_barcodes(store: Store, product_id: Id, codes: Iterable[str]) -> None:
    """Makes ``codes`` the product's barcodes."""
    store.run("DELETE FROM barcode WHERE product_id = ?", (product_id,))
    for code in codes:
        store.insert("barcode", code=code, product_id=product_id)
