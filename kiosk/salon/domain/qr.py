"""QR codes as rows of modules, made in this one place for papers, screens and terminals."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Matrix = tuple[bytes, ...]
"""Rows from top to bottom: 1 is a dark module. There is no quiet zone around them."""
Level = Literal["L", "M", "Q", "H"]
QUIET = 4
"""Modules that must stay white around a code."""


@lru_cache(maxsize=32)
def matrix(
    content: str,
    error: Level = "L",
    *,
    version: int | None = None,
    encoding: str | None = None,
    eci: bool = False,
) -> Matrix:
    """The smallest code that holds ``content``, at exactly this level of correction, or of exactly
    this ``version``. ``encoding``: of its bytes, which ``eci`` declares in the code. ValueError
    when it does not fit."""
    import segno

    code = segno.make_qr(
        content,
        error=error,
        version=version,
        encoding=encoding,
        mode="byte" if encoding else None,
        eci=eci,
        boost_error=False,
    )
    return tuple(bytes(row) for row in code.matrix)


def drawn_in_text(code: Matrix) -> str:
    """For a terminal: two rows of modules in a row of letters, light on dark as terminals are, with
    a quiet zone."""
    side = len(code) + 2 * QUIET
    light = [[1] * side for _ in range(side + side % 2)]
    for y, row in enumerate(code, QUIET):
        for x, dark in enumerate(row, QUIET):
            light[y][x] = 1 - dark
    if side % 2:
        light[-1] = [0] * side
    return "\n".join(
        "".join(" ▄▀█"[2 * upper + lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(light[::2], light[1::2], strict=True)
    )
