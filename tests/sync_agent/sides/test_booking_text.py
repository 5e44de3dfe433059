"""What a booking system wrote is read as a person would read it."""

from __future__ import annotations

import pytest

from sync_agent.sides.booking_text import BookingText, Named, read

SERVICES = [
    Named(b"cut", ("Cut",)),
    Named(b"colour", ("Cut and colour",)),
    Named(b"strih", ("Střih",)),
    Named(b"beard", ("Beard trim",)),
]
STAFF = [Named(b"petra", ("Petra Sample", "Petra")), Named(b"eva", ("Eva Sample", "Eva"))]


def of(title: str, text: str = "", *attendees: tuple[str, str]) -> BookingText:
    return read(title, text, attendees, SERVICES, STAFF, "CZ")


def test_labelled_lines_tell_who_comes_and_to_whom() -> None:
    found = of(
        "Střih",
        "Jméno: Jana Vzorová\nTelefon: 777 123 456\nE-mail: Jana@Example.com\nKadeřnice: Eva",
    )
    assert found == BookingText(
        "Jana Vzorová", "+420777123456", "jana@example.com", (b"strih",), b"eva"
    )


def test_a_client_who_bears_a_stylists_name_does_not_choose_the_stylist() -> None:
    assert of("Eva Nová – Střih", "Kadeřnice: Petra").staff_id == b"petra"
    assert of("Eva Nová – Střih").staff_id is None


def test_markup_of_a_description_is_no_text() -> None:
    found = of("Cut: Jane Doe (Eva)", "<p><b>Phone</b>: +420 777 111 222<br>Thank you</p>")
    assert (found.name, found.phone, found.staff_id) == ("Jane Doe", "+420777111222", b"eva")


def test_an_attendee_is_who_comes() -> None:
    found = of("Booking", "", ("Ann Sample", "Ann@example.com"))
    assert (found.name, found.email) == ("Ann Sample", "ann@example.com")


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("Cut and colour, Jane Doe", (b"colour",)),
        ("Beard trim + cut", (b"beard", b"cut")),
        ("STRIH - Jana", (b"strih",)),
        ("Haircutting course", ()),
    ],
)
def test_services_are_found_as_whole_words_the_longest_first(
    title: str, ids: tuple[bytes, ...]
) -> None:
    assert of(title).service_ids == ids


def test_a_number_of_a_price_is_no_telephone() -> None:
    assert of("Cut", "Price: 650 CZK").phone == ""


def test_nothing_is_guessed_that_is_not_written() -> None:
    assert of("", "") == BookingText()
