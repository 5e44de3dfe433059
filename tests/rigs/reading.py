"""Reading pictures as a person or a scanner would: OCR of screens, barcodes of labels."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def can_read() -> bool:
    """Whether tesseract is installed."""
    return shutil.which("tesseract") is not None


def can_scan() -> bool:
    """Whether zbar is installed."""
    return shutil.which("zbarimg") is not None


def words(picture: Image.Image, box: Box | None = None) -> str:
    """All text of a picture (or a part), read in Czech. Twice the size: tesseract wants letters
    of 30 px. A part is taken for one line."""
    import pytesseract

    part = picture.crop(box) if box else picture
    large = part.resize((part.width * 2, part.height * 2), Image.Resampling.LANCZOS)
    known = set(pytesseract.get_languages())
    language = "ces" if "ces" in known else "eng"
    mode = 7 if box else 6
    text: str = pytesseract.image_to_string(large, lang=language, config=f"--psm {mode}")
    return text


def amounts(text: str) -> list[int]:
    """The amounts of money in a text as minor units, whatever stands between thousands."""
    found = re.findall(r"\d{1,3}(?:[ .,\u00a0\u202f]?\d{3})*[.,]\d{2}(?!\d)", text)
    return [int(re.sub(r"\D", "", amount)) for amount in found]


def barcodes(picture: Path) -> list[str]:
    """What zbar reads in a picture, such as ``EAN-13:2900000000018``."""
    done = subprocess.run(
        ["zbarimg", "--quiet", str(picture)], capture_output=True, text=True, check=False
    )
    return done.stdout.split()
