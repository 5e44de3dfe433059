"""From bytes to text: by the letters of the salon's languages, and never by a guess."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.encodings import SeveralReadings, decode

CZECH = "Jméno;Příjmení\r\nŽaneta;Šťastná\r\nLibuše;Ježková\r\n"
HUNGARIAN = "Név;Telefon\nSzőke Ödön;1\nKovács Űrhajós;2\n"
SLOVENIAN = "Ime;Priimek\nŽiga;Čučnik\nŠpela;Ukazelj\n"


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1250"),
        *("iso8859_2", "cp852", "mac_latin2"),
    ],
)
@pytest.mark.parametrize(
    ("language", "text"), [("cs", CZECH), ("hu", HUNGARIAN), ("sl", SLOVENIAN)]
)
def test_old_and_new_encodings(language: str, text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), language)[0] == text


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("text", "encoding", "readings"),
    [
        ("Jmeno\nKráľová\n", "cp1250", {"iso8859_2": "Krážová", "cp1250": "Kráľová"}),
        ("Jmeno\nMuñoz\n", "cp1252", {"cp1250": "Muńoz", "cp1252": "Muñoz"}),
    ],
)
def test_two_good_readings_are_asked_about(
    text: str, encoding: str, readings: dict[str, str]
) -> None:
    data = text.encode(encoding)
    with pytest.raises(SeveralReadings) as caught:
        decode(data, "cs")
    assert caught.value.readings == readings
    assert decode(data, "cs", encoding) == (text, encoding)


@pytest.mark.parametrize("through", ["cp1252", "cp1250", "latin-1"])
def test_what_was_encoded_twice_is_read_once(through: str) -> None:
    data = "Jméno;Příjmení\nŽaneta;Štěpán\n".encode()
    try:
        twice = data.decode(through)
    except UnicodeDecodeError:
        twice = "".join(bytes([byte]).decode(through, "ignore") or chr(byte) for byte in data)
    assert decode(twice.encode(), "cs")[0] == data.decode()


@pytest.mark.parametrize(
    "data",
    ["Имя;Фамилия\nИван;Петров\n".encode("cp1251"), "Όνομα;Γιώργος\n".encode("cp1253")],
)
def test_letters_of_no_language_of_ours_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="UTF-8"):
        decode(data, "cs")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "no-such-encoding"])
def test_a_chosen_encoding_must_fit(encoding: str) -> None:
    with pytest.raises(Refused, match="not in the encoding"):
        decode(CZECH.encode("cp1250"), "cs", encoding)
