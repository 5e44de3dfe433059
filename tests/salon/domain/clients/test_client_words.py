"""The words a client is found by."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.clients.client_words import entries, longest
from kiosk.salon.domain.people import Client


@pytest.mark.req("C1")
def test_words_of_names_mailbox_and_both_phones() -> None:
    client = Client(
        b"", "Jana", "Růžičková-Malá", "+420777123456", "jana85@example.com",
        other_phone="+36201234567",
    )  # fmt: skip
    assert entries(client) == {
        *("jana85", "ruzickovamala", "mala"),
        *("420777123456", "777123456", "123456"),
        *("36201234567", "201234567", "06201234567", "234567"),
    }


def test_a_word_that_begins_another_is_left_out() -> None:
    assert longest(["jan", "jana", "jana85", "jany", "jan", "eva"]) == {"jana85", "jany", "eva"}
    assert longest([]) == frozenset()
    assert longest(["a"]) == {"a"}
