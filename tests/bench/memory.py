"""How much memory this process has."""

from __future__ import annotations

from pathlib import Path


def resident() -> int:
    """Resident memory in bytes (VmRSS of proc(5))."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise OSError("no VmRSS")
