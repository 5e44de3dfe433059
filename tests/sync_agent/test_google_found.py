"""Plays in which the machine once found something wrong, each as short as it can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync_agent.google_machine import GoogleMachine, google_machine


@pytest.fixture(scope="module")
def kind() -> Iterator[type[GoogleMachine]]:
    with google_machine() as made:
        yield made


@pytest.fixture
def play(kind: type[GoogleMachine]) -> Iterator[GoogleMachine]:
    """Whatever was played, in the end everything has to be right."""
    machine = kind()
    yield machine
    machine.teardown()


def begin(play: GoogleMachine, seed: int, here: int = 0, there: int = 0, lag: int = 0) -> None:
    play.begin(seed=seed, guarded=False, here=here, there=there, lag=lag, known=True)


def test_all_contacts_of_a_refused_batch_are_gone(play: GoogleMachine) -> None:
    begin(play, 7554, there=5)
    play.lag(500)
    play.there_copy(148, "inside")
    play.there_delete(139)
    play.there_rekey(255)
    play.run()


def test_a_contact_gets_another_name_and_is_then_gone(play: GoogleMachine) -> None:
    begin(play, 217, here=1)
    play.there_rekey(0)
    play.there_groupless(0)


def test_ours_is_lost_while_another_label_of_its_name_has_people(play: GoogleMachine) -> None:
    play.begin(seed=25874, guarded=False, here=1, there=4, lag=0, known=False)
    play.there_new(63, "inside")
    play.there_new(138, "inside")
    play.there_new(28, "foreign")
    play.check()
    play.there_lose_label(False)


def test_an_erased_persons_contact_is_restored_soon_after_we_deleted_it(
    play: GoogleMachine,
) -> None:
    begin(play, 373, here=1, there=1)
    play.desk_erase(209)
    play.run()
    play.there_restore(169, False)
