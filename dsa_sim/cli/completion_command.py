"""The command `completion`: a script that lets a shell complete commands, options and values.

The scripts are made of the parsers and hold everything: no key starts the program. Libraries know
half of these shells, or run the program at every key.
"""

import argparse
from collections.abc import Callable, Iterator

from dsa_sim.cli.commands import COMMANDS
from dsa_sim.cli.described import Argument, arguments_of
from dsa_sim.cli.help_command import TOPICS
from dsa_sim.language import Language

_NAMES = ("", *(command.name for command in COMMANDS))
"""The commands, and before them the window's own form, which has no name."""


def complete(arguments: argparse.Namespace, _lang: Language) -> int:
    """Print the script of a shell."""
    print(_SCRIPTS[arguments.shell]())
    return 0


def _options(command: str) -> Iterator[Argument]:
    return (argument for argument in arguments_of(command) if argument.names)


def _words(command: str) -> tuple[str, ...]:
    """The words that a command takes without an option, where they can be listed."""
    if command == "help":
        return TOPICS
    return tuple(c for a in arguments_of(command) if not a.names for c in a.choices)


def _takes_files(command: str) -> bool:
    return any(argument.is_file for argument in arguments_of(command) if not argument.names)


def _values() -> Iterator[tuple[str, str, Argument]]:
    """Every option with a value, under every name: its command, its name and what it takes."""
    for command in _NAMES:
        for option in _options(command):
            yield from ((command, name, option) for name in option.names if option.value)


_BASH = """\
# bash completion for dsa-sim; made by `dsa-sim completion bash`
_dsa_sim() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command= words= n
    [[ $word == "=" ]] && word=
    [[ $before == "=" ]] && before=${{COMP_WORDS[COMP_CWORD - 2]}}
    for ((n = 1; n < COMP_CWORD; n++)); do
        case ${{COMP_WORDS[n]}} in
            {names}) command=${{COMP_WORDS[n]}}; break ;;
        esac
    done
    COMPREPLY=()
    case "$command $before" in
        {free}) return ;;
{values}
        *)
            case $command in
{commands}
            esac
            [[ $word == -* ]] || words=${{words%%|*}}
            [[ $before != "$command" && " $words " == *" $before "* ]] && words=
            words=${{words//|/ }} ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _dsa_sim dsa-sim"""


def _bash() -> str:
    """Where nothing of ours fits, readline completes files."""
    values = [
        f'        "{command} {name}") words="{" ".join(option.choices)}" ;;'
        for command, name, option in _values()
        if option.choices
    ]
    free = (f'"{command} {name}"' for command, name, option in _values() if not option.choices)
    commands = []
    for command in _NAMES:
        first = _NAMES[1:] if not command else _words(command)
        options = (name for option in _options(command) for name in option.names)
        commands.append(
            f'                "{command}") words="{" ".join(first)}|{" ".join(options)}" ;;'
        )
    return _BASH.format(
        names="|".join(_NAMES[1:]), free="|".join(free), values="\n".join(values),
        commands="\n".join(commands),
    )  # fmt: skip


_ZSH = """\
#compdef dsa-sim
# zsh completion for dsa-sim; made by `dsa-sim completion zsh`
_dsa-sim() {{
    local -a commands
    commands=(
{names}
    )
    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        _describe command commands
        _files
        return
    fi
    case $words[2] in
{commands}
        *) _arguments {window} ;;
    esac
}}
if [[ $funcstack[1] == _dsa-sim ]]; then _dsa-sim "$@"; else compdef _dsa-sim dsa-sim; fi"""


def _zsh() -> str:
    names = (f"        {_quoted(f'{c.name}:{_plain(c.about)}')}" for c in COMMANDS)
    commands = (
        f"        {name}) shift words; (( CURRENT-- )); _arguments {_zsh_arguments(name)} ;;"
        for name in _NAMES[1:]
    )
    return _ZSH.format(
        names="\n".join(names), commands="\n".join(commands), window=_zsh_arguments("")
    )


def _zsh_arguments(command: str) -> str:
    specs = []
    for option in _options(command):
        others = "" if option.can_repeat else f"({' '.join(option.names)})"
        takes = f":{_plain(option.value)}:{_zsh_action(option)}" if option.value else ""
        mark = "*" if option.can_repeat else others
        specs += [_quoted(f"{mark}{n}[{_plain(option.about)}]{takes}") for n in option.names]
    if words := _words(command):
        specs.append(_quoted(f"1: :({' '.join(words)})"))
    if _takes_files(command):
        specs.append(_quoted("*:file:_files"))
    return " ".join(specs)


def _zsh_action(option: Argument) -> str:
    if option.choices:
        return f"({' '.join(option.choices)})"
    return "_files" if option.is_file else " "


def _plain(text: str) -> str:
    """A text without the signs that structure what zsh is told."""
    for sign in ("\\", "[", "]", ":"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish() -> str:
    none = f"not __fish_seen_subcommand_from {' '.join(_NAMES[1:])}"
    lines = ["# fish completion for dsa-sim; made by `dsa-sim completion fish`"]
    lines += [
        f"complete -c dsa-sim -n {_fish_quoted(none)} -a {c.name} -d {_fish_quoted(c.about)}"
        for c in COMMANDS
    ]
    for command in _NAMES:
        seen = f"__fish_seen_subcommand_from {command}" if command else none
        begin = f"complete -c dsa-sim -n {_fish_quoted(seen)}"
        lines += [f"{begin} {_fish_option(option)}" for option in _options(command)]
        words = _words(command)
        takes = "" if not words else f" -a {_fish_quoted(' '.join(words))}"
        lines.append(f"{begin}{'' if _takes_files(command) else ' -f'}{takes}")
    return "\n".join(lines)


def _fish_option(option: Argument) -> str:
    names = (f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
    takes = ""
    if option.choices:
        takes = f" -x -a {_fish_quoted(' '.join(option.choices))}"
    elif option.value:
        takes = " -r" if option.is_file else " -x"
    return f"{' '.join(names)}{takes} -d {_fish_quoted(option.about)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_POWERSHELL = """\
# PowerShell completion for dsa-sim; made by `dsa-sim completion powershell`
Register-ArgumentCompleter -Native -CommandName dsa-sim -ScriptBlock {{
    param($word, $typed, $cursor)
    $commands = @({names})
    $words = @{{
{words}
    }}
    $values = @{{
{values}
    }}
    $before = @($typed.CommandElements | Where-Object {{ $_.Extent.EndOffset -lt $cursor }} |
        ForEach-Object {{ $_.ToString() }} | Select-Object -Skip 1)
    $command = [string]($before | Where-Object {{ $commands -contains $_ }} |
        Select-Object -First 1)
    $option = [string]($before | Select-Object -Last 1)
    $found = if ($values.ContainsKey("$command $option")) {{ $values["$command $option"] }}
        else {{ $words[$command] }}
    $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}"""


def _powershell() -> str:
    """Where nothing of ours fits, PowerShell completes files."""
    words = []
    for command in _NAMES:
        first = _NAMES[1:] if not command else _words(command)
        options = (name for option in _options(command) for name in option.names)
        words.append(f"        '{command}' = @({_listed((*first, *options))})")
    values = [
        f"        '{command} {name}' = @({_listed(option.choices)})"
        for command, name, option in _values()
    ]
    return _POWERSHELL.format(
        names=_listed(_NAMES[1:]), words="\n".join(words), values="\n".join(values)
    )


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_SCRIPTS: dict[str, Callable[[], str]] = {
    "bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell,
}  # fmt: skip
