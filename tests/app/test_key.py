"""`pult key`: on paper and back, changed, lost, and killed in the middle of it."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands import pult as cli
from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.cards.number import CardHolder, CardNumber, Tap
from kiosk.salon.domain.keys.salon_keys import SalonKeys, parse_ring
from kiosk.salon.home import OnlyOne, open_home
from tests.rigs.worker import open_salon, prepare

NOW = 1_795_250_000_000
CARD, TAG, LOST = "04A1B2C3D4E5F6", "0100D6A1B2", "04918273645566"
PROVING = "04112233445566"
STEPS = frozenset(
    {"link", "write", "fsync", "rename", "execute", "commit", "close", "open", "pwrite"}
)
"""C functions by which anything reaches the disk; the process is killed before each of them."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    prepare(folder, NOW)
    services, _ = open_salon(folder, NOW)
    manager, stylist = services.team.members()
    for number in (CARD, TAG, LOST):
        services.cards.give(number, CardHolder("staff", stylist.id), manager.id)
    lost = services.cards.all_of(CardHolder("staff", stylist.id))[0]
    services.cards.set_state(lost.id, "lost", manager.id)
    services.context.store.close()
    return folder


def pult(home: Path, *words: str) -> int:
    return cli.main(["--home", str(home), *words])


def key_ids(home: Path) -> list[int]:
    return [key.key_id for key in parse_ring((home / "salon.key").read_text())]


def works(home: Path, key_id: int | None = None) -> int:
    """Everything that needs the key is as it should be; returns the key's id."""
    services, _ = open_salon(home, NOW)
    try:
        stylist = CardHolder("staff", services.team.members()[1].id)
        assert services.context.journal.verify() is None
        assert services.cards.tapped(CARD).holder == stylist
        assert services.cards.tapped("214,41394").holder == stylist
        assert services.cards.tapped(LOST).holder is None
        used = services.context.keys.key_id
        tokens = services.context.store.rows(
            "SELECT token FROM card UNION ALL SELECT token FROM card_meaning"
        )
        assert {token[0] for (token,) in tokens} == {used}
        assert key_id in (None, used)
        return used
    finally:
        services.context.store.close()


def write_something(home: Path) -> None:
    services, _ = open_salon(home, NOW)
    services.timeclock.tap(services.team.members()[1].id)
    services.context.store.close()


def printed_words(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert pult(home, "key", "backup") == 0
    lines = capsys.readouterr().out.splitlines()
    return "\n".join(line for line in lines if line.strip()[:2].strip().isdigit())


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.req("K2")
def test_the_key_comes_back_from_paper(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = printed_words(home, capsys)
    assert len([word for word in words.split() if word.isalpha()]) == 26
    (home / "salon.key").unlink()
    assert pult(home, "journal", "verify") == 1
    typed(monkeypatch, words + "\n\n")
    assert pult(home, "key", "restore") == 0
    assert (home / "salon.key").stat().st_mode & 0o777 == 0o600
    works(home, 1)


def test_no_paper_is_printed_of_a_key_that_is_not_the_one_of_the_data(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "salon.key").write_text(SalonKeys(1, b"x" * 32).dump())
    capsys.readouterr()
    assert pult(home, "key", "backup") == 1
    told = capsys.readouterr()
    assert "not the key of this data" in told.err
    assert told.out == ""


def test_a_code_in_a_file_holds_the_key(home: Path, tmp_path: Path) -> None:
    image = tmp_path / "key.png"
    assert pult(home, "key", "backup", "--png", str(image)) == 0
    assert image.stat().st_mode & 0o777 == 0o600
    assert image.read_bytes().startswith(b"\x89PNG")
    assert pult(home, "key", "backup", "--png", str(image)) == 1, "nothing is written over"


def test_the_key_of_another_salon_is_refused_and_the_right_one_kept(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other"
    prepare(other, NOW)
    for turn in ("first", "after a change"):
        typed(monkeypatch, printed_words(other, capsys))
        assert pult(home, "key", "restore") == 1, turn
        works(home)
        assert pult(home, "key", "rotate") == pult(other, "key", "rotate") == 0


def test_a_kiosk_that_runs_keeps_its_key(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running = OnlyOne(open_home(home))
    assert pult(home, "key", "rotate") == 1
    assert "already running" in capsys.readouterr().err
    running.release()
    works(home, 1)


@pytest.mark.req("K2", "M5")
def test_a_changed_key_and_all_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old_words = printed_words(home, capsys)
    for turn in range(2, 5):
        assert pult(home, "key", "rotate") == 0
        assert key_ids(home) == [turn]
        works(home, turn)
        write_something(home)
        assert pult(home, "journal", "verify") == 0
    typed(monkeypatch, old_words)
    assert pult(home, "key", "restore") == 1
    typed(monkeypatch, printed_words(home, capsys))
    (home / "salon.key").unlink()
    assert pult(home, "key", "restore") == 0
    works(home, 4)


@pytest.mark.req("K2")
def test_after_a_theft_cards_with_keys_of_their_own_count_no_more_and_the_rest_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services, _ = open_salon(home, NOW)
    manager = services.team.members()[0]
    holder, uid = CardHolder("staff", manager.id), bytes.fromhex(PROVING)
    services.cards.give(Tap(PROVING, "aes"), holder, manager.id)
    token = CardNumber(PROVING).token(services.context.keys)
    assert services.cards.tapped(Tap(PROVING, "aes")).holder == holder
    services.context.store.close()

    assert pult(home, "key", "rotate") == 0
    assert pult(home, "key", "rotate", "--stolen") == 0
    told = capsys.readouterr().out
    assert "3 cards were written anew" in told
    assert "1 cards with keys of their own count no more" in told
    assert pult(home, "key", "rotate") == 0, "it stays so"

    services, _ = open_salon(home, NOW)
    ring = CardKeyring(services.context.keys)
    assert ring.versions == (4, 3)
    for stolen in (1, 2):
        with pytest.raises(LookupError):
            ring.of_card(uid, stolen)
    assert services.cards.tapped(Tap(PROVING, "aes")).holder is None
    assert services.cards.keys_of_new(uid) == {}, "nobody gets keys for its number"
    assert [card.state for card in services.cards.all_of(holder)] == ["lost"]
    fresh = Tap("04FEDCBA987654", "aes")
    services.cards.give(fresh, holder, manager.id)
    assert services.cards.tapped(fresh).holder == holder
    # What the remotes have of it is understood still.
    now = services.context.keys
    known = CardNumber.of_token(token, now)
    assert known is not None
    assert known.token(now) == CardNumber(PROVING).token(now)
    services.context.store.close()
    works(home, 4)


def test_who_knows_only_the_old_key_writes_no_more(home: Path) -> None:
    late, _ = open_salon(home, NOW)
    assert pult(home, "key", "rotate") == 0
    with pytest.raises(Exception, match="key was changed"):
        late.timeclock.tap(late.team.members()[1].id)
    late.context.store.close()
    works(home, 2)


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal SET body = replace(body, 'sample', 'other') || ' ' WHERE seq = 2",
        "DELETE FROM journal WHERE kind = 'key.rotated'",
        "UPDATE journal SET kind = 'key.other' WHERE kind = 'key.rotated'",
        "UPDATE journal SET kind = 'key.rotated' WHERE seq = 3",
        "DELETE FROM journal WHERE seq > 4",
    ],
)
def test_a_journal_of_two_keys_still_finds_what_was_changed(home: Path, harm: str) -> None:
    assert pult(home, "key", "rotate") == 0
    with sqlite3.connect(home / "pult.db") as db:
        db.execute(harm)
    db.close()
    assert pult(home, "journal", "verify") == 1


@pytest.mark.req("K2")
def test_without_any_key_only_the_cards_are_lost(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pult(home, "key", "rotate") == 0
    assert pult(home, "key", "new", "--lost") == 1, "the key is there"
    (home / "salon.key").unlink()
    assert pult(home, "key", "new", "--lost") == 0
    assert "2 cards are not known any more" in capsys.readouterr().out
    write_something(home)
    capsys.readouterr()
    assert pult(home, "journal", "verify") == 0
    assert "counted only" in capsys.readouterr().out
    services, _ = open_salon(home, NOW)
    stylist = CardHolder("staff", services.team.members()[1].id)
    assert services.cards.tapped(CARD).holder is None
    assert services.cards.of(stylist) == 0
    services.cards.give(CARD, stylist, services.team.members()[0].id)
    assert services.cards.tapped(CARD).holder == stylist
    assert services.context.keys.key_id == 3
    services.context.store.close()
    assert pult(home, "key", "rotate") == 0
    assert pult(home, "journal", "verify") == 0


def test_a_key_file_that_does_not_fit_is_kept_aside(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    prepare(other, NOW)
    foreign = (other / "salon.key").read_text()
    (home / "salon.key").write_text(foreign)
    assert pult(home, "key", "new", "--lost") == 0
    assert (home / "salon.key-1").read_text() == foreign


# -- killed ---------------------------------------------------------------------------------------


def killed(command: Callable[[], int], before: int) -> bool:
    """Runs ``command`` in a process of its own that kills itself before the given step; False when
    it had fewer steps and ended well."""
    child = os.fork()
    if child == 0:
        left = before

        def look(_frame: Any, event: str, function: Any) -> None:
            nonlocal left
            if event == "c_call" and function.__name__ in STEPS:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        done = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.setprofile(look)
            done = command()
        finally:
            sys.setprofile(None)
            os._exit(done)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


@pytest.mark.req("K1")
def test_killed_at_every_step_of_changing_the_key(home: Path, tmp_path: Path) -> None:
    seen, step = [], 0
    while True:
        copy = tmp_path / f"step-{step}"
        shutil.copytree(home, copy)
        cut = killed(lambda copy=copy: pult(copy, "key", "rotate"), step)  # type: ignore[misc]
        seen.append((tuple(key_ids(copy)), works(copy)))
        if not cut:
            break
        write_something(copy)
        assert pult(copy, "key", "rotate") == 0
        works(copy)
        assert len(key_ids(copy)) == 1
        shutil.rmtree(copy)
        step += 1
    # Nothing, the new key beside the old, the new one used, the old one gone: in this order.
    assert list(dict.fromkeys(seen)) == [((1,), 1), ((1, 2), 1), ((1, 2), 2), ((2,), 2)]
    assert step > 30


@pytest.mark.req("K1")
def test_killed_at_every_step_of_going_on_without_the_key(home: Path, tmp_path: Path) -> None:
    (home / "salon.key").unlink()
    step = 0
    while True:
        copy = tmp_path / f"step-{step}"
        shutil.copytree(home, copy)
        cut = killed(lambda copy=copy: pult(copy, "key", "new", "--lost"), step)  # type: ignore[misc]
        if pult(copy, "journal", "verify") != 0:
            assert cut
            assert pult(copy, "key", "new", "--lost") == 0
        assert pult(copy, "journal", "verify") == 0
        assert key_ids(copy) == [2]
        if not cut:
            break
        shutil.rmtree(copy)
        step += 1
    assert step > 20
