"""The slip of a booking: when, with whom, and the QR code that checks its owner in."""

from __future__ import annotations

from kiosk.paper.document import QR, Blank, Cut, Document, Line, Op, Rule, Words
from kiosk.paper.heading import heading
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.people import short_name
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Day, Duration, Phone, T, TimeOfDay

PREFIX = "PULT:"
"""What our QR codes begin with, so that the kiosk tells them from a product's barcode."""


def slip(appointment: Appointment, salon: Salon, words: Words) -> Document:
    """Given to the client; the name is short, because slips are left lying about."""
    wall = salon.local(appointment.starts_at)
    minutes = (appointment.ends_at - appointment.starts_at) // 60_000
    ops: list[Op] = [*heading(salon, words, tax_numbers=False), Rule()]
    ops.append(Line(words.say(T("Your appointment")), bold=True, align="center"))
    ops.append(Blank())
    ops.append(Line(words.say(Day(wall.date(), "full")), bold=True, align="center"))
    time = words.say(TimeOfDay(appointment.starts_at))
    ops.append(Line(time, bold=True, large=True, align="center"))
    ops.append(Blank())
    name = short_name(appointment.first_name, appointment.last_name)
    if name:
        ops.append(Line(words.say(T("Client")), name))
    ops.append(Line(words.say(T("Stylist")), appointment.staff_first_name))
    for service in appointment.services:
        ops.append(Line(service.name, words.say(Duration(service.minutes))))
    if len(appointment.services) > 1:
        ops.append(Line(words.say(T("Together")), words.say(Duration(minutes)), bold=True))
    ops.append(Rule())
    ops.append(Blank())
    ops.append(QR(PREFIX + appointment.code, size=7))
    ops.append(Blank())
    ops.append(Line(words.say(T("Show this code at the kiosk when you arrive.")), align="center"))
    if salon.phone:
        cannot = T("Cannot come? Please call {phone}.", phone=Phone(salon.phone))
        ops.append(Line(words.say(cannot), align="center"))
    return Document("slip", (*ops, Cut()))
