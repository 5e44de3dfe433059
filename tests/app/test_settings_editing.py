"""Values changed in a settings file: what people wrote there stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.salon.settings.editing import CannotEdit, remove_section, set_values

FILE = """# ours
role = "desk"  # the front

[device.front]   # the one at the till
# do not touch
driver = "escpos_tcp"
host = "192.0.2.1"
colour = "blue"

[screen]
sound_volume = 5
"""


def test_values_change_in_their_place_and_everything_else_stays() -> None:
    text = set_values(FILE, ("device", "front"), {"host": "192.0.2.9", "port": 9101, "qr": None})
    assert text == FILE.replace("192.0.2.1", "192.0.2.9").replace(
        'colour = "blue"\n', 'colour = "blue"\nport = 9101\n'
    )
    assert set_values(text, ("device", "front"), {"port": None, "host": "192.0.2.1"}) == FILE


def test_a_section_that_is_not_there_is_added_and_taken_out_again() -> None:
    text = set_values("", ("device", "till 2"), {"driver": "x", "cutter": False})
    assert tomllib.loads(text) == {"device": {"till 2": {"driver": "x", "cutter": False}}}
    assert remove_section(text, ("device", "till 2")).strip() == ""
    assert set_values(FILE, ("label",), {"gone": None}) == FILE
    assert remove_section(FILE, ("label",)) == FILE
    without = remove_section(FILE, ("device", "front"))
    assert tomllib.loads(without) == {"role": "desk", "screen": {"sound_volume": 5}}


@pytest.mark.parametrize(
    "text",
    [
        'device = { front = { driver = "a" } }\n',
        '[device]\nfront.driver = "a"\n',
        '[device.front]\ndriver = """a\nb"""\n',
    ],
)
def test_what_is_written_another_way_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        set_values(text, ("device", "front"), {"driver": "b"})


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.integers(-999, 9999),
    st.booleans(),
    st.none(),
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["driver", "host", "port", "new key"]), VALUES))
def test_the_file_says_what_was_asked_and_the_rest_as_before(values: dict[str, object]) -> None:
    wanted = tomllib.loads(FILE)
    for key, value in values.items():
        if value is None:
            wanted["device"]["front"].pop(key, None)
        else:
            wanted["device"]["front"][key] = value
    if any(" " in key for key, value in values.items() if value is not None):
        return
    assert tomllib.loads(set_values(FILE, ("device", "front"), values)) == wanted


def test_what_stands_behind_a_value_stays() -> None:
    text = 'role = "desk" # "front" desk\n\n[screen]\nsound_volume = 5 # quiet, please\n'
    text = set_values(text, (), {"role": 'a "#" b'})
    text = set_values(text, (), {"role": "everything"})
    text = set_values(text, ("screen",), {"sound_volume": 70})
    assert text == (
        'role = "everything" # "front" desk\n\n[screen]\nsound_volume = 70 # quiet, please\n'
    )


def test_a_value_before_all_sections_keeps_remarks_with_their_section() -> None:
    text = "# of this desk\n\n# its screen\n[screen]\nsound_volume = 5\n# the drawer\n[till]\n"
    text = set_values(text, (), {"role": "desk"})
    text = set_values(text, ("screen",), {"density": 1.25})
    assert text == (
        '# of this desk\nrole = "desk"\n\n# its screen\n\n[screen]\nsound_volume = 5\n'
        "density = 1.25\n# the drawer\n\n[till]\n"
    )
    assert set_values("", (), {"role": "desk"}) == 'role = "desk"\n'
    assert set_values('[till]\nx = "1"\n', (), {"role": "a"}) == 'role = "a"\n\n[till]\nx = "1"\n'
