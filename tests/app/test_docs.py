"""The pages of the repository say what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.commands.pult import parser
from kiosk.salon import settings
from sync_agent.registry import sections
from tests.requirements import wanted

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *("README.md", "CONTRIBUTING.md"),
    *("docs/architecture.md", "docs/devices.md", "docs/cards.md", "docs/google.md"),
    *("docs/opening-day.md", "docs/till.md", "docs/importing.md", "docs/journal.md"),
    *("docs/settings.md", "docs/day.md"),
)
PATHS = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml))`")
PLACEHOLDERS = {"AREA", "LANG", "NAME"}
MADE = {"out/demo/", "pult.toml"}
"""What is named in the pages and made by the program."""


def targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):.*##", (ROOT / "Makefile").read_text(), re.M))


@pytest.mark.parametrize("page", PAGES)
def test_named_targets_exist(page: str) -> None:
    text = (ROOT / page).read_text()
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z0-9-]+)", text, re.M))
    assert named - targets() == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("http"):
            assert ((ROOT / page).parent / link).exists(), link


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_named_files_exist(page: str) -> None:
    named = PATHS.findall((ROOT / page).read_text())
    assert named
    meant = [path for path in named if not PLACEHOLDERS & set(re.split(r"[/.]", path))]
    assert [path for path in meant if not (ROOT / path).exists() and path not in MADE] == []


ROOMS = [
    path.parent.name
    for base in (ROOT / "kiosk", ROOT / "kiosk" / "salon")
    for path in sorted(base.glob("*/__init__.py"))
]
"""Names that a shortened reference begins with: it leads nowhere, modules are named in full."""
REFERENCE = re.compile(
    rf"(?:`~?|``)((?:kiosk|drivers|sync_agent|tests|{'|'.join(ROOMS)})\.(?!py`)[\w.]+)`"
)
BASES = (ROOT, ROOT / "kiosk" / "salon")
FILE = re.compile(r"``((?:[\w-]+/)+[\w-]+\.\w+)``")


@pytest.mark.parametrize("room", ["kiosk", "drivers", "sync_agent", "tests"])
def test_what_a_docstring_refers_to_is_there(room: str) -> None:
    """Modules with what they hold, and files: from the root, or beside the rooms of a salon."""
    wrong = []
    for path in sorted((ROOT / room).rglob("*.py")):
        text = path.read_text("utf-8")
        names = [name for name in REFERENCE.findall(text) if not found(name.split("."))]
        files = [
            name
            for name in FILE.findall(text)
            if not PLACEHOLDERS & set(re.split(r"[/.]", name))
            and any((base / name.split("/")[0]).is_dir() for base in BASES)
            and not any((base / name).exists() for base in BASES)
        ]
        wrong += [f"{path.relative_to(ROOT)}: {name}" for name in names + files]
    assert wrong == []


def found(parts: list[str]) -> bool:
    """Whether this is a package, a module, or something that a module speaks of."""
    here = ROOT
    for number, part in enumerate(parts):
        if (here / part).is_dir():
            here /= part
            continue
        module = here / f"{part}.py"
        rest = parts[number + 1 :] if module.exists() else parts[number:]
        module = module if module.exists() else here / "__init__.py"
        text = module.read_text("utf-8") if module.exists() else ""
        return all(re.search(rf"\b{name}\b", text) for name in rest)
    return True


def test_every_driver_has_a_row() -> None:
    rows = (ROOT / "docs/devices.md").read_text()
    for path in (ROOT / "drivers").glob("*.py"):
        if "KIND" in path.read_text() and path.stem != "device":
            assert f"`{path.stem}`" in rows, path.stem


def test_every_setting_is_a_toml_key() -> None:
    assert all(re.fullmatch(r"[a-zA-Z_.]+", key) for key, _, _ in settings.explain(sections()))


def test_every_command_has_a_description() -> None:
    text = parser().format_help()
    names = ("run", "demo", "tap", "scan", "doctor", "import", "export", "google", "settings")
    for name in (*names, "journal"):
        assert re.search(rf"^    {name} +\S", text, re.M), name


def test_requirements_are_listed() -> None:
    assert len(wanted()) > 50


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    hosts = re.compile(r"https?://[^\s\")]*(pypi|pythonhosted|npmjs|artifactory|/simple)")
    for path in [*ROOT.glob("*.lock"), *ROOT.glob("*.toml"), ROOT / "Makefile"]:
        assert not hosts.search(path.read_text()), path.name
