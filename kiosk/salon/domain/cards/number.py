"""Chip cards: the number becomes a token before anything else sees it.

AES-SIV (RFC 5297) without a nonce is deterministic: equal cards give equal tokens, so the token is
the look-up key, and whoever has the key of the salon, and nobody else, can turn it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kiosk.salon.domain.cards import code_cards
from kiosk.salon.domain.cards.card_writings import Meaning, Technology, is_part, is_random, meaning
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import barcode
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.text import T

SHORTEST, LONGEST = 4, 40
SHORTEST_CODE, LONGEST_CODE = 6, 120
_PURPOSE = b"pult card"
_CODE_PURPOSE = b"pult card code"
"""A code is another card than a chip whose number reads the same."""
_MEANING_PURPOSE = b"pult card meaning"
_SEPARATORS = str.maketrans("", "", " :-.\t\r\n")
_THREE_FIVE = re.compile(r"\d{3},\d{5}", re.ASCII)

Assurance = Literal["uid", "aes"]
"""What a tap proves: ``uid`` only says which card it claims to be, and can be copied; ``aes``: the
card has shown that it holds the salon's key."""

CardState = Literal["active", "lost", "blocked", "replaced"]
"""``blocked`` can become ``active`` again; ``lost`` and ``replaced`` are ends, but a card that was
found again can be given anew."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A card at the reader. ``number`` as the reader gives it; ``repr`` hides it. ``address``: the
    web address on it, where it was read; some cards sign and count it at each reading."""

    number: str = field(repr=False)
    assurance: Assurance = "uid"
    technology: Technology = ""
    address: str = field(default="", repr=False)

    @classmethod
    def of(cls, tap: Tap | str) -> Tap:
        """A bare number is a tap that proves nothing."""
        return cls(tap) if isinstance(tap, str) else tap


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Whose a card is."""

    kind: Literal["client", "staff"]
    person_id: Id


@dataclass(frozen=True, slots=True)
class CardRules:
    """What a card that only shows its number (UID) is good for; settings of the owner.

    ``uid_desk``: one of the staff opens the desk without the PIN. ``trust_uid_manager``: a
    manager's also approves what only managers may do, without the PIN."""

    uid_checkin: bool = True
    uid_clock: bool = True
    uid_history: bool = True
    uid_desk: bool = True
    trust_uid_manager: bool = False

    def may_check_in(self, tap: Tap) -> bool:
        return self.uid_checkin or tap.assurance == "aes"

    def may_clock(self, tap: Tap) -> bool:
        return self.uid_clock or tap.assurance == "aes"

    def may_show_history(self, tap: Tap) -> bool:
        return self.uid_history or tap.assurance == "aes"

    def may_open_desk(self, tap: Tap, *, manager: bool) -> bool:
        """Whether a card of the staff is enough without the PIN."""
        return self.authorises(tap) or (self.uid_desk and not manager)

    def authorises(self, tap: Tap) -> bool:
        """Whether a manager's card is enough without the PIN."""
        return self.trust_uid_manager or tap.assurance == "aes"


class CardNumber:
    """A card's number on its short way from the reader to the token. Never shown, never stored."""

    __slots__ = ("_digits", "_technology")

    def __init__(self, typed: str, technology: Technology = "") -> None:
        """``typed``: as the reader gives it, with or without separators, in any case. Refused when
        it is not 4 to 40 letters and digits (or 3 digits, comma, 5 digits); a code: 6 to 120
        signs, as they are."""
        self._technology: Technology = technology
        if technology == "code":
            self._digits = code_cards.read(typed) or barcode.normalise(typed)
            whole = SHORTEST_CODE <= len(self._digits) <= LONGEST_CODE
            if not (whole and self._digits.isprintable()):
                raise Refused(T("This code cannot be a card. Please take another one."))
            return
        digits = typed.translate(_SEPARATORS).upper()
        plain = digits.isascii() and digits.isalnum() and SHORTEST <= len(digits) <= LONGEST
        if not (plain or _THREE_FIVE.fullmatch(digits)):
            raise Refused(T("The card could not be read. Try it again."))
        self._digits = digits

    def __repr__(self) -> str:
        return "CardNumber(hidden)"

    @classmethod
    def of_token(
        cls, token: bytes, keys: SalonKeys, technology: Technology = ""
    ) -> CardNumber | None:
        """Back from a token of this key or of one used before it; None for any other."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        key = next((key for key in keys.ring if token[:1] == bytes([key.key_id])), None)
        if key is None:
            return None
        try:
            digits = AESSIV(key.cards).decrypt(token[1:], [_purpose(technology), token[:1]])
        except InvalidTag:
            return None
        return cls(digits.decode(), technology)

    def token(self, keys: SalonKeys) -> bytes:
        """Key id (1 byte), then the AES-SIV ciphertext. The id is authenticated too, so a token
        cannot be passed off as one of another key."""
        return _token(keys, _purpose(self._technology), self._digits)

    def meanings(self, keys: SalonKeys) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """Tokens of what this writing can mean: in full, and shortened (see
        :class:`kiosk.salon.domain.cards.card_writings.Meaning`)."""
        found = self._meaning
        return (
            tuple(_token(keys, _MEANING_PURPOSE, one) for one in sorted(found.own)),
            tuple(_token(keys, _MEANING_PURPOSE, one) for one in sorted(found.wider)),
        )

    @property
    def format(self) -> str:
        """How the reader writes it: ``hex``, ``decimal``, ``3+5`` or ``text``."""
        return self._meaning.format

    @property
    def technology(self) -> Technology:
        return self._technology

    @property
    def own_code(self) -> str:
        """What stands on a card that is printed here; empty for any other card."""
        return code_cards.read(self._digits) if self._technology == "code" else ""

    @property
    def is_random(self) -> bool:
        """It would be another number at the next tap."""
        return is_random(self._digits, self._technology)

    @property
    def is_part(self) -> bool:
        """Other cards begin with the same bytes."""
        return is_part(self._digits, self._technology)

    @property
    def _meaning(self) -> Meaning:
        return meaning(self._digits, self._technology)


def _purpose(technology: Technology) -> bytes:
    return _CODE_PURPOSE if technology == "code" else _PURPOSE


def _token(keys: SalonKeys, purpose: bytes, text: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    key_id = bytes([keys.key_id])
    return key_id + AESSIV(keys.cards).encrypt(text.encode(), [purpose, key_id])
