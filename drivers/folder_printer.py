"""A receipt printer that is a folder: bytes and pictures, for a desk without a printer."""

from __future__ import annotations

from pathlib import Path

from drivers.device import RECEIPT
from drivers.folder import FolderPrinter
from drivers.options import Options

KIND = RECEIPT


def open(options: Options) -> FolderPrinter:
    """``folder``: where the papers go, ``paper`` in the data folder when not set."""
    return FolderPrinter(options.folder / Path(options.text("folder", "paper")), ".bin")
