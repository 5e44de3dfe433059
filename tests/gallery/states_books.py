"""Books that are older than what was recorded, and books that are gone."""

from __future__ import annotations

from tests.gallery.stage import Stage
from tests.gallery.states import state


def _cut(stage: Stage, entries: int) -> None:
    """The database of some entries ago: its heads know later ones."""
    store = stage.salon.context.store
    with store.transaction():
        stage.salon.context.journal.append("sale", stage.clock.now(), {})
        store.run("DELETE FROM journal WHERE seq > (SELECT max(seq) FROM journal) - ?", (entries,))
    stage.salon.books.hold()


@state("Older books")
def old_books(stage: Stage) -> None:
    _cut(stage, 14)
    stage.open("old_books")


@state("Older books, a wrong PIN")
def old_books_refused(stage: Stage) -> None:
    old_books(stage)
    for digit in "0001":
        stage.tap("key", digit)
    stage.tap("approve")


@state("Books that nobody knows the age of")
def old_books_unknown(stage: Stage) -> None:
    store = stage.salon.context.store
    with store.transaction():
        store.run("DELETE FROM journal_head")
    stage.salon.books.hold()
    stage.open("old_books")


@state("Lost books", empty=True)
def lost_books(stage: Stage) -> None:
    _cut(stage, 1)
    stage.open("lost_books")


@state("Lost books, words of another key", empty=True)
def lost_books_refused(stage: Stage) -> None:
    lost_books(stage)
    stage.tap("type", "bado bado").tap("begin")
