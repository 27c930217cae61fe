"""Packs of law data in files: made, checked before anything is kept, kept for this user, let go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dsa_sim.law.checked import LOADERS, load_everything
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.kept import kept_path, pack_in_use
from dsa_sim.law.pack import (
    LARGEST_BYTES,
    Pack,
    PackError,
    make_pack,
    read_pack,
    require_lasting_rows,
)
from dsa_sim.law.reading import DATA_FOLDER, data_bytes
from dsa_sim.storage.files import replace_bytes


def sound_files(folder: Path | None = None) -> dict[str, bytes]:
    """The data files of a folder, or those in use, once the strict readers have taken them.

    Raises:
        LawDataError: the first that is broken.
    """
    load_everything(folder)
    return {name: data_bytes(name, folder=folder) for name in LOADERS}


def pack_of(files: Mapping[str, bytes], *, issued_on: date, key: bytes | None) -> bytes:
    """A pack of sound files that this program takes back.

    Raises:
        PackError: the key is none, or a row is missing to which cases may refer.
    """
    require_lasting_rows(files)
    return make_pack(files, issued_on=issued_on, key=key)


def checked_pack(path: Path) -> tuple[Pack, bytes]:
    """A pack with its bytes, every row of it read as strictly as the program reads its own.

    Raises:
        PackError: why it is refused.
    """
    data = _content(path)
    pack = read_pack(data)
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name, content in pack.files.items():
            (folder / name).write_bytes(content)
        try:
            load_everything(folder)
        except LawDataError as error:
            raise PackError("data", reason=str(error)) from error
    require_lasting_rows(pack.files)
    return pack, data


def keep_pack(data: bytes) -> Path:
    """Keep a checked pack for this user, whole or not at all; it counts from the next start.

    Raises:
        CaseFileError: it cannot be written.
    """
    path = kept_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_bytes(path, data, expected=None, keep_backup=False, overwrite=True)
    return path


def let_pack_go() -> bool:
    """Go back to the data that came with the program; False where no pack was kept."""
    path = kept_path()
    if not path.exists():
        return False
    path.unlink()
    return True


def built_in_version() -> date:
    """The day up to which the data reach that came with the program."""
    info = json.loads(data_bytes("law.json", folder=DATA_FOLDER))
    return date.fromisoformat(info["law_version"])


def age_in_use() -> tuple[date, date]:
    """By which a pack is compared with the data in use."""
    pack = pack_in_use()
    return (built_in_version(), date.min) if pack is None else pack.age


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise PackError("unreadable", reason=error.strerror or "") from error
