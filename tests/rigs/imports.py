"""Files with clients, read and brought into a salon."""

from __future__ import annotations

from pathlib import Path

from kiosk.salon.domain.people import Client
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Plan
from kiosk.salon.services.salon_services import Services


def read(
    salon: Services, tmp_path: Path, text: str, name: str = "file.csv", **said: object
) -> Plan:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return Importing(salon.context).read("clients", path, **said)  # type: ignore[arg-type]


def brought(
    salon: Services, tmp_path: Path, text: str, name: str = "file.csv", **said: object
) -> list[Client]:
    """The clients there are when the file has been imported, by first name."""
    plan = read(salon, tmp_path, text, name, **said)
    assert plan.possible, [row.message for row in plan.rows]
    Importing(salon.context).apply(plan)
    found = [line.client for line in salon.clients.listing(limit=100)]
    return sorted(found, key=lambda client: client.first_name)


def told(plan: Plan, line: int) -> list[tuple[str, str]]:
    """Heading and text of the cells of a line that were not taken as they stand."""
    (row,) = (row for row in plan.rows if row.line == line)
    return [(remark.heading, remark.text) for remark in row.remarks]
