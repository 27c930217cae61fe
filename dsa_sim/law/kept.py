"""The pack that the user keeps, if any, takes the place of the data that came with the program.

It lies in the user's own folder, never in that of the program. When the first data file is asked
for it is read and checked as strictly as on the day it came; if anything is wrong with it, the
program goes on with its own data and says so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dsa_sim.law import reading
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.pack import Pack, PackError, read_pack, require_lasting_rows

FOLDER_VARIABLE = "DSA_SIM_LAW_FOLDER"
"""An environment variable that names another folder, for tests and for a firm's own place."""

_FILE = "law.dsalaw"


class _Kept:
    """What was found: the pack in use, or why the one that is kept is not."""

    pack: Pack | None = None
    trouble: PackError | None = None


_kept = _Kept()


def kept_path() -> Path:
    """Where the pack of this user lies, if there is one."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named) / _FILE
    import platformdirs

    return platformdirs.user_data_path("dsa-sim", appauthor=False) / "law" / _FILE


def pack_in_use() -> Pack | None:
    """The pack that the data come from; None for those that came with the program."""
    reading.files_in_use()
    return _kept.pack


def kept_trouble() -> PackError | None:
    """Why the pack that is kept is not in use; None where nothing is wrong."""
    reading.files_in_use()
    return _kept.trouble


def start_again() -> None:
    """Forget what was read, and look for a pack anew when next a data file is asked for.

    What other rooms have worked out from the data stays as it is: a running window is not changed
    in this way, only what has not begun yet.
    """
    _forget_read()
    _kept.pack = _kept.trouble = None
    reading.look_for_files(_begin)


def _begin() -> None:
    path = kept_path()
    if not path.exists():
        return
    # Not imported before: the usual start has no pack, and reads few files.
    from dsa_sim.law.checked import load_everything

    try:
        pack = read_pack(path.read_bytes())
        reading.use_files(pack.files)
        load_everything()
        require_lasting_rows(pack.files)
        _kept.pack = pack
    except PackError as error:
        _go_without(error)
    except LawDataError as error:
        _go_without(PackError("data", reason=str(error)))
    except OSError as error:
        _go_without(PackError("unreadable", reason=str(error)))


def _go_without(error: PackError) -> None:
    reading.use_files({})
    _forget_read()
    _kept.trouble = error
    import logging

    logging.getLogger(__name__).warning(
        "The law data that you imported cannot be used (%s). The program uses those that it "
        "came with.", error,
    )  # fmt: skip


def _forget_read() -> None:
    """Empty what the look-ups of this room remember."""
    room = __name__.rpartition(".")[0]
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{room}."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


reading.look_for_files(_begin)
