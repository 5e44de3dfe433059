"""The salon's key as words that can be printed, read aloud and typed in.

26 words of four letters, made of a consonant, a vowel, a consonant and a vowel. Each stands for
11 bits: 4, 2, 4 and 1. Together: the key's number (8 bits), the secret (256) and 22 bits of its
SHA-256, so that a word misread or put in the wrong place is noticed (all but one in 4 million).
"""

from __future__ import annotations

import hashlib

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys.salon_keys import KEY_BYTES, SalonKeys
from kiosk.salon.domain.text import T

_CONSONANTS = "bdfghjklmnprstvz"
_FIRST_VOWELS, _LAST_VOWELS = "aiou", "eo"
WORD_BITS, CHECK_BITS = 11, 22
WORDS = (8 + 8 * KEY_BYTES + CHECK_BITS) // WORD_BITS
LETTERS = 4


def spell(keys: SalonKeys) -> tuple[str, ...]:
    """The key as :data:`WORDS` words."""
    body = bytes([keys.key_id]) + keys.secret
    number = int.from_bytes(body, "big") << CHECK_BITS | _check(body)
    places = reversed(range(WORDS))
    return tuple(_word(number >> place * WORD_BITS & (1 << WORD_BITS) - 1) for place in places)


def read(text: str) -> SalonKeys:
    """The key of a text of words (numbers, commas and capitals do not matter), or of a line of the
    key file, as the QR code has it. Refused says which word is none, or that they do not fit."""
    if text.split()[:1] == ["pult-key"]:
        try:
            return SalonKeys.parse(text)
        except ValueError as error:
            raise _misread() from error
    words = "".join(c if c.isalpha() else " " for c in text.lower()).split()
    number = 0
    for place, word in enumerate(words, 1):
        value = _value(word)
        if value is None:
            raise Refused(
                T("Word {place}, {word}, is not a word of a key.", place=place, word=word)
            )
        number = number << WORD_BITS | value
    if len(words) != WORDS:
        raise Refused(
            T("A key has {wanted} words; there are {found}.", wanted=WORDS, found=len(words))
        )
    body = (number >> CHECK_BITS).to_bytes(1 + KEY_BYTES, "big")
    if number & (1 << CHECK_BITS) - 1 != _check(body):
        raise _misread()
    return SalonKeys(body[0], body[1:])


def _misread() -> Refused:
    return Refused(T("This is not a key: a word was misread or stands in the wrong place."))


def _check(body: bytes) -> int:
    digest = hashlib.sha256(b"pult key words" + body).digest()
    return int.from_bytes(digest, "big") >> 8 * len(digest) - CHECK_BITS


def _word(value: int) -> str:
    return (
        _CONSONANTS[value >> 7]
        + _FIRST_VOWELS[value >> 5 & 3]
        + _CONSONANTS[value >> 1 & 15]
        + _LAST_VOWELS[value & 1]
    )


def _value(word: str) -> int | None:
    if len(word) != LETTERS:
        return None
    alphabets = (_CONSONANTS, _FIRST_VOWELS, _CONSONANTS, _LAST_VOWELS)
    places = [alphabet.find(letter) for alphabet, letter in zip(alphabets, word, strict=True)]
    if -1 in places:
        return None
    first, vowel, second, last = places
    return first << 7 | vowel << 5 | second << 1 | last
