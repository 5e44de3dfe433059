"""Jobs of printers out of composed papers: their bytes, and a picture of them for a folder."""

from __future__ import annotations

from collections.abc import Sequence

from drivers.device import Job
from kiosk.paper import escpos, labels
from kiosk.paper.document import Document
from kiosk.paper.label import Label
from kiosk.paper.profile import Profile


def printed(job_id: str, profile: Profile, documents: Sequence[Document]) -> Job:
    """Of a receipt printer, one paper after the other; the picture is of the first."""

    def picture() -> bytes:
        from kiosk.paper import png

        return png.draw(documents[0], profile)

    data = b"".join(escpos.encode(document, profile) for document in documents)
    return Job(job_id, data, picture)


def labelled(
    job_id: str, label: Label, quantity: int, paper: labels.LabelPaper, dots_per_mm: int
) -> Job:
    """Of a label printer, so many alike."""

    def picture() -> bytes:
        from kiosk.paper import label_png

        return label_png.draw(label)

    return Job(job_id, labels.encode(label, quantity, paper, dots_per_mm), picture)
