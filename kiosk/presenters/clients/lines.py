"""Rows of the client list: whom a receptionist looks for, and the figures beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.clients.words import STATUS_TONE, contact
from kiosk.presenters.rows import Row
from kiosk.salon.domain.clients.client_status import STATUS
from kiosk.salon.domain.people import Client, ClientLine, ClientOrder
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import (
    Amount,
    Day,
    Msg,
    Percent,
    Phone,
    T,
    Text,
    TimeOfDay,
    side_by_side,
)

GENDER: dict[str, Msg] = {"f": T("Woman"), "m": T("Man"), "o": T("Other")}

ORDERS: tuple[tuple[ClientOrder, Msg], ...] = (
    ("name", T("By name")),
    ("turnover", T("By turnover")),
    ("last_visit", T("Last visit")),
    ("next_visit", T("Next visit")),
    ("created", T("Newest")),
)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """``order``: what the list is put in order by with it, "" for nothing. ``right``: figures
    stand at the right edge. ``cut``: words of any length, of which the beginning is shown."""

    key: str
    title: Text
    order: str = ""
    right: bool = False
    cut: bool = False


NOTED = 80
"""Characters of a note at most: more is never shown in a line."""
COLUMNS: tuple[ListColumn, ...] = (
    ListColumn("name", T("Name, mobile"), "name"),
    ListColumn("last", T("Last visit"), "last_visit"),
    ListColumn("next", T("Next visit"), "next_visit"),
    ListColumn("note", T("Note"), cut=True),
    ListColumn("services", T("Services"), right=True),
    ListColumn("goods", T("Goods"), right=True),
    ListColumn("share", T("Share of turnover"), "turnover", right=True),
    ListColumn("created", T("Created"), "created"),
    ListColumn("gender", T("Gender")),
)


def plain_row(client: Client) -> Row:
    """A client in a list where one is picked."""
    marked = client.active and client.status in ("problem", "blocked")
    chip = STATUS[client.status] if marked else ""
    return Row(
        client.id.hex(),
        client.name,
        contact(client),
        icon="alert-triangle" if client.warning else "user",
        tone=STATUS_TONE[client.status] if marked else "bad" if client.warning else "",
        chip=chip if client.active else T("Inactive"),
        dim=not client.active,
    )


class Lines:
    """Turns clients into rows, with the salon's days and currency. ``now``: UTC ms."""

    def __init__(self, salon: Salon, now: int, order: ClientOrder) -> None:
        self._salon, self._order = salon, order
        self._today = salon.local(now).date()

    def row(self, line: ClientLine) -> Row:
        """Two lines with what matters most (who it is and how to call them, when they come next or
        whatever the list is in order by), and all figures in ``cells``."""
        client = line.client
        phone: Text = Phone(client.phone) if client.phone else client.email
        return replace(
            plain_row(client),
            subtitle=self._below(line, phone),
            right=self._beside(line),
            cells=(phone, *self._cells(line)),
        )

    def _cells(self, line: ClientLine) -> tuple[Text, ...]:
        currency = self._salon.currency.code
        return (
            Day(self._day(line.last_visit), "date") if line.last_visit else "",
            self._next(line.next_visit),
            _note(line.client),
            Amount(line.services_minor, currency) if line.services_minor else "",
            Amount(line.goods_minor, currency) if line.goods_minor else "",
            Percent(line.turnover_share * 10, 2) if line.turnover_share else "",
            Day(self._day(line.created_at), "date") if line.created_at else "",
            GENDER.get(line.gender, ""),
        )

    def _below(self, line: ClientLine, phone: Text) -> Text:
        told = [phone, _note(line.client)]
        if line.last_visit:
            told.insert(1, T("last visit {day}", day=self._short(self._day(line.last_visit))))
        told = [text for text in told if text]
        return side_by_side(told) if told else ""

    def _beside(self, line: ClientLine) -> Text:
        if self._order == "turnover":
            paid = line.turnover_minor
            return Amount(paid, self._salon.currency.code) if paid else ""
        if self._order == "created":
            day = self._day(line.created_at)
            return T("created {day}", day=self._short(day)) if line.created_at else ""
        when = self._next(line.next_visit)
        return T("next visit {when}", when=when) if when else ""

    def _next(self, at: int) -> Text:
        if not at:
            return ""
        day = self._day(at)
        if day == self._today:
            return T("today {time}", time=TimeOfDay(at))
        if day.year != self._today.year:
            return Day(day, "date")
        return T("{day} {time}", day=Day(day, "short"), time=TimeOfDay(at))

    def _day(self, at: int) -> date:
        return self._salon.local(at).date()

    def _short(self, day: date) -> Day:
        """Without the year where it is this one."""
        return Day(day, "short" if day.year == self._today.year else "date")


def _note(client: Client) -> str:
    """What is to be known of a client, the warning first: its beginning, in one line."""
    known = (" ".join(text[:NOTED].split()) for text in (client.warning, client.note))
    return " · ".join(text for text in known if text)[:NOTED]
