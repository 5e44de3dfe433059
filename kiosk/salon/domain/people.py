"""Staff and clients as the rest of the house sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T

Role = Literal["staff", "manager"]
ROLES: Mapping[Role, Msg] = {"staff": T("Staff"), "manager": T("Manager")}
Right = Literal[
    "discount",
    "void",
    "return",
    "cash_in",
    "cash_out",
    "no_sale",
    "close",
    "correct",
    "see_expected",
    "see_takings",
    "see_cost",
]
"""What is granted to each of the staff (:mod:`kiosk.salon.domain.rights`)."""
USUAL_RIGHTS: frozenset[Right] = frozenset({"cash_in", "no_sale", "close"})
"""What everybody may whom nobody has granted or withdrawn anything."""
ClientStatus = Literal["new", "regular", "problem", "blocked", "potential", "lost"]
GENDERS = ("", "f", "m", "o")
"""Not said, woman, man, other."""
ONLY_MANAGERS = T("Only a manager can do this.")
UNLOCK_AS_MANAGER = T("Only a manager can do this. Unlock the desk with a manager's card.")
ONLY_MANAGERS_APPROVE = T("Only a manager can approve this.")


@dataclass(frozen=True, slots=True)
class StaffMember:
    """``colour``: index into the eight staff colours. ``bookable``: has a column in the agenda.
    ``overbooks``: may book where it does not fit. ``discount_limit``: percent that they may take
    off without being approved, None as the salon has it. ``rights``: what they may besides;
    managers may everything (:func:`kiosk.salon.domain.rights.may`). ``tax_number``: what a fiscal
    office knows them by; of a foreigner that of another country."""

    id: Id
    first_name: str
    last_name: str
    role: Role = "staff"
    position: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    colour: int = 0
    bookable: bool = True
    active: bool = True
    has_pin: bool = False
    overbooks: bool = False
    discount_limit: int | None = None
    rights: frozenset[Right] = USUAL_RIGHTS
    tax_number: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def known_as(people: Iterable[StaffMember]) -> dict[Id, str]:
    """What each is called where they stand beside each other to be chosen: by the first name, with
    the surname where another one has the same."""
    members = tuple(people)
    shared = Counter(one.first_name for one in members)
    return {one.id: one.name if shared[one.first_name] > 1 else one.first_name for one in members}


def manages(member: StaffMember | None) -> bool:
    """Whether a person (None: nobody) may do what only managers may."""
    return member is not None and member.active and member.role == "manager"


def may_overbook(member: StaffMember | None) -> bool:
    """Whether a person may book upon another visit or outside of hours, on purpose."""
    return member is not None and member.active and (member.overbooks or manages(member))


def may_take_off(member: StaffMember | None, salon: int) -> int:
    """Percent off the list's prices that a person may give alone. ``salon``: what holds for who
    has no limit of their own."""
    if member is None:
        return salon
    if manages(member) or (member.active and "discount" in member.rights):
        return 100
    return salon if member.discount_limit is None else member.discount_limit


def require_manager(member: StaffMember | None, refusal: Msg = ONLY_MANAGERS) -> StaffMember:
    """The person, if they manage; Refused for anybody else."""
    if member is None or not manages(member):
        raise Refused(refusal)
    return member


@dataclass(frozen=True, slots=True)
class Client:
    """``phone`` (the mobile) and ``other_phone`` are E.164 or empty, ``birth_date`` ISO or empty,
    ``warning`` a short line shown in red (an allergy), ``note`` is never shown to the client,
    ``gender`` is one of :data:`GENDERS`.

    ``visits``, ``points`` and ``created_at`` (UTC ms) follow from what happened and are not
    changed by saving a client."""

    id: Id
    first_name: str
    last_name: str
    phone: str = ""
    email: str = ""
    gender: str = ""
    birth_date: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    note: str = ""
    warning: str = ""
    language: str = ""
    status: ClientStatus = "new"
    marketing: bool = False
    marketing_origin: str = ""
    visits: int = 0
    active: bool = True
    other_phone: str = ""
    points: int = 0
    created_at: int = 0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


CONTACT_FIELDS: Mapping[str, str] = {
    "first_name": "first_name",
    "last_name": "last_name",
    "gender": "gender",
    "mobile": "phone",
    "email": "email",
    "street": "street",
    "city": "city",
    "postcode": "postcode",
    "birth_date": "birth_date",
    "phone": "other_phone",
    "note": "note",
}
"""What a field of a contact is called in a client."""


ClientOrder = Literal["name", "turnover", "last_visit", "next_visit", "created"]


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client with what they have spent and when they come: minor units, VAT included, UTC ms
    (0: none). ``turnover_share``: basis points of all turnover with clients. Of one stylist where
    the list is."""

    client: Client
    services_minor: int = 0
    goods_minor: int = 0
    turnover_share: int = 0
    last_visit: int = 0
    next_visit: int = 0

    @property
    def created_at(self) -> int:
        return self.client.created_at

    @property
    def gender(self) -> str:
        return self.client.gender

    @property
    def turnover_minor(self) -> int:
        return self.services_minor + self.goods_minor


def short_name(first_name: str, last_name: str) -> str:
    """What a customer screen may show: ``Kateřina Š.``"""
    initial = last_name[:1]
    return f"{first_name} {initial}." if initial else first_name


def initials(first_name: str, last_name: str) -> str:
    """What stays when two people match: ``K. Š.``"""
    return " ".join(f"{part[0]}." for part in (first_name, last_name) if part)
