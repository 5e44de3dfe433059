"""A sheet of price labels as they will come out, before they are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter
from kiosk.presenters.goods.args import LabelPicked, LabelSheetArgs, SheetConfirmed
from kiosk.presenters.goods.words import size_of
from kiosk.presenters.rows import Row
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, N, Text

MOST_SHOWN = 60
"""Labels drawn; of hundreds alike the rest is told as a number."""


@dataclass(frozen=True, slots=True)
class LabelSheetState:
    """``labels``: a PNG for each label, in the order of printing; empty where it is not drawn
    yet. ``more``: how many are not shown."""

    rows: tuple[Row, ...] = ()
    labels: tuple[bytes, ...] = ()
    size: Text = ""
    more: Text = ""
    button: Text = ""


class LabelSheet(Presenter[LabelSheetState, LabelSheetArgs]):
    name = "label_sheet"
    blank = LabelSheetState()

    def forget(self) -> None:
        self._lines: tuple[tuple[Product, int], ...] = ()
        self._pictures: dict[Id, bytes] = {}

    def enter(self, args: LabelSheetArgs) -> None:
        lines = self._lines = args.lines
        currency = self.services.context.salon.currency.code
        whole = sum(many for _, many in lines)
        hidden = max(0, whole - MOST_SHOWN)
        self.show(
            LabelSheetState(
                rows=tuple(
                    Row(
                        product.id.hex(),
                        product.name,
                        Amount(product.price_minor, currency),
                        f"{many} ×",
                        icon="tag",
                    )
                    for product, many in lines
                ),
                more=N("and {n} more label", "and {n} more labels", hidden) if hidden else "",
                button=N("Print {n} label", "Print {n} labels", whole),
            )
        )
        self._lay_out()
        self.hardware.draw_labels(tuple(product for product, _ in lines), self._drawn)

    def _lay_out(self) -> None:
        every: list[bytes] = []
        for product, many in self._lines:
            every += [self._pictures.get(product.id, b"")] * many
        self.show(replace(self.state, labels=tuple(every[:MOST_SHOWN])))

    def _drawn(self, picture: LabelPicture) -> None:
        if all(product.id != picture.product_id for product, _ in self._lines):
            return
        self._pictures[picture.product_id] = picture.png
        rows = self.state.rows
        if picture.remark:
            key = picture.product_id.hex()
            rows = tuple(
                replace(row, subtitle=picture.remark, tone="warn") if row.key == key else row
                for row in rows
            )
        size = size_of(picture) if picture.png else self.state.size
        self.show(replace(self.state, rows=rows, size=size))
        self._lay_out()

    def pick(self, key: str) -> None:
        """Changes how many of this one."""
        self.host.back(LabelPicked(bytes.fromhex(key)))

    def print(self) -> None:
        self.host.back(SheetConfirmed())
