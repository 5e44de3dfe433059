"""The desk and the agent together: touches at the desk, the real process, the fake Google."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.salon.domain.text import Msg, Text
from tests.presenters.story import Story
from tests.rigs.sync_process import SyncRig, fake_google, real_now
from tests.sync_agent.google.signing_in import sign_in_quickly

pytestmark = pytest.mark.slow


def plain(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


def ticked(story: Story) -> Story:
    """Nobody's time passes at the desk: it only looks."""
    story.nav.tick()
    return story


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[SyncRig]:
    with fake_google(12) as google:
        made = SyncRig(tmp_path / "home", google, clients=5)
        path = made.home / "pult.toml"
        path.write_text(path.read_text().replace("[sync]", "[sync]\nsettle_minutes = 0"))
        sign_in_quickly(google, made.store, made.desk.context.keys, real_now())
        yield made
        made.close()
    assert google.violations == []


@pytest.mark.req("G3", "G5", "G8")
def test_refresh_at_the_desk_brings_what_was_typed_on_a_phone(rig: SyncRig) -> None:
    story = Story(rig.desk).unlock(rig.manager)

    story.nav.go(ClientsArgs())
    assert len(story.state.rows) == 5
    rig.start()
    rig.until(lambda: len(rig.names_at_google()) == 5)
    rig.until(lambda: rig.outcomes()[:1] == ["ok"])
    story.wait(1)
    assert plain(story.state.sync.text) == "Refresh Google"
    rig.google.owner.add("Nela", "Phone", label="Pult kontakty")
    story.fresh().tap("refresh")
    assert story.taps == 1
    rig.until(lambda: ticked(story).out.toast is not None)
    assert [row.title for row in story.state.rows if "Nela" in row.title] == ["Nela Phone"]
    story.nav.go("more")
    words = {item.key: plain(item.about) for item in story.state.items}
    assert words["sync"] == "6 contacts"
    story.tap("pick", "sync")
    assert plain(story.state.head.text) == "Everything is in step"
    assert story.state.account == rig.google.email
    assert any("1 received" in plain(row.subtitle) for row in story.state.runs)
    assert rig.terminate() == 0


@pytest.mark.req("G3")
def test_who_was_deleted_there_is_sent_again_by_one_touch(rig: SyncRig) -> None:
    story = Story(rig.desk).unlock(rig.manager)
    rig.start()
    rig.until(lambda: len(rig.names_at_google()) == 5)
    rig.until(lambda: rig.outcomes()[:1] == ["ok"])
    contact = next(one for one in rig.google.book.live() if one.name() == "Sample3 Client")
    rig.google.owner.delete(contact)
    story.nav.go("sync")
    story.tap("refresh")
    rig.until(lambda: ticked(story).state.groups)
    (group,) = story.state.groups
    assert [card.title for card in group.cards] == ["Sample3 Client"]
    assert rig.desk.clients.search("sample3")
    _, send = group.cards[0].actions
    story.tap(send.intent, send.arg)
    assert story.state.groups == ()
    rig.until(lambda: "Sample3 Client" in rig.names_at_google())
    assert rig.terminate() == 0
