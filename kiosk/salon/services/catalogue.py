"""Services, products, barcodes and stock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.domain.entry import entering, spreadsheet
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.folding import indexed, words
from kiosk.salon.domain.goods import barcode
from kiosk.salon.domain.goods import catalogue as rules
from kiosk.salon.domain.goods.catalogue import Product, Service, StockMovement
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area, Sold
from kiosk.salon.services.team import require_manager
from kiosk.salon.services.till.scanning import kept_as, look_up, unknown
from kiosk.salon.store import cards, catalogue, stock
from kiosk.salon.store.till import series

IN_STORE = "in-store barcode"
"""Number series of the barcodes we make ourselves."""
LONGEST_OF_SERVICE = {
    **dict.fromkeys(("name", "category"), entering.TITLE),
    "code": entering.CODE,
}
LONGEST_OF_PRODUCT = {**LONGEST_OF_SERVICE, "unit": entering.CODE}


class Catalogue(Area):
    def services(self, *, inactive: bool = False) -> tuple[Service, ...]:
        """By category and sort order."""
        found = catalogue.services(self._context.store, inactive=inactive)
        return tuple(map(self._context.at_todays_rate, found))

    def service(self, service_id: Id) -> Service:
        """NotFound when there is none."""
        found = catalogue.service(self._context.store, service_id)
        return self._context.at_todays_rate(existing(found, T("This service does not exist.")))

    def save_service(self, service: Service, staff_id: Id | None) -> Service:
        """New when ``service.id`` is empty bytes. Refused: no name, negative price, minutes not in
        5-720, VAT rate not offered, code already used; by somebody who is not a manager (None:
        set-up and imports)."""
        store = self._context.store
        with store.transaction():
            if staff_id is not None:
                require_manager(self._context, staff_id)
            old = self.service(service.id) if service.id else None
            item = self._context.at_todays_rate(entered(service, old))
            rules.check_service(item, self._context.vat_rates())
            item = replace(item, id=item.id or self._context.new_id())
            if item.code and catalogue.service_with_code(store, item.code) not in (None, item.id):
                raise Refused(
                    T("Another service has the code {code}.", code=item.code), field="code"
                )
            catalogue.write_service(store, item)
            if old is not None and old.price_minor != item.price_minor:
                self._note_price("service", item, old.price_minor, staff_id)
            self._context.changed("service", item.id)
        return item

    def search_services(self, query: str, limit: int = 50) -> tuple[Service, ...]:
        """Active ones with a word of name, category or code beginning with each word typed.

        A salon has some dozens of services, so they are simply looked through.
        """
        wanted = words(query)
        found = [
            service
            for service in self.services()
            if _matches(wanted, indexed(f"{service.name} {service.category} {service.code}"))
        ]
        return tuple(found[:limit])

    def search_products(
        self, query: str, limit: int = 50, *, inactive: bool = False
    ) -> tuple[Product, ...]:
        """By folded words of the name, code or beginning of a barcode, first the one with a whole
        barcode in whatever form; empty query: first by name. Their ``barcodes`` are left empty."""
        store = self._context.store
        found = catalogue.products(store, words(query), limit, inactive=inactive)
        named = [
            replace(item, barcodes=())
            for code in barcode.readings(query)
            if (item := catalogue.find_by_barcode(store, code)) and (item.active or inactive)
        ]
        return tuple({item.id: item for item in (*named, *found)}.values())[:limit]

    def product(self, product_id: Id) -> Product:
        """With all its barcodes. NotFound when there is none."""
        found = catalogue.product(self._context.store, product_id)
        return self._context.at_todays_rate(existing(found, T("This product does not exist.")))

    def by_barcode(self, code: str) -> Product:
        """NotFound for an unknown code, Refused for one that is torn or read wrongly, or may be of
        two products. ``barcodes`` holds the scanned one alone."""
        found, scanned = look_up(self._context, code, catalogue.find_by_barcode)
        if found is None:
            raise unknown(self._context, code, scanned)
        return self._context.at_todays_rate(found)

    def barcode_of(self, code: str) -> str:
        """Under which barcode goods with a code are kept, however it is written: a GS1 code, an
        address or a label of the shop's scale says more than that. Refused for a code that no
        goods can have."""
        return kept_as(self._context, code)

    def make_barcode(self) -> str:
        """A free EAN-13 of the salon's own, for goods that came without one. Each is given out
        once, also when it is not used in the end."""
        store = self._context.store
        with store.transaction():
            while True:
                code = barcode.in_store(series.take(store, IN_STORE))
                if catalogue.product_with_barcode(store, code) is None:
                    return code

    def save_product(self, product: Product, staff_id: Id | None) -> Product:
        """New when ``product.id`` is empty bytes; barcodes are replaced by ``product.barcodes``.
        Refused: no name, negative price, VAT rate not offered, code or barcode used by another
        product, EAN with a wrong check digit; by somebody who is not a manager (None: set-up and
        imports). ``stock_milli`` is ignored here."""
        store = self._context.store
        with store.transaction():
            if staff_id is not None:
                require_manager(self._context, staff_id)
            old = self.product(product.id) if product.id else None
            having = old.barcodes if old else ()
            codes = self._kept(product.barcodes, having)
            item = self._context.at_todays_rate(entered(product, old))
            rules.check_product(item, self._context.vat_rates())
            item = replace(
                item,
                id=item.id or self._context.new_id(),
                stock_milli=old.stock_milli if old else 0,
                barcodes=codes,
            )
            self._refuse_taken(item, [code for code in product.barcodes if code not in having])
            catalogue.write_product(store, item)
            if having != codes:
                catalogue.write_barcodes(store, item.id, codes)
            if old is not None and old.price_minor != item.price_minor:
                self._note_price("product", item, old.price_minor, staff_id)
            if old is not None and old.cost_minor != item.cost_minor:
                costs = {"from_minor": old.cost_minor, "to_minor": item.cost_minor}
                self._context.note("product.cost", staff_id, id=item.id.hex(), **costs)
            self._context.changed("product", item.id)
        return item

    def correct_stock(
        self, product_id: Id, quantity_milli: int, kind: str, reason: str, staff_id: Id
    ) -> Product:
        """Adds a movement (``receipt`` or ``correction``); returns the product with its balance.

        Refused: no quantity, a receipt below zero, a correction without a reason.
        """
        rules.check_movement(quantity_milli, kind, reason)
        with self._context.store.transaction():
            self._move(self.product(product_id), quantity_milli, kind, reason, staff_id)
            return self.product(product_id)

    def count_stock(
        self, product_id: Id, counted_milli: int, reason: str, staff_id: Id | None
    ) -> Product:
        """Brings the balance to what was counted, by a ``correction`` of the difference, or by the
        ``opening`` movement of a product that never moved. No difference: nothing is written.

        Refused: too many, or a correction without a reason.
        """
        store = self._context.store
        with store.transaction():
            item = self.product(product_id)
            difference = counted_milli - item.stock_milli
            if difference == 0:
                return item
            kind = "correction" if stock.movements(store, product_id, 1) else "opening"
            rules.check_movement(difference, kind, reason)
            self._move(item, difference, kind, reason, staff_id)
            return self.product(product_id)

    def _move(
        self, item: Product, quantity_milli: int, kind: str, reason: str, staff_id: Id | None
    ) -> None:
        context, at, why = self._context, self._context.now(), entering.line(reason)
        goods = stock.Moved(context.new_id(), item.id, quantity_milli)
        stock.move(context.store, [goods], kind, at, reason=why, staff_id=staff_id)
        moved = {"product": item.name, "id": item.id.hex(), "quantity_milli": quantity_milli}
        context.note("stock.moved", staff_id, at, **moved, kind=kind, reason=context.mark(why))
        context.changed("product", item.id)

    def movements(self, product_id: Id, limit: int = 20) -> tuple[StockMovement, ...]:
        """Newest first."""
        return stock.movements(self._context.store, product_id, limit)

    def _kept(self, codes: Sequence[str], having: Sequence[str]) -> tuple[str, ...]:
        """The stored forms, each once; what the product has is not looked at again."""
        kept = (code if code in having else self.barcode_of(code) for code in codes)
        return tuple(dict.fromkeys(kept))

    def _refuse_taken(self, item: Product, given: Sequence[str]) -> None:
        """``given``: new barcodes as they were written, which another product may have in another
        of the forms they can be read as."""
        store = self._context.store
        if item.code and catalogue.product_with_code(store, item.code) not in (None, item.id):
            raise Refused(T("Another product has the code {code}.", code=item.code), field="code")
        if any(self._is_card(one) for code in given for one in (code, self.barcode_of(code))):
            raise Refused(
                T("A client's card has this code: nothing can be sold under it."), field="barcodes"
            )
        for code in (*item.barcodes, *chain.from_iterable(map(barcode.readings, given))):
            owner = catalogue.product_with_barcode(store, code)
            if owner is not None and owner != item.id:
                raise Refused(
                    T(
                        "{name} has the barcode {code} already.",
                        name=self.product(owner).name,
                        code=code,
                    ),
                    field="barcodes",
                )

    def _is_card(self, code: str) -> bool:
        try:
            number = CardNumber(code, "code")
        except Refused:
            return False
        token = number.token(self._context.keys)
        return bool(number.own_code) or cards.known(self._context.store, token) is not None

    def _note_price(
        self, what: str, item: Service | Product, old_minor: int, staff_id: Id | None
    ) -> None:
        named = {what: item.name, "code": item.code}
        prices = {"from_minor": old_minor, "to_minor": item.price_minor}
        self._context.note(f"{what}.price", staff_id, **named, **prices)


def entered(item: Sold, before: Sold | None) -> Sold:
    """As it is kept, of a form or a file. Refused for texts that are too long or that only a
    spreadsheet writes; what was there ``before`` may stay."""
    longest = LONGEST_OF_PRODUCT if isinstance(item, Product) else LONGEST_OF_SERVICE
    kept = entering.record(item, longest, before)
    spoiled = spreadsheet.shortened(kept.code) or spreadsheet.is_day(kept.code)
    if spoiled and (before is None or item.code != before.code):
        raise Refused(spreadsheet.made_of_it(kept.code), field="code")
    return kept


def _matches(wanted: list[str], having: set[str]) -> bool:
    return all(any(word.startswith(want) for word in having) for want in wanted)
