"""A page of settings as it is filled in: every field from the declaration of its setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import inspect

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.machine import Setting, SettingsPage, WrongSettings
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.settings import Sections, Settings
from kiosk.salon.settings.pages import Page, Row
from kiosk.salon.settings.section import Section

Values = Mapping[tuple[str, ...], Mapping[str, object]]
"""By section."""
MARKED = T("Please correct the marked fields.")


def shown(page: Page, settings: Settings, sections: Sections) -> SettingsPage:
    """A page with its settings as they are."""
    fields = tuple(_setting(row, settings, sections) for row in page.rows)
    return SettingsPage(page.key, page.title, page.about, page.icon, fields)


def changed(page: Page, typed: Mapping[str, str], settings: Settings, sections: Sections) -> Values:
    """What was typed, as far as it says something else than the settings do, by section. Raises
    :class:`WrongSettings`."""
    faults: dict[str, Text] = {}
    values: dict[tuple[str, ...], dict[str, object]] = {}
    for row in page.rows:
        if row.key not in typed:
            continue
        *path, name = row.key.split(".")
        try:
            value = _value(row, _annotation(row.key, sections), typed[row.key].strip())
        except Refused as error:
            faults[row.key] = error.message
        else:
            if value != now(row.key, settings, sections):
                values.setdefault(tuple(path), {})[name] = value
    for row in page.rows:
        *path, name = row.key.split(".")
        new = values.get(tuple(path), {})
        if path and name in new and name in _contradicted(".".join(path), new, settings, sections):
            faults[row.key] = T("This does not fit. {hint}", hint=row.hint)
    if faults:
        raise WrongSettings(MARKED, faults)
    return values


def _contradicted(
    section: str, new: Mapping[str, object], settings: Settings, sections: Sections
) -> set[str]:
    """Keys of a section that their types allow and that are wrong all the same."""
    before = now(section, settings, sections)
    if not isinstance(before, Section):
        return set()
    after = msgspec.structs.replace(before, **new)
    return {key.partition(".")[0] for key, _ in after.contradictions()}


def _annotation(key: str, sections: Sections) -> Any:
    """The type of a setting with its bounds. KeyError for a key that is none."""
    first, *rest = key.split(".")
    kind: Any = sections.get(first, Settings)
    for name in rest if first in sections else (first, *rest):
        info = _bare(inspect.type_info(kind))
        if not isinstance(info, inspect.StructType):
            raise KeyError(key)
        kind = {field.name: field.type for field in msgspec.structs.fields(info.cls)}[name]
    return kind


def now(key: str, settings: Settings, sections: Sections) -> object:
    """What a setting is."""
    first, *rest = key.split(".")
    if first in sections:
        value: object = settings.service(first, sections[first])
    else:
        value = getattr(settings, first)
    for name in rest:
        value = getattr(value, name)
    return value


def _bare(info: inspect.Type) -> inspect.Type:
    return info.type if isinstance(info, inspect.Metadata) else info


def _setting(row: Row, settings: Settings, sections: Sections) -> Setting:
    value = now(row.key, settings, sections)
    info = _bare(inspect.type_info(_annotation(row.key, sections)))
    if isinstance(info, inspect.BoolType):
        return Setting(row.key, row.title, "switch", "1" if value else "", row.hint)
    if row.offers or isinstance(info, inspect.LiteralType):
        words = dict(row.offers)
        offered = dict.fromkeys((*words, *_others(info, value)))
        options = tuple((str(one), words.get(one, str(one))) for one in offered)
        return Setting(row.key, row.title, "choice", str(value), row.hint, options)
    if isinstance(info, inspect.VarTupleType) and isinstance(value, tuple):
        return Setting(row.key, row.title, "text", "; ".join(map(str, value)), row.hint)
    whole = isinstance(info, inspect.IntType)
    return Setting(row.key, row.title, "number" if whole else "text", str(value), row.hint)


def _others(info: inspect.Type, value: object) -> Iterator[object]:
    """What can be chosen besides what a row offers: all that the type names, and what is set."""
    if isinstance(info, inspect.LiteralType):
        yield from info.values
    yield value


def _value(row: Row, kind: Any, text: str) -> object:
    """Refused with what is to be typed instead."""
    bare = _bare(inspect.type_info(kind))
    raw: object = text
    if isinstance(bare, inspect.BoolType):
        return text == "1"
    if isinstance(bare, inspect.LiteralType):
        raw = next((one for one in bare.values if str(one) == text), text)
    elif isinstance(bare, inspect.IntType):
        if not text.isdecimal():
            raise Refused(_bounds(bare))
        raw = int(text)
    elif isinstance(bare, inspect.VarTupleType):
        raw = tuple(filter(None, (part.strip() for part in text.split(";"))))
    try:
        value: object = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        if isinstance(bare, inspect.IntType):
            raise Refused(_bounds(bare)) from error
        raise Refused(T("This does not fit. {hint}", hint=row.hint)) from error
    return value


def _bounds(info: inspect.IntType) -> Msg:
    return T("From {least} to {most}.", least=info.ge, most=info.le)
