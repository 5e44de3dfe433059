"""What a booking system wrote into an event, read as a person would read it.

There is no standard for it. What every such event has is a time; who comes, to whom and for what
stands in the title, in labelled lines of the description (``Phone: ...``) or among the attendees.
Nothing is guessed that is not written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import phonenumbers

from kiosk.salon.domain.entry.naming import found_in
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from sync_agent.sides import contact

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PARTS = re.compile(r"\s[-–—]\s|[|,:·/()\[\]\n]+")
_LINE = re.compile(r"^\s*([^:\n]{2,30}):\s*(\S.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^>]+>")
_NAMES = {"name", "client", "customer", "jmeno", "klient", "klientka", "zakaznik", "zakaznice"}
_NAMES |= {"jmeno a prijmeni", "nev", "ugyfel", "vendeg", "ime", "ime in priimek", "stranka"}
_STYLISTS = {"stylist", "staff", "with", "employee", "kadernice", "kadernik", "pracovnik"}
_STYLISTS |= {"zamestnanec", "personal", "provadi", "fodrasz", "munkatars", "frizer", "frizerka"}


@dataclass(frozen=True, slots=True)
class Named:
    """A service or a stylist by what people call it."""

    id: Id
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookingText:
    """``phone``: E.164; ``service_ids`` in the order of the text; ``staff_id`` None: not said."""

    name: str = ""
    phone: str = ""
    email: str = ""
    service_ids: tuple[Id, ...] = ()
    staff_id: Id | None = None


def read(
    title: str,
    text: str,
    attendees: Sequence[tuple[str, str]],
    services: Sequence[Named],
    staff: Sequence[Named],
    region: str,
) -> BookingText:
    """``attendees``: name and e-mail of each. ``staff``: full name first, then shorter ones.
    ``region``: ISO 3166 code in which telephone numbers without a country are read."""
    title, text = contact.text(title), contact.lines(_TAG.sub("\n", text))
    labelled = {fold(label): value.strip() for label, value in _LINE.findall(text)}
    whole = f"{title}\n{text}"
    chosen = _services(title, services) or _services(text, services)
    name = _labelled(labelled, _NAMES) or next((name for name, _ in attendees if name), "")
    known = [fold(word) for item in (*services, *staff) for word in item.names]
    name = name or _rest(title, known)
    stylist = _stylist(_labelled(labelled, _STYLISTS), staff) or _stylist(
        fold(whole).replace(fold(name), " ") if name else fold(whole), staff
    )
    numbers = (
        contact.phone(match.raw_string, region)
        for match in phonenumbers.PhoneNumberMatcher(whole, region)
    )
    return BookingText(
        " ".join(_EMAIL.sub("", name).split()),
        next(filter(None, numbers), ""),
        next((found.lower() for found in _EMAIL.findall(whole)), "")
        or next((email.lower() for _, email in attendees if email), ""),
        chosen,
        stylist,
    )


def _labelled(lines: dict[str, str], labels: set[str]) -> str:
    return next((value for label, value in lines.items() if label in labels), "")


def _places(text: str, words: str) -> Iterable[int]:
    """Where whole words stand in a folded text."""
    return (match.start() for match in re.finditer(rf"(?<!\S){re.escape(words)}(?!\S)", text))


def _services(text: str, services: Sequence[Named]) -> tuple[Id, ...]:
    named = [(name, service.id) for service in services for name in service.names]
    found = found_in(text, [name for name, _ in named])
    return tuple(named[place.which][1] for place in found)


def _stylist(text: str, staff: Sequence[Named]) -> Id | None:
    """Whoever is named in full; else by a shorter name if only one of the staff bears it."""
    text = fold(text)
    for position in range(max((len(person.names) for person in staff), default=0)):
        found = {
            person.id
            for person in staff
            if position < len(person.names)
            and person.names[position]
            and any(True for _ in _places(text, fold(person.names[position])))
        }
        if len(found) == 1:
            return found.pop()
    return None


def _rest(title: str, known: Sequence[str]) -> str:
    """The first part of a title that is neither a service nor a stylist, nor a number."""
    for part in _PARTS.split(title):
        folded = fold(part)
        if folded and folded not in known and any(char.isalpha() for char in folded):
            return part.strip()
    return ""
