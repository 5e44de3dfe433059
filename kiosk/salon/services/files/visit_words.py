"""What the words of a row say of a visit: its state, the services, the stylist, the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kiosk.salon.domain.entry.naming import found_in
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.ways import OF_NUMBERS

CANCELLED = re.compile(r"cancel|zrus|storno|torol|lemond|odpov|preklic|no.?show|declined")
_CALLED_OFF = re.compile(r"^\s*[\[(]?([^\W\d_][^\W\d_ -]{3,})[\])]?\s*[:–—-]\s*")
"""A word before the title, as feeds put it (*Cancelled: Jana*)."""
_BETWEEN = re.compile(r"[,;+&|/\n()]|\s[-–—:]\s")
_WITH = r"(?:with|w/|by|s|se|u|pri|pri frizerki|mit|bei)\s+"
_LINK = re.compile(r"^(?:with|w/|for|of|pro|s|se|u|za|mit|für|bei)\s+", re.IGNORECASE)
_LINKING = 2
"""Letters of the words that join others (*a*, *és*, *in*)."""
_BESIDE = re.compile(
    r"\s*[(\[][^)\]]*[)\]]\s*$|\s+\d+\s*(?:min\w*|h|hod\w*|perc)\.?$", re.IGNORECASE
)
"""What stands behind a service: how long it takes, what it costs."""


def state_of(state: str, subject: str) -> tuple[bool, str]:
    """Whether it was cancelled, and the subject without the word that says so."""
    found = _CALLED_OFF.match(subject)
    if found and CANCELLED.search(fold(found[1])):
        return True, subject[found.end() :]
    return bool(CANCELLED.search(fold(state))), subject


def stylist_in(subject: str, staff: Iterable[StaffMember]) -> tuple[str, str]:
    """Whom a subject names (*with Eva*), and the subject without that; empty when it names
    nobody."""
    for one in staff:
        for name in (one.name, one.first_name):
            found = re.search(rf"(?<!\w){_WITH}{re.escape(name)}(?!\w)", subject, re.IGNORECASE)
            if found:
                return name, f"{subject[: found.start()]} | {subject[found.end() :]}"
    return "", subject


def stylist_named(named: Sequence[str], staff: Sequence[StaffMember]) -> StaffMember:
    """The first that somebody is called by; an address counts by what stands before its sign.
    Refused: nobody is named while there are several, or nobody is called so."""
    if not named and len(staff) == 1:
        return staff[0]
    if not named:
        raise Refused(T("It does not say whose visit it is."))
    for text in named:
        folded = fold(re.sub(r"[._-]", " ", text.partition("@")[0]) if "@" in text else text)
        for wanted in (folded.split(), []):
            words = set(folded.split())
            found = [
                one
                for one in staff
                if (wanted and sorted(fold(one.name).split()) == sorted(wanted))
                or (not wanted and set(fold(one.first_name).split()) <= words)
            ]
            if len(found) == 1:
                return found[0]
    if len(staff) == 1 and all("@" in text for text in named):
        return staff[0]
    raise Refused(T("Nobody in the agenda is called {name}.", name=named[0][:40]))


def services_named(text: str, known: Sequence[Service]) -> list[Service]:
    """Those that a column of services names. Refused: one that is not here."""
    by_name = {fold(one.name): one for one in known}
    by_name |= {fold(one.code): one for one in known if one.code}
    for whole in (text, _BESIDE.sub("", text)):
        if found := by_name.get(fold(whole)):
            return [found]
    services = []
    for part in filter(None, map(str.strip, re.split(r"[,;+&|/\n]|\s[-–—:]\s", text))):
        service = by_name.get(fold(part)) or by_name.get(fold(_BESIDE.sub("", part)))
        if service is None:
            raise Refused(T("There is no service called {name} here.", name=part[:40]))
        services.append(service)
    return services


def services_in(subject: str, known: Sequence[Service]) -> tuple[list[Service], str]:
    """The services that a subject names, in its order, and what it says besides. Refused: none."""
    found = found_in(subject, [one.name for one in known])
    if not found:
        raise Refused(T("It does not say which service it is."))
    rest = subject
    for place in reversed(found):
        rest = f"{rest[: place.start]}|{rest[place.end :]}"
    return [known[place.which] for place in found], rest


def parts_of(rest: str) -> list[str]:
    """What a subject says besides the services, piece by piece; the first is who comes."""
    parts = (_LINK.sub("", part.strip(" -–—:,.")) for part in _BETWEEN.split(rest))
    return list(filter(None, parts))


def said_besides(parts: Sequence[str], names: Iterable[str]) -> str:
    """What is neither one of the ``names`` nor a word beside a number or between services: a
    service that is not here, or something to be known about the person."""
    named = [set(fold(name).split()) for name in names]
    kept = []
    for part in parts:
        said = set(fold(part).split()) - OF_NUMBERS
        telling = any(len(word) > _LINKING for word in said)
        if telling and not any(said <= one for one in named):
            kept.append(part)
    return ", ".join(kept)
