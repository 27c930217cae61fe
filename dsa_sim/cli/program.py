"""The program as a whole: which form of the command line is meant, and how it ends."""

import os
import sys
from collections.abc import Sequence
from glob import glob
from importlib import import_module

from dsa_sim.cli.commands import BY_NAME
from dsa_sim.cli.refusal import BAD_INPUT, FAULT, INTERRUPTED, RefusalError
from dsa_sim.cli.window_form import file_to_open, window_parser
from dsa_sim.language import Language, system_language


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is one of `refusal.EXIT_CODES`."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:
        # The reader of the output (a pager, `head`) has seen enough.
        sys.stderr.close()
        return 0
    except RefusalError as refusal:
        print(f"dsa-sim: {refusal}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - else Python would end as a strict check that found something
        sys.excepthook(*sys.exc_info())
        return FAULT


def _run(words: list[str]) -> int:
    words = command_first(words)
    # The window's own form, `dsa-sim FILE`, has no command word.
    if words and words[0] in BY_NAME:
        return _run_command(*words)
    arguments = window_parser().parse_args(words)
    path = file_to_open(arguments.files)
    from dsa_sim.app import run

    return run(path, arguments.lang or "")


def command_first(words: list[str]) -> list[str]:
    """The words with the command in front of the options that were typed before it."""
    begins = words[:1] not in ([], ["--"], ["--version"]) and words[0].startswith("-")
    place = next((n for n, word in enumerate(words) if word in BY_NAME), 0) if begins else 0
    return [*words[place : place + 1], *words[:place], *words[place + 1 :]]


def expanded(words: Sequence[str]) -> list[str]:
    """The words with the files that `*.dsacase` means: on Windows no shell finds them."""
    found: list[str] = []
    for word in words:
        is_pattern = "*" in word and not word.startswith("-")
        there = sorted(glob(word)) if is_pattern else []  # noqa: PTH207 - it may be a whole path
        found += there or [word]
    return found


def _run_command(name: str, *words: str) -> int:
    # Imported here: the window opens without the commands.
    from dsa_sim.cli.parser import parser_of

    arguments = parser_of(name).parse_args(expanded(words) if os.name == "nt" else words)
    module, _, function = BY_NAME[name].run.partition(".")
    run = getattr(import_module(f"dsa_sim.cli.{module}"), function)
    status: int = run(arguments, Language(arguments.lang or system_language()))
    return status
