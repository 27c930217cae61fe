"""Packs for tests: the law data of the program with one thing changed, signed or not."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from dsa_sim.law.pack import make_pack
from dsa_sim.law.reading import DATA_FOLDER

ISSUED = date(2027, 3, 1)
Change = Callable[[dict[str, Any]], object]


def files(**changes: Change) -> dict[str, bytes]:
    """The data files; `rules=f` lets `f` change what is in `rules.json`."""
    made = {path.name: path.read_bytes() for path in DATA_FOLDER.glob("*.json")}
    for stem, change in changes.items():
        document = json.loads(made[f"{stem}.json"])
        change(document)
        made[f"{stem}.json"] = json.dumps(document).encode()
    return made


def reaching(day: str) -> Change:
    return lambda document: document.update(law_version=day)


def pack(*, key: bytes | None = None, **changes: Change) -> bytes:
    """A pack; one of later law data where nothing else is said."""
    changes.setdefault("law", reaching("2027-02-15"))
    return make_pack(files(**changes), issued_on=ISSUED, key=key)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "new.dsalaw"
    path.write_bytes(data)
    return path
