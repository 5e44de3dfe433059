"""What has to hold when the machine has played: both sides in step, and nothing lost."""

from __future__ import annotations

import json

from hypothesis.stateful import RuleBasedStateMachine

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.sync import book as sync_book
from tests.sync_agent.plays.world import Playground, There


def told_about(world: Playground, local_id: Id) -> bool:
    """Whether it ever stood in a list at the desk that this one is not at the remote."""
    sql = "SELECT 1 FROM sync_case WHERE local_id = ? AND kind IN ('removed', 'merged')"
    return bool(world.store.rows(sql, (local_id,)))


class Outcome(RuleBasedStateMachine):
    """Looks at a world as it is, and at what the machine knows of how it came to that."""

    def __init__(self) -> None:
        super().__init__()
        self.world: Playground
        self.entered: dict[str, str] = {}
        """Every value that was entered: token -> where (for the message)."""
        self.settled: set[str] = set()
        """Values whose end somebody decided knowingly."""
        self.left: set[str] = set()
        """Keys of what stood outside, made for somebody who was then erased."""
        self.copies: set[str] = set()
        self.private: dict[str, set[str]] = {}

    # -- whose it is -------------------------------------------------------------------------------

    def _is_of(self, one: There, local_id: Id) -> bool:
        """By our id in it, or because we know it: under its key, or one that it had before."""
        key = self._key(local_id)
        return local_id in one.owners or key == one.key or key in one.former

    def _doomed(self, one: There) -> bool:
        """Whether it belongs to somebody who was erased: that beats every edit."""
        return self._was_left(one) or any(
            gone and self._is_of(one, local_id)
            for local_id, (_, _, gone) in self.world.desk().items()
        )

    def _being_deleted(self, one: There) -> bool:
        """A request to delete it is on its way: it shows no version, so that nothing can save what
        is edited before it arrives."""
        sql = "SELECT 1 FROM sync_link WHERE key = ? AND intent = 'delete' AND tried_at > 0"
        return bool(self.world.store.rows(sql, (one.key,)))

    def _was_left(self, one: There) -> bool:
        return not self.left.isdisjoint((one.key, *one.former))

    def _left_of(self, local_id: Id) -> set[str]:
        """What we made for this person, and somebody took out and put another one inside. It is
        erased with the person, whatever the owner wrote in it; an edit there may have removed our
        id from it, so that nothing but the agent's own note says whose it is."""
        rows = self.world.store.rows(
            "SELECT key FROM sync_link WHERE owner = ? AND role <> 'copy'", (local_id,)
        )
        return {str(row[0]) for row in rows}

    def _key(self, local_id: Id) -> str:
        link = self.world.link(local_id)
        return link.key if link else ""

    # -- what has to hold --------------------------------------------------------------------------

    def _in_step(self) -> None:
        world = self.world
        desk, there = world.desk(), world.there()
        told_of = world.store.rows("SELECT key FROM sync_case WHERE kind IN ('refused', 'twin')")
        refused = {str(row[0]) for row in told_of}
        linked = {self._key(local_id): local_id for local_id in desk}
        by_key = {one.key: one for one in there}
        owned: dict[Id, list[There]] = {}
        for one in there:
            for owner in one.owners:
                owned.setdefault(owner, []).append(one)
        for local_id, (record, active, erased) in desk.items():
            link = world.link(local_id)
            mine = [
                one
                for one in owned.get(local_id, [])
                if one.inside and linked.get(one.key, local_id) == local_id
            ]
            state = link.state if link else ""
            told = f"{local_id!r} {state} {record} {mine}"
            if erased:
                # A thing that was merged there out of two belongs to the other one.
                left = [
                    one
                    for one in owned.get(local_id, [])
                    if one.key not in linked
                    and all(desk[owner][2] for owner in one.owners if owner in desk)
                ]
                assert not left, told
                assert link is None, told
                continue
            assert len(mine) <= 1, told
            if state == "suppressed" and active:
                # Staff were told, and may have said that it shall stay so.
                assert told_about(world, local_id), told
            if state in ("suppressed", "asked", "rejected"):
                continue
            if not active:
                assert not mine, told
                assert link is None, told
                continue
            assert state == "linked", told
            assert link is not None
            assert link.key in by_key, told
            assert mine == [by_key[link.key]], told
            assert mine[0].owners == (local_id,), told
            for name in (*world.fields, "visits"):
                assert mine[0].record.get(name, "") == record.get(name, ""), (name, told)
        for one in there:
            if one.inside and not one.foreign and one.key not in refused:
                known = [owner for owner in one.owners if owner in desk]
                # One that waits for somebody to decide may have lost our id meanwhile.
                assert len(known) == 1 or one.key in linked, one

    def _everywhere(self) -> list[There]:
        """All that stands at any remote."""
        return self.world.there()

    def _nothing_lost(self) -> None:
        world = self.world
        held = [json.dumps(record) for record, _, _ in world.desk().values()]
        # A copy that lost our id is known by name and number or e-mail; without these by nothing.
        known = [
            record
            for record, _, _ in world.desk().values()
            if any(record.get(way, "") for way in ("mobile", "phone", "email"))
        ]
        names = [record.get(world.fields[0], "") for record in known]
        names = [name for name in names if name and name not in self.copies]
        assert len(names) == len(set(names)), "somebody is here twice"
        held += [json.dumps(dict(one.record)) for one in self._everywhere()]
        cases = sync_book.open_cases(world.store, kind="conflict", limit=100_000)
        held += [json.dumps(dict(case.detail)) for case in cases]
        text = "\n".join(held)
        gone = [
            f"{token} ({where})"
            for token, where in self.entered.items()
            if token not in self.settled and token not in world.unseen() and token not in text
        ]
        assert not gone, gone
        secrets = {text for texts in self.private.values() for text in texts if text}
        if secrets:
            kept = "\n".join(
                str(row[0])
                for table, column in (("sync_seen", "item"), ("sync_link", "base"))
                for row in world.store.rows(f"SELECT {column} FROM {table}")
            )
            assert not [secret for secret in secrets if secret in kept]
