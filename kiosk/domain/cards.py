"""Chip cards: the number becomes a token before anything else sees it.

AES-SIV (RFC 5297) without a nonce is deterministic: equal cards give equal tokens, so the token is
the look-up key, and whoever has the key of the salon, and nobody else, can turn it back.
"""

from __future__ import annotations

from kiosk.domain.errors import Refused
from kiosk.domain.keys import SalonKeys
from kiosk.domain.text import T

SHORTEST, LONGEST = 4, 40
_PURPOSE = b"pult card"
_SEPARATORS = str.maketrans("", "", " :-.\t\r\n")


class CardNumber:
    """A card's number on its short way from the reader to the token. Never shown, never stored."""

    __slots__ = ("_digits",)

    def __init__(self, typed: str) -> None:
        """``typed``: as the reader gives it, with or without separators, in any case. Refused when
        it is not 4 to 40 letters and digits."""
        digits = typed.translate(_SEPARATORS).upper()
        if not (digits.isascii() and digits.isalnum() and SHORTEST <= len(digits) <= LONGEST):
            raise Refused(T("The card could not be read. Try it again."))
        self._digits = digits

    def __repr__(self) -> str:
        return "CardNumber(hidden)"

    def token(self, keys: SalonKeys) -> bytes:
        """Key id (1 byte), then the AES-SIV ciphertext. The id is authenticated too, so a token
        cannot be passed off as one of another key."""
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        key_id = bytes([keys.key_id])
        return key_id + AESSIV(keys.cards).encrypt(self._digits.encode(), [_PURPOSE, key_id])
