"""A hanging printer, a locked database and a full disk, at a real window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.test_drills import may_mount
from tests.rigs.window import missing_tools
from tests.rigs.worker import ROOT


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
@pytest.mark.skipif(not may_mount(), reason="private mounts are not allowed here")
def test_each_trouble_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-m", "tests.rigs.bad_day", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["hangs while paid"]
    assert told["printed while hanging"] == 0
    assert told["printed afterwards"] == 1
    assert told["sold while locked"] == 0
    assert told["sold after the lock"] == 1
    assert told["full"].startswith("The disk is full.")
    assert told["sold after the disk had room"] == 1
    assert told["receipts"] == told["sales"]
    assert told["faults"] == []
    assert told["verify"].startswith("The journal holds")
    assert told["complaints"] == []
