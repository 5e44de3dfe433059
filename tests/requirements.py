"""``make requirements``: which requirement is shown by which passing test.

The list of ids is ``docs/requirements.md``. Exit code 1 when a test carries an id that is not
there, or a test that carries one fails.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

LIST = Path(__file__).parent.parent / "docs" / "requirements.md"


def wanted() -> dict[str, str]:
    """Ids with their texts, in the order of the document."""
    rows = re.findall(r"^\| ([A-Z]\d+) \| (.+?) \|$", LIST.read_text(encoding="utf-8"), re.M)
    return dict(rows)


class Gatherer:
    """Collects outcomes by requirement id; works under xdist, where reports arrive here."""

    def __init__(self) -> None:
        self.passed: dict[str, list[str]] = defaultdict(list)
        self.failed: dict[str, list[str]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        for name, value in report.user_properties:
            if name == "req" and not report.skipped:
                (self.passed if report.passed else self.failed)[str(value)].append(report.nodeid)


def main() -> int:
    """Runs the marked tests and prints the table."""
    gathered = Gatherer()
    pytest.main(["-m", "req", "-n", "2", "--no-header", "-q", *sys.argv[1:]], plugins=[gathered])
    ids = wanted()
    print()
    for requirement, words in ids.items():
        tests = gathered.passed.get(requirement, [])
        print(f"{requirement:<4} {len(tests):>3} passing   {words[:90]}")
        for test in sorted(tests):
            print(f"         {test}")
        for test in sorted(gathered.failed.get(requirement, [])):
            print(f"         FAILS: {test}")
    unknown = sorted((gathered.passed.keys() | gathered.failed.keys()) - ids.keys())
    if unknown:
        print(f"Not in {LIST.name}: {', '.join(unknown)}")
    shown = sum(1 for requirement in ids if gathered.passed.get(requirement))
    print(f"\n{shown} of {len(ids)} requirements are shown by passing tests.")
    return 1 if unknown or gathered.failed else 0


if __name__ == "__main__":
    sys.exit(main())
