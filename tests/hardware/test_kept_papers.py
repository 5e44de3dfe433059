"""Files of papers go with their person and after their term."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kiosk.hardware.kept_papers import DAY_SECONDS, KeptPapers
from tests.rigs.till_world import Till

OLD = "test-0123456789abcdef"


@pytest.mark.req("C6")
def test_files_of_an_erased_person_and_old_ones_are_removed(till: Till, tmp_path: Path) -> None:
    papers = tmp_path / "paper"
    papers.mkdir()
    printing, client = till.salon.printing, till.client()
    slip = printing.slip(till.visit(client, hours=48).id)
    other = printing.slip(till.visit(hours=50).id)
    for name in (
        f"{slip.hex()}.png",
        f"{slip.hex()}.bin",
        f"2026-1-F00001 {slip.hex()}.pdf",
        f"{other.hex()}.bin",
        f"{OLD}.png",
        "notes.txt",
    ):
        (papers / name).write_bytes(b"paper")
    old = time.time() - 31 * DAY_SECONDS
    for name in (f"{OLD}.png", "notes.txt"):
        os.utime(papers / name, (old, old))
    kept = KeptPapers(till.salon, lambda: [papers], keep_days=30)
    till.salon.clients.erase(client.id, till.manager.id)
    kept.tidy()
    assert {path.name for path in papers.iterdir()} == {f"{other.hex()}.bin", "notes.txt"}
    assert printing.erased() == ()


def test_a_file_that_cannot_be_removed_is_tried_again(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = tmp_path / "paper"
    papers.mkdir()
    client = till.client()
    slip = till.salon.printing.slip(till.visit(client, hours=48).id)
    (papers / f"{slip.hex()}.bin").write_bytes(b"paper")
    till.salon.clients.erase(client.id, till.manager.id)
    kept = KeptPapers(till.salon, lambda: [papers], keep_days=30)
    with monkeypatch.context() as stuck:
        stuck.setattr(Path, "unlink", _refuses)
        kept.tidy()
    assert till.salon.printing.erased() == (slip,)
    kept.tidy()
    assert till.salon.printing.erased() == ()
    assert not list(papers.iterdir())


def test_without_a_folder_there_is_nothing_to_remove(till: Till, tmp_path: Path) -> None:
    client = till.client()
    till.salon.printing.slip(till.visit(client, hours=48).id)
    till.salon.clients.erase(client.id, till.manager.id)
    KeptPapers(till.salon, lambda: [tmp_path / "none"], keep_days=30).tidy()
    assert till.salon.printing.erased() == ()


def _refuses(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(path)
