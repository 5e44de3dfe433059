"""From what was scanned to what is known under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.goods import gs1
from kiosk.salon.domain.goods.barcode import MAX_LENGTH, is_gtin, normalise, readings
from kiosk.salon.domain.goods.scanned import Scanned, understood
from kiosk.salon.domain.goods.written import bare, checked
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.store.database import Store


class Kept(Protocol):
    @property
    def id(self) -> Id: ...
    @property
    def name(self) -> str: ...


K = TypeVar("K", bound=Kept)


def look_up(
    context: Context, code: str, find: Callable[[Store, str], K | None]
) -> tuple[K | None, Scanned]:
    """What ``find`` has under a code, and what the code says besides; None for an unknown one.

    Refused for a GS1 code that is torn, and for eight digits that are one product as an EAN-8 and
    another as a UPC-E.
    """
    store = context.store
    known = [(item, kept) for kept in readings(code) if (item := find(store, kept)) is not None]
    if known:
        item, kept = known[0]
        if known[-1][0].id != item.id:
            raise Refused(
                T(
                    "{code} may be {first} or {second}. Please choose it by name.",
                    code=code,
                    first=item.name,
                    second=known[-1][0].name,
                )
            )
        return item, Scanned(kept)
    scanned = interpret(context, code)
    item = find(store, scanned.code)
    if item is None and is_gtin(number := bare(code)):
        # The scanner is set to write what kind of code it was before it.
        item = find(store, normalise(number))
    return item, scanned


def interpret(context: Context, code: str) -> Scanned:
    """For a code that is no product's barcode as it stands: by the salon's currency, the patterns
    of the settings and today's century. Refused for a GS1 code that is torn."""
    salon = context.salon
    year = salon.business_day(context.now()).year
    return understood(code, context.in_store, salon.currency, year)


def says_goods(context: Context, code: str) -> bool:
    """Whether a code tells by itself that it is of goods, be they sold here or not."""
    elements = gs1.read(bare(code), context.today().year)
    return elements is not None and bool(elements.gtin)


def unknown(context: Context, code: str, scanned: Scanned) -> NotFound:
    """What to say of a code that nothing is kept under. Refused for one that no goods can have,
    such as a number that was read wrongly: nothing can be made of it, it is scanned again."""
    kept_as(context, code)
    return NotFound(T("No product has the barcode {code}.", code=scanned.code[:MAX_LENGTH]))


def kept_as(context: Context, code: str) -> str:
    """Under which barcode goods with a code are kept, however it is written. Refused for one that
    no goods can have."""
    return checked(interpret(context, bare(code)).code)
