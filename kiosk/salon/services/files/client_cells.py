"""What the cells of a clients' file say besides names and ways to reach somebody. What cannot be
read is told and left out: nobody needs it, and the person comes all the same.

Of several addresses one is taken whole, the private one before that of work: a street is worth
nothing beside the town of another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, tzinfo
from functools import lru_cache
from typing import Any

from kiosk.salon.domain.clients import client_status
from kiosk.salon.domain.clients.client_status import brought_along
from kiosk.salon.domain.entry import entering, parsed_input, spreadsheet, written_days
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.people import ClientStatus
from kiosk.salon.domain.text import T
from kiosk.salon.services.clients import LONGEST
from kiosk.salon.services.files.cells import ANOTHER, NOTHING, Cell, Cells
from kiosk.salon.services.files.columns import CLIENTS, field_of, place_of
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.words import gender, language, readable, says_nothing, unknown

_OLDEST_YEAR = 1900
_NO_DAYS = frozenset(("1900-01-01", "1904-01-01"))
"""From which spreadsheets count; a day that was never entered becomes it."""
_ADDRESS = ("street", "street_more", "house", "address", "city", "postcode", "postcode_city")
_POSTCODE_CITY = re.compile(r"((?:[A-Z]{1,2}-?)?\d[\d ]{2,6}\d)[ ,]+([^\W\d].*)")
_CITY_POSTCODE = re.compile(r"([^\W\d][^\d]*?)[ ,]+(\d[\d ]{2,6}\d)")
_SECOND_LINE = re.compile(r"[2-9]\W*$")
_CONSENT = {
    **dict.fromkeys(
        (
            *("subscribed", "opted in", "opt in", "souhlasi", "souhlas", "suhlasi", "udelen"),
            *("prihlasen", "prihlasena", "granted", "agreed", "hozzajarult", "soglasa", "v", "ok"),
        ),
        True,
    ),
    **dict.fromkeys(
        (
            *("unsubscribed", "opted out", "opt out", "nesouhlasi", "nesuhlasi", "neudelen"),
            *("odvolan", "odhlasen", "odhlasena", "revoked", "withdrawn", "denied", "declined"),
            *("nem jarult hozza", "ne soglasa"),
        ),
        False,
    ),
}
_TICKS = {**dict.fromkeys("✓✔☑✅🗸", True), **dict.fromkeys("✗✘☐❌✖", False)}


def said(cells: Cells, habits: Habits, today: date, zone: tzinfo) -> dict[str, Any]:
    """Field of a client to what it shall be."""
    readers: dict[str, Callable[[str], Any]] = {
        "birth_date": lambda text: _birth_date(text, habits, today, zone),
        "gender": lambda text: gender(text, habits.genders),
        "language": language,
    }
    values = readable(cells, readers)
    _agreed(cells, values)
    if "birth_date" not in cells and "birth_day" in cells:
        _birth_in_pieces(cells, values, lambda text: _birth_date(text, habits, today, zone))
    _keep(cells, values, "note", _pieces(cells, "note"), "\n")
    _keep(cells, values, "warning", _pieces(cells, "warning"), ", ")
    _address(cells, values)
    return values


def status(cells: Cells) -> ClientStatus:
    """Of somebody who is not here yet: as the file says it, else by the visits that it counts or by
    whether there was a last one."""
    found = readable(cells, {"status": _status, "visits": _count})
    if "status" in found:
        told: ClientStatus = found["status"]
        return told
    visits: int | None = found.get("visits")
    if visits is None and cells.has_column("last_visit"):
        visits = int(not all(says_nothing(cell.text) for cell in cells.each("last_visit")))
    return brought_along(visits)


def standing(cells: Cells, kept: ClientStatus) -> None:
    """Tells that somebody who is here keeps the status ``kept``."""
    for cell in cells.each("status"):
        if client_status.as_written(cell.text) not in (kept, None):
            cells.remark(cell, T("Left out: the status that stands here stays."))


def _status(text: str) -> ClientStatus:
    found = client_status.as_written(text)
    if found is None:
        raise Refused(T("{text} is not a status we know.", text=text[:40]))
    return found


def _count(text: str) -> int:
    return parsed_input.decimal(text, 0)


def _birth_date(text: str, habits: Habits, today: date, zone: tzinfo) -> str:
    born = written_days.day(text, habits.days, today, zone)
    iso = born.isoformat()
    if born.year < _OLDEST_YEAR or born > today or iso in _NO_DAYS or iso in habits.unset_days:
        raise Refused(T("The date of birth cannot be right."))
    return iso


def _birth_in_pieces(cells: Cells, values: dict[str, Any], read: Callable[[str], str]) -> None:
    """Of columns for day, month and year; a day alone is a whole date."""
    cell = cells.each("birth_day")[0]
    if not cells.has_column("birth_month"):
        pieces = [cell.text]
    else:
        pieces = [cells.get(f"birth_{piece}", "") for piece in ("year", "month", "day")]
    try:
        values["birth_date"] = read("-".join(pieces))
    except Refused as error:
        cells.remark(cell, error.message)


def _agreed(cells: Cells, values: dict[str, Any]) -> None:
    """Somebody agrees who does so in each column that asks."""
    for cell in cells.each("marketing"):
        # A consent of 0 is one that is not given.
        if unknown(cell.text) and cell.text not in _TICKS:
            cells.remark(cell, NOTHING)
            continue
        try:
            agreed = _TICKS[cell.text] if cell.text in _TICKS else _yes(cell.text)
        except Refused as error:
            cells.remark(cell, error.message)
            continue
        if values.setdefault("marketing", agreed) != agreed:
            values["marketing"] = False
            cells.remark(cell, T("Another column says otherwise: taken for no."))


def _yes(text: str) -> bool:
    told = _CONSENT.get(fold(text))
    return parsed_input.yes(text) if told is None else told


@lru_cache(maxsize=64)
def _is_called(heading: str, field: str) -> bool:
    """Whether a heading says no more than what the field is; asked for each row."""
    bare = not fold(heading) or heading.isdigit()
    return bare or field_of(heading, CLIENTS) == field


def _pieces(cells: Cells, field: str) -> list[str]:
    """What its cells say; those of a column called otherwise behind its heading, without which
    *5/0* says nothing."""
    return [
        cell.text
        if says_nothing(cell.text) or _is_called(cell.heading, field)
        else f"{cell.heading}: {cell.text}"
        for cell in cells.each(field)
    ]


def _keep(cells: Cells, values: dict[str, Any], field: str, texts: list[str], mark: str) -> None:
    text = mark.join(dict.fromkeys(one for one in texts if not says_nothing(one)))
    keep = entering.lines if field == "note" else entering.line
    try:
        kept = keep(text, LONGEST[field])
    except Refused as error:
        found = cells.each(*_ADDRESS) if field == "street" else cells.each(field)
        cells.remark(Cell(field, found[0].heading, text), error.message)
        return
    if kept:
        values[field] = kept


def _address(cells: Cells, values: dict[str, Any]) -> None:
    found = [cell for cell in cells.each(*_ADDRESS) if not says_nothing(cell.text)]
    for cell in cells.each("city", "postcode"):
        if cell not in found:
            cells.remark(cell, NOTHING)
    found = list(_mended(cells, found))
    places = {place_of(cell.heading) for cell in found}
    if len(places) > 1:
        with_street = {
            place_of(cell.heading) for cell in found if cell.field in ("street", "address")
        }
        place = min(with_street or places)
        for cell in found:
            if place_of(cell.heading) != place and not _same(cell, found, place):
                cells.remark(cell, ANOTHER)
        found = [cell for cell in found if place_of(cell.heading) == place]
    for field, texts in _parts(found, cells):
        _keep(cells, values, field, texts, ", ")


def _mended(cells: Cells, found: list[Cell]) -> Iterator[Cell]:
    for cell in found:
        code = spreadsheet.postcode(cell.text) if cell.field == "postcode" else cell.text
        if isinstance(code, str):
            yield replace(cell, text=code)
        else:
            cells.remark(cell, code)


def _same(cell: Cell, found: list[Cell], place: int) -> bool:
    """Whether the address that is taken says the same."""
    return any(
        one.field == cell.field and one.text == cell.text and place_of(one.heading) == place
        for one in found
    )


def _parts(found: list[Cell], cells: Cells) -> Iterator[tuple[str, list[str]]]:
    """Street, town and postcode of the cells of one address."""
    by_field: dict[str, list[str]] = {}
    for cell in found:
        second = cell.field == "street" in by_field and _SECOND_LINE.search(cell.heading)
        field = "street_more" if second else cell.field
        kept = by_field.setdefault(field, [])
        if kept and kept[0] != cell.text and field != "street_more":
            cells.remark(cell, ANOTHER)
        elif cell.text not in kept:
            kept.append(cell.text)
    street = by_field.get("street", [])
    if street and "house" in by_field:
        street = [f"{street[0]} {by_field['house'][0]}"]
    whole = [", ".join(text.splitlines()) for text in by_field.get("address", [])]
    yield "street", [*street, *by_field.get("street_more", [])] if street else whole
    city, postcode = by_field.get("city", []), by_field.get("postcode", [])
    both = by_field.get("postcode_city", [])
    for text in (*both, *postcode, *city):
        if pair := _POSTCODE_CITY.fullmatch(text):
            postcode, city = [pair[1]], [pair[2]]
            break
        if (pair := _CITY_POSTCODE.fullmatch(text)) and text in both:
            city, postcode = [pair[1]], [pair[2]]
            break
    else:
        city = city or both
    yield "city", city
    yield "postcode", postcode
