"""Settings: defaults, bounds, typing mistakes, and that every one is explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.app import panel
from kiosk.salon import settings
from kiosk.salon.compose import open_services
from kiosk.salon.domain.cards.number import CardRules
from kiosk.salon.domain.country import COUNTRIES, VatChange
from kiosk.salon.domain.errors import Refused
from kiosk.salon.home import open_home
from sync_agent.google.settings import GoogleSettings
from sync_agent.registry import load, sections


def written(folder: Path, text: str) -> Path:
    path = folder / "pult.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_has_a_default(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none.toml")
    assert loaded.role == "everything"
    assert loaded.desk.idle_seconds == 120
    assert set(loaded.device) == set()


def test_where_sticks_appear_is_one_setting_under_its_older_name_too(tmp_path: Path) -> None:
    older = '[google]\nimport_folders = ["/mnt/usb"]\n'
    for text, sticks in ((older, ("/mnt/usb",)), (older + '[files]\nsticks = ["/a"]\n', ("/a",))):
        loaded = load(written(tmp_path, text))
        assert loaded.files.sticks == sticks
        assert loaded.services == {"google": {}}


def test_rates_are_those_of_the_countries() -> None:
    rates = settings.Settings().vat
    assert all(rates.basis_points(code) == () for code in COUNTRIES)


def test_rates_that_change_are_read_with_their_day(tmp_path: Path) -> None:
    text = '[vat]\nchanges = ["2027-01-01 12 > 14", "2027-07-01 9,5 > 22 services"]\n'
    assert load(written(tmp_path, text)).vat.vat_changes == (
        VatChange(date(2027, 1, 1), 1200, 1400),
        VatChange(date(2027, 7, 1), 950, 2200, "service"),
    )


def test_rates_can_be_set_without_losing_a_decimal(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, "[vat]\nSI = [5, 22, 9.5, 0.1]\n"))
    assert loaded.vat.basis_points("SI") == (2200, 950, 500, 10)


def test_a_device_keeps_its_options_for_its_driver(tmp_path: Path) -> None:
    text = '[device.front]\ndriver = "escpos_tcp"\nhost = "127.0.0.1"\nport = 9100\n'
    device = load(written(tmp_path, text)).device["front"]
    assert (device.driver, device.options) == ("escpos_tcp", {"host": "127.0.0.1", "port": 9100})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rol = 'desk'", "rol: no such setting"),
        ("[scren]\nsize = 'auto'", "scren: no such setting"),
        ("[googel]\ncontacts = false", "googel: no such setting"),
        ("[google]\ncontact = false", "google.contact: no such setting"),
        ("google = 3", "google: no such setting"),
        ("[services.google]\ncontacts = false", "services: no such setting"),
        ("[desk]\nidle_second = 60", "desk.idle_second: no such setting"),
        ("[desk]\nidle_seconds = 3", "desk.idle_seconds"),
        ("role = 'kitchen'", "role"),
        ("[screen]\nsize = 'big'", "screen.size"),
        ("[device.x]\ndriver = '../evil'", "device.x.driver"),
        ("[vat]\nCZ = [99]", "vat.CZ.0"),
        ("[vat]\nchanges = ['1.1.2027 12 > 14']", "vat.changes.0: a day, a rate"),
        ("[vat]\nchanges = ['2027-01-01 10 > 12', '2027-01-01 12 > 14']", "changed again"),
        ("[vat]\nchanges = ['2027-02-30 12 > 14']", "vat.changes.0"),
        ("[vat]\nchanges = ['2027-01-01 12 > 99']", "vat.changes.0: percent from 0 to 50"),
        ("[google]\ntoken_endpoint = 'http://example.com/token'", "must begin with https"),
        ("[google]\ntoken_endpoint = 'http://127.0.0.1:1@example.com/'", "must begin with https"),
        ("[google]\nbrowser = ['chromium']", "no word of it holds {url}"),
        ("[google.quota]\nbatch_weight = 90", "batch_weight"),
        ("[sync]\nevery_minutes = 0", "sync.every_minutes"),
        ("[barcode]\nin_store = ['21IIIIIWWWWWC']", "prefix of barcodes made here"),
        ("role = ", "cannot be read"),
        ("\x00", "cannot be read"),
        ("\ufeffrole = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        load(written(tmp_path, text))
    assert told in str(refused.value)


def effective(loaded: settings.Settings) -> list[object]:
    """All values, those of services too."""
    own = msgspec.structs.replace(loaded, services={})
    return [own, *(loaded.service(name, kind) for name, kind in sections().items())]


def test_every_setting_is_explained_and_its_default_is_valid_toml(tmp_path: Path) -> None:
    explained = list(settings.explain(sections()))
    assert len({key for key, _, _ in explained}) == len(explained) > 10
    for key, default, words in explained:
        assert words, key
        if key != "device":
            loaded = load(written(tmp_path, f"{key} = {default}\n"))
            assert effective(loaded) == effective(settings.Settings())


def test_whoever_knows_no_service_leaves_its_section_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "[google]\ncontacts = false\n[shop]\nkey = 1\n")
    assert set(settings.load(path).services) == {"google", "shop"}
    with pytest.raises(Refused, match=r"desk\.nam: no such"):
        settings.load(written(tmp_path, "[desk]\nnam = '1'\n"))


def test_google_may_stand_on_this_machine_for_tests_and_proxies(tmp_path: Path) -> None:
    text = "[google]\npeople_endpoint = 'http://127.0.0.1:8080'\n"
    loaded = load(written(tmp_path, text))
    google = loaded.service("google", GoogleSettings)
    assert google.people_endpoint == "http://127.0.0.1:8080"
    assert google.contacts_label == "Pult kontakty"


def test_what_cards_are_good_for_reaches_the_services(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    written(tmp_path, "[cards]\nuid_clock = false\ntrust_uid_manager = true\n")
    services = open_services(home, load(home.settings))
    assert services.context.card_rules == CardRules(uid_clock=False, trust_uid_manager=True)
    services.context.store.close()


def test_larger_text_reaches_the_window() -> None:
    larger = settings.Screen(size="800x480", density=0.83, text_percent=130)
    shown = panel(settings.Settings(screen=larger))
    assert (shown.width, shown.height, shown.density, shown.text) == (800, 480, 0.83, 1.3)
    assert panel(settings.Settings()).text == 1.0


def test_a_file_of_another_editor_is_read_or_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "pult.toml"
    path.write_bytes("\ufeff[till]\r\ndiscount_limit = 20\r\n".encode())
    assert load(path).till.discount_limit == 20
    path.write_bytes('[desk]\nname = "Příjem"\n'.encode("cp1250"))
    with pytest.raises(Refused, match="UTF-8"):
        load(path)
