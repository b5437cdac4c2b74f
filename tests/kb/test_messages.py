"""Messages: the same keys and placeholders in three languages, and the choice among them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from kb.messages import (
    MESSAGE_LANGUAGES,
    Messages,
    UnknownLanguage,
    choose_language,
    locale_folder,
    parse_language,
    placeholders,
    read_texts,
)
from kb.problems import BrokenKnowledge

ROOT = Path(__file__).resolve().parents[2]
FIX = "run: python scripts/write_simplified_locale.py"
TEXTS = {language: read_texts(locale_folder(language)) for language in MESSAGE_LANGUAGES}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert list(TEXTS[language]) == list(TEXTS["zh-Hant"]), FIX


@pytest.mark.parametrize("key", TEXTS["en"])
def test_a_message_has_the_same_placeholders_in_every_language(key: str) -> None:
    found = {
        language: placeholders(TEXTS[language][key])
        for language in MESSAGE_LANGUAGES
        if key in TEXTS[language]
    }
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_texts_are_not_empty_and_placeholders_are_names(language: str) -> None:
    for key, text in TEXTS[language].items():
        assert text, key
        assert all(name.isidentifier() for name in placeholders(text)), key


def test_english_holds_no_chinese() -> None:
    for key, text in TEXTS["en"].items():
        assert not any("\u3400" <= c <= "\u9fff" for c in text) or key.startswith("app."), key


def test_the_simplified_locale_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_simplified_locale.py"))
    there = {path.name: path.read_text("utf-8") for path in locale_folder("zh-Hans").glob("*.yaml")}
    assert there == script["simplified_locale"](), FIX


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_language_has_the_same_files(language: str) -> None:
    names = {path.name for path in locale_folder(language).glob("*.yaml")}
    assert names == {path.name for path in locale_folder("zh-Hans").glob("*.yaml")}


def test_simplified_differs_where_it_should() -> None:
    assert Messages.load("zh-Hans").get("doctor.language") == "语言"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-Hant", "zh-Hant"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh_CN.GB18030", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("ZH_sg", "zh-Hans"),
        ("en_GB.UTF-8@euro", "en"),
        ("en", "en"),
        ("de_DE", None),
        ("", None),
        ("C", None),
    ],
)
def test_tags_and_locale_names_are_understood(tag: str, language: str | None) -> None:
    assert parse_language(tag) == language


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("en", {"SHOPLADDER_LANG": "zh-TW", "LANG": "zh_CN"}, "en"),
        (None, {"SHOPLADDER_LANG": "zh-TW", "LANG": "zh_CN"}, "zh-Hant"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        (None, {"LC_ALL": "zh_HK", "LANG": "en_US"}, "zh-Hant"),
        (None, {"LC_ALL": "", "LANG": "zh_SG"}, "zh-Hans"),
        (None, {"LANG": "de_DE"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_what_was_asked_decides_then_the_variable_then_the_locale(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert choose_language(asked, environment) == language


def test_a_row_is_called_as_on_the_mainland_in_simplified_chinese() -> None:
    # 列 is a row in Taiwan and a column on the mainland: a list mended by the wrong one would be spoilt.
    rows = re.compile(r"\{(row|rows|answered|rejected|count)[^}]*\} 列")
    wrong = [key for key, text in TEXTS["zh-Hans"].items() if rows.search(text)]
    assert wrong == [], "say 行 in zh-Hans.overrides.yaml"


def test_an_unknown_language_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(UnknownLanguage, match="zh-Hant, zh-Hans, en"):
        choose_language("klingon", {})


def test_values_are_put_in_and_never_read_as_templates() -> None:
    messages = Messages("en", {"a.b": "It is {text}.", "c": "plain"})
    assert messages.get("a.b", text="{text} {0}") == "It is {text} {0}."
    assert messages.get("c") == "plain"


def test_an_unknown_key_names_its_neighbour() -> None:
    with pytest.raises(KeyError, match=r"match\.title"):
        Messages.load("en").get("match.titel")


def test_a_damaged_file_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_text("a:\n  b: 3\n", "utf-8")
    with pytest.raises(BrokenKnowledge, match=r"locale/en\.yaml:2"):
        read_texts(path)


def test_a_key_said_in_two_files_names_the_second(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('help:\n  match: "one"\n', "utf-8")
    (tmp_path / "b.yaml").write_text('help:\n  match: "two"\n  path: "three"\n', "utf-8")
    with pytest.raises(BrokenKnowledge, match=r"b\.yaml:2.*help\.match"):
        read_texts(tmp_path)
