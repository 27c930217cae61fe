"""What a person can set for the program, declared as a table: one row is one setting."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dsa_sim.language import LANGUAGES, mark
from dsa_sim.language.chance_words import DEFAULT_TABLE, is_table

Kind = Literal["choice", "text", "number", "picture", "folder"]
Effect = Literal["at once", "new cases", "next start"]

LONGEST_NAME = 120
FEWEST_TRIALS, MOST_TRIALS = 1_000, 100_000_000


@dataclass(frozen=True, kw_only=True)
class Preference:
    """One setting: its name in the file, what it is called, and which values it takes.

    Every value is a text; empty is "none chosen". `choices` are codes with their words, or with
    none where they are words of the `vocabulary`; `sound` tells which texts of the other kinds are
    taken, `expected` says what is, `effect` from when a change counts.
    """

    key: str
    title: str
    kind: Kind
    effect: Effect
    default: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    vocabulary: str = ""
    expected: str = mark("Give the whole path, from the root of the drive.")
    sound: Callable[[str], bool] = lambda _: True

    def takes(self, text: str) -> bool:
        """Tell whether a text is a value of this setting."""
        if self.kind == "choice":
            return text in dict(self.choices)
        return text == self.default or self.sound(text)


def _is_trials(text: str) -> bool:
    return text.isascii() and text.isdigit() and FEWEST_TRIALS <= int(text) <= MOST_TRIALS


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and "\n" not in text


def _is_absolute(text: str) -> bool:
    return Path(text).is_absolute()


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        key="language", title=mark("Language"), kind="choice", effect="at once",
        choices=(
            ("", mark("As the computer")), *((row.code, row.name) for row in LANGUAGES.values()),
        ),
    ),
    Preference(
        key="numbers", title=mark("Numbers"), kind="choice", effect="at once",
        hint=mark("How numbers are written and read in fields, charts and briefings."),
        choices=(
            ("", mark("As the language")), ("en", "1,234.56"), ("de", "1.234,56"),
            ("fr", "1\N{NARROW NO-BREAK SPACE}234,56"),
        ),
    ),
    Preference(
        key="chances", title=mark("Chances in words"), kind="text", effect="at once",
        default=DEFAULT_TABLE, sound=is_table,
        hint=mark("Percentages of: remote, unlikely, even, likely, near certain."),
        expected=mark("Write five whole percentages that rise, from 1 to 99: 5 30 50 65 95."),
    ),
    Preference(
        key="look", title=mark("Look"), kind="choice", effect="at once",
        choices=(
            ("", mark("As the computer")), ("light", mark("Light")), ("dark", mark("Dark")),
        ),
    ),
    Preference(
        key="mark", title=mark("Confidentiality mark"), kind="choice", effect="new cases",
        default="confidential", vocabulary="confidentiality",
        choices=(
            ("external_advice", ""), ("prepared_for_external", ""), ("confidential", ""),
            ("none", ""),
        ),
    ),
    Preference(
        key="trials", title=mark("Trials of a simulation"), kind="number", effect="new cases",
        default="1048576", sound=_is_trials,
        hint=mark("More trials make the figures steadier and take longer."),
    ),
    Preference(
        key="person", title=mark("Your name"), kind="text", effect="at once", sound=_is_name,
        hint=mark("Signs the assumptions you change; empty: nobody is noted."),
    ),
    Preference(
        key="firm", title=mark("Name of the firm"), kind="text", effect="at once", sound=_is_name,
        hint=mark("Stands at the head of every briefing; empty: none."),
    ),
    Preference(
        key="logo", title=mark("Logo of the firm"), kind="picture", effect="at once",
        sound=_is_absolute,
        hint=mark("A picture (PNG, JPEG or SVG) for the head of every briefing."),
    ),
    Preference(
        key="guide", title=mark("Guide through a case"), kind="choice", effect="new cases",
        default="on", choices=(("on", mark("Show it")), ("off", mark("Do not show it"))),
    ),
    Preference(
        key="autosave_folder", title=mark("Folder for unsaved work"), kind="folder",
        effect="next start", sound=_is_absolute,
        hint=mark("Where work is kept until it is saved; locked cases are locked there, too."),
    ),
)  # fmt: skip
"""Every setting, in the order in which the window shows them."""
_BY_KEY = {row.key: row for row in PREFERENCES}


def preference(key: str) -> Preference:
    """The row of a setting.

    Raises:
        KeyError: there is no such setting.
    """
    return _BY_KEY[key]
