"""Lints every state in every language on one panel size and at one size of text:
``python -m tests.gallery.sweep wide 1.3``.

Prints one JSON object: what is wrong, by state and language; the states that could not be reached.
Further arguments are names of states or screens, as for ``tests.gallery.render``.
"""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kiosk
from kiosk.presenters.registry import all_presenters
from kiosk.salon.domain.text import Msg
from kiosk.salon.language import catalogue

LITERAL = re.compile(r"""tr\._\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


@cache
def literals() -> frozenset[str]:
    """The msgids that stand in .kv files."""
    folder = Path(kiosk.__file__).parent / "ui"
    found = (LITERAL.findall(path.read_text("utf-8")) for path in folder.rglob("*.kv"))
    return frozenset(one or other for pairs in found for one, other in pairs)


@cache
def translated(language: str) -> frozenset[str]:
    """The msgids that have a translation; empty while there is no catalogue."""
    words = catalogue.load(language)
    known = getattr(words, "_catalog", {})
    return frozenset(
        key[0] if isinstance(key, tuple) else key for key, text in known.items() if text
    )


def keys_of(text: Any) -> Iterator[str]:
    """The msgids that a text is made of."""
    if isinstance(text, Msg):
        yield text.key
        for _, value in text.values:
            yield from keys_of(value)
    elif isinstance(text, str) and text in literals():
        yield text


class Ear:
    """Hears what the window says and remembers what has no translation, by language.

    It stands between the window and its words, so that everything is said once a language."""

    def __init__(self) -> None:
        from kiosk.ui import i18n

        self.missing: dict[str, set[str]] = {}
        self._words = i18n.speaker
        i18n.speaker = self._heard

    def _heard(self, language: str, *more: Any) -> Any:
        speaker = self._words(language, *more)
        known = translated(language)
        return Heard(speaker, known, self.missing.setdefault(language, set())) if known else speaker


class Heard:
    """A speaker whose words are noted when they are not ``known``."""

    def __init__(self, speaker: Any, known: frozenset[str], missing: set[str]) -> None:
        self._speaker, self._known, self._missing = speaker, known, missing
        self.bare = speaker.bare

    def _note(self, text: Any) -> None:
        self._missing.update(key for key in keys_of(text) if key not in self._known)

    def lookup(self, text: str) -> str:
        self._note(text)
        return self._speaker.lookup(text)

    def say(self, text: Any) -> str:
        self._note(text)
        return self._speaker.say(text)


def sweep(
    size: str, text: float, names: list[str], languages: tuple[str, ...]
) -> dict[str, list[str]]:
    """What is wrong, by ``state/language``; what is not translated, by ``words/language``;
    screens that no state shows."""
    from tests.gallery.lint import check
    from tests.gallery.render import chosen
    from tests.gallery.studio import Studio

    studio, ear = Studio(size, text), Ear()
    from kivy.factory import FactoryException
    from kivy.lang.builder import BuilderException

    from tests.gallery.stage import Stage
    from tests.gallery.states import NOT_REACHED

    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    for one in chosen(names):
        stage = Stage(studio, role=one.role, empty=one.empty)
        try:
            one.reach(stage)
            seen.add(stage.screen)
            for language in languages:
                stage.nav.set_language(language)
                studio.measure()
                found = sorted(set(check(studio.window)))
                if found:
                    wrong[f"{one.key}/{language}"] = found
        except (*NOT_REACHED, BuilderException, FactoryException):
            last = traceback.format_exc().strip().splitlines()[-4:]
            wrong[f"{one.key}/not reached"] = last
        finally:
            stage.close()
    for language, keys in ear.missing.items():
        if keys:
            wrong[f"words/{language}"] = [f"not translated: {key!r}" for key in sorted(keys)]
    unseen = {presenter.name for presenter in all_presenters()} - seen
    if unseen and not names:
        wrong["screens/without a state"] = sorted(unseen)
    return wrong


if __name__ == "__main__":
    problems = sweep(sys.argv[1], float(sys.argv[2]), sys.argv[3:], ("cs", "hu", "sl", "en"))
    json.dump(problems, sys.stdout, ensure_ascii=False, indent=1)
