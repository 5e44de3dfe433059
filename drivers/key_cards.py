"""Cards that cannot be copied: proving one at a tap, and giving a blank one its keys.

Two kinds, told apart by GetVersion (NXP AN10833): NTAG 424 DNA, which has one application with five
keys, and DESFire EV2 and later, which get an application of ours beside whatever else they carry.
From there on both speak alike (:mod:`drivers.ev2`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from drivers import desfire, ev2, sun
from drivers.apdu import Answer, BadAnswer, is_random
from drivers.ev2 import FACTORY, Transmit, WrongKey
from drivers.options import CardKeys

NTAG_424 = bytes.fromhex("D2760000850101")
"""The name of the only application of an NTAG 424 DNA. A DESFire may have one of that name too, put
there by telephones (NFC Forum Type 4 Tag)."""
Kind = Literal["ntag424", "desfire"]


def select(name: bytes) -> bytes:
    """ISO SELECT of an application by its name."""
    return bytes([0x00, 0xA4, 0x04, 0x0C, len(name)]) + name + b"\x00"


def prove(transmit: Transmit, uid: bytes, keys: CardKeys) -> bytes | None:
    """The true UID of a card that has proven its key; None if it has no keys, or nobody's yet.

    ``uid`` as the reader sees it, perhaps random. WrongKey; BadAnswer for nonsense.
    """
    version = _entered(transmit)
    if version == 0:
        return None
    if version is None:
        version = keys.versions[0]
    try:
        if is_random(uid):
            uid = ev2.get_uid(transmit, ev2.authenticate(transmit, *keys.common(version)))
        session = ev2.authenticate(transmit, *keys.of_card(uid, version))
    except LookupError as error:
        raise WrongKey(f"keys of version {version}") from error
    if ev2.get_uid(transmit, session) != uid:
        raise WrongKey("the card names another UID than its key belongs to")
    return uid


def personalise(
    transmit: Transmit, keys: Mapping[int, bytes], version: int, address: str = ""
) -> bool:
    """Gives a new card its ``keys`` by number, all as ``version``; 0, the one that changes the
    others, comes last. False: not a card that can be given keys, which is left as it was.

    ``address``: what an NTAG 424 DNA is to show, see :func:`drivers.sun.write`; "" for nothing.

    May be repeated on a card that was torn away in the middle: it goes on where it was. WrongKey
    for a card that holds somebody else's keys; BadAnswer when the card breaks off.
    """
    kind = _kind(transmit)
    if kind is None or (kind == "desfire" and not desfire.make_room(transmit, len(keys))):
        return False
    try:
        session = ev2.authenticate(transmit, 0, FACTORY)
    except WrongKey:
        # Torn away after the last step, or not ours: the right key 0 tells.
        ev2.authenticate(transmit, 0, keys[0])
        return True
    if address and kind == "ntag424":
        session = sun.write(transmit, session, FACTORY, select(NTAG_424), address)
    for number in sorted(set(keys) - {0}):
        try:
            ev2.change_key(transmit, session, number, keys[number], FACTORY, version)
        except BadAnswer:
            # Refused because an earlier attempt came this far and changed it.
            session = ev2.authenticate(transmit, 0, FACTORY)
            ev2.change_key(transmit, session, number, keys[number], keys[number], version)
    ev2.change_own_key(transmit, session, 0, keys[0], version)
    return True


def _entered(transmit: Transmit) -> int | None:
    """Selects the application that holds keys and returns their version; 0 when there is none, None
    when the card does not tell. A DESFire with an application of the other name is asked for
    ours as well."""
    if Answer.parse(transmit(select(NTAG_424))).fine:
        version = ev2.key_version(transmit)
        if version != 0:
            return version
    if desfire.select(transmit, desfire.APPLICATION):
        return ev2.key_version(transmit)
    return 0


def _kind(transmit: Transmit) -> Kind | None:
    """What can be given keys; an NTAG 424 DNA is left with its application selected."""
    found = Answer.parse(transmit(select(NTAG_424))).fine
    hardware = desfire.version(transmit)
    if desfire.is_ntag_424(hardware) and found:
        return "ntag424"
    return "desfire" if desfire.is_desfire(hardware) else None
