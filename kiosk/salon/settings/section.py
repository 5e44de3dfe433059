"""What every section of the settings has in common: how it is read, and how it is explained.

A section is a msgspec structure: a field has a type, bounds and an explanation
(``Annotated[int, Meta(ge=1, description="…")]``) and a default. The kiosk reads its settings before
the first frame, where the models of a larger library cost 12 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

UNKNOWN = "no such setting (a typing mistake?)"
_AT = re.compile(r" - at `\$(.*)`$")


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Keys whose values the types allow and which are wrong all the same, with the reason."""
        yield from ()


S = TypeVar("S", bound=Section)


class Wrong(ValueError):
    """A section cannot be read. ``faults``: each key that is wrong, and why."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def read(kind: type[S], raw: object, *place: str) -> S:
    """A section from what a TOML file holds of it; ``place``: the keys that lead there. Raises
    :class:`Wrong` with everything that is wrong."""
    faults = [f"{'.'.join((*place, *key))}: {why}" for key, why in _faults(kind, raw)]
    if faults:
        raise Wrong(faults)
    return msgspec.convert(raw, kind)


def explain(kind: type[Section]) -> Iterator[tuple[tuple[str, ...], object, str]]:
    """Every setting as its keys, its default and its explanation. A field without explanation is
    filled by the program and no setting."""
    for field in msgspec.structs.fields(kind):
        if nested := _section(field.type):
            for keys, default, words in explain(nested):
                yield (field.name, *keys), default, words
        elif words := _words(field.type):
            default = field.default
            if default is msgspec.NODEFAULT and callable(field.default_factory):
                default = field.default_factory()
            yield (field.name,), default, words


def _faults(kind: type[Section], raw: object) -> Iterator[tuple[tuple[str, ...], str]]:
    if not isinstance(raw, Mapping):
        yield (), "this is a section of settings, not a value"
        return
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    right = True
    for key, value in raw.items():
        for keys, why in _of_value(fields[key], value) if key in fields else [((), UNKNOWN)]:
            right = False
            yield (key, *keys), why
    if right:
        try:
            whole = msgspec.convert(raw, kind)
        except msgspec.ValidationError as error:
            yield (), str(error)
        else:
            yield from (((key,), why) for key, why in whole.contradictions())


def _of_value(kind: Any, value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    if nested := _section(kind):
        yield from _faults(nested, value)
        return
    named = _section(get_args(_bare(kind))[-1]) if get_origin(_bare(kind)) is dict else None
    if named is not None and isinstance(value, Mapping):
        for name, part in value.items():
            yield from (((name, *keys), why) for keys, why in _faults(named, part))
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        within = _AT.search(str(error))
        keys = tuple(re.findall(r"\w+", within[1])) if within else ()
        yield keys, _AT.sub("", str(error))


def _bare(kind: Any) -> Any:
    """A type without what is said about it."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _section(kind: Any) -> type[Section] | None:
    bare = _bare(kind)
    return bare if isinstance(bare, type) and issubclass(bare, Section) else None


def _words(kind: object) -> str:
    metas = [part for part in get_args(kind) if isinstance(part, msgspec.Meta)]
    return next((meta.description for meta in reversed(metas) if meta.description), "")
