"""Places that receipts are issued in, as a fiscal office knows them, and what a person enters of
one. Of each desk one device of one premise is open."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.furs import CODE, PREMISE_KINDS, TAX_NUMBER, Building
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T

PremiseState = Literal["open", "closed"]
KINDS: dict[str, Msg] = {
    "": T("In a building"),
    PREMISE_KINDS[0]: T("Movable"),
    PREMISE_KINDS[1]: T("Fixed, no building"),
    PREMISE_KINDS[2]: T("A device only"),
}
"""By the letter that the office has for it."""
HIGHEST = {"cadastre": 9999, "building": 99_999, "section": 9999}
Form = TypeVar("Form", "NewPremise", "NewBookReceipt")
_LONGEST = {"street": 100, "house": 10, "house_addition": 10, "community": 100, "city": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPremise:
    """``code``, ``device``: letters and digits; the number of a receipt begins with them. ``kind``:
    of :data:`KINDS`; the three numbers of the land register and the address are asked for a
    building only. ``supplier``: tax number, or a foreign name, of who supplies the program.
    ``known``: another desk registered the premise, so the office is not told again.
    ``last_number``: of the last receipt that the device made before, with this program or another
    one; 0 for none, None where nobody said."""

    code: str
    device: str
    kind: str = ""
    cadastre: int = 0
    building: int = 0
    section: int = 0
    street: str = ""
    house: str = ""
    house_addition: str = ""
    community: str = ""
    city: str = ""
    postcode: str = ""
    supplier: str = ""
    known: bool = False
    last_number: int | None = None

    @property
    def place(self) -> Building | str:
        if self.kind:
            return self.kind
        names = (*HIGHEST, *_LONGEST, "postcode")
        return Building(**{name: getattr(self, name) for name in names})

    def facts(self) -> dict[str, str | int]:
        """What has to be told again when it closes."""
        left_out = ("code", "device", "known", "last_number")
        return {name: value for name, value in asdict(self).items() if name not in left_out}


@dataclass(frozen=True, slots=True)
class Premise:
    """``since``, ``closed_at``: UTC ms. ``test``: known to the office's place for trying out."""

    id: Id
    desk: str
    what: NewPremise
    state: PremiseState
    since: int
    closed_at: int | None
    test: bool

    @property
    def queue(self) -> str:
        """In which messages go one after the other, and the name of the series of numbers."""
        return queue_of(self.what.code, self.what.device, test=self.test)


def queue_of(code: str, device: str, *, test: bool) -> str:
    """What is tried out has numbers of its own, so that the real ones begin without a gap."""
    return f"{'test-' if test else ''}{code}-{device}"


def series_of(queue: str) -> str:
    """The series that the receipts of a device are numbered by; it goes on over the years."""
    return f"furs-{queue}"


def _tidied(form: Form, names: tuple[str, ...]) -> Form:
    changes: dict[str, Any] = {name: entering.line(getattr(form, name)) for name in names}
    return replace(form, **changes)


def checked(form: NewPremise) -> NewPremise:
    """As it is kept. Refused, naming the field, for what the office would not take."""
    texts = (*_LONGEST, "code", "device", "postcode", "supplier")
    form = _tidied(form, texts)
    for name in ("code", "device"):
        if not CODE.fullmatch(getattr(form, name)):
            raise Refused(T("Use letters and digits only, at most 20."), field=name)
    if form.kind not in KINDS:
        raise Refused(T("Choose what kind of premises this is."), field="kind")
    if not form.kind and not form.known:
        _check_building(form)
    if not form.supplier or len(form.supplier) > 1000:
        raise Refused(T("Enter the tax number of who supplies the program."), field="supplier")
    if form.supplier.isdecimal() and not TAX_NUMBER.fullmatch(form.supplier):
        raise Refused(T("A Slovenian tax number has 8 digits."), field="supplier")
    if not 0 <= (form.last_number or 0) < 10**15:
        raise Refused(T("Enter the number of the last receipt, or 0."), field="last_number")
    return form


def _check_building(form: NewPremise) -> None:
    for name, highest in HIGHEST.items():
        if not 0 < getattr(form, name) <= highest:
            raise Refused(
                T("Enter the number from the land register, 1 to {most}.", most=str(highest)),
                field=name,
            )
    for name, longest in _LONGEST.items():
        value = getattr(form, name)
        if len(value) > longest or (not value and name != "house_addition"):
            raise Refused(T("Enter 1 to {most} characters.", most=str(longest)), field=name)
    if not (len(form.postcode) == 4 and form.postcode.isascii() and form.postcode.isdecimal()):
        raise Refused(T("A postcode has 4 digits."), field="postcode")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBookReceipt:
    """A receipt written by hand, as it stands in the bound book. ``number``: the salon's own one
    of it; ``set_number``, ``serial_number``: printed on the form. ``amounts``: gross sum by rate
    (hundredths of a percent); of who pays no VAT one with no rate. ``sale_id``: the sale of Pult
    that it is of, if it was rung up."""

    number: str
    set_number: str
    serial_number: str
    issued_on: date
    amounts: tuple[tuple[int, int], ...]
    sale_id: Id | None = None
    note: str = ""


def checked_book(form: NewBookReceipt, today: date) -> NewBookReceipt:
    """As :func:`checked`."""
    form = _tidied(form, ("number", "set_number", "serial_number", "note"))
    if not 1 <= len(form.number) <= 20:
        raise Refused(T("Enter the number of the receipt, at most 20 characters."), field="number")
    if len(form.set_number) != 2:
        raise Refused(T("The number of the set has 2 characters."), field="set_number")
    if len(form.serial_number) != 12:
        raise Refused(T("The serial number has 12 characters."), field="serial_number")
    if form.issued_on > today:
        raise Refused(T("This day is still to come."), field="issued_on")
    if not any(minor for _, minor in form.amounts):
        raise Refused(T("Enter the sums of the receipt."), field="amounts")
    return form
