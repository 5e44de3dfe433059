"""Translations: ``assets/translations/LANG.po``, compiled once per content.

Sources are plain .po files, so a translator's change needs no build step. A compiled copy is kept
in a cache folder under the hash of its source: it can never be stale, and nothing is lost when the
folder is emptied or cannot be written.
"""

from __future__ import annotations

import contextlib
import gettext
import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from kiosk.salon.assets import asset

TRANSLATIONS = asset("translations")


def load(
    language: str, folder: Path = TRANSLATIONS, cache: Path | None = None
) -> gettext.NullTranslations:
    """The catalogue of a language code such as ``cs``; English sentences where there is none.

    ``cache``: folder for compiled catalogues, made when missing; None compiles in memory.
    ValueError when the .po file is malformed.
    """
    try:
        source = (folder / f"{language}.po").read_bytes()
    except FileNotFoundError:
        return gettext.NullTranslations()
    name = f"{language}-{hashlib.sha256(source).hexdigest()[:24]}.mo"
    if cache is not None:
        with contextlib.suppress(OSError), (cache / name).open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    binary = compile_po(source, language)
    if cache is not None:
        _keep(cache, name, binary)
    return gettext.GNUTranslations(BytesIO(binary))


def compile_po(source: bytes, language: str) -> bytes:
    """A .po file as a .mo file; fuzzy entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(BytesIO(source), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{language}.po: {error}") from error
    binary = BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def _keep(cache: Path, name: str, binary: bytes) -> None:
    """Writes beside and renames, so a reader never meets half a file. Failing costs only time."""
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=cache, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(binary)
        Path(path).replace(cache / name)
