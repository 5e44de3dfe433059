"""Files on a stick that is plugged into a desk, and the way to them by touch."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story

CLIENTS = (
    "Jméno;Příjmení;Mobil;E-mail;Barva vlasů\n"
    "Jana;Vzorová;777 000 001;jana@example.com;hnědá\n"
    "Iva;Ukázková;nevím;;\n"
    ";;601 000 002;;\n"
    "Marie;Příkladná;601 000 003;;blond\n"
)


def plug_in(salon: Services, folder: Path) -> Path:
    """An empty stick."""
    stick = folder / "STICK"
    stick.mkdir()
    salon.context.stick_folders = (str(stick),)
    return stick


def manager_of(salon: Services) -> StaffMember:
    return next(one for one in salon.team.members() if one.role == "manager")


def put(stick: Path, name: str, text: str, encoding: str = "utf-8", age: int = 0) -> Path:
    path = stick / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
    at = path.stat().st_mtime - age
    os.utime(path, (at, at))
    return path


def said(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def options(found: tuple[tuple[str, object], ...]) -> dict[str, str]:
    return {key: said(words) for key, words in found}


def names(story: Story) -> list[str]:
    return [row.title for row in story.at("file_list").state.rows]


def at_files(salon: Services, manager: StaffMember) -> Story:
    return Story(salon).unlock(manager).tap("rail", "more").tap("pick", "file_list")


def open_file(salon: Services, manager: StaffMember, name: str) -> Story:
    story = at_files(salon, manager)
    place = names(story).index(name)
    return story.tap("pick", str(place)).at("import_plan")
