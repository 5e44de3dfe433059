"""Every setting once: type, default, bounds and explanation.

The file is ``pult.toml`` in the data folder; every key may be left out. A key nobody knows is an
error, because it is a typing mistake. What a salon *is* (name, country, prices) is not here: it
is entered on the screen and lives in the database.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from kiosk.salon.domain.cards.number import CardRules
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.weighed import Pattern
from kiosk.salon.domain.text import T
from kiosk.salon.settings import section
from kiosk.salon.settings.fiscal import Fiscal
from kiosk.salon.settings.registers import Registers
from kiosk.salon.settings.section import UNKNOWN, Section, Wrong, read
from kiosk.salon.settings.sync import Sync
from kiosk.salon.settings.till import Till
from kiosk.salon.settings.vat import Vat


class Desk(Section, frozen=True):
    name: Annotated[
        str,
        Meta(pattern=r"^[0-9A-Z]{1,4}\Z", description="short name of this desk in receipt numbers"),
    ] = "1"
    idle_seconds: Annotated[
        int, Meta(ge=20, le=3600, description="the desk locks itself after so long without a touch")
    ] = 120
    customer_percent: Annotated[
        Literal[100, 150, 200],
        Meta(
            description="how long screens for clients wait for a touch before they close, in "
            "percent of the usual"
        ),
    ] = 100


class Agenda(Section, frozen=True):
    grid_minutes: Annotated[
        Literal[5, 10, 15, 20, 30, 60],
        Meta(description="free times are offered at whole multiples of so many minutes"),
    ] = 15


class Clock(Section, frozen=True):
    longest_shift_hours: Annotated[
        int,
        Meta(
            ge=4,
            le=24,
            description="somebody who came longer ago than so many hours has forgotten to clock "
            "out, and is asked when they left",
        ),
    ] = 16


class Screen(Section, frozen=True):
    size: Annotated[
        str,
        Meta(
            pattern=r"^(auto|\d{3,4}x\d{3,4})\Z",
            description='window size in pixels, such as "1280x800"; "auto" fills the screen',
        ),
    ] = "auto"
    density: Annotated[
        Literal["auto"] | Annotated[float, Meta(ge=0.5, le=3.0)],
        Meta(
            description="how large everything is drawn, pixels per dp: pixels per inch of the "
            'panel / 160; "auto" as it suits the number of pixels'
        ),
    ] = "auto"
    text_percent: Annotated[
        Literal[100, 115, 130],
        Meta(description="size of all text in percent of the usual; larger where there is room"),
    ] = 100
    sound_volume: Annotated[
        int, Meta(ge=0, le=100, description="loudness of the three sounds, percent")
    ] = 70


class Label(Section, frozen=True):
    width_mm: Annotated[int, Meta(ge=20, le=110, description="width of a price label")] = 57
    height_mm: Annotated[int, Meta(ge=10, le=200, description="height of a price label")] = 32
    dots_per_mm: Annotated[
        Literal[6, 8, 12, 24], Meta(description="resolution of the label printer")
    ] = 8


class Papers(Section, frozen=True):
    keep_days: Annotated[
        int,
        Meta(ge=1, le=3650, description="days that finished papers and files of them are kept"),
    ] = 30


class Files(Section, frozen=True):
    sticks: Annotated[
        tuple[str, ...],
        Meta(
            description="folders below which USB sticks are mounted; any other folder is shown as "
            "a stick itself"
        ),
    ] = ("/media", "/run/media", "/mnt")


class Barcode(Section, frozen=True):
    in_store: Annotated[
        tuple[str, ...],
        Meta(
            description="in-store labels with a weight or price, such as 28IIIIIWWWWWC: "
            "I item, W grams, P price in the smallest unit, U in whole units, C check digit"
        ),
    ] = ()

    def contradictions(self) -> Iterator[tuple[str, str]]:
        for text in self.in_store:
            try:
                Pattern(text)
            except ValueError as error:
                yield "in_store", str(error)

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(Pattern(text) for text in self.in_store)


class Cards(Section, frozen=True):
    uid_checkin: Annotated[
        bool, Meta(description="a client's card that only shows its number checks in")
    ] = True
    uid_clock: Annotated[
        bool, Meta(description="a staff card that only shows its number clocks in and out")
    ] = True
    uid_history: Annotated[
        bool,
        Meta(description="a client's card that only shows its number opens the sheet and the sale"),
    ] = True
    uid_desk: Annotated[
        bool,
        Meta(
            description="a staff card that only shows its number opens the desk; false: the PIN is "
            "asked too"
        ),
    ] = True
    trust_uid_manager: Annotated[
        bool,
        Meta(
            description="a manager's card that only shows its number opens the desk and approves "
            "without the PIN; such a card can be copied by anybody who once held it"
        ),
    ] = False
    address: Annotated[
        str,
        Meta(
            max_length=180,
            pattern=r'^(https?://[!"$->@-~]+)?\Z',
            description="web address that NTAG 424 DNA cards show to telephones when they are "
            'made, such as "https://example.com/card", without ? and #; the card adds who it is, '
            'covered and signed; "" for none',
        ),
    ] = ""

    @property
    def rules(self) -> CardRules:
        rules = msgspec.structs.asdict(self)
        del rules["address"]
        return CardRules(**rules)


class Device(Section, frozen=True):
    """``[device.NAME]``: the driver, and beside it whatever options that driver reads."""

    driver: Annotated[
        str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z", description="a module of the drivers folder")
    ]
    options: dict[str, Any] = msgspec.field(default_factory=dict)


Kind = TypeVar("Kind", bound=Section)


class Settings(Section, frozen=True):
    role: Annotated[
        Literal["everything", "desk", "checkin", "clock"],
        Meta(
            description="what this box is for: everything, the front desk, check-in only, "
            "clock only"
        ),
    ] = "everything"
    desk: Annotated[Desk, Meta(description="the front desk")] = msgspec.field(default_factory=Desk)
    agenda: Annotated[Agenda, Meta(description="the agenda")] = msgspec.field(
        default_factory=Agenda
    )
    clock: Annotated[Clock, Meta(description="the time clock")] = msgspec.field(
        default_factory=Clock
    )
    screen: Annotated[Screen, Meta(description="the touch screen")] = msgspec.field(
        default_factory=Screen
    )
    label: Annotated[Label, Meta(description="price labels")] = msgspec.field(default_factory=Label)
    papers: Annotated[Papers, Meta(description="receipts, slips and labels")] = msgspec.field(
        default_factory=Papers
    )
    files: Annotated[Files, Meta(description="files read and written on the screen")] = (
        msgspec.field(default_factory=Files)
    )
    barcode: Annotated[Barcode, Meta(description="barcodes of the shop's own")] = msgspec.field(
        default_factory=Barcode
    )
    cards: Annotated[Cards, Meta(description="what chip cards are good for")] = msgspec.field(
        default_factory=Cards
    )
    till: Annotated[Till, Meta(description="the till")] = msgspec.field(default_factory=Till)
    fiscal: Annotated[Fiscal, Meta(description="fiscal offices")] = msgspec.field(
        default_factory=Fiscal
    )
    registers: Annotated[Registers, Meta(description="public registers of companies")] = (
        msgspec.field(default_factory=Registers)
    )
    vat: Annotated[Vat, Meta(description="VAT rates, per country, and their changes")] = (
        msgspec.field(default_factory=Vat)
    )
    sync: Annotated[Sync, Meta(description="when the agent synchronises")] = msgspec.field(
        default_factory=Sync
    )
    device: Annotated[
        dict[str, Device], Meta(description="one section per device: [device.NAME] driver = ...")
    ] = msgspec.field(default_factory=dict)
    services: dict[str, Any] = msgspec.field(default_factory=dict)
    """Sections that belong to services, as they stand in the file."""

    def service(self, name: str, kind: type[Kind]) -> Kind:
        """The section of a service, which alone knows what may stand in it."""
        return read(kind, self.services.get(name, {}), name)


MOVED = {"import_folders": ("files", "sticks")}
"""Settings that a service had in older files, and whose they are now."""
OWN = frozenset(Settings.__struct_fields__) - {"services"}

Sections = Mapping[str, type[Section]]
"""Of the services that whoever reads the file knows, by name."""


def load(path: Path, services: Sections | None = None) -> Settings:
    """Reads the file; all defaults when there is none. Raises :class:`Refused` naming each key
    that is wrong and why. ``services`` None: the caller knows no services, so that a section of
    one of them is left as it stands; otherwise a section that nobody knows is a typing mistake."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise Refused(
            T("The settings file {path} is not saved as UTF-8. Save it so again.", path=str(path))
        ) from error
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise Refused(
            T(
                "The settings file {path} cannot be read: {reason}",
                path=str(path),
                reason=str(error),
            )
        ) from error
    _move(raw)
    own = {key: raw.pop(key) for key in tuple(raw) if key in OWN or not isinstance(raw[key], dict)}
    if isinstance(own.get("device"), dict):
        own["device"] = {name: _device(part) for name, part in own["device"].items()}
    faults: list[str] = []
    found = Settings()
    try:
        found = read(Settings, own)
    except Wrong as wrong:
        faults += wrong.faults
    for name, kind in (services or {}).items():
        try:
            read(kind, raw.get(name, {}), name)
        except Wrong as wrong:
            faults += wrong.faults
    if services is not None:
        faults += [f"{name}: {UNKNOWN}" for name in raw if name not in services]
    if faults:
        reason = "; ".join(faults)
        raise Refused(
            T("The settings file {path} is wrong: {reason}", path=str(path), reason=reason)
        )
    return msgspec.structs.replace(found, services=raw)


def _move(raw: dict[str, Any]) -> None:
    """A setting under its older name counts unless it stands under its present one too."""
    services = [part for of, part in raw.items() if of not in OWN and isinstance(part, dict)]
    for key, (to, name) in MOVED.items():
        for before in services:
            if key in before:
                value = before.pop(key)
                after = raw.setdefault(to, {})
                if isinstance(after, dict):
                    after.setdefault(name, value)


def _device(part: object) -> object:
    """A device's section with its options apart from its driver."""
    if not isinstance(part, dict):
        return part
    options = {key: value for key, value in part.items() if key != "driver"}
    return {key: value for key, value in part.items() if key == "driver"} | {"options": options}


def explain(services: Sections) -> Iterator[tuple[str, str, str]]:
    """Every setting as ``(key, default as TOML, explanation)``, those of the services last."""
    for keys, default, words in section.explain(Settings):
        yield ".".join(keys), _toml(default), words
    for name, kind in services.items():
        for keys, default, words in section.explain(kind):
            yield ".".join((name, *keys)), _toml(default), words


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"[device.{key}] driver = {json_text(v.driver)}" for key, v in value.items()
        )
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_item(item) for item in value) + "]"
    return json_text(value)


def _toml_item(item: object) -> str:
    return f"{item.normalize():f}" if isinstance(item, Decimal) else json_text(item)


def json_text(value: object) -> str:
    """A string or number as TOML writes it (for these the same as JSON)."""
    return json.dumps(value, ensure_ascii=False)
