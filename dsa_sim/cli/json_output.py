"""What `--json` prints: one object that says the number of its form and of which command it is."""

import json

import msgspec

from dsa_sim.language.plain_record import Record

JSON_FORMAT = 1
"""The form of what is printed: it rises where something in it changes its name or its meaning."""


def printed(command: str, record: Record) -> dict[str, object]:
    """The object that a command prints."""
    return {"format": JSON_FORMAT, "command": command, **msgspec.to_builtins(record)}


def print_json(command: str, record: Record) -> None:
    """Print the record of a command."""
    print(json.dumps(printed(command, record), ensure_ascii=False, indent=2))
