"""A file on a stick is somebody else's: read whole or not at all, and never waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.sticks import CERTIFICATES, STATEMENTS, Sticks
from kiosk.salon.services.salon_services import Services

MOST = 1000


def _at(salon: Services, path: Path) -> bytes:
    return Sticks(salon.context).content(path, MOST)


def test_a_file_is_read_whole(salon: Services, tmp_path: Path) -> None:
    file = tmp_path / "salon.p12"
    file.write_bytes(b"\x30" * MOST)
    assert _at(salon, file) == b"\x30" * MOST


@pytest.mark.parametrize("kind", ["gone", "long", "pipe", "link", "folder"])
def test_what_is_no_such_file_is_refused(salon: Services, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "salon.p12"
    if kind == "long":
        path.write_bytes(bytes(MOST + 1))
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        (tmp_path / "secret").write_bytes(b"\x30")
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(Refused):
        _at(salon, path)


def test_only_what_is_looked_for_is_listed(salon: Services, tmp_path: Path) -> None:
    for name in ("salon.P12", "october.xml", "october.GPC", "clients.csv", "photo.jpg"):
        (tmp_path / name).write_bytes(b"1")
    salon.context.stick_folders = (str(tmp_path),)
    sticks = Sticks(salon.context)
    assert {one.path.name for one in sticks.files(CERTIFICATES)} == {"salon.P12"}
    named = {one.path.name for one in sticks.files(STATEMENTS)}
    assert named == {"october.xml", "october.GPC", "clients.csv"}
    assert {one.path.name for one in sticks.files()} == {"clients.csv"}
