"""The data folder: where it is, the salon's key, and one kiosk at a time."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain.errors import NeedsPerson, TryAgain
from kiosk.salon.home import OnlyOne, find_home, load_keys, open_home


def test_the_command_line_comes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULT_HOME", str(tmp_path / "environment"))
    assert find_home(str(tmp_path / "given")) == tmp_path / "given"
    assert find_home(None) == tmp_path / "environment"
    monkeypatch.delenv("PULT_HOME")
    assert find_home(None).name == "pult"


def test_only_the_owner_may_look_into_it(tmp_path: Path) -> None:
    home = open_home(tmp_path / "salon")
    assert home.path.stat().st_mode & 0o777 == 0o700


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    keys = load_keys(home)
    assert home.key.stat().st_mode & 0o777 == 0o600
    assert load_keys(home) == keys


def test_a_database_without_its_key_is_not_given_a_new_one(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.database.touch()
    with pytest.raises(NeedsPerson, match="missing"):
        load_keys(home)
    assert not home.key.exists()


@pytest.mark.parametrize("text", ["", "pult-key 1 zz", "other 1 " + "00" * 32, "pult-key 1 00"])
def test_a_spoilt_key_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    home = open_home(tmp_path)
    home.key.write_text(text)
    with pytest.raises(NeedsPerson, match="cannot be read"):
        load_keys(home)
    assert home.key.read_text() == text


def test_two_kiosks_do_not_share_a_folder(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    first = OnlyOne(home)
    with pytest.raises(TryAgain, match="already running"):
        OnlyOne(home)
    first.release()
    OnlyOne(home).release()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NeedsPerson, match="cannot be written"):
        open_home(tmp_path / "file" / "salon")


def test_two_first_starts_at_once_have_one_key(tmp_path: Path) -> None:
    """Each in a process of its own, begun at one moment."""
    context = get_context("fork")
    for turn in range(25):
        path = tmp_path / f"salon-{turn}"
        open_home(path)
        gate, answers = context.Barrier(3), context.SimpleQueue()
        starts = [context.Process(target=_load, args=(path, gate, answers)) for _ in range(3)]
        for start in starts:
            start.start()
        found = {answers.get() for _ in starts}
        for start in starts:
            start.join()
        assert found == {open_home(path).key.read_text()}


def _load(path: Path, gate: Any, answers: Any) -> None:
    gate.wait()
    answers.put("".join(key.dump() for key in load_keys(open_home(path))))


def test_a_folder_that_others_may_look_into_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "salon"
    path.mkdir(mode=0o755)
    path.chmod(0o755)
    open_home(path)
    assert path.stat().st_mode & 0o777 == 0o700
