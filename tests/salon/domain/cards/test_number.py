"""Card numbers and their tokens."""

import pytest

from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys.salon_keys import SalonKeys

KEYS = SalonKeys(7, bytes(range(32)))


@pytest.mark.req("K2")
def test_equal_cards_give_equal_tokens_under_one_key_only() -> None:
    token = CardNumber("04:a1:b2:c3").token(KEYS)
    assert token == CardNumber(" 04A1 B2C3\n").token(KEYS)
    assert token != CardNumber("04A1B2C4").token(KEYS)
    assert token != CardNumber("04A1B2C3").token(SalonKeys(7, bytes(32)))
    assert token[0] == 7
    assert b"04A1" not in token


@pytest.mark.parametrize("typed", ["", "123", "no card!", "č" * 8, "1" * 41])
def test_what_is_no_card_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        CardNumber(typed)
    assert not typed or typed not in str(refused.value)


@pytest.mark.req("K2")
def test_a_number_is_never_shown() -> None:
    number = CardNumber("04A1B2C3")
    assert "04A1" not in f"{number} {number!r} {[number]}"
