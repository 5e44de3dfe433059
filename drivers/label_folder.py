"""A label printer that is a folder: a printer's bytes and pictures, for a desk without one."""

from __future__ import annotations

from pathlib import Path

from drivers.device import LABEL
from drivers.folder import FolderPrinter
from drivers.label_status import language_of
from drivers.options import Options

KIND = LABEL


def open(options: Options) -> FolderPrinter:
    """``folder``: where the labels go, ``paper`` in the data folder when not set; ``language``,
    ``gap_mm``, ``tape_mm``: of the printer they are for."""
    return FolderPrinter(
        options.folder / Path(options.text("folder", "paper")), f".{language_of(options)}"
    )
