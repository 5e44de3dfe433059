"""Plainly fictitious payments in each country, and a reader of codes that shares nothing with
their writers."""

from __future__ import annotations

import lzma
import subprocess
import zlib
from datetime import date
from pathlib import Path

from kiosk.salon.domain.invoices.payment_codes import Payment

IBANS = {
    "CZ": "CZ6508000000192000145399",
    "HU": "HU42117730161111101800000000",
    "SI": "SI56191000000123438",
    "SK": "SK3112000000198742637541",
}
BICS = {"CZ": "", "HU": "OTPVHUHB", "SI": "", "SK": ""}
CURRENCY = {"CZ": "CZK", "HU": "HUF", "SI": "EUR", "SK": "EUR"}
MODELS = {"CZ": "", "HU": "", "SI": "SI00", "SK": ""}


def payment(country: str = "CZ", **changes: object) -> Payment:
    facts: dict[str, object] = {
        "iban": IBANS[country],
        "bic": BICS[country],
        "name": "Salón Růže",
        "street": "Široká 7/2",
        "town": "110 00 Praha",
        "amount_minor": 123456,
        "currency": CURRENCY[country],
        "reference": "2611000123",
        "model": MODELS[country],
        "number": "2026-1-F00123",
        "issued_on": date(2026, 11, 30),
        "due_on": date(2026, 12, 14),
        "payer_name": "Žluťoučký kůň s. r. o.",
        "payer_street": "Čáslavská 12",
        "payer_town": "130 00 Praha 3",
    }
    return Payment(**{**facts, **changes})  # type: ignore[arg-type]


def scanned(picture: Path, encoding: str | None = None) -> str:
    """What zbar reads in a picture of one code. Codes that say their alphabet in a field of their
    own are read as bytes, as banks do: without that a scanner guesses."""
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable"]
    command += ["-Sbinary"] if encoding else []
    found = subprocess.run([*command, str(picture)], capture_output=True, check=False, timeout=60)
    return found.stdout.decode(encoding or "utf-8", "replace").removesuffix("\n" * (not encoding))


def unpacked(text: str) -> tuple[str, ...]:
    """The fields of a PAY by square, with its length and its checksum held against them."""
    bits = "".join(f"{'0123456789ABCDEFGHIJKLMNOPQRSTUV'.index(char):05b}" for char in text)
    block = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    assert block[:2] == b"\0\0"
    length = int.from_bytes(block[2:4], "little")
    reader = lzma.LZMADecompressor(
        lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 17}]
    )
    whole = reader.decompress(block[4:], length)
    assert len(whole) == length
    assert int.from_bytes(whole[:4], "little") == zlib.crc32(whole[4:])
    return tuple(whole[4:].decode().split("\t"))
