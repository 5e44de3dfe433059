"""The salon's secret key and what is derived from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

KEY_BYTES = 32


@dataclass(frozen=True)
class SalonKeys:
    """``key_id``: 0-255, stands in every card token so that keys can be rotated. ``secret``: 32
    random bytes. Derived keys by HKDF-SHA256 (RFC 5869) with the purpose as info."""

    key_id: int
    secret: bytes

    @classmethod
    def generate(cls) -> SalonKeys:
        return cls(1, os.urandom(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> SalonKeys:
        """Reads the key file: ``pult-key ID HEX``. ValueError when it is not one."""
        word, key_id, secret = text.split()
        if word != "pult-key" or len(bytes.fromhex(secret)) != KEY_BYTES:
            raise ValueError("not a Pult key")
        return cls(int(key_id), bytes.fromhex(secret))

    def dump(self) -> str:
        return f"pult-key {self.key_id} {self.secret.hex()}\n"

    def __repr__(self) -> str:
        return f"SalonKeys(key_id={self.key_id})"

    def derive(self, purpose: str, length: int) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), length, salt=b"pult", info=purpose.encode()).derive(self.secret)

    @cached_property
    def journal(self) -> bytes:
        return self.derive("journal", 32)

    @cached_property
    def cards(self) -> bytes:
        """64 bytes for AES-256-SIV (RFC 5297)."""
        return self.derive("card-tokens", 64)
