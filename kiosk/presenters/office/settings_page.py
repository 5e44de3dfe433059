"""Settings that belong together, in effect as soon as they are saved."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, require_manager
from kiosk.presenters.office.args import SettingsPageArgs
from kiosk.salon.domain.machine import Setting, WrongSettings
from kiosk.salon.domain.text import T

VOLUME = "screen.sound_volume"


class SettingsPage(FormPresenter[SettingsPageArgs]):
    name = "settings_page"

    def forget(self) -> None:
        super().forget()
        self._page = ""

    def begin(self, args: SettingsPageArgs) -> None:
        require_manager(self)
        page = next(one for one in self.hardware.machine.pages if one.key == args.page)
        self._page = page.key
        sized = page.key == "screen"
        size = FormButton("size", T("Size of everything"), "plain")
        self.open(
            page.title,
            tuple(_field(setting) for setting in page.settings),
            extra=(size,) if sized else (),
        )

    def edit(self, name: str, value: str) -> None:
        super().edit(name, value)
        if name == VOLUME:
            # Heard at once, or nobody knows what the figure means.
            self.hardware.machine.try_volume(int(value))

    def size(self) -> None:
        """Three samples to choose from."""
        self.host.go("size")

    def submit(self) -> None:
        require_manager(self)
        typed = {field.name: field.value for field in self.state.fields}
        try:
            self.hardware.machine.put(self._page, typed)
        except WrongSettings as wrong:
            for key, reason in wrong.faults.items():
                self._put(key, error=reason)
            self.require_right()
        self.host.say(Toast(T("The settings are saved.")))
        self.host.back()

    def resume(self, _: object = None) -> None:
        self.show(replace(self.state, message=""))


def _field(setting: Setting) -> FormField:
    return FormField(
        setting.key,
        setting.title,
        setting.kind,
        setting.value,
        options=setting.options,
        hint=setting.hint,
    )
