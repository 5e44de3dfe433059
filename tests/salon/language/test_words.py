"""The glossary ``docs/words.md`` against every translation: one thing has one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from tests import translations
from tests.translations import ROOT

PAGE = ROOT / "docs" / "words.md"
ALL = ("cs", "hu", "sl", "en")
START = re.compile(r"(?:^|[.:?!] )\w")
"""The first letter of a sentence."""


def rows(heading: str) -> list[tuple[str, ...]]:
    """The cells of the table under a heading, without its own first line."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines[1:]]


def pattern(cell: str) -> re.Pattern[str]:
    """Any of the words of a cell; ``*`` is any letters."""
    words = [word.strip() for word in cell.split(",")]
    either = "|".join(r"\w*".join(re.escape(part) for part in word.split("*")) for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def texts(language: str) -> Mapping[str, tuple[str, ...]]:
    """Of each English text what is said in a language, in every number."""
    if language == "en":
        said = [_forms(text) for text, _ in translations.found()]
        return {forms[0]: forms for forms in said}
    return {
        _forms(message.id)[0]: _forms(message.string)
        for message in translations.load(language)
        if message.id
    }


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def otherwise() -> set[str]:
    return {text for text, _ in rows("Texts that say it otherwise")}


def strayed(language: str) -> Iterator[str]:
    """Texts that call a thing by another name than the glossary. A term of several words is looked
    at in the place of the shorter ones in it."""
    column = ALL.index(language) + 1
    excused, terms = otherwise(), rows("Terms")
    for row in terms:
        term, word = pattern(row[0]), pattern(row[column])
        longer = [pattern(one[0]) for one in terms if _holds(one[0], row[0])]
        for english, said in texts(language).items():
            text = re.sub(r"\{\w+\}", "", english)
            for one in longer:
                text = one.sub("", text)
            if english in excused or not term.search(text):
                continue
            if not all(word.search(form) for form in said):
                yield f"{row[0]} is {row[column]}: {english!r} -> {said[0]!r}"


def _holds(longer: str, shorter: str) -> bool:
    return len(longer) > len(shorter) and bool(pattern(shorter).search(longer.replace("*", "")))


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_term_has_one_name(language: str) -> None:
    assert list(strayed(language)) == [], "say it so, or give a reason in docs/words.md"


def forbidden(language: str) -> Iterator[str]:
    for _, never, instead in (row for row in rows("Never") if row[0] == language):
        # Case counts inside a sentence, where a capital makes a name of a word.
        words = re.compile(pattern(never).pattern)
        for english, said in texts(language).items():
            for form in said:
                if words.search(START.sub(lambda start: start[0].lower(), form)):
                    yield f"never {never}, but {instead}: {english!r} -> {form!r}"


@pytest.mark.parametrize("language", ALL)
def test_words_that_are_never_said(language: str) -> None:
    assert list(forbidden(language)) == []


def test_every_excuse_is_needed() -> None:
    """A text that is gone, or that says the term by now, leaves the table."""
    words = rows("Terms")
    for english in otherwise():
        needed = False
        for column, language in enumerate(translations.LANGUAGES, start=1):
            said = texts(language).get(english)
            assert said is not None, f"gone: {english}"
            needed |= any(
                pattern(row[0]).search(english)
                and not all(pattern(row[column]).search(form) for form in said)
                for row in words
            )
        assert needed, english


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("účten*", "Poslední řádky účtenky", True),
        ("účten*", "Účet je zrušený.", False),
        ("*vendég*", "Törzsvendég", True),
        ("čtečk* karet", "Čtečka karet není připravená", True),
        ("*(a)", "Nepřišel(a)", True),
        ("pult*", "A Pult nyomtatás közben leállt.", True),
        ("a, b*", "ba", True),
    ],
)
def test_how_a_cell_is_read(cell: str, text: str, found: bool) -> None:
    assert bool(pattern(cell).search(text)) is found
