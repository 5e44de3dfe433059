"""Messages of cards with AES keys, against the public examples of NXP AN12196 and AN10922."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.cards.aes_cards import (
    KEY_NUMBERS,
    CardKeyring,
    NotGenuine,
    OldMessage,
    accept,
    diversified,
    message_in,
    read_message,
)
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.virtual_ev2 import message_file

ZERO = bytes(16)
COVERED, MAC = "EF963FF7828658A599F3041510671E88", "94EED9EE65337086"
RING = CardKeyring(SalonKeys(1, bytes(range(32))))


def zero(_: bytes) -> bytes:
    return ZERO


def test_a_key_is_made_for_one_card_as_published() -> None:
    made = diversified(
        bytes.fromhex("00112233445566778899AABBCCDDEEFF"),
        bytes.fromhex("04782E21801D803042F54E585020416275"),
    )
    assert made == bytes.fromhex("A8DD63A3B89D54B37CA802473FDA9175")
    with pytest.raises(ValueError, match="16 to 31"):
        diversified(ZERO, b"short")


@pytest.mark.req("K2")
def test_the_published_message_names_its_card_and_counter() -> None:
    shown = read_message(ZERO, zero, COVERED, MAC)
    assert (shown.uid, shown.counter) == (bytes.fromhex("04DE5F1EACC040"), 61)
    assert "04DE" not in repr(shown)


def test_the_published_message_with_secret_contents_names_its_card_too() -> None:
    secret = "CEE9A53E3E463EF1F459635736738962"
    shown = read_message(
        ZERO, zero, "FD91EC264309878BE6345CBE53BADF40", "ECC1E7F6C6C73BF6", f"{secret}&cmac="
    )
    assert (shown.uid, shown.counter) == (bytes.fromhex("04958CAA5C5E80"), 8)


def test_a_message_changed_in_any_bit_is_refused() -> None:
    whole = int(COVERED + MAC, 16)
    for bit in range(192):
        text = f"{whole ^ 1 << bit:048X}"
        with pytest.raises(NotGenuine):
            read_message(ZERO, zero, text[:32], text[32:])


def test_a_message_of_another_salon_is_refused() -> None:
    with pytest.raises(NotGenuine):
        read_message(RING.key(4, 1), lambda uid: RING.key(3, 1, uid), COVERED, MAC)
    with pytest.raises(NotGenuine):
        read_message(ZERO, lambda uid: RING.key(3, 1, uid), COVERED, MAC)


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_nonsense_is_refused_and_nothing_else(covered: str, mac: str, signed: str) -> None:
    with pytest.raises(NotGenuine):
        read_message(ZERO, zero, covered, mac, signed)


@given(st.lists(st.integers(0, 0xFFFFFF), min_size=1, max_size=30))
def test_a_counter_is_accepted_only_when_it_has_grown(counters: list[int]) -> None:
    last: int | None = None
    for counter in counters:
        if last is not None and counter <= last:
            with pytest.raises(OldMessage):
                accept(counter, last)
        else:
            last = accept(counter, last)
    assert last == max(counters)


def test_every_card_and_every_purpose_has_a_key_of_its_own() -> None:
    one, other = RING.all_of(bytes(7)), RING.all_of(bytes([1] * 7))
    assert len(set(one.values())) == len(KEY_NUMBERS)
    assert {number for number in KEY_NUMBERS if one[number] == other[number]} == {1, 4}
    stranger = CardKeyring(SalonKeys(1, bytes(32))).all_of(bytes(7))
    assert not set(stranger.values()) & set(one.values())
    assert "hidden" in repr(RING)


def test_cards_made_under_an_older_key_of_the_salon_keep_theirs() -> None:
    newer = CardKeyring(SalonKeys(2, bytes(32)).after(RING.salon))
    assert newer.versions == (2, 1)
    assert newer.of_card(bytes(7), 1) == RING.of_card(bytes(7), 1)
    assert newer.common(1) == RING.common(1)
    assert newer.of_card(bytes(7), 2) != newer.of_card(bytes(7), 1)
    with pytest.raises(LookupError):
        RING.of_card(bytes(7), 2)


def test_cards_made_under_a_stolen_key_prove_nothing() -> None:
    uid = bytes.fromhex("04958CAA5C5E80")
    newer = CardKeyring(SalonKeys(2, bytes(32)).after(RING.salon))
    strict = CardKeyring(newer.salon.distrusting())
    file = message_file(uid, 5, RING.all_of(uid))
    address = "https://" + file[7:].decode()
    assert newer.message_in(address).uid == uid
    with pytest.raises(NotGenuine):
        strict.message_in(address)
    assert strict.versions == (2,)
    assert strict.of_card(uid, 2) == newer.of_card(uid, 2)
    for unknown in (lambda: strict.of_card(uid, 1), lambda: strict.common(1)):
        with pytest.raises(LookupError):
            unknown()


def test_the_published_addresses_are_taken_apart() -> None:
    plain = f"https://ntag.nxp.com/424?e={COVERED}&c={MAC}"
    assert message_in(plain) == (COVERED, MAC, "")
    enc, mac = "CEE9A53E3E463EF1F459635736738962", "ECC1E7F6C6C73BF6"
    covered = "FD91EC264309878BE6345CBE53BADF40"
    full = f"https://ntag.nxp.com/424?picc_data={covered}&enc={enc}&cmac={mac}"
    assert read_message(ZERO, zero, *message_in(full)).counter == 8
    with pytest.raises(NotGenuine):
        RING.message_in(plain)


@pytest.mark.parametrize("noise", ["\r", "\n", "\t", " ", "\x00", "\x7f", "é"])
def test_a_message_with_characters_between_is_none(noise: str) -> None:
    plain = f"https://ntag.nxp.com/424?e={COVERED}&c={MAC}"
    for place in (0, 5, 30, len(plain)):
        with pytest.raises(NotGenuine):
            message_in(plain[:place] + noise + plain[place:])


@given(st.text(max_size=80) | st.text(max_size=60).map(lambda text: f"https://x/?{text}"))
def test_any_address_is_understood_or_refused_and_nothing_else(address: str) -> None:
    with pytest.raises(NotGenuine):
        RING.message_in(address)
