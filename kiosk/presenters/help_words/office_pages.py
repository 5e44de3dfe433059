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
    "setup": (
        T("Here the box becomes the desk of your salon."),
        T(
            "Go step by step; nothing is kept before the last one, and everything except the "
            "country can be changed later."
        ),
        T("Country decides currency, VAT and rounding, so choose it with care."),
        T("Remember the first manager's PIN: with it you open the desk."),
        T("The internet is not needed."),
    ),
    "lost_books": (
        T("The data of the salon are not where they were, but nothing is being written over them."),
        T("Call your technician first; a copy of the data folder can be put back if there is one."),
        T("Begin anew only when there is none: clients, visits and sales are then gone."),
    ),
    "old_books": (
        T("The data here are older than the last receipt that was printed."),
        T("Looking is free; nothing can be entered until a manager decides."),
        T("First look for a newer copy, because what was sold since is missing here."),
        T("Going on from here cannot be undone."),
    ),
    "connect": (
        T("Here you see what is plugged into the new desk."),
        T("Plug in what you have: it is found and taken into use by itself."),
        T(
            "Hold any card to the reader and scan any code to see that they work; nothing is "
            "done with them."
        ),
        T("What is missing can come later, the desk works without it."),
    ),
    "first_steps": (
        T("These steps are left until the new salon is ready."),
        T("Take them in any order; each opens the page where it is done."),
        T("What is done goes from the list, and you can put away what your salon does not need."),
        T("Only a manager sees them."),
    ),
    "key_paper": (
        T(
            "This puts the salon's key on paper: without it nobody can bring the data back "
            "if this box is lost."
        ),
        T("Print it, or write the words down in their order."),
        T(
            "Keep the paper in a safe, away from this box, and show it to nobody: whoever "
            "has it has the key."
        ),
        T("It can be printed again later, as long as this box works."),
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
