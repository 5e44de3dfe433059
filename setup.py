"""All but the folder ``assets`` is in ``pyproject.toml``, which cannot say that a folder beside the
packages becomes one inside ``kiosk``."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["kiosk*", "drivers*", "sync_agent*"]), "kiosk.assets"],
    package_dir={"kiosk.assets": "assets"},
    package_data={
        "kiosk.ui": ["**/*.kv"],
        "kiosk.assets": [
            *("devices/*.toml", "fonts/*.ttf", "headings/*.csv", "icons/*.json", "names/*.csv"),
            *(
                "sample/*.csv",
                "sample/*.txt",
                "services/*.csv",
                "sounds/*.wav",
                "translations/*.po",
                "zones/*.csv",
            ),
        ],
    },
)
