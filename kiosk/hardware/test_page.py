"""Paper that shows whether a printer works: a strip, a label, or only the drawer."""

from __future__ import annotations

import secrets

from drivers.device import LABEL, PAGE, Job, Printer
from kiosk.hardware.fitting import Fitted
from kiosk.hardware.jobs import labelled, printed
from kiosk.paper import escpos, labels
from kiosk.paper.document import Document, Drawer, Words
from kiosk.paper.label import LabelSize, label
from kiosk.paper.profile import Profile
from kiosk.paper.test_strip import test_strip
from kiosk.salon.domain.devices import DeviceTest
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import T

PRICE_MINOR = 12_300
CODE = "2000000000008"
"""A number no shop sells under: the prefix 20 is for use inside a shop."""


def job(
    fitted: Fitted[Printer], what: DeviceTest, salon: Salon, words: Words, size: LabelSize
) -> Job:
    """``strip`` on a label printer is a label. The id is one of its own each time."""
    name = f"test-{secrets.token_hex(8)}"
    if fitted.kind == LABEL:
        return _label(name, fitted, salon, words, size)
    if fitted.kind == PAGE:
        from kiosk.paper.a4.test_sheet import test_sheet

        return Job(name, test_sheet(fitted.name, words))
    profile = fitted.profile or Profile()
    if what == "drawer" and not profile.drawer_pin:
        raise Refused(T("This printer is set up without a drawer."))
    if what == "drawer":
        # A profile of pictures would draw an empty one.
        pulse = Profile.of(80, "PC852", None, profile.drawer_pin)
        return Job(name, escpos.encode(Document("drawer", (Drawer(),)), pulse))
    return printed(name, profile, [test_strip(fitted.name, profile, words)])


def _label(name: str, fitted: Fitted[Printer], salon: Salon, words: Words, size: LabelSize) -> Job:
    paper = fitted.labels or labels.LabelPaper()
    size = paper.fitted(size)
    sample = Product(b"", words.say(T("Test print")), PRICE_MINOR, 0, barcodes=(CODE,))
    return labelled(name, label(sample, salon, words, size), 1, paper, size.dots_per_mm)
