"""Makes the three sounds of the desk: ``python assets/sounds/build.py``.

``ok``: two rising tones, 120 ms. ``refuse``: one low tone, 150 ms. ``attention``: two equal
tones, for the desk. Short and soft, because people hear them two hundred times a day.
"""

from __future__ import annotations

import io
import math
import struct
import sys
import wave
from pathlib import Path

HERE = Path(__file__).resolve().parent
RATE = 22_050
LOUDNESS = 0.55
EDGE = 0.008
"""Seconds a tone takes to rise and to fall: without it a speaker clicks."""

Tone = tuple[float, float]
"""Frequency in Hz (0 = silence) and length in seconds."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "ok": ((880.0, 0.055), (1318.5, 0.065)),
    "refuse": ((196.0, 0.15),),
    "attention": ((987.8, 0.11), (0.0, 0.07), (987.8, 0.11)),
}


def samples(tone: Tone) -> list[int]:
    """16-bit samples of one tone; a little of the octave makes it audible on a small speaker."""
    frequency, seconds = tone
    count = round(RATE * seconds)
    made = []
    for i in range(count):
        t = i / RATE
        edge = min(1.0, t / EDGE, (seconds - t) / EDGE)
        wave_form = math.sin(2 * math.pi * frequency * t)
        wave_form += 0.35 * math.sin(4 * math.pi * frequency * t)
        made.append(round(32_767 * LOUDNESS * edge * wave_form / 1.35))
    return made


def build(name: str) -> bytes:
    """The WAV file of a sound; equal input gives equal bytes."""
    data = [sample for tone in SOUNDS[name] for sample in samples(tone)]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))
    return out.getvalue()


def main() -> int:
    for name in SOUNDS:
        (HERE / f"{name}.wav").write_bytes(build(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
