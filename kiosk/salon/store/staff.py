"""Staff: rows, PIN hashes and the count of wrong PINs.

``pseudonym``: 16 random bytes that stand for the person in the journal.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from kiosk.salon.domain.errors import existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import USUAL_RIGHTS, StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.store.database import Store

GONE = T("This person is no longer in the team.")
_FIELDS = tuple(field.name for field in fields(StaffMember))
_FLAGS = ("bookable", "active", "has_pin", "overbooks")
_WRITTEN = tuple(name for name in _FIELDS if name not in ("id", "has_pin", "rights"))
_READ = {
    "has_pin": "pin_hash <> ''",
    "rights": "(SELECT group_concat(r.name || r.granted) FROM staff_right r "
    "WHERE r.staff_id = staff.id)",
}
_COLUMNS = ", ".join(_READ.get(name, name) for name in _FIELDS)


def _member(row: tuple[Any, ...]) -> StaffMember:
    values = dict(zip(_FIELDS, row, strict=True))
    for flag in _FLAGS:
        values[flag] = bool(values[flag])
    values["rights"] = _rights(values["rights"])
    return StaffMember(**values)


def _rights(told: str | None) -> frozenset[str]:
    """``told``: each right that was granted (1) or withdrawn (0), as ``void1,close0``."""
    if not told:
        return USUAL_RIGHTS
    rows = {one[:-1]: one[-1] == "1" for one in told.split(",")}
    granted = {right for right, has in rows.items() if has}
    return frozenset(granted | (USUAL_RIGHTS - rows.keys()))


def members(store: Store, *, inactive: bool = False) -> tuple[StaffMember, ...]:
    """In the order of the agenda's columns; ``inactive``: those who left as well."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM staff WHERE active >= ? ORDER BY sort, id", (int(not inactive),)
    )
    return tuple(_member(row) for row in found)


def member(store: Store, staff_id: Id) -> StaffMember:
    found = store.row(f"SELECT {_COLUMNS} FROM staff WHERE id = ?", (staff_id,))
    return _member(existing(found, GONE))


def pseudonym(store: Store, staff_id: Id) -> str:
    """What stands for the person in the journal, as hex."""
    return _pseudonym(store, "id = ?", staff_id)


def pseudonyms(store: Store) -> dict[Id, str]:
    """:func:`pseudonym` of everybody, those who left too."""
    return dict(store.rows("SELECT id, lower(hex(pseudonym)) FROM staff"))


def actor(store: Store, by: Id | None) -> str:
    """:func:`pseudonym` of who does something now; empty for nobody (set-up, import, a customer).
    NotFound when they have left the team meanwhile, while a desk stood open in their name."""
    return "" if by is None else _pseudonym(store, "id = ? AND active", by)


def _pseudonym(store: Store, where: str, staff_id: Id) -> str:
    found = store.value(f"SELECT lower(hex(pseudonym)) FROM staff WHERE {where}", (staff_id,))
    return str(existing(found, GONE))


def known_as(table: str) -> str:
    """SQL of what somebody of the team is called where others stand beside them: by the first name,
    with the surname while another one has the same. ``table``: what ``staff`` is called."""
    return (
        f"CASE WHEN EXISTS (SELECT 1 FROM staff other WHERE other.id <> {table}.id "
        f"AND other.active AND other.first_name = {table}.first_name) "
        f"THEN trim({table}.first_name || ' ' || {table}.last_name) ELSE {table}.first_name END"
    )


def tax_number(store: Store, staff_id: Id) -> str:
    """What the fiscal office knows somebody by; empty where nobody entered it."""
    return str(store.value("SELECT tax_number FROM staff WHERE id = ?", (staff_id,)) or "")


def called(store: Store, staff_id: Id) -> str:
    """:func:`known_as` of one of them."""
    found = store.value(f"SELECT {known_as('staff')} FROM staff WHERE id = ?", (staff_id,))
    return str(existing(found, GONE))


def has_active_manager(store: Store, besides: Id = b"") -> bool:
    """Whether an active manager exists, not counting ``besides``."""
    found = store.row(
        "SELECT 1 FROM staff WHERE active AND role = 'manager' AND id <> ? LIMIT 1", (besides,)
    )
    return found is not None


def insert(store: Store, member: StaffMember, pseudonym: bytes, at: int) -> None:
    """A new person without a PIN, as the last column. ``at``: UTC ms."""
    values = {"id": member.id, "pseudonym": pseudonym, "created_at": at, **_values(member)}
    values["sort"] = store.number("SELECT max(sort) FROM staff") + 1
    store.insert("staff", **values, pin_hash="", pin_misses=0, pin_wait_until=0)


def update(store: Store, member: StaffMember) -> None:
    store.update("staff", member.id, **_values(member))


def _values(member: StaffMember) -> dict[str, object]:
    return {name: getattr(member, name) for name in _WRITTEN}


@dataclass(frozen=True, slots=True)
class PinRecord:
    """``hash``: argon2's encoded form, empty without a PIN. ``wait_until``: UTC ms."""

    hash: str
    misses: int
    wait_until: int


def pin(store: Store, staff_id: Id) -> PinRecord:
    found = store.row(
        "SELECT pin_hash, pin_misses, pin_wait_until FROM staff WHERE id = ?", (staff_id,)
    )
    return PinRecord(*existing(found, GONE))


def set_pin(store: Store, staff_id: Id, record: PinRecord) -> None:
    values = {f"pin_{name}": value for name, value in asdict(record).items()}
    store.update("staff", staff_id, **values)
