"""What the shell itself shows around the screens."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.salon.domain.errors import DiskFull
from tests.gallery.stage import Stage
from tests.gallery.states import state


@state("A toast that can be undone")
def shell_toast(stage: Stage) -> None:
    stage.nav.say(Toast(stage.sample.manager.name, undo=lambda: None))


@state("The screen is about to close")
def shell_idle(stage: Stage) -> None:
    stage.shell.frame.idle(12)


@state("A full disk, said loudly")
def shell_trouble(stage: Stage) -> None:
    stage.nav.set_trouble(DiskFull().message)


@state("Somebody practises")
def shell_practice(stage: Stage) -> None:
    stage.desk()
    stage.shell.frame.practise(lambda: None)
