"""Rooms and devices that services need."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import existing
from kiosk.salon.domain.goods.catalogue import Resource, check_resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.agenda import resources


class Resources(Area):
    def resources(self, *, inactive: bool = False) -> tuple[Resource, ...]:
        """In the order that they were entered."""
        return resources.resources(self._context.store, inactive=inactive)

    def resource(self, resource_id: Id) -> Resource:
        """NotFound when there is none."""
        found = {one.id: one for one in self.resources(inactive=True)}
        return existing(found.get(resource_id), T("This room or device does not exist."))

    def save_resource(self, resource: Resource, by: Id | None) -> Resource:
        """New when its id is empty bytes. One that is inactive is needed by nothing. Refused: no
        name, no unit; by somebody who is not a manager (None: imports)."""
        item = replace(resource, name=entering.line(resource.name, entering.NAME))
        check_resource(item)
        context = self._context
        with context.store.transaction():
            if by is not None:
                require_manager(context, by)
            item = replace(item, id=item.id or context.new_id())
            resources.write(context.store, item)
            facts = {"name": item.name, "units": item.units, "active": item.active}
            context.note("resource.saved", by, **facts)
            context.changed("resource", item.id)
        return item
