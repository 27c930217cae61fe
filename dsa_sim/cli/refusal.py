"""How a command declines: one line for the person, and an exit status."""

from pathlib import Path

from dsa_sim.language import Language

BAD_INPUT = 2


class RefusalError(Exception):
    """Bad input: one clear line for the person, below it what there is to choose from; status 2."""


def not_written(target: Path, error: OSError, lang: Language) -> RefusalError:
    """The refusal where a file cannot be written."""
    reason = error.strerror or type(error).__name__
    return RefusalError(
        lang.tr("{name} could not be written: {reason}", name=target.name, reason=reason)
    )


def require_new(target: Path, lang: Language, *, force: bool) -> None:
    """Refuse to overwrite a file that is there, unless that was asked for.

    Raises:
        RefusalError: the file is there.
    """
    if target.exists() and not force:
        raise RefusalError(
            lang.tr("{name} is there already; --force overwrites it.", name=target.name)
        )
