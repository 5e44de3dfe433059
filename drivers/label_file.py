"""A label printer behind a device file such as ``/dev/usb/lp0``. Only takes bytes: paper and cover
are not known until writing fails."""

from __future__ import annotations

from drivers import escpos_file
from drivers.device import LABEL
from drivers.escpos_file import FilePrinter
from drivers.label_status import language_of
from drivers.options import Options

KIND = LABEL
LIBRARIES = ("escpos",)


def open(options: Options) -> FilePrinter:
    """``path`` (``/dev/usb/lp0``), ``language``, ``gap_mm``, ``tape_mm``."""
    language_of(options)
    return escpos_file.open(options)
