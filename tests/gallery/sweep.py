"""Lints every state in every language on one panel size: ``python -m tests.gallery.sweep wide``.

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
from kiosk.domain.text import Msg
from kiosk.language import catalogue

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


def untranslated(language: str) -> list[str]:
    """Has the window say everything again and notes what has no translation."""
    from kiosk.ui.i18n import tr

    known = translated(language)
    if not known:
        return []
    missing: set[str] = set()
    say = tr._

    def note(text: Any) -> str:
        missing.update(key for key in keys_of(text) if key not in known)
        return say(text)

    tr._ = note
    tr._ = say
    return [f"not translated: {key!r}" for key in sorted(missing)]


def sweep(size: str, names: list[str], languages: tuple[str, ...]) -> dict[str, list[str]]:
    """What is wrong, by ``state/language``."""
    from tests.gallery.lint import check
    from tests.gallery.render import chosen
    from tests.gallery.studio import Studio

    studio = Studio(size)
    from kivy.factory import FactoryException
    from kivy.lang.builder import BuilderException

    from tests.gallery.stage import Stage
    from tests.gallery.states import NOT_REACHED

    wrong: dict[str, list[str]] = {}
    for one in chosen(names):
        stage = Stage(studio, role=one.role, empty=one.empty)
        try:
            one.reach(stage)
            for language in languages:
                stage.nav.set_language(language)
                studio.measure()
                found = sorted({*check(studio.window), *untranslated(language)})
                if found:
                    wrong[f"{one.key}/{language}"] = found
        except (*NOT_REACHED, BuilderException, FactoryException):
            last = traceback.format_exc().strip().splitlines()[-4:]
            wrong[f"{one.key}/not reached"] = last
        finally:
            stage.close()
    return wrong


if __name__ == "__main__":
    problems = sweep(sys.argv[1], sys.argv[2:], ("cs", "hu", "sl", "en"))
    json.dump(problems, sys.stdout, ensure_ascii=False, indent=1)
