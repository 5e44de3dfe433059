"""The key on paper: what was printed is read back, what was misread is noticed."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys.key_words import WORDS, read, spell
from kiosk.salon.domain.keys.salon_keys import SalonKeys, WrappedKey, parse_ring

KEYS = st.builds(SalonKeys, st.integers(1, 255), st.binary(min_size=32, max_size=32))
SAMPLE = SalonKeys(7, bytes(range(32)))


@given(KEYS)
def test_words_are_read_back(keys: SalonKeys) -> None:
    words = spell(keys)
    assert len(words) == WORDS == 26
    assert read(" ".join(words)) == keys
    assert read("\n".join(f"{i}. {word.upper()}," for i, word in enumerate(words, 1))) == keys
    assert read(keys.dump()) == keys


@given(KEYS, st.integers(0, WORDS - 2), st.data())
def test_a_word_in_the_wrong_place_is_noticed(
    keys: SalonKeys, place: int, data: st.DataObject
) -> None:
    words = list(spell(keys))
    other = data.draw(st.integers(place + 1, WORDS - 1))
    words[place], words[other] = words[other], words[place]
    if tuple(words) != spell(keys):
        with pytest.raises(Refused, match="misread"):
            read(" ".join(words))


def test_every_other_word_in_a_place_is_noticed() -> None:
    words = list(spell(SAMPLE))
    for place in range(WORDS):
        wrong = list(words)
        wrong[place] = "dudo" if words[place] != "dudo" else "hide"
        with pytest.raises(Refused):
            read(" ".join(wrong))


def test_a_word_that_is_none_is_named() -> None:
    words = list(spell(SAMPLE))
    words[4] = "hello"
    with pytest.raises(Refused, match="Word 5, hello"):
        read(" ".join(words))


@pytest.mark.parametrize("text", ["", "bade bado", "pult-key", "pult-key 1 00", "pult-key x y z"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read(text)


@given(st.text())
def test_any_text_is_a_key_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        read(text)


def test_a_key_file_has_one_line_a_key() -> None:
    other = SalonKeys.generate(8)
    assert parse_ring(SAMPLE.dump() + other.dump()) == (SAMPLE, other)
    edited = "\ufeff" + (SAMPLE.dump() + other.dump()).replace("\n", "\r\n")
    assert parse_ring(edited) == (SAMPLE, other), "as an editor of another system leaves it"
    for text in ("", SAMPLE.dump() * 2, "pult-key 256 " + "00" * 32, "other"):
        with pytest.raises(ValueError, match=r"key|values"):
            parse_ring(text)


def test_older_keys_are_wrapped_in_the_newer() -> None:
    new = SalonKeys.generate(8).after(SAMPLE)
    bare = SalonKeys(new.key_id, new.secret)
    assert bare.with_older([new.wrap(SAMPLE)]) == new
    with pytest.raises(ValueError, match="another key"):
        SalonKeys.generate(8).with_older([new.wrap(SAMPLE)])
    stolen = bare.with_older([replace(new.wrap(SAMPLE), stolen=True)])
    assert stolen == new.distrusting()
    assert (stolen.ring, stolen.trusted) == ((stolen, stolen.older[0]), (stolen,))
    lost = bare.with_older([WrappedKey(7, b"")])
    assert lost.older[0].lost
    assert lost.ring == (lost,)
    assert SAMPLE.secret.hex() not in repr(new)
