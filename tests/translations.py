"""The texts of the house: collecting them from the sources, and checking their translations.

``python -m tests.translations update`` writes ``assets/translations/LANG.po``: new texts empty,
gone ones dropped, no line numbers (they would change with every commit). ``check`` says what is
missing.
"""

from __future__ import annotations

import io
import string
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from kiosk.salon.domain import country

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "assets" / "translations"
LANGUAGES = tuple(language for language in country.LANGUAGES if language != "en")
"""Those that are translated into."""
KEYWORDS = {"T": None, "N": (1, 2), "_": None}
ROOMS = ("kiosk", "drivers", "sync_agent")


def sources() -> Iterator[Path]:
    """Every file that may hold a text."""
    for room in ROOMS:
        for suffix in ("*.py", "*.kv"):
            yield from sorted((ROOT / room).rglob(suffix))


@cache
def found() -> tuple[tuple[str | tuple[str, ...], str], ...]:
    """Every text of the sources with the file it stands in."""
    texts = []
    for path in sources():
        with path.open("rb") as file:
            place = str(path.relative_to(ROOT))
            texts += [(text, place) for _, text, _, _ in extract("python", file, KEYWORDS)]
    return tuple(texts)


def collect() -> Catalog:
    """All texts with the files they stand in; whoever takes it may write into it."""
    catalogue = Catalog(project="Pult", charset="utf-8")
    for text, place in found():
        catalogue.add(text, locations=[(place, None)])
    return catalogue


def load(language: str) -> Catalog:
    """The translations as they stand; empty when there are none yet."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, project="Pult", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def dump(catalogue: Catalog) -> bytes:
    """A .po file that depends on the texts alone."""
    text = io.BytesIO()
    write_po(text, catalogue, width=98, omit_header=False, sort_output=True, ignore_obsolete=True)
    drop = tuple(
        f'"{field}'.encode()
        for field in (
            "POT-Creation-Date",
            "PO-Revision-Date",
            "Last-Translator",
            "Language-Team",
            "Report-Msgid-Bugs-To",
            "Generated-By",
        )
    )
    kept = [line for line in text.getvalue().splitlines() if not line.startswith(drop)]
    while kept and kept[0].startswith(b"#"):
        kept.pop(0)
    return b"\n".join(kept) + b"\n"


def updated(language: str) -> Catalog:
    """The translations brought to the texts of today."""
    catalogue = load(language)
    catalogue.update(collect(), no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults(language: str) -> Iterator[str]:
    """What is wrong with a language: texts missing, fuzzy, or with other placeholders."""
    template = collect()
    catalogue = load(language)
    wanted = {message.id for message in template if message.id}
    present = {message.id: message for message in catalogue if message.id}
    for key in sorted(wanted - present.keys(), key=str):
        yield f"{language}: not in the .po file (run make i18n): {key!r}"
    for key in sorted(present.keys() - wanted, key=str):
        yield f"{language}: no longer used (run make i18n): {key!r}"
    for key in sorted(wanted & present.keys(), key=str):
        yield from _faults_of(language, present[key])


def _faults_of(language: str, message: Message) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield f"{language}: fuzzy: {ids[0]!r}"
    if not all(strings):
        yield f"{language}: not translated: {ids[0]!r}"
        return
    wanted = set().union(*(placeholders(text) for text in ids))
    for text in strings:
        # The number may be left out where the words say it ("one minute").
        if placeholders(text) | {"n"} != wanted | {"n"}:
            yield f"{language}: other placeholders: {ids[0]!r} -> {text!r}"
        if ids[0].endswith((".", "…", "?")) and text[-1] not in ".…?!":
            yield f"{language}: the full stop is missing: {text!r}"


def main(argv: list[str]) -> int:
    if argv == ["update"]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            (FOLDER / f"{language}.po").write_bytes(dump(updated(language)))
        return 0
    found = [fault for language in LANGUAGES for fault in faults(language)]
    print("\n".join(found) or "All languages are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
