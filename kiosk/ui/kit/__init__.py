"""The kit: every widget the screens are made of. Importing it makes their names known to kv.

A screen is a rule in ``screens/AREA/NAME.kv``; what the rule cannot say stands in ``NAME.py``
beside it, a ``class NameScreen(PultScreen)``:

    #:import t kiosk.ui.tokens
    <CheckinConfirmScreen>:
        CustomerPage:
            back_text: tr._("Back")
            arrow: "not_me"
            countdown: root.state.closes_in
            Gap:
            Headline:
                text: tr._("Is this you?")
            Slip:
                size_hint_x: None
                width: min(t.W_CARD, self.parent.width)
                pos_hint: {"center_x": 0.5}
                Txt:
                    text: root.state.name            # data: shown as it is
                    kind: "h1"
                    data: True                        # may be shortened
                Txt:
                    text: tr._(root.state.when)       # any Text of a view-state
                    lines: 0                          # wraps
            HBox:
                spacing: t.S16
                CustomerBtn:
                    text: tr._("That is not me")
                    on_tap: root.act("not_me")
                CustomerBtn:
                    text: tr._("Yes, I am here")
                    icon: "check"
                    look: "primary"
                    on_tap: root.act("confirm")
            Gap:

Staff pages stand in a Sheet: Btn, IconBtn, Chip and Choice put directly into it go to the bar at
the top, the rest into its body. The main button is the last of the bar, also where others are put
into it later; a SidePanel has its own at its foot:

    <ClientsScreen>:
        Sheet:
            title: tr._("Clients")
            MainBtn:
                verb: tr._("New client")
                icon: "user-plus"
                on_tap: root.act("new")
            Field:
                hint: ""
                text: root.state.query
                on_edit: root.act("search", args[1])
            RowList:
                items: root.state.rows
                empty: tr._("Nobody by that name")
                on_pick: root.act("pick", args[1])
                on_more: root.act("more")

The page that fills a screen is as ``wide`` as the screen is, and its arrow asks for the intent
``arrow``, which is ``close`` unless the rule names another. Its question mark opens the help.

Two layouts: use ``root.wide`` in sizes (``height: t.H_CUSTOMER if root.wide else t.H_PRIMARY``) or
for whole subtrees build them in Python. Compact is about 960 x 550 dp. Sizes come from ``t`` only;
``t.u(n)`` is n steps of 8 dp. ``state`` and ``nav`` are there before the rule is applied.

What kv cannot say stands in ``draw`` of a ``DrawnScreen``: texts that repeat per item are filled
with ``refill(box, items, make, show)``, buttons that stand for an item are
``keyed(button, intent)``, ``place(box, part, wanted)`` takes a part out of the tree and puts it
back, and ``arrange(box, parts)`` does that for all parts of a box.

A widget of the kit says above its class what it is made with (``@usual(spacing=t.S8)``), and by
``redraw`` what draws it anew; both are in ``base.py``.

A form needs neither kv nor Python: a screen without both is a :class:`FormScreen`.

| widget | properties | events |
|---|---|---|
| Txt | text, kind, tone, bold, halign, lines (1, 0 = wrap), fit, data | |
| Loud, Headline, Help, BigTitle, Title, Legend, Remark, Wrong | a Txt of that look | |
| Money | amount (Text), bare, kind, tone, bold | |
| Ico, BigIcon | icon, side, tone | |
| Picture | png, shot | |
| Btn, CustomerBtn | text, icon, look, fit, money | on_tap |
| MainBtn, CustomerMain | verb, why (what has to be done first), icon, money | on_tap |
| IconBtn | icon, look, hint | on_tap |
| HelpMark | an IconBtn; pages have theirs | on_tap |
| Chip | text, icon, tone, tappable | on_tap |
| Tap | base for anything tapped; has fill, frame, radius | on_tap |
| Card, Slip, Plate | tone; fill, frame, radius | |
| VBox, HBox, Gap, Hair, Scroll | spacing, pad | |
| Stack, Slip, Grid | as high as their content | |
| Beside, KeypadSide | the halves of a page | |
| ApproverPad | approval: ApprovalState; a half of a page | on_choose(key), on_key(key) |
| Field | label, text, hint, error, kind, secret, disabled | on_edit(text), on_enter() |
| FaceGrid | count: CountView | on_turn(currency), on_face(key) |
| Keypad | extra | on_key(key) |
| RowList | items, empty, row_height | on_pick(key), on_more() |
| table.Table | columns, items, empty, order | on_pick(key), on_more(), on_sort(key) |
| Bar | permille | |
| BarChart | bars (BarView), peak | |
| ShareBar | permille, first, second | |
| Choice | options, value, across, fit | on_choose(key) |
| Toggle | text, active (named so because Kivy has a Switch of its own) | on_switch(value) |
| Sheet | title, subtitle, has_back, has_help, wide, arrow | |
| CustomerPage | salon, back_text, languages, countdown, tone, wide, arrow | on_language(code) |
| FormView, FormScreen | form / state: FormState | on_edit(name, value) |
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kivy.factory import Factory

PLACES = {
    "bars": ("Sheet", "TopBar"),
    "box": ("Gap", "Grid", "HBox", "Scroll", "Stack", "VBox", "arrange", "place", "refill"),
    "buttons": (
        "Btn",
        "Chip",
        "CustomerBtn",
        "CustomerMain",
        "HelpMark",
        "IconBtn",
        "MainBtn",
        "WordTap",
    ),
    "choice": ("Choice", "Toggle"),
    "counting": ("FaceGrid",),
    "customer": ("CustomerPage",),
    "field": ("Field",),
    "form": ("FormScreen", "FormView"),
    "icons": ("BigIcon", "Ico"),
    "keypad": ("Keypad",),
    "looks": ("BigTitle", "Headline", "Help", "Legend", "Loud", "Remark", "Title", "Wrong"),
    "panels": ("Beside", "Card", "Hair", "KeypadSide", "SidePanel", "Slip"),
    "pictures.chart": ("BarChart", "ShareBar"),
    "pictures.picture": ("Picture",),
    "plate": ("Bar", "Plate"),
    "rows": ("RowList",),
    "screen": ("DrawnScreen", "PultScreen"),
    "sections": ("Columns", "Facts", "Optional", "Section"),
    "tap": ("Tap",),
    "text": ("Money", "Txt"),
    "till": ("ApproverPad", "BanknoteScreen", "SumLine", "ValueTap"),
}
"""What stands in which module. A widget is loaded when a screen first uses it: the first one uses
few of them."""
_MODULES = {name: f"{__name__}.{module}" for module, names in PLACES.items() for name in names}

for _name, _module in _MODULES.items():
    if _name[0].isupper():
        Factory.register(_name, module=_module)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(_MODULES[name]), name)
