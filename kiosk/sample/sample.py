"""What a demonstration or a test needs to know of the sample salon."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class SampleStaff:
    """``pin`` and ``card`` are shown to whoever watches the demonstration."""

    id: Id
    name: str
    role: str
    pin: str
    card: str


@dataclass(frozen=True, slots=True)
class SampleClient:
    """``card``: number of the client's card, empty without one."""

    id: Id
    name: str
    phone: str
    card: str = ""

    @property
    def phone_tail(self) -> str:
        """What the client types to check in."""
        return self.phone[-6:]


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """``starts_at``: UTC ms; ``code``: as in the QR code of its slip."""

    id: Id
    client: SampleClient
    starts_at: int
    code: str


@dataclass(frozen=True, slots=True)
class Sample:
    """``roles``: visits of today by what they are good for: ``card``, ``phone``, ``code`` (check
    in by it now), ``twin`` (two with the same last six digits), ``blocked``, ``arrived``,
    ``in_chair``, ``to_pay``. ``bottles``: name and barcode of goods on the counter; the second
    code of a bottle stands right after the first."""

    country: str
    staff: tuple[SampleStaff, ...]
    clients: tuple[SampleClient, ...]
    roles: dict[str, tuple[SampleVisit, ...]]
    bottles: tuple[tuple[str, str], ...]

    @property
    def manager(self) -> SampleStaff:
        return self.staff[0]

    def visit(self, role: str) -> SampleVisit:
        """The first visit with a role; KeyError when the day has none."""
        return self.roles[role][0]

    @property
    def cards(self) -> dict[str, str]:
        """Card numbers by the person's name: staff first, then clients."""
        of_staff = {member.name: member.card for member in self.staff}
        return of_staff | {client.name: client.card for client in self.clients if client.card}

    @property
    def barcodes(self) -> dict[str, str]:
        """One barcode of each bottle by the product's name."""
        return dict(reversed(self.bottles))
