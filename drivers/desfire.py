"""What only DESFire EV2 and EV3 need: which card it is, and an application of ours on it.

Sources: NXP AN10833 (type identification by GetVersion), the short data sheets of MIFARE DESFire
EV2 (MF3D(H)x2) and EV3 (MF3D(H)x3) for the commands, AN12343 for how they are coded.
"""

from __future__ import annotations

from drivers.apdu import BadAnswer
from drivers.ev2 import DONE, MORE, Transmit, plain

APPLICATION = b"PLT"
"""The number of our application, as it is sent. Not among those that begin with F, which a
registrar gives out (NXP AN10787)."""
CARD = bytes(3)
"""The number of the card itself, where applications are made."""
SETTINGS = 0x0B
"""Of our application: key 0 may be changed and changes all others; it is needed for making files
and for changing these settings; what there is may be listed by anybody."""
AES_KEYS = 0x80
_NOT_THERE, _THERE = 0x91A0, 0x91DE
_NXP, _DESFIRE, _NTAG = 0x04, 0x01, 0x04
_EV2, _NTAG_424 = 0x12, 0x30


def version(transmit: Transmit) -> bytes:
    """GetVersion: the 7 bytes about the hardware; empty from a card that has no such command.

    BadAnswer from one that begins to tell and breaks off. The other two parts are heard out: a card
    in the middle of telling takes no other command.
    """
    answer = plain(transmit, 0x60)
    if answer.status != MORE or len(answer.data) != 7:
        return b""
    hardware = answer.data
    for status in (MORE, DONE):
        answer = plain(transmit, 0xAF)
        if answer.status != status:
            raise BadAnswer(f"{answer.status:04X} while telling its version")
    return hardware


def is_desfire(hardware: bytes) -> bool:
    """Whether it is a DESFire that can do AuthenticateEV2First: EV2 or later. An EV1 cannot."""
    return hardware[:2] == bytes([_NXP, _DESFIRE]) and hardware[3:4] >= bytes([_EV2])


def is_ntag_424(hardware: bytes) -> bool:
    return hardware[:2] == bytes([_NXP, _NTAG]) and hardware[3:4] == bytes([_NTAG_424])


def select(transmit: Transmit, application: bytes) -> bool:
    """SelectApplication. False when the card has none of that number, or no such command."""
    return plain(transmit, 0x5A, application).status == DONE


def make_room(transmit: Transmit, keys: int) -> bool:
    """Selects our application, which is made with so many AES keys, all zero, where it is missing.

    False: the card is not to be changed by everybody, or full. The card's own master key is never
    asked for and never changed: other applications of its owner go on.
    """
    answer = plain(transmit, 0x5A, APPLICATION)
    if answer.status == DONE:
        return True
    if answer.status != _NOT_THERE or not select(transmit, CARD):
        return False
    made = plain(transmit, 0xCA, APPLICATION + bytes([SETTINGS, AES_KEYS | keys]))
    return made.status in (DONE, _THERE) and select(transmit, APPLICATION)
