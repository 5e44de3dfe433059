"""The wheel holds all that a salon needs: installed where there is no checkout, it knows its
assets, plays the demo's morning and sells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.display import missing_tools
from tests.rigs.installed import ROOT, Installed, build_wheel, install

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("window")]
SELL = """
import sys
from pathlib import Path
from kiosk.salon.compose import open_services
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.home import open_home
from kiosk.salon.settings import load

home = open_home(Path(sys.argv[1]))
salon = open_services(home, load(home.settings))
seller = salon.team.members()[0]
product = salon.catalogue.search_products("", limit=1)[0]
bill = salon.bill_lines.add_product(salon.bills.open_retail(seller.id).id, product.id)
total = bill.totals.total_minor
print(salon.checkout.pay(bill.id, [Payment("card", total)], total, seller.id).number)
"""
CODE = ("*.py", "*.kv")


def paths(root: Path, folder: str, *patterns: str) -> Iterator[str]:
    for pattern in patterns:
        yield from (str(path.relative_to(root)) for path in (root / folder).rglob(pattern))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, tmp_path_factory.mktemp("installed") / "environment")


def test_nothing_is_left_out(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    kept = ("*.po", "*.ttf", "*.wav", "*.toml", "*.csv", "*.txt", "icons.json")
    wanted = {
        *(f"kiosk/{one}" for one in paths(ROOT, "assets", *kept)),
        *(one for room in ("kiosk", "drivers", "sync_agent") for one in paths(ROOT, room, *CODE)),
    }
    assert len(wanted) > 400
    assert wanted - held == set()
    assert not [name for name in held if name.startswith(("tests/", "assets/"))]


def test_the_doctor_of_an_installed_pult_is_content(installed: Installed, tmp_path: Path) -> None:
    where = installed.run("python", "-c", "import kiosk; print(kiosk.__file__)")
    assert where.stdout.startswith(str(installed.folder)), where
    done = installed.run("pult", "--home", str(tmp_path / "home"), "doctor")
    assert (done.returncode, "LOOK" in done.stdout) == (0, False), done.stdout + done.stderr


@pytest.mark.window
@pytest.mark.timeout(240)
@pytest.mark.skipif(bool(missing_tools()), reason="needs Xvfb and xdotool")
def test_the_morning_plays_every_sum_agrees_and_the_till_sells_on(
    installed: Installed, tmp_path: Path
) -> None:
    home, out = str(tmp_path / "home"), tmp_path / "pictures"
    done = installed.run(
        "pult", "--home", home, "demo", "--play", "morning", "--out", str(out), timeout=220
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every sum agrees" in done.stdout
    assert len(list(out.glob("*.png"))) >= 25
    assert (out / "index.html").read_text(encoding="utf-8").count("<figure>") >= 25
    sold = installed.run("python", "-c", SELL, home)
    assert sold.returncode == 0, sold.stderr
    assert sold.stdout.split("-")[-1].strip().isdigit()
