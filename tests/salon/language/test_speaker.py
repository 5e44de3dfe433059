"""How each language writes what a salon shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.salon.domain.text import Amount, Day, Duration, N, Number, Percent, Phone, T, TimeOfDay
from kiosk.salon.language import catalogue
from kiosk.salon.language.speaker import Speaker
from tests.paper.samples import TEN_O_CLOCK

PRAGUE = ZoneInfo("Europe/Prague")
SATURDAY = date(2026, 11, 21)

PO = """
msgid ""
msgstr ""
"Language: cs\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;\\n"

msgid "Hello {name}"
msgstr "Ahoj {name}"

#, fuzzy
msgid "Unsure"
msgstr "Spatne"

msgid "{n} visit"
msgid_plural "{n} visits"
msgstr[0] "{n} návštěva"
msgstr[1] "{n} návštěvy"
msgstr[2] "{n} návštěv"
"""


def say(language: str, text: object) -> str:
    """What a speaker says, with ordinary spaces for readable expectations."""
    return Speaker(language, PRAGUE).say(text).replace("\N{NO-BREAK SPACE}", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "amount", "words"),
    [
        ("cs", Amount(145000, "CZK"), "1 450,00 Kč"),
        ("cs", Amount(-50, "CZK"), "-0,50 Kč"),
        ("hu", Amount(12500, "HUF"), "12 500 Ft"),
        ("sl", Amount(4590, "EUR"), "45,90 €"),
        ("sl", Amount(123456789, "EUR"), "1.234.567,89 €"),
        ("en", Amount(145000, "CZK"), "1,450.00 Kč"),
        ("en", Amount(0, "HUF"), "0 Ft"),
    ],
)
def test_money(language: str, amount: Amount, words: str) -> None:
    assert say(language, amount) == words


def test_a_sum_never_breaks_over_two_lines() -> None:
    for language in ("cs", "hu", "sl", "en"):
        assert " " not in Speaker(language, PRAGUE).say(Amount(123456789, "CZK"))


@pytest.mark.parametrize(
    ("language", "style", "words"),
    [
        ("cs", "short", "21. 11."),
        ("cs", "long", "sobota 21. listopadu"),
        ("cs", "full", "sobota 21. listopadu 2026"),
        ("cs", "date", "21. 11. 2026"),
        ("cs", "brief", "so 21. listopadu"),
        ("cs", "month", "listopad 2026"),
        ("hu", "month", "2026. november"),
        ("hu", "weekday_short", "szo."),
        ("en", "weekday_short", "Sat"),
        ("hu", "brief", "november 21., szo."),
        ("sl", "brief", "sob., 21. november"),
        ("hu", "short", "11. 21."),
        ("hu", "long", "november 21., szombat"),
        ("hu", "date", "2026. 11. 21."),
        ("sl", "long", "sobota, 21. november"),
        ("sl", "date", "21. 11. 2026"),
        ("en", "long", "Saturday, 21 November"),
        ("en", "date", "21/11/2026"),
        ("en", "weekday", "Saturday"),
    ],
)
def test_days(language: str, style: str, words: str) -> None:
    assert say(language, Day(SATURDAY, style)) == words


def test_an_unknown_style_of_day_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="roman"):
        say("cs", Day(SATURDAY, "roman"))


def test_the_rest() -> None:
    assert say("cs", TimeOfDay(TEN_O_CLOCK)) == "10:00"
    assert say("cs", Number(1500)) == "1,5"
    assert say("en", Number(2522000)) == "2,522"
    assert say("cs", Percent(9500)) == "9,5 %"
    assert say("cs", Percent(9500, 2)) == "9,50 %"
    assert say("hu", Percent(27000)) == "27%"
    assert say("en", Percent(5000)) == "5%"
    assert say("en", Duration(105)) == "1 h 45 min"
    assert say("en", Duration(60)) == "1 h"
    assert say("en", Duration(0)) == "0 min"
    assert say("cs", Phone("+420777123456")) == "+420 777 123 456"
    assert say("cs", Phone("not a number")) == "not a number"


def test_values_inside_a_sentence_are_written_in_its_language() -> None:
    told = T("{name} pays {sum}", name="Eva", sum=Amount(4590, "EUR"))
    assert say("en", told) == "Eva pays 45.90 €"
    assert say("en", N("{n} client", "{n} clients", 2522)) == "2,522 clients"
    assert say("en", N("{n} client", "{n} clients", 1)) == "1 client"
    assert say("en", T("Shut {what}", what=T("the door"))) == "Shut the door"


def test_translation_with_plurals_and_a_cache_that_cannot_be_stale(tmp_path: Path) -> None:
    folder, cache = tmp_path / "po", tmp_path / "cache" / "words"
    folder.mkdir()
    (folder / "cs.po").write_text(PO, encoding="utf-8")
    for _ in range(2):
        words = catalogue.load("cs", folder, cache)
        assert words.gettext("Hello {name}") == "Ahoj {name}"
        assert [words.ngettext("{n} visit", "{n} visits", n) for n in (1, 3, 5)] == [
            "{n} návštěva",
            "{n} návštěvy",
            "{n} návštěv",
        ]
        assert words.gettext("Unsure") == "Unsure"
    assert len(list(cache.iterdir())) == 1
    (folder / "cs.po").write_text(PO.replace("Ahoj", "Nazdar"), encoding="utf-8")
    assert catalogue.load("cs", folder, cache).gettext("Hello {name}") == "Nazdar {name}"


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cs.po").write_text(PO, encoding="utf-8")
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert catalogue.load("cs", tmp_path, blocked).gettext("Hello {name}") == "Ahoj {name}"


def test_a_malformed_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "cs.po").write_text("not a catalogue", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cs\.po"):
        catalogue.load("cs", tmp_path)
