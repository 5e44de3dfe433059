"""A printer of pages that is a folder: PDF files, for a desk without a printer of its own."""

from __future__ import annotations

from pathlib import Path

from drivers.device import PAGE
from drivers.folder import FolderPrinter
from drivers.options import Options

KIND = PAGE


def open(options: Options) -> FolderPrinter:
    """``folder``: where the pages go, ``paper`` in the data folder when not set."""
    return FolderPrinter(options.folder / Path(options.text("folder", "paper")), ".pdf")
