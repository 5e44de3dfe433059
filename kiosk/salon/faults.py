"""What the log may say of an error that nobody expected: enough to find the fault, nothing of a
person."""

from __future__ import annotations

import traceback


def told(error: BaseException) -> str:
    """Kind and place of an error, and before it of those that it came of: what begins it is often
    wrapped by a library. What an error says is left out, for it may hold a name that somebody
    typed; only the names of our own code that it knows apart from its words are said."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    where = "".join(traceback.format_tb(error.__traceback__))
    said = f"{type(error).__name__}{_about(error)}\n{where}"
    return f"{told(before)}which became {said}" if before is not None else said


def _about(error: BaseException) -> str:
    """What the interpreter or the database names: an attribute, a module, a kind of error."""
    if isinstance(error, AttributeError) and error.name:
        return f": {type(error.obj).__name__} has no {error.name}"
    if isinstance(error, NameError | ImportError) and error.name:
        return f": {error.name}"
    if isinstance(error, OSError) and error.errno is not None:
        return f": errno {error.errno}"
    code = getattr(error, "sqlite_errorname", "")
    return f": {code}" if code else ""
