"""Stories of e-mail at the desk: set up, tried, stuck, and receipts that a client wants so."""

from __future__ import annotations

from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk
from tests.rigs import letters as rig
from tests.rigs.till_world import Till

TYPED = {
    "host": "smtp.example.com",
    "user": "salon@example.com",
    "password": " hunter 2 ",
    "sender": "salon@example.com",
}


def set_up(salon: Services) -> Story:
    story = desk(salon, "Petra")
    story.nav.go("letters")
    story.tap("account").at("mail_form")
    for name, text in TYPED.items():
        story.tap("edit", name, text)
    return story.tap("save").at("letters")


def test_saving_sends_a_test_and_shows_what_becomes_of_it(salon: Services) -> None:
    story = set_up(salon)
    (letter,) = story.state.letters
    assert letter.about.values[0][1] == "salon@example.com"
    (kept,) = salon.mail.open_letters()
    assert (kept.kind, kept.address) == ("test", "salon@example.com")
    assert story.state.account[0].title == "salon@example.com"


def test_the_password_is_never_shown_again_and_stays(salon: Services) -> None:
    story = set_up(salon).tap("account").at("mail_form")
    assert "hunter" not in repr(story.state)
    story.tap("edit", "reply_to", "petra@example.com").tap("save").at("letters")
    account = salon.mail.account()
    assert account is not None
    assert account.reply_to == "petra@example.com"


def test_the_usual_port_follows_the_encryption(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("mail_form")

    def port() -> str:
        return next(one.value for one in story.state.fields if one.name == "port")

    story.tap("edit", "security", "tls")
    assert port() == "465"
    story.tap("edit", "port", "2465").tap("edit", "security", "starttls")
    assert port() == "2465"


def test_no_more_e_mail(salon: Services) -> None:
    story = set_up(salon).tap("account").at("mail_form")
    story.tap("remove").at("letters")
    assert not salon.mail.ready()
    assert len(story.state.letters) == 1


def test_only_a_manager_sets_it_up(salon: Services) -> None:
    story = desk(salon, "Eva")
    story.nav.go("letters")
    story.tap("account").at("letters")


def test_what_is_stuck_is_told_at_the_desk_and_decided_there(salon: Services) -> None:
    rig.set_up(salon)
    letter = salon.mail.test("anna@example.com", rig.manager(salon))
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE mail SET state = 'unknown'")
    story = desk(salon, "Eva").wait(1)
    assert story.state.chip.opens == "letters"
    story.nav.go("letters")
    (card,) = story.state.letters
    assert card.again
    assert card.arrived
    story.tap("arrived", card.key)
    assert story.state.letters == ()
    assert salon.mail.get(letter).state == "accepted"
    # Somebody else was faster.
    story.tap("again", card.key).at("letters")


def test_asked_once_with_one_tap_and_remembered(till: Till) -> None:
    salon = till.salon
    rig.set_up(salon)
    anna = salon.clients.save(Client(b"", "Anna", "V", email="anna@example.com"), till.manager.id)

    def sold() -> Story:
        bill = salon.bills.set_client(till.retail().id, anna.id)
        story = Story(salon).unlock(till.eva)
        story.nav.go(PaidArgs(till.pay(bill).id))
        return story.at("paid").wait(1)

    story = sold()
    assert story.state.mail.ask
    story.tap("by_mail").wait(1)
    assert not story.state.mail.ask
    assert "anna@example.com" in story.state.mail.told.plain()
    assert len(salon.mail.open_letters()) == 1

    story = sold()
    assert not story.state.mail.ask
    assert len(salon.mail.open_letters()) == 2
    story.tap("on_paper").wait(1)
    assert salon.mail.wish(anna.id)[0] == "paper"
    assert len(salon.mail.open_letters()) == 1  # it had not left
    assert not sold().state.mail.told


def test_a_client_without_an_address_is_not_asked(till: Till) -> None:
    rig.set_up(till.salon)
    anna = till.client()
    bill = till.salon.bills.set_client(till.retail().id, anna.id)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(PaidArgs(till.pay(bill).id))
    assert not story.at("paid").wait(1).state.mail.ask
