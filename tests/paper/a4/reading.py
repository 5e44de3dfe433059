"""What programs that know nothing of ours read in a PDF: its text, its pages, its codes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kiosk.salon.domain.invoices.payment_codes import PaymentCode
from tests.salon.domain.invoices.payments import scanned


def text_of(data: bytes, *, layout: bool = True) -> str:
    """One blank between words, a line for a line."""
    options = ["-layout"] if layout else []
    found = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True, timeout=60
    )
    return "\n".join(" ".join(line.split()) for line in found.stdout.decode().splitlines())


def pages_of(data: bytes) -> int:
    found = subprocess.run(
        ["pdfinfo", "-"], input=data, capture_output=True, check=True, timeout=60
    )
    lines = dict(line.split(":", 1) for line in found.stdout.decode().splitlines())
    return int(lines["Pages"])


def fonts_of(data: bytes) -> list[list[str]]:
    """A row for each font: name, type, encoding, embedded, subset, unicode."""
    found = subprocess.run(
        ["pdffonts", "-"], input=data, capture_output=True, check=True, timeout=60
    )
    return [line.split() for line in found.stdout.decode().splitlines()[2:]]


def code_in(data: bytes, page: int, code: PaymentCode, folder: Path, dpi: int = 150) -> str:
    """What a scanner reads on the picture of a page, as on paper of an office printer."""
    picture = folder / "page"
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", "-f", str(page), "-l", str(page),
         "-", str(picture)],
        input=data, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return scanned(picture.with_suffix(".png"), None if code.eci else code.encoding)
