"""Looking for card numbers where none may ever be: every byte of every file of a salon."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path


def forms(number: str) -> dict[str, bytes]:
    """The shapes in which a card's number could have slipped out.

    A number of a chip card is hexadecimal, two digits a byte, and readers give those bytes in
    either order or as a decimal number.
    """
    made = {
        "as it is": number.encode(),
        "lower case": number.lower().encode(),
        "UTF-16": number.encode("utf-16-le"),
        "base64": base64.b64encode(number.encode()).rstrip(b"="),
        "hexadecimal of the text": number.encode().hex().encode(),
    }
    raw = bytes.fromhex(number)
    made |= {
        "its bytes": raw,
        "its bytes backwards": raw[::-1],
        "backwards": raw[::-1].hex().upper().encode(),
        "with colons": raw.hex(":").upper().encode(),
        "with colons, lower case": raw.hex(":").encode(),
        "with spaces": raw.hex(" ").upper().encode(),
        "decimal": str(int(number, 16)).encode(),
        "decimal, backwards": str(int.from_bytes(raw, "little")).encode(),
        "base64 of its bytes": base64.b64encode(raw).rstrip(b"="),
    }
    return made


def files_of(folder: Path) -> Iterator[Path]:
    """Every regular file: database, WAL, logs, spool, settings, caches, and what nobody knows."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def found(folder: Path, numbers: Iterable[str]) -> list[str]:
    """Where a planted number stands in any form; empty when it stands nowhere."""
    wanted = [(form, shape) for number in numbers for form, shape in forms(number).items()]
    places = []
    for path in files_of(folder):
        data = path.read_bytes()
        name = str(path.relative_to(folder))
        places += [f"{name}: {form}" for form, shape in wanted if shape in data]
    return places
