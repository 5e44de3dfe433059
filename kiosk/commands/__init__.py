"""The `pult` commands: one module each, with ``add(commands)`` and ``run(args) -> int``."""
