"""Which word of a whole name is the family's: by how names are formed, by a list of given names,
and by the rest of the column.

Women's family names in *-ová*, Hungarian wives' in *-né* and the commonest families of Vietnam show
themselves. Else the word is the given name that the list knows; a name that families have as well
(*Marek*, *Tamás*) tells less than one that only people are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kiosk.salon.domain.folding import fold

Given = Mapping[str, bool]
"""Folded given names, each with whether families have it too."""
_FAMILY, _UNKNOWN, _INITIAL, _BOTH, _GIVEN = range(5)
"""What a word may be, the likelier a given name the more."""
_FAMILIES = "nguyen tran pham hoang huynh phan vu vo dang bui ngo duong dinh trinh doan luong"
_VIETNAMESE = frozenset(_FAMILIES.split())
"""Families of which nearly everybody from Vietnam is; they stand in front."""


def order(words: Sequence[str], given: Given) -> tuple[bool | None, bool]:
    """Whether these words have the family in front (None: they do not tell), and whether that is
    sure whatever the rest of the list does."""
    first, last = words[0], words[-1]
    if womans(first) != womans(last):
        return womans(first), True
    if wifes(first) or wifes(last):
        return True, True
    here, there = (fold(word) in _VIETNAMESE for word in (first, last))
    if here != there:
        return here, True
    front, behind = _kind(first, given), _kind(last, given)
    if front == behind:
        return None, False
    return front < behind, max(front, behind) != _BOTH


def of_list(names: Iterable[Sequence[str]], usual: bool, given: Given) -> bool | None:
    """Whether a list has the family in front, by the names that tell; None when it does not show.
    ``usual``: whether it has when none tells."""
    front = behind = 0
    for words in names:
        if len(words) > 1:
            shown, sure = order(words, given)
            weight = 2 if sure else 1
            front += weight * (shown is True)
            behind += weight * (shown is False)
    if front > 3 * behind or (usual and (front > behind or not behind)):
        return True
    return False if behind > 3 * front else None


def is_given(word: str, given: Given) -> bool:
    return _kind(word, given) >= _BOTH


def womans(word: str) -> bool:
    return word.casefold().endswith("ová")


def wifes(word: str) -> bool:
    """A Hungarian name that a wife has of her husband; its family stands in front."""
    return len(word) > 4 and word.casefold().endswith("né") and fold(word) != "rene"


def _kind(word: str, given: Given) -> int:
    if womans(word):
        return _FAMILY
    parts = fold(word).split()
    if not parts:
        return _UNKNOWN
    if parts[0] in given:
        return _BOTH if given[parts[0]] else _GIVEN
    initial = len(parts) == 1 and len(parts[0]) == 1 and parts[0].isalpha()
    return _INITIAL if initial else _UNKNOWN
