"""The standard streams as everything else may rely on them: always there, never in the way."""

import io
import os
import sys


def prepare_streams() -> None:
    """Have every stream, and let no letter stop an output.

    A program with a window and no console is started without streams. What is piped or goes into
    a file is read by programs, which expect UTF-8 whatever the console of the person is set to. A
    console shows the letters of its own encoding; for the others it gets a question mark, since a
    list with a gap is of more use than a traceback.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
