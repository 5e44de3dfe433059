"""What is left to do after the set-up, and the words of the salon's key on paper.

That a step is done is seen in the data, nobody ticks it off; one that a salon does not need is put
away.
"""

from __future__ import annotations

from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import key_words
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import first_steps

Step = Literal["hours", "services", "team", "printer", "key", "clients"]
STEPS: tuple[Step, ...] = ("hours", "services", "team", "printer", "key", "clients")
"""In the order in which they are best done."""
SOME_SERVICES, SOME_CLIENTS = 3, 20
"""With so many a salon has begun to fill the list by itself; fewer are typed in passing."""


class FirstSteps(Area):
    def left(self, *, printer: bool) -> tuple[Step, ...]:
        """Steps neither done nor put away. ``printer``: whether a receipt printer is set up, which
        the database does not know."""
        away = first_steps.not_needed(self._context.store)
        return tuple(step for step in STEPS if step not in away and not self._done(step, printer))

    def _done(self, step: Step, printer: bool) -> bool:
        store = self._context.store
        if step == "hours":
            return first_steps.has_hours(store)
        if step == "services":
            return (
                first_steps.there_are(store, "service", SOME_SERVICES)
                or first_steps.began_with_usual(store)
                or first_steps.was_imported(store, "services")
            )
        if step == "team":
            return first_steps.is_team(store)
        if step == "printer":
            return printer
        if step == "key":
            return first_steps.key_is_kept(store, self._context.keys.key_id)
        return first_steps.there_are(store, "client", SOME_CLIENTS) or first_steps.was_imported(
            store, "clients"
        )

    def put_away(self, step: Step, by: Id) -> None:
        """This salon does not need it. Refused for anybody but a manager."""
        with self._context.store.transaction():
            require_manager(self._context, by)
            first_steps.put_away(self._context.store, step)

    def key_words(self, by: Id) -> tuple[str, ...]:
        """The words of the salon's key, to be written down. Refused for anybody but a manager."""
        require_manager(self._context, by)
        return key_words.spell(self._context.keys)

    def key_written(self, by: Id) -> None:
        """Somebody says that the words are written down; journalled. Refused for anybody but a
        manager."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            context.note("key.written", by, number=context.keys.key_id)
            first_steps.keep_key(context.store, context.keys.key_id, context.now())
