"""A label printer that is a folder: ZPL and pictures, for a desk without a label printer."""

from __future__ import annotations

from pathlib import Path

from drivers.device import Kind, Options
from drivers.folder import FolderPrinter

KIND: Kind = "label"


def open(options: Options) -> FolderPrinter:
    """``folder``: where the labels go, ``paper`` in the data folder when not set."""
    return FolderPrinter(options.folder / Path(options.text("folder", "paper")), ".zpl")
