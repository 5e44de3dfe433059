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

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from kiosk.salon.domain.cards import CardRules
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.domain.weighed import Pattern
from kiosk.salon.settings.section import Section
from kiosk.salon.settings.sync import Sync


class Desk(Section):
    name: str = Field(
        "1", pattern=r"^[0-9A-Z]{1,4}$", description="short name of this desk in receipt numbers"
    )
    idle_seconds: int = Field(
        120, ge=20, le=3600, description="the desk locks itself after so long without a touch"
    )


class Screen(Section):
    size: str = Field(
        "auto",
        pattern=r"^(auto|\d{3,4}x\d{3,4})$",
        description='window size in pixels, such as "1280x800"; "auto" fills the screen',
    )
    density: float = Field(
        1.0, ge=0.5, le=3.0, description="pixels per dp: pixels per inch of the panel / 160"
    )
    sound_volume: int = Field(70, ge=0, le=100, description="loudness of the three sounds, percent")


class Label(Section):
    width_mm: int = Field(57, ge=20, le=110, description="width of a price label")
    height_mm: int = Field(32, ge=10, le=200, description="height of a price label")
    dots_per_mm: Literal[6, 8, 12, 24] = Field(8, description="resolution of the label printer")


def _pattern(text: str) -> str:
    return Pattern(text).text


class Barcode(Section):
    in_store: tuple[Annotated[str, AfterValidator(_pattern)], ...] = Field(
        (),
        description="in-store labels with a weight or price, such as 28IIIIIWWWWWC: "
        "I item, W grams, P price in the smallest unit, U in whole units, C check digit",
    )

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(Pattern(text) for text in self.in_store)


class Cards(Section):
    uid_checkin: bool = Field(
        True, description="a client's card that only shows its number checks in"
    )
    uid_clock: bool = Field(
        True, description="a staff card that only shows its number clocks in and out"
    )
    uid_history: bool = Field(
        True, description="a client's card that only shows its number opens the sheet and the sale"
    )
    trust_uid_manager: bool = Field(
        False,
        description="a manager's card that only shows its number opens the desk and approves "
        "without the PIN; such a card can be copied by anybody who once held it",
    )
    address: str = Field(
        "",
        max_length=180,
        pattern=r'^(https?://[!"$->@-~]+)?$',
        description="web address that NTAG 424 DNA cards show to telephones when they are made, "
        'such as "https://example.com/card", without ? and #; the card adds who it is, covered and '
        'signed; "" for none',
    )

    @property
    def rules(self) -> CardRules:
        return CardRules(**self.model_dump(exclude={"address"}))


Percent = Annotated[Decimal, Field(ge=0, le=50, decimal_places=2)]


def _rates(country: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(rate) / 100 for rate in COUNTRIES[country].vat_bp)


class Vat(Section):
    CZ: tuple[Percent, ...] = Field(_rates("CZ"), description="VAT rates in percent, Czechia")
    HU: tuple[Percent, ...] = Field(_rates("HU"), description="VAT rates in percent, Hungary")
    SI: tuple[Percent, ...] = Field(_rates("SI"), description="VAT rates in percent, Slovenia")

    def basis_points(self, country: str) -> tuple[int, ...]:
        """The rates of a country in hundredths of a percent, highest first."""
        rates: tuple[Decimal, ...] = getattr(self, country)
        return tuple(sorted((int(rate * 100) for rate in rates), reverse=True))


class Device(BaseModel):
    """``[device.NAME]``: the driver and whatever options that driver reads."""

    model_config = ConfigDict(extra="allow", frozen=True)
    driver: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="a module of the drivers folder")

    @property
    def options(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


DEFAULT_DEVICES: dict[str, Device] = {
    "simulated": Device(driver="simulated"),
    "receipt": Device(driver="folder_printer"),
    "label": Device(driver="label_folder"),
}
"""When no device is set: fed by ``pult tap`` and ``pult scan``, printing into a folder."""


Kind = TypeVar("Kind", bound=Section)


class Settings(Section):
    role: Literal["everything", "desk", "checkin", "clock"] = Field(
        "everything",
        description="what this box is for: everything, the front desk, check-in only, clock only",
    )
    desk: Desk = Field(default_factory=Desk, description="the front desk")
    screen: Screen = Field(default_factory=Screen, description="the touch screen")
    label: Label = Field(default_factory=Label, description="price labels")
    barcode: Barcode = Field(default_factory=Barcode, description="barcodes of the shop's own")
    cards: Cards = Field(default_factory=Cards, description="what chip cards are good for")
    vat: Vat = Field(default_factory=Vat, description="VAT rates offered at set-up, per country")
    sync: Sync = Field(default_factory=Sync, description="when the agent synchronises")
    device: dict[str, Device] = Field(
        default_factory=lambda: dict(DEFAULT_DEVICES),
        description="one section per device: [device.NAME] driver = ...",
    )
    services: dict[str, Any] = Field(
        default_factory=dict, exclude=True, description="sections that belong to services"
    )

    def service(self, name: str, kind: type[Kind]) -> Kind:
        """The section of a service, which alone knows what may stand in it."""
        return kind.model_validate(self.services.get(name, {}))


OWN = frozenset(name for name, field in Settings.model_fields.items() if not field.exclude)
UNKNOWN = "no such setting (a typing mistake?)"

Sections = Mapping[str, type[Section]]
"""Of the services that whoever reads the file knows, by name."""


def load(path: Path, services: Sections | None = None) -> Settings:
    """Reads the file; all defaults when there is none. Raises :class:`Refused` naming each key
    that is wrong and why. ``services`` None: the caller knows no services, so that a section of
    one of them is left as it stands; otherwise a section that nobody knows is a typing mistake."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refused(
            T(
                "The settings file {path} cannot be read: {reason}",
                path=str(path),
                reason=str(error),
            )
        ) from error
    own = {key: raw.pop(key) for key in tuple(raw) if key in OWN or not isinstance(raw[key], dict)}
    faults = list(_faults(Settings, own))
    for name, kind in (services or {}).items():
        faults += _faults(kind, raw.get(name, {}), name)
    if services is not None:
        faults += [f"{name}: {UNKNOWN}" for name in raw if name not in services]
    if faults:
        reason = "; ".join(faults)
        raise Refused(
            T("The settings file {path} is wrong: {reason}", path=str(path), reason=reason)
        )
    return Settings.model_validate({**own, "services": raw})


def _faults(kind: type[BaseModel], raw: object, *prefix: str) -> Iterator[str]:
    try:
        kind.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors():
            yield f"{'.'.join(map(str, (*prefix, *fault['loc'])))}: {_reason(fault)}"


def _reason(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        return UNKNOWN
    return str(fault["msg"])


def explain(services: Sections) -> Iterator[tuple[str, str, str]]:
    """Every setting as ``(key, default as TOML, explanation)``, those of the services last."""
    yield from _explain(Settings, "")
    for name, kind in services.items():
        yield from _explain(kind, f"{name}.")


def _explain(section: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in section.model_fields.items():
        if field.exclude:
            continue
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _explain(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _toml(field), field.description or ""


def _toml(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
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
