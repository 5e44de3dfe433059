"""The salon's secret key and what is derived from it."""

from __future__ import annotations

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

KEY_BYTES = 32
FIRST_ID, LAST_ID = 1, 255


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """An older key as it lies on the disk: readable with the one in use only, empty for a lost
    one."""

    key_id: int
    wrapped: bytes
    stolen: bool = False


@dataclass(frozen=True)
class SalonKeys:
    """``key_id``: 0-255, stands in every card token so that keys can be rotated. ``secret``: 32
    random bytes; empty for an older key that was lost. Derived keys by HKDF-SHA256 (RFC 5869) with
    the purpose as info. ``older``: the keys used before, oldest first. ``stolen``: an older key
    that still opens tokens and the journal, but proves no card."""

    key_id: int
    secret: bytes
    older: tuple[SalonKeys, ...] = ()
    stolen: bool = False

    @classmethod
    def generate(cls, key_id: int = FIRST_ID) -> SalonKeys:
        return cls(key_id, os.urandom(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> SalonKeys:
        """Reads one line of the key file: ``pult-key ID HEX``. ValueError when it is not one."""
        word, key_id, secret = text.split()
        if word != "pult-key" or len(bytes.fromhex(secret)) != KEY_BYTES:
            raise ValueError("not a Pult key")
        if not 0 <= int(key_id) <= LAST_ID:
            raise ValueError("not the number of a key")
        return cls(int(key_id), bytes.fromhex(secret))

    def dump(self) -> str:
        return f"pult-key {self.key_id} {self.secret.hex()}\n"

    def __repr__(self) -> str:
        return f"SalonKeys(key_id={self.key_id})"

    @property
    def lost(self) -> bool:
        return not self.secret

    @property
    def ring(self) -> tuple[SalonKeys, ...]:
        """This key and those before it that are still known, newest first."""
        return (self, *(key for key in reversed(self.older) if not key.lost))

    @property
    def trusted(self) -> tuple[SalonKeys, ...]:
        """Those of the :attr:`ring` that cards may prove."""
        return tuple(key for key in self.ring if not key.stolen)

    def after(self, before: SalonKeys) -> SalonKeys:
        """This key as the one that follows ``before``."""
        return replace(self, older=(*before.older, replace(before, older=())))

    def distrusting(self) -> SalonKeys:
        """This key, and all older ones as stolen."""
        return replace(self, older=tuple(replace(key, stolen=True) for key in self.older))

    def derive(self, purpose: str, length: int) -> bytes:
        """HKDF-SHA256 (RFC 5869), by the standard library: every start asks whether the key fits,
        and cryptography takes longer to load than the first screen may."""
        extracted = hmac.digest(b"pult", self.secret, "sha256")
        derived = block = b""
        for count in range(1, -(-length // 32) + 1):
            block = hmac.digest(extracted, block + purpose.encode() + bytes([count]), "sha256")
            derived += block
        return derived[:length]

    @cached_property
    def journal(self) -> bytes:
        return self.derive("journal", 32)

    @cached_property
    def typed_words(self) -> bytes:
        """Makes the marks that stand in the journal for what somebody typed."""
        return self.derive("typed-words", 32)

    @cached_property
    def cards(self) -> bytes:
        """64 bytes for AES-256-SIV (RFC 5297)."""
        return self.derive("card-tokens", 64)

    @property
    def older_journals(self) -> tuple[bytes, ...]:
        """The journal keys before this one, oldest first; empty bytes for a lost one."""
        return tuple(b"" if key.lost else key.journal for key in self.older)

    def wrap(self, older: SalonKeys) -> WrappedKey:
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        wrapped = b""
        if not older.lost:
            wrapped = AESSIV(self.derive("older-keys", 64)).encrypt(
                older.secret, [b"pult older key", bytes([older.key_id])]
            )
        return WrappedKey(older.key_id, wrapped, older.stolen)

    def with_older(self, keys: Sequence[WrappedKey]) -> SalonKeys:
        """This key after those that it has wrapped, oldest first. ValueError when another key
        did."""
        if not keys:
            return self
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        opener = AESSIV(self.derive("older-keys", 64))
        older = []
        for key in keys:
            beside = [b"pult older key", bytes([key.key_id])]
            try:
                secret = key.wrapped and opener.decrypt(key.wrapped, beside)
            except InvalidTag as error:
                raise ValueError("wrapped with another key") from error
            older.append(SalonKeys(key.key_id, secret, stolen=key.stolen))
        return replace(self, older=tuple(older))


def parse_ring(text: str) -> tuple[SalonKeys, ...]:
    """The key file: one line a key. While a key is being changed there are two. What an editor adds
    when a copy is put back (a byte order mark, other line ends) is passed over. ValueError when it
    is not such a file."""
    lines = text.removeprefix("\ufeff").splitlines()
    ring = tuple(SalonKeys.parse(line) for line in lines if line.strip())
    if not ring or len({key.key_id for key in ring}) != len(ring):
        raise ValueError("not a Pult key file")
    return ring
