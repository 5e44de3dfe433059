"""From bytes to text: by the letters of the salon's languages, and never by a guess."""

from __future__ import annotations

import codecs

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.reading.encodings import SeveralReadings, decode

codecs.register_error("keep_byte", lambda error: (chr(error.object[error.start]), error.start + 1))

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
    [
        "Имя;Фамилия\nИван;Петров\n".encode("cp1251"),
        "Name\nИван Петров\n".encode("koi8-r"),
        "Όνομα;Γιώργος\n".encode("cp1253"),
        "Name,Phone\n山田太郎,1\n".encode("shift_jis"),
        "Name\n王小明\n".encode("gbk"),
    ],
)
def test_letters_of_no_language_of_ours_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="UTF-8"):
        decode(data, "cs")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "no-such-encoding"])
def test_a_chosen_encoding_must_fit(encoding: str) -> None:
    with pytest.raises(Refused, match="not in the encoding"):
        decode(CZECH.encode("cp1250"), "cs", encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Klient\nAndré Müller\nZoë\n", "cp1250"),
        ("Klient\nJana Nováková – stálá „klientka“\n", "cp1250"),
        ("Klient;Cena\nJana;5 € sleva, 20 °C\n", "cp1250"),
        ("Klient\nJana Vzorová\nŁucja Wiśniewska\n", "cp1250"),
        ("Klient\nŠÁRKA ČERNÁ\nŽOFIE ŘÍHOVÁ\n", "mac_latin2"),
        ("Klient\nŠÁRKA ČERNÁ\nŽOFIE ŘÍHOVÁ\n", "cp852"),
    ],
)
def test_few_letters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "cs")[0] == text


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
def test_a_known_heading_tells_the_encoding(encoding: str) -> None:
    data = "Kráľ;Telefon\nJan;1\n".encode("cp1250")
    with pytest.raises(SeveralReadings):
        decode(data, "cs")
    text = data.decode(encoding)
    assert decode(data, "cs", knows=text.partition(";")[0].__eq__) == (text, encoding)


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("language", "text", "written", "taken_for"),
    [
        ("cs", CZECH, "utf-8", "cp1250"),
        ("cs", CZECH, "utf-8", "latin-1"),
        ("cs", CZECH, "cp1250", "cp1252"),
        ("cs", CZECH, "cp1250", "latin-1"),
        ("cs", CZECH, "iso8859_2", "cp1252"),
        ("hu", HUNGARIAN, "iso8859_2", "cp1252"),
        ("hu", HUNGARIAN, "utf-8", "latin-1"),
        ("sl", SLOVENIAN, "utf-8", "cp1250"),
    ],
)
@pytest.mark.parametrize("more", ["", "\N{SLICE OF PIZZA}\n"])
def test_what_was_read_wrongly_and_saved_as_utf_8_is_put_right(
    language: str, text: str, written: str, taken_for: str, more: str
) -> None:
    # Browsers keep a byte that Windows-1252 leaves out as the sign of that number.
    saved = text.encode(written).decode(taken_for, "keep_byte") + more
    known = {"Příjmení", "Telefon"}
    assert decode(saved.encode(), language, knows=known.__contains__)[0] == text + more


@pytest.mark.req("C5")
@pytest.mark.parametrize("name", ["TomÃ¡Å¡", "TomĂˇĹˇ", "Tom&aacute;&#353;"])
def test_one_row_that_was_read_wrongly(name: str) -> None:
    assert decode(f"{CZECH}{name};Černý\n".encode(), "cs")[0] == f"{CZECH}Tomáš;Černý\n"


@pytest.mark.parametrize(
    "text", ["Nom\nHélène\nNoël\n", "R&amp;B\nA&B;\n&bl;\n", "Niccolò\nForlì\n", "Äsch\nÅse\n"]
)
def test_what_is_right_stays(text: str) -> None:
    for language in ("cs", "hu", "sl"):
        assert decode(text.encode(), language)[0] == text
