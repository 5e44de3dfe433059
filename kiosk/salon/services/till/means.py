"""Which means of payment the salon takes, in which order and under which names."""

from __future__ import annotations

from dataclasses import asdict, replace

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.means import ALWAYS, OWN, Method, SalonMeans
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.till import means


def note_changed(context: Context, one: SalonMeans, by: Id) -> None:
    """Journals what it is now."""
    context.note("means.changed", by, **asdict(one))


class MeansList(Area):
    """Cash and card are always taken. Only managers change anything; each change is journalled."""

    def all(self) -> tuple[SalonMeans, ...]:
        """In the salon's order, those out of use too."""
        return means.every(self._context.store)

    def further(self) -> tuple[SalonMeans, ...]:
        """What is taken besides cash and card."""
        return tuple(one for one in self.all() if one.active and one.key not in ALWAYS)

    def get(self, key: Method) -> SalonMeans:
        """NotFound for an unknown one."""
        found = means.of_keys(self._context.store, [key])
        return existing(found.get(key), T("This means of payment does not exist."))

    def add(
        self,
        name: str,
        by: Id,
        *,
        opens_drawer: bool = False,
        needs_client: bool = False,
        needs_reference: bool = False,
        fiscal_cash: bool = False,
    ) -> SalonMeans:
        """An own one, taken from now on. Refused without a name."""
        key = f"{OWN}-{self._context.new_id().hex()}"
        return self.save(
            SalonMeans(
                key,
                OWN,
                name,
                active=True,
                opens_drawer=opens_drawer,
                needs_client=needs_client,
                needs_reference=needs_reference,
                fiscal_cash=fiscal_cash,
            ),
            by,
        )

    def save(self, one: SalonMeans, by: Id) -> SalonMeans:
        """Writes what it is called and needs, and whether it is in use; a new one comes last.
        Payments keep the name that it had; an empty one is the usual name of a means that there
        always is. Refused: cash and card, an own one without a name or with the name of another,
        foreign currency while the salon has chosen none, by somebody who is not a manager."""
        context = self._context
        one = entering.record(one, {"name": entering.NAME})
        if one.key in ALWAYS and (one.name or not one.active):
            raise Refused(T("Cash and card are always taken."))
        if one.own and not one.name:
            raise Refused(T("Please enter a name."), field="name")
        with context.store.transaction():
            require_manager(context, by)
            known = means.every(context.store)
            taken = {name for other in known if other.key != one.key for name in self._names(other)}
            if self._names(one) & taken:
                name = one.means.title
                raise Refused(T("{name} is there already.", name=name), field="name")
            if one.means.foreign and one.active and not one.currency:
                raise Refused(T("Choose a currency among the rates first."))
            places = {other.key: other.sort for other in known}
            one = replace(one, sort=places.get(one.key, known[-1].sort + 1))
            means.write(context.store, one)
            note_changed(context, one, by)
        return one

    def _names(self, one: SalonMeans) -> set[str]:
        """What it is called on papers and in lists, in the salon's language and in English."""
        words = (one.means.title, one.means.how)
        plain = (text.plain() if isinstance(text, Msg) else str(text) for text in words)
        return {name.casefold() for name in (*map(self._context.say, words), *plain)}

    def earlier(self, key: Method, by: Id) -> None:
        """Moves it one place to the front; those that are always taken stay first."""
        context = self._context
        with context.store.transaction():
            require_manager(context, by)
            order = list(means.every(context.store))
            place = next((at for at, one in enumerate(order) if one.key == key), 0)
            if place and order[place - 1].key not in ALWAYS:
                order[place - 1 : place + 1] = order[place], order[place - 1]
                for sort, one in enumerate(order, 1):
                    means.write(context.store, replace(one, sort=sort))
                context.note("means.changed", by, key=key, order=[one.key for one in order])
