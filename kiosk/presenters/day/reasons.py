"""Why counted money is not what it should be: what is asked, and the usual answers."""

from __future__ import annotations

from kiosk.salon.domain.text import T, Text

Question = tuple[Text, tuple[Text, ...]]
"""What is asked, and what is usually answered."""
GIVE_REASON = T("Give a reason")
_UNKNOWN = T("Cause unknown")
OF_OPENING: Question = (
    T("Why does the money differ?"),
    (T("Counted wrong"), T("Something was not entered"), T("Money found"), _UNKNOWN),
)
OF_DIFFERENCE: Question = (
    T("Why does the money differ?"),
    (T("Change given wrong"), T("Something was not entered"), T("Money found"), _UNKNOWN),
)
OF_TERMINAL: Question = (
    T("Why does the terminal say something else?"),
    (T("Typed wrong at the terminal"), T("Something was not entered"), _UNKNOWN),
)
OF_CORRECTION: Question = (T("Why is it counted again?"), (T("Counted wrong"), T("Money found")))
