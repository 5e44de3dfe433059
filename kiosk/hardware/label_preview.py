"""Pictures of price labels before they are printed, made from what the label printer gets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache

from drivers.device import LABEL
from kiosk.hardware.composer import Composer
from kiosk.hardware.devices import Devices
from kiosk.paper import label_png
from kiosk.paper.label import LabelSize, without_bars
from kiosk.paper.labels import LabelPaper
from kiosk.salon import threads
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.text import T, Text

WITHOUT_BARS: dict[str, Text] = {
    "letters": T("Without bars: a barcode cannot carry the letters of this number."),
    "room": T("Without bars: the number is too long for this label."),
}
KEPT = 64
"""Pictures that are kept: going to and fro between the screens draws nothing twice."""

log = logging.getLogger(__name__)


class LabelPreview:
    """``devices``: without them the labels are those of a usual printer."""

    def __init__(self, composer: Composer, devices: Devices | None) -> None:
        self._composer, self._devices = composer, devices
        self._kept = lru_cache(maxsize=KEPT)(self._draw)

    def resize(self, size: LabelSize) -> None:
        """Labels are of this size from now on."""
        self._composer.label_size = size
        self._kept.cache_clear()

    def ask(self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]) -> None:
        """Returns at once. ``drawn`` is called from a thread with each picture."""
        threads.begin("label-preview", lambda: self._draw_all(products, drawn))

    def picture(self, product: Product) -> LabelPicture:
        """Raises whatever stands in the way."""
        return self._kept(product, self._paper())

    def _draw_all(
        self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]
    ) -> None:
        for product in products:
            try:
                drawn(self.picture(product))
            except Exception as error:
                log.error("label cannot be drawn product=%s", product.id.hex(), exc_info=error)
                drawn(LabelPicture(product.id, b"", 0, 0, T("This paper cannot be made.")))

    def _paper(self) -> LabelPaper:
        fitted = self._devices.of_kind(LABEL) if self._devices is not None else None
        return (fitted.labels if fitted is not None else None) or LabelPaper()

    def _draw(self, product: Product, paper: LabelPaper) -> LabelPicture:
        size = self._composer.label_size
        made = self._composer.label(product, paper)
        png = label_png.draw(made, label_png.ON_SCREEN)
        remark = WITHOUT_BARS.get(without_bars(made), "")
        return LabelPicture(product.id, png, size.width_mm, size.height_mm, remark)
