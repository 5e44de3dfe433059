"""Rows of clients.

Somebody is known again by enough: the name with the e-mail, a number or the day of birth, in
whatever order the two names stand. An e-mail or a number alone is shared by families and renames
nobody; a name alone is asked about. Cells that nobody needs and nobody can read are left out and
told, the person comes all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.files.cells import KEPT_IN_NOTE, NO_FIELD, Cell, Cells
from kiosk.salon.services.files.client_cells import said, standing, status
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.ways import Ways, ways
from kiosk.salon.services.files.words import names
from kiosk.salon.store import importing

ORIGIN = "import"
"""Where a consent that came with a file says it is from."""

_A_LETTER_APART = 0.85
_GENERATION = 12
"""Years."""
_REMEMBERED = 20_000
"""A file is judged when it is looked at and when it is written."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not sure whether a row is somebody who is here. ``like``: whom it may be, None when
    it is another row of the file; ``joined``: what is saved when it is them."""

    message: Msg
    like: Client | None = None
    joined: Any = None


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Somebody in a row above."""

    line: int
    client: Client


class ClientRows:
    columns = import_columns.CLIENTS
    portions = True
    one_of = (("first_name", "last_name", "name", "name_last_first"),)

    def __init__(self, context: Context, habits: Habits) -> None:
        self._clients, self._store = Clients(context), context.store
        self._region, self._zone = context.salon.country, context.salon.zone
        self._today = context.salon.local(context.now()).date()
        self._habits = habits
        self._named: dict[frozenset[str], list[_Earlier]] = {}
        self._emails: dict[str, _Earlier] = {}
        self._met: set[Id] = set()
        self.doubt: Doubt | None = None
        """About the row that was judged last."""

    def item(self, cells: Cells) -> tuple[Client | None, Client]:
        """What is there and what shall be. Refused as :meth:`Clients.save` does for a name."""
        self.doubt = None
        named = names(cells, self._habits.family_first)
        if not any(named.values()):
            raise Refused(T("Enter a name."))
        reach = ways(cells, lambda typed: _number(typed, self._region))
        companies = [cell.text for cell in cells.each("company")]
        if companies != [name for name in named.values() if name]:
            reach = replace(reach, more=(*reach.more, *companies))
        values = said(cells, self._habits, self._today, self._zone)
        row = replace(
            self._clients.checked(
                Client(b"", named.get("first_name", ""), named.get("last_name", ""))
            ),
            phone=reach.phone,
            other_phone=reach.other_phone,
            email=reach.email,
            birth_date=values.get("birth_date", ""),
        )
        found = importing.clients_like(self._store, row)
        sure = recognised(found, row)
        alike = _namesakes(found, row) or _born_otherwise(found, row)
        known = self._unchanged([*sure, *alike], found, row, cells, values, reach)
        known = known or next(iter(sure), None)
        if known is None:
            self._doubt(alike, found, row, cells, values, reach)
        if known is not None:
            if not known.active:
                name = cells.each("name", "name_last_first", "last_name", "first_name", "company")
                cells.remark(name[0], T("{name} is not active here.", name=known.name))
            for more in reach.more if "note" not in values else ():
                if more not in known.note:
                    cells.remark(Cell("note", "", more), NO_FIELD)
            standing(cells, known.status)
            email = self._own(cells, reach.email, found, known)
            return known, self._joined(known, row, cells, values, reach, email)
        email = self._own(cells, reach.email, found, None)
        for more in reach.more:
            cells.remark(Cell("note", "", more), KEPT_IN_NOTE)
        kept = "\n".join(filter(None, (values.get("note", ""), *reach.more)))
        whole = {**values, "email": email, "note": kept, "status": status(cells)}
        whole |= _consent(values, False)
        item = self._checked(replace(row, **whole))
        if self.doubt is None:
            self.doubt = self._in_file(replace(item, email=reach.email))
        self._remember(cells.line, item, reach.email)
        return None, item

    # -- who it is ---------------------------------------------------------------------------------

    def _doubt(
        self,
        alike: list[Client],
        found: list[Client],
        row: Client,
        cells: Cells,
        values: dict[str, Any],
        reach: Ways,
    ) -> None:
        """Notes whom the row may be, or tells with whom somebody new shares a number."""
        sharing = [one for one in found if _reached(one, row)]
        close = [one for one in sharing if _perhaps_renamed(one, row)]
        if alike:
            told = T("Somebody of this name is here already.")
        elif close:
            alike, told = close, T("{name} has the same phone or e-mail.", name=close[0].name)
        else:
            for one in sharing[:1]:
                number = cells.each("phone", "mobile", "other_phone")[:1]
                if number and _numbers(one) & _numbers(row):
                    cells.remark(number[0], T("{name} has this number too.", name=one.name))
            return
        like = alike[0]
        email = "" if _taken(found, reach.email, like) else reach.email
        joined = self._joined(like, row, cells, values, reach, email)
        self.doubt = Doubt(told, like, joined)

    def _unchanged(
        self,
        ones: list[Client],
        found: list[Client],
        row: Client,
        cells: Cells,
        values: dict[str, Any],
        reach: Ways,
    ) -> Client | None:
        """Whom of them the row tells nothing new about. Each stands for one row: of three
        namesakes in a file the third may be new."""
        for one in ones:
            email = "" if _taken(found, reach.email, one) else reach.email
            joined = self._joined(one, row, cells, values, reach, email)
            if one.id not in self._met and joined == one:
                self._met.add(one.id)
                return one
        return None

    def _joined(
        self,
        old: Client,
        row: Client,
        cells: Cells,
        values: dict[str, Any],
        reach: Ways,
        email: str,
    ) -> Client:
        """Somebody who is here, with what the row says. Nobody is renamed: only accents come.
        What the desk has written into note and warning stays, and so do a number and an address
        that give way: in the other field, or in the note."""
        new = {**values, **_consent(values, old.marketing)}
        gone: list[str] = []
        if email:
            new["email"] = email
            gone += [old.email] if old.email not in ("", email) else []
        if not _numbers(row) <= _numbers(old):
            phone = reach.phone or old.phone
            spare = old.phone if old.phone != phone and not old.other_phone else old.other_phone
            new |= {"phone": phone, "other_phone": reach.other_phone or spare}
            gone += sorted(_numbers(old) - {phone, new["other_phone"]})
        for field in ("first_name", "last_name"):
            ours, theirs = getattr(old, field), getattr(row, field)
            if fold(ours) == fold(theirs) and ours.isascii() and not theirs.isascii():
                new[field] = theirs
        said_more = [new["note"], *reach.more] if "note" in new else []
        new["note"] = _with(old.note, [*said_more, *gone], "\n")
        if "warning" in new:
            new["warning"] = _with(old.warning, [new["warning"]], ", ")
        # Blanks and line ends are written in many ways.
        same = [
            field
            for field, text in new.items()
            if isinstance(text, str) and text.split() == str(getattr(old, field)).split()
        ]
        changed = {field: value for field, value in new.items() if field not in same}
        return self._checked(replace(old, **changed), old) if changed else old

    def _checked(self, client: Client, before: Client | None = None) -> Client:
        """As the service has it; its numbers are as they are kept already."""
        bare = replace(client, phone="", other_phone="")
        kept = self._clients.checked(bare, before)
        return replace(kept, phone=client.phone, other_phone=client.other_phone)

    def _own(self, cells: Cells, email: str, found: list[Client], who: Client | None) -> str:
        """The address unless it is somebody else's; then that is told."""
        holder = _taken(found, email, who)
        above = self._emails.get(email) if email and holder is None and who is None else None
        if holder is None and above is None:
            return email
        told = (
            T("{name} has this e-mail. It is left out.", name=holder.name)
            if holder
            else T("Line {line} has this e-mail. It is left out.", line=above.line if above else 0)
        )
        cells.remark(Cell("email", cells.each("email")[0].heading, email), told)
        return ""

    def _in_file(self, item: Client) -> Doubt | None:
        for above in self._named.get(_words(item), ()):
            one = above.client
            bare = not (_numbers(one) | _numbers(item) or one.email or item.email)
            if _reached(one, item) or (bare and one.birth_date == item.birth_date):
                return Doubt(T("Line {line} has the same name.", line=above.line))
        return None

    def _remember(self, line: int, item: Client, email: str) -> None:
        earlier = _Earlier(line, replace(item, email=email))
        self._named.setdefault(_words(item), []).append(earlier)
        if email:
            self._emails.setdefault(email, earlier)

    def unique(self, item: Client) -> dict[str, Msg]:
        """Nothing: what two rows share is a doubt here."""
        return {}

    def save(self, item: Client, by: Id | None) -> None:
        self._clients.save(item, by)

    def title(self, item: Client) -> str:
        return item.name


def _with(kept: str, texts: list[str], mark: str) -> str:
    """``kept`` and whatever of the texts it does not hold, piece by piece."""
    between = mark.strip(" ")
    parts = [part.strip() for text in texts for part in text.split(between)]
    held = {_bare(part) for part in (*kept.split(between), *kept.splitlines())}
    more = [part for part in dict.fromkeys(parts) if part and _bare(part) not in held]
    return mark.join(filter(None, (kept, *more)))


def _bare(text: str) -> str:
    return fold(text) or " ".join(text.split())


def _consent(values: dict[str, Any], before: bool) -> dict[str, Any]:
    new = values.get("marketing", before) and not before
    return {"marketing_origin": ORIGIN} if new else {}


@lru_cache(maxsize=_REMEMBERED)
def _number(typed: str, region: str) -> str:
    return phones.normalise(typed, region)


def _words(client: Client) -> frozenset[str]:
    return _words_of(client.name)


@lru_cache(maxsize=_REMEMBERED)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold(name).split() or [name])


def _numbers(client: Client) -> set[str]:
    return {client.phone, client.other_phone} - {""}


def _reached(one: Client, row: Client) -> bool:
    """Whether they share a number or an address."""
    return bool(_numbers(one) & _numbers(row)) or bool(row.email and one.email == row.email)


def _namesakes(found: list[Client], row: Client) -> list[Client]:
    """Who has that name and is not born on another day."""
    return [
        one
        for one in found
        if _words(one) == _words(row)
        and (not one.birth_date or not row.birth_date or one.birth_date == row.birth_date)
    ]


def _born_otherwise(found: list[Client], row: Client) -> list[Client]:
    """Who has that name and is reached in the same way, but was born on another day: it may be
    father and son."""
    return [one for one in found if _words(one) == _words(row) and _reached(one, row)]


def _a_generation(one: Client, row: Client) -> bool:
    """Whether so many years lie between them that it can be no mistake in a date."""
    if not one.birth_date or not row.birth_date:
        return False
    return abs(int(one.birth_date[:4]) - int(row.birth_date[:4])) >= _GENERATION


def recognised(found: list[Client], row: Client) -> list[Client]:
    """Who has that name and something else of the row besides; the most first."""
    same = [one for one in found if _words(one) == _words(row)]
    sure = [
        one
        for one in same
        if (_reached(one, row) and not _a_generation(one, row))
        or (row.birth_date and one.birth_date == row.birth_date)
    ]
    return sorted(
        sure,
        key=lambda one: (
            one.active,
            bool(row.email) and one.email == row.email,
            len(_numbers(one) & _numbers(row)),
        ),
        reverse=True,
    )


def _perhaps_renamed(one: Client, row: Client) -> bool:
    """Whether two names may be one person's who is reached in the same way: one name a part of the
    other, the same first name (married since), or a letter apart."""
    ours, theirs = _words(one), _words(row)
    both = bool(row.email) and one.email == row.email and bool(_numbers(one) & _numbers(row))
    if ours < theirs or theirs < ours or (both and ours & theirs):
        return True
    if not _numbers(one) & _numbers(row) or not ours & theirs:
        return False
    first, other = fold(one.first_name), fold(row.first_name)
    return first == other or SequenceMatcher(None, first, other).ratio() >= _A_LETTER_APART


def _taken(found: list[Client], email: str, besides: Client | None) -> Client | None:
    """Who else has that address."""
    mine = besides.id if besides else b""
    return next((one for one in found if email and one.email == email and one.id != mine), None)
