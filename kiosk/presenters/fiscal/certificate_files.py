"""The file of a certificate on a USB stick."""

from __future__ import annotations

from kiosk.presenters.args import Result
from kiosk.presenters.files.stick_files import StickFiles
from kiosk.presenters.fiscal.args import CertificateFormArgs
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.sticks import CERTIFICATES, StickFile


class CertificateFiles(StickFiles[None]):
    name = "certificate_files"
    suffixes = CERTIFICATES
    ask_for = T("Plug in the USB stick with the certificate. Its name ends in .p12 or .pfx.")

    def enter(self, _: None = None) -> None:
        require_manager(self)
        self.begin()

    def resume(self, _: Result | None = None) -> None:
        self.tick()

    def take(self, file: StickFile) -> None:
        self.host.swap(CertificateFormArgs(file.path))
