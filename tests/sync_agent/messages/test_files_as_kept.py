"""What goes along with a letter is what was drawn, or nothing leaves."""

from __future__ import annotations

import pytest

from kiosk.salon.domain import stored_message
from tests.rigs import letters as rig
from tests.sync_agent.messages.conftest import Post


@pytest.mark.parametrize("kind", ["pdf", "isdoc"])
def test_a_file_that_is_not_the_one_that_was_kept_is_sent_to_nobody(post: Post, kind: str) -> None:
    invoice = rig.invoice(post.salon)
    rig.keep_file(post.salon, invoice)
    rig.keep_file(post.salon, invoice, b"<xml/>", "isdoc")
    letter_id = post.salon.mail.invoice(invoice, "anna@example.com", None)
    store = post.salon.context.store
    with store.transaction():
        store.run("UPDATE invoice_file SET bytes = X'00' WHERE kind = ?", (kind,))
    other = post.write("eva@example.com")
    post.run()
    assert (post.letter(letter_id).state, post.letter(other).state) == ("refused", "accepted")
    assert stored_message.plain(post.letter(letter_id).error).startswith(
        "A file of this letter was changed"
    )
    assert [one.recipients for one in post.server.received] == [["eva@example.com"]]


def test_the_letter_of_a_reminder_is_looked_at_as_well(post: Post) -> None:
    salon, store = post.salon, post.salon.context.store
    invoice = rig.invoice(salon, due=100)
    rig.keep_file(salon, invoice)
    found = []
    for level, torn in ((1, False), (2, True)):
        reminder = salon.context.new_id()
        with store.transaction():
            store.insert(
                "invoice_reminder", id=reminder, invoice_id=invoice, level=level,
                at=salon.context.now(), open_minor=100, content=b"{}", hash="",
            )  # fmt: skip
        salon.invoice_files.keep_letter(reminder, b"%PDF letter")
        if torn:
            with store.transaction():
                store.run("UPDATE invoice_reminder SET pdf = X'00' WHERE level = 2")
        found.append(salon.mail.reminder(reminder, "anna@example.com", None))
    post.run()
    assert [post.letter(one).state for one in found] == ["accepted", "refused"]
    files = list(post.server.received[0].message.iter_attachments())
    assert [one.get_content() for one in files] == [b"%PDF letter", rig.PDF]
