"""Sheets of A4 for a printer: the very bytes that are kept, drawn now where there are none yet."""

from __future__ import annotations

from pathlib import Path

from drivers.device import Job
from kiosk.hardware.pages.drawing import Draw
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.services.salon_services import Services


def page(services: Services, job: PrintJob, cache: Path | None, draw: Draw) -> Job:
    """Raises DrawingFailed when it cannot be drawn, NotFound for what is not there."""
    files, zone = services.invoice_files, services.context.salon.zone.key
    if job.about == "reminder":
        data = files.letter(job.subject_id)
        if data is None:
            data = draw("reminder", files.letter_content(job.subject_id), zone, cache)
            files.keep_letter(job.subject_id, data)
        return Job(job.id.hex(), data, name=files.letter_name(job.subject_id))
    file = files.file(job.subject_id)
    if file is None:
        drawn = draw("invoice", files.content(job.subject_id), zone, cache)
        file = files.keep(job.subject_id, drawn)
    return Job(job.id.hex(), file.data, name=Path(file.name).stem)
