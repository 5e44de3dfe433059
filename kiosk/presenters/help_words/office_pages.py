"""What the pages of the office are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "more": (
        T("Here is everything that is not needed every minute."),
        T("A line in red or yellow says where something is to be done."),
        T("Some pages open only for a manager."),
        T("The language chosen here counts until the desk is locked."),
    ),
    "means": (
        T("Here is by what your clients may pay; cash and card are always there."),
        T("Touch one to take it or not, to rename it, or to say what it needs."),
        T("Sales that are made keep the name that it had then."),
        T("Only a manager changes anything here."),
    ),
    "means_form": "means",
    "rates": (
        T("Here you choose a second currency of the till and say how much one unit of it is."),
        T("The rate holds until you set another one; sales that are made keep theirs."),
        T("With the internet, the rate of a central bank is offered; you decide."),
        T("A rate that is far from the one before has to be saved twice."),
    ),
    "papers": (
        T("Here is what still waits for a printer."),
        T("As soon as the printer is ready it prints by itself, in order."),
        T("Look whether a paper has come out before you print it again."),
        T("The sale itself is safe, with or without its paper."),
    ),
    "devices": (
        T("Here are the devices of this desk and whether they work."),
        T("What you plug in on USB appears below; the rest is added with Add a device."),
        T("Try each one with its button, so you know before the first client comes."),
        T("If one does not work, look at its cable and power first; the desk works on without it."),
    ),
    "device_form": (
        T("Here you add what is not found by itself, such as something on a serial port."),
        T("Say what it is and where it is connected; only what is free is offered."),
        T("Leave the other answers as they are unless its manual says otherwise."),
        T("After saving it is tried at once: hold a card, scan a code, put something on it."),
        T("A keyboard that is chosen here types nowhere else any more."),
    ),
    "printer_form": (
        T("Here you say where a printer is and what it prints."),
        T("If it was found, choose it; otherwise its address stands on its own test page."),
        T("After saving, a test comes out; compare the letters with accents."),
        T("If letters are wrong, change that and save again."),
    ),
    "salon_form": (
        T("Here is what stands on receipts: name, address, VAT, last lines."),
        T("If VAT changes for you, say since when."),
        T("Earlier sales are never changed by it."),
        T("Only a manager gets here."),
    ),
    "law": (
        T("Here is what Pult goes by: VAT, cash, papers, public holidays of your country."),
        T("Each line says since when it holds; what is to come stands below what holds now."),
        T("What is marked nobody has looked up in the law: ask an accountant."),
        T("A VAT rate that changes is entered in the settings before its day."),
    ),
    "settings": (
        T("Here is what can be set for this desk, each tile a page."),
        T(
            "What you save counts at once or after a start of the program, which the page "
            "then says."
        ),
        T("Sales, visits and clients are never touched by it."),
        T("Only a manager gets here."),
    ),
    "settings_page": (
        T("Here are the things of one kind that can be set."),
        T("Change what you need and save; a value that does not fit is said at its field."),
        T("If you go back without saving, everything is as before."),
    ),
    "size": (
        T("Here you choose how large everything is drawn."),
        T(
            "Look at the samples from where you usually stand, and touch the one that you "
            "read best."
        ),
        T(
            "The program starts anew in that size and asks whether you keep it; without an "
            "answer it is as before."
        ),
    ),
    "size_trial": (
        T("Everything is drawn in another size now, to see whether it suits you."),
        T("Keep it if you can read and touch everything well."),
        T("If you do nothing it goes back by itself."),
    ),
    "system": (
        T("Here you see how this box is: clock, network, disk, memory, devices."),
        T("A yellow or red line says what is to be done."),
        T("Without the network you sell on; only what other services need waits."),
        T(
            "Practise: the same screens with your team, your prices and invented clients; nothing "
            "of it reaches your books."
        ),
        T("Always switch off here and wait until the screen is dark before you pull the plug."),
    ),
    "clock_form": (
        T("Here the clock is set by hand, where no network sets it."),
        T("Compare it with a telephone, the day and the year too."),
        T("As soon as the network is there the clock follows it again."),
        T("What is entered already keeps the time that it was entered with."),
    ),
    "zone_form": (
        T("Here you say whose time the salon keeps."),
        T("Choose the nearest city; summer time then changes by itself."),
        T("Sales and visits keep their moment, they are only shown in the other time."),
    ),
}
