"""The worked example, in the language of the person who opens it."""

import json
from typing import Any

from dsa_sim.asset_files import asset_path
from dsa_sim.model.case import Case
from dsa_sim.storage.case_file import decode_case

_NAME = "aliexpress"


def example_case(language: str = "en") -> Case:
    """The worked example with its texts in the language of that code.

    `assets/examples/aliexpress.<code>.json` has them by their English; names stay, and what a
    language does not have is in English.

    Raises:
        CaseFileError: the file of the example is damaged.
    """
    content = asset_path("examples", f"{_NAME}.dsacase").read_bytes()
    texts = asset_path("examples", f"{_NAME}.{language}.json")
    if not texts.is_file():
        return decode_case(content)[0]
    document = json.loads(content)
    known: dict[str, str] = json.loads(texts.read_bytes())
    # The checksum is that of the English texts.
    kept = {name: value for name, value in document.items() if name != "checksum"}
    translated = {**kept, "case": _translated(document["case"], known)}
    return decode_case(json.dumps(translated).encode())[0]


def _translated(value: Any, known: dict[str, str]) -> Any:
    """A value of the file with its texts in another language; codes and names stay."""
    if isinstance(value, dict):
        return {name: _translated(inner, known) for name, inner in value.items()}
    if isinstance(value, list):
        return [_translated(inner, known) for inner in value]
    return known.get(value, value) if isinstance(value, str) else value
