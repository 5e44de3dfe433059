"""Plays in which the machine once found something wrong, each as short as it can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync_agent.plays.google_machine import GoogleMachine, google_machine


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


def test_what_was_made_anew_does_not_take_the_older_ones_words_for_an_edit(
    play: GoogleMachine,
) -> None:
    begin(play, 17138, here=1, there=1, lag=60)
    play.desk_edit(246, 82, False)
    play.run_in_bad_weather(534, 0.1)
    play.there_merge(142, 75, "own")
    play.there_rekey(48)
    play.there_lose_label(False)
    play.desk_edit(246, 82, False)
    play.run_with_a_fault((2, "after"))


def test_somebody_given_up_here_is_edited_and_loses_the_label(play: GoogleMachine) -> None:
    play.begin(seed=23560, guarded=False, here=4, there=3, lag=0, known=False)
    play.run_and_stop(12)
    play.run_with_faults((2, "after"), (9, "before"))
    play.desk_activate(114, False)
    play.there_edit(52, 120, True)
    play.there_lose_label(False)


def test_one_too_many_is_edited_before_it_is_deleted(play: GoogleMachine) -> None:
    play.begin(seed=54281, guarded=True, here=2, there=1, lag=0, known=True)
    play.there_new(250, "beside")
    play.run_with_a_fault((4, "later"))
    play.there_lose_label(False)
    play.desk_new(218)
    play.run_with_faults((5, "after"), (4, "twice"))
    play.run_and_stop(10)
    play.there_copy(184, "beside")
    play.there_edit(81, 186, False)


def test_one_taken_out_comes_back_beside_another_of_the_same_person(play: GoogleMachine) -> None:
    play.begin(seed=2208, guarded=False, here=2, there=4, lag=60, known=False)
    play.run()
    play.there_label(99, True)
    play.there_label(112, False)
    play.check()
    play.there_copy(156, "inside")
    play.there_label(254, True)


def test_a_contact_edited_on_both_sides_is_deleted_and_restored(play: GoogleMachine) -> None:
    begin(play, 15385, there=1)
    play.run_with_googles_faults([(1, "500"), (5, "500_after")])
    play.both_edit(22, 192, 188, "")
    play.there_delete(57)
    play.run()
    play.there_restore(215, False)


def test_an_older_copy_shows_itself_after_a_newer_one_was_made(play: GoogleMachine) -> None:
    begin(play, 38895, here=1, there=2, lag=60)
    play.there_rekey(183)
    play.desk_activate(9, False)
    play.run_and_crash_asking(4, True)
    play.desk_activate(196, True)
    play.desk_edit(15, 29, False)
    play.run_with_googles_faults([(6, "twice")])


def test_somebody_given_up_is_deleted_under_the_new_name(play: GoogleMachine) -> None:
    begin(play, 58868, here=2, there=4, lag=60)
    play.there_delete(246)
    play.desk_edit(119, 59, False)
    play.there_rekey(180)
    play.desk_activate(21, False)
    play.gender(97, "o", True)
    play.run_with_googles_faults([(6, "429"), (6, "503"), (0, "after")])
    play.desk_activate(9, True)
    play.there_rename_label(3)
    play.run_and_crash(53)


def test_one_restored_and_edited_out_of_the_label_is_given_up_here(play: GoogleMachine) -> None:
    begin(play, 18194, there=1)
    play.run()
    play.there_delete(0)
    play.there_restore(0, False)
    play.there_edit(0, 3, False)
    play.run()
    play.desk_activate(0, False)
    play.run()


def test_what_was_left_outside_is_erased_with_its_person(play: GoogleMachine) -> None:
    begin(play, 34196, here=1, there=3)
    play.both_edit(51, 154, 59, "")
    play.there_copy(29, "inside")
    play.there_groupless(230)
    play.run()
    play.desk_erase(38)
    play.check()
    play.desk_erase(87)


def test_a_copy_is_folded_in_while_somebody_is_asked_about_the_other(play: GoogleMachine) -> None:
    play.begin(seed=12094, guarded=True, here=3, there=0, lag=60, known=True)
    play.there_merge(96, 112, "none")
    play.there_restore(191, True)
    play.both_edit(201, 229, 74, "")
    play.there_edit(89, 88, False)
    play.lag(0)
    play.run_with_a_fault_and_crash((6, "before"), 228)
    play.there_merge(62, 181, "none")
    play.there_merge(165, 156, "both")
    play.there_restore(128, True)


def test_what_is_refused_of_a_copy_is_told(play: GoogleMachine) -> None:
    play.begin(seed=12094, guarded=True, here=3, there=0, lag=60, known=True)
    play.there_merge(96, 112, "none")
    play.there_visits(66)
    play.there_restore(191, True)
    play.both_edit(201, 229, 74, "")
    play.there_edit(89, 88, False)
    play.lag(0)
    play.run_with_a_fault_and_crash((6, "before"), 228)
    play.there_merge(62, 181, "none")
    play.there_merge(165, 156, "both")
    play.there_restore(128, True)


def test_copies_seen_before_a_power_cut_are_deleted_with_the_label(play: GoogleMachine) -> None:
    """They are on no list afterwards, and nobody told that they are gone."""
    play.begin(seed=61490, guarded=True, here=4, there=4, lag=0, known=False)
    play.run_with_faults((8, "after"), (3, "later"))
    play.run_with_a_fault((4, "twice"))
    play.run_with_a_fault_and_crash((2, "twice"), 132)
    play.there_lose_label(True)


def test_an_edit_and_a_lost_label_while_deleting_one_given_up_here(play: GoogleMachine) -> None:
    """Whether it was deleted is open; with the edit our id went, so that Google tells nothing."""
    play.begin(seed=13050, guarded=False, here=5, there=3, lag=500, known=False)
    play.run()
    play.gender(198, "m", here=True)
    play.there_visits(27)
    play.both_edit(43, 48, 110, "")
    play.desk_activate(37, False)
    play.run_and_crash_asking(4, False)
    play.there_lose_label(False)


def test_given_up_here_then_restored_there_and_only_then_erased(play: GoogleMachine) -> None:
    play.begin(seed=58408, guarded=True, here=4, there=2, lag=0, known=True)
    play.desk_new(95)
    play.desk_activate(97, False)
    play.run_with_a_fault_and_crash((6, "twice"), 202)
    play.there_restore(42, False)
    play.check()
    play.desk_erase(32)


def test_a_phone_drops_our_date_of_birth_beside_a_birthday_without_year(
    play: GoogleMachine,
) -> None:
    begin(play, 38162, here=4, lag=500)
    play.desk_edit(96, 108, False)
    play.there_extra(64, "birthday")
    play.run()
    play.both_edit(204, 129, 192, "")


def test_one_that_lost_our_id_is_put_away_and_wanted_again(play: GoogleMachine) -> None:
    begin(play, 29654, here=3, there=2, lag=60)
    play.wait(700)
    play.there_label(29, False)
    play.there_delete(207)
    play.run_and_stop(11)
    play.there_edit(97, 145, True)
    play.run_with_a_fault((5, "later"))
    play.run_with_a_fault((5, "before"))
    play.desk_activate(246, False)
    play.run_and_stop(9)
    play.desk_activate(15, True)


def test_one_put_away_here_comes_in_under_another_name_and_is_known(play: GoogleMachine) -> None:
    begin(play, 54515, here=2, there=4, lag=500)
    play.there_groupless(253)
    play.desk_new(79)
    play.there_rekey(55)
    play.there_points(110)
    play.desk_activate(132, False)
    play.run()
    play.desk_edit_inactive(210, 233)


def test_a_late_no_about_what_was_just_made_is_not_believed_later(play: GoogleMachine) -> None:
    play.begin(seed=53836, guarded=True, here=5, there=3, lag=0, known=True)
    play.run()
    play.there_visits(40)
    play.there_extra(51, "address")
    play.there_lose_label(True)
    play.run_with_googles_faults([(5, "twice")])
    play.lag(500)
    play.there_copy(103, "inside")
    play.run_and_crash(133)
    play.run_and_crash(143)


def test_wanted_again_while_it_is_left_there_nothing_is_sent_before_it_was_read(
    play: GoogleMachine,
) -> None:
    begin(play, 16858, here=4, there=5)
    play.both_edit(199, 70, 109, "")
    play.desk_activate(55, False)
    play.run_with_a_fault_and_crash((6, "offline"), 298)
    play.desk_activate(27, True)
    play.answer(124, "removed", "send")
    play.run_and_stop(10)


def test_two_are_merged_and_then_all_are_gone_with_the_label(play: GoogleMachine) -> None:
    play.begin(seed=41582, guarded=True, here=4, there=3, lag=60, known=True)
    play.there_merge(213, 196, "one")
    play.desk_new(161)
    play.both_edit(163, 203, 253, "")
    play.run_with_faults((4, "after"), (6, "twice"))
    play.there_lose_label(True)
    play.run_with_googles_faults([(4, "before"), (5, "offline"), (4, "offline")])
    play.run()


def test_one_to_be_put_inside_again_is_given_up_before_anybody_saw_its_edits(
    play: GoogleMachine,
) -> None:
    play.begin(seed=63287, guarded=True, here=5, there=2, lag=0, known=True)
    play.there_label(93, False)
    play.run_with_a_fault_and_crash((4, "offline"), 254)
    play.there_delete(5)
    play.there_merge(15, 94, "none")
    play.there_groupless(70)
    play.there_lose_label(False)
    play.there_groupless(233)
    play.there_edit(158, 190, False)
    play.run_and_stop(10)
    play.desk_activate(0, False)
    play.desk_erase(22)
    play.desk_activate(203, False)


def test_one_of_two_merged_there_is_erased_before_it_was_heard_of(play: GoogleMachine) -> None:
    """What the feed told is forgotten with the person; a late reading does not stand for it."""
    play.begin(seed=21948, guarded=True, here=5, there=3, lag=0, known=True)
    play.there_merge(189, 140, "one")
    play.run_and_crash(289)
    play.there_merge(112, 122, "one")
    play.there_merge(15, 73, "both")
    play.lag(500)
    play.run_and_crash(42)
    play.desk_erase(218)
    play.run_and_crash(331)
