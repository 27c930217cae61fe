"""A broken data file names file, key and reason; the shipped files agree with each other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.law import LawDataError
from dsa_sim.law.checked import LOADERS, load_everything
from dsa_sim.law.provisions import load_articles
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.rules import load_rules

DELETE = object()

# file, path of the value to replace, new value, key path named in the message, words of the reason
CORRUPTIONS: list[tuple[str, list[str | int], object, str, str]] = [
    ("rules.json", ["rules"], DELETE, "$.rules", "missing"),
    ("rules.json", ["rules", 0, "rate"], DELETE, "$.rules[0].rate", "missing"),
    ("rules.json", ["rules", 0, "fee"], 1, "$.rules[0].fee", "unknown key"),
    ("rules.json", ["rules", 2, "rate"], "five", "$.rules[2].rate", "expected a share"),
    ("rules.json", ["rules", 2, "rate"], "NaN", "$.rules[2].rate", "expected a share"),
    ("rules.json", ["rules", 2, "rate"], "-0.05", "$.rules[2].rate", "expected a share"),
    ("rules.json", ["rules", 2, "rate"], "0.00", "$.rules[2].rate", "expected a share"),
    ("rules.json", ["rules", 1, "rate"], "1.01", "$.rules[1].rate", "expected a share"),
    ("rules.json", ["rules", 1, "rate"], "0,01", "$.rules[1].rate", "expected a share"),
    ("rules.json", ["rules", 0, "rate"], 0.06, "$.rules[0].rate", "expected `str`"),
    ("rules.json", ["rules", 0, "unit"], "per_year", "$.rules[0].unit", "per_year"),
    ("rules.json", ["rules", 0, "authority"], "court", "$.rules[0].authority", "court"),
    ("rules.json", ["rules", 0, "status"], "sure", "$.rules[0].status", "sure"),
    ("rules.json", ["rules", 0, "valid_from"], "2022-02-30", "$.rules[0].valid_from", "date"),
    ("rules.json", ["rules", 0, "valid_to"], "2020-01-01", "$.rules[0].valid_to", "before"),
    ("rules.json", ["rules", 1, "code"], "infringement", "$.rules[1].code", "already taken"),
    ("rules.json", ["rules", 0, "grounds"], [], "$.rules[0].grounds", "at least one"),
    (
        "rules.json",
        ["rules", 0, "grounds", 1, "code"],
        "74(1)(a)",
        "$.rules[0].grounds[1].code",
        "already taken",
    ),
    (
        "rules.json",
        ["rules", 1, "grounds", 0, "code"],
        "74(1)(a)",
        "$.rules[1].grounds[0].code",
        "already a ground of 'infringement'",
    ),
    (
        "rules.json",
        ["rules", 1, "grounds", 0, "text", "en"],
        DELETE,
        "$.rules[1].grounds[0].text.en",
        "missing",
    ),
    ("provisions.json", ["provisions", 3, "tier"], "shop", "$.provisions[3].tier", "shop"),
    ("provisions.json", ["provisions", 3, "kind"], None, "$.provisions[3].kind", "expected"),
    ("provisions.json", ["provisions", 1, "paragraph"], 1, "$.provisions[1].paragraph", "9(1)"),
    ("provisions.json", ["provisions", 0, "article"], 0, "$.provisions[0].article", ">= 1"),
    ("provisions.json", ["provisions", 0, "paragraph"], -1, "$.provisions[0].paragraph", ">= 1"),
    (
        "application.json",
        ["application", 0, "point"],
        "bb",
        "$.application[0].point",
        "length <= 1",
    ),
    ("provisions.json", ["provisions", 0, "article"], "9", "$.provisions[0].article", "`int`"),
    ("provisions.json", ["provisions", 0, "checked"], "soon", "$.provisions[0].checked", "date"),
    ("articles.json", ["articles", 0, "heading"], DELETE, "$.articles[0].heading", "missing"),
    ("articles.json", ["articles", 1, "article"], 9, "$.articles[1].article", "already taken"),
    ("articles.json", ["articles", 0, "section"], 9, "$.articles[0].section", "not in the list"),
    ("articles.json", ["articles", 0, "article"], 99, "$.provisions[0].article", "article 9"),
    ("application.json", ["application", 0], DELETE, "$.application", "no row for general"),
    ("application.json", ["application", 0, "date"], None, "$.application[0].date", "a date"),
    ("application.json", ["application", 4, "months"], None, "$.application[4].months", "months"),
    ("application.json", ["application", 1, "code"], "general", "$.application[1].code", "taken"),
    (
        "application.json",
        ["application", 1, "provisions", 0],
        "24(9)",
        "$.application[1].provisions[0]",
        "'24(9)'",
    ),
    ("law.json", ["law_version"], "next year", "$.law_version", "expected a date"),
    ("law.json", ["title", "en"], DELETE, "$.title.en", "missing"),
    ("law.json", ["title", "french"], "Titre", "$.title.french", "unknown key"),
    ("law.json", ["title", "fr"], 5, "$.title", "expected `str`, got `int`"),
    (
        "articles.json",
        ["articles", 0, "heading_status", "fr"],
        "sure",
        "$.articles[0].heading_status",
        "'sure'",
    ),
    ("open_questions.json", ["questions", 0, "default"], "x", "$.questions[0].default", "'x'"),
    (
        "open_questions.json",
        ["questions", 0, "arguments", 1, "favours"],
        "x",
        "$.questions[0].arguments[1].favours",
        "'x'",
    ),
    (
        "open_questions.json",
        ["questions", 0, "options", 1, "code"],
        "entity",
        "$.questions[0].options[1].code",
        "already taken",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def replace_value(file: Path, keys: list[str | int], value: object) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    parent: Any = document
    for key in keys[:-1]:
        parent = parent[key]
    if value is DELETE:
        del parent[keys[-1]]
    else:
        parent[keys[-1]] = value
    file.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(("name", "keys", "value", "path", "reason"), CORRUPTIONS)
def test_a_corrupt_file_names_file_key_and_reason(
    folder: Path, name: str, keys: list[str | int], value: object, path: str, reason: str
) -> None:
    replace_value(folder / name, keys, value)
    with pytest.raises(LawDataError) as caught:
        LOADERS[name](folder)
    error = caught.value
    assert error.path == path
    assert reason in error.reason
    assert str(error) == f"{error.file}: {error.path}: {error.reason}"
    assert error.file == ("provisions.json" if path.startswith("$.provisions") else name)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', "\ufeff{}", "\x00"])
def test_what_is_not_the_expected_json_is_refused(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        LOADERS[name](folder)
    assert caught.value.file == name


@pytest.mark.parametrize("name", LOADERS)
def test_bytes_that_are_no_text_and_missing_files_are_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b'{"rules": "\xff\xfe"}')
    with pytest.raises(LawDataError, match=name):
        LOADERS[name](folder)
    (folder / name).unlink()
    with pytest.raises(LawDataError, match="cannot be read"):
        LOADERS[name](folder)


def test_an_article_without_paragraphs_is_refused(folder: Path) -> None:
    document = json.loads((folder / "provisions.json").read_text(encoding="utf-8"))
    rows = [row for row in document["provisions"] if row["article"] != 38]
    (folder / "provisions.json").write_text(json.dumps({"provisions": rows}), encoding="utf-8")
    with pytest.raises(LawDataError, match="article 38 has no paragraph"):
        load_articles(folder)


def test_a_rule_may_follow_another_but_not_overlap_it(folder: Path) -> None:
    file = folder / "rules.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    latest = next(row for row in reversed(document["rules"]) if row["code"] == "infringement")
    document["rules"].append(latest | {"valid_from": "2040-01-01"})
    last = len(document["rules"]) - 1
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match=rf"\$\.rules\[{last}\]\.valid_from"):
        load_rules(folder)
    latest["valid_to"] = "2039-12-31"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert len(load_rules(folder)) == last + 1


@pytest.mark.parametrize("name", LOADERS)
def test_everything_at_once_finds_the_broken_file(folder: Path, name: str) -> None:
    load_everything(folder)
    (folder / name).write_text("{}", encoding="utf-8")
    with pytest.raises(LawDataError, match=name):
        load_everything(folder)


@pytest.mark.parametrize("name", LOADERS)
def test_the_shipped_file_is_sound(folder: Path, name: str) -> None:
    assert LOADERS[name](folder) == LOADERS[name](None)


@pytest.mark.parametrize("name", LOADERS)
def test_no_object_of_a_shipped_file_gives_a_key_twice(name: str) -> None:
    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in items]
        assert len(keys) == len(set(keys)), keys
        return dict(items)

    json.loads((DATA_FOLDER / name).read_text(encoding="utf-8"), object_pairs_hook=pairs)


def test_every_data_file_has_a_loader() -> None:
    assert {file.name for file in DATA_FOLDER.glob("*.json")} == set(LOADERS)


def test_every_text_is_in_every_language_of_the_data() -> None:
    """A new language translates them in its folder; one of the data leaves none out."""
    lacking = [
        where
        for name in LOADERS
        for where, text in texts_in(json.loads((DATA_FOLDER / name).read_text("utf-8")), name)
        if list(text) != ["en", "fr", "de"] and not where.endswith(".status")
    ]
    assert lacking == []


def texts_in(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict) and "en" in value:
        yield where, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from texts_in(item, f"{where}.{key}")
