"""What `--json` prints: one object that says the number of its form and of which command it is."""

import json
from typing import Any

import msgspec

from dsa_sim.language import Language

JSON_FORMAT = 1
"""The form of what is printed: it rises where something in it changes its name or its meaning."""


def printed(command: str, record: msgspec.Struct, lang: Language) -> dict[str, Any]:
    """The object that a command prints; texts of the law data are in the language."""
    from dsa_sim.language.law_record import plain_row

    return {"format": JSON_FORMAT, "command": command, **plain_row(lang, record)}


def print_json(command: str, record: msgspec.Struct, lang: Language) -> None:
    """Print the record of a command."""
    print(json.dumps(printed(command, record, lang), ensure_ascii=False, indent=2))
