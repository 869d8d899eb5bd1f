"""What a scheme asks for, as sheets with columns: read from its facts schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kinerja import Scheme
from kinerja.command.said import Lang

#: What is said of an employee beside the inputs, and the period.
PERSON = ("ref", "name", "post", "unit")
PERIOD = ("period_from", "period_until")
#: What is said beside a value, in a column of its own: `strategi__evidence`.
BESIDE = ("absent", "because", "evidence", "by", "on", "note")

#: What the name of a sheet of a spreadsheet cannot hold; it has 31 characters at most.
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

LANGS: tuple[Lang, ...] = ("id", "en")

WORDS: dict[str, dict[Lang, str]] = {
    "person": {"id": "Pegawai", "en": "Employees"},
    "ref": {"id": "Nomor pegawai", "en": "Employee number"},
    "name": {"id": "Nama", "en": "Name"},
    "post": {"id": "Jabatan", "en": "Post"},
    "unit": {"id": "Unit kerja", "en": "Unit"},
    "period_from": {"id": "Periode dari", "en": "Period from"},
    "period_until": {"id": "Periode sampai", "en": "Period until"},
    "row": {"id": "Baris", "en": "Row"},
    "title": {"id": "Uraian", "en": "Description"},
    "evidence": {"id": "bukti", "en": "evidence"},
    "needed": {"id": "harus diisi", "en": "needed"},
    "may_lack": {"id": "boleh kosong", "en": "may be left empty"},
    "number": {"id": "angka", "en": "a number"},
    "date": {"id": "tanggal", "en": "a date"},
    "text": {"id": "teks", "en": "a text"},
    "yes": {"id": "ya", "en": "yes"},
    "no": {"id": "tidak", "en": "no"},
    "same": {"id": "sama di setiap lembar", "en": "the same in each sheet"},
}

YES = {"ya", "yes", "true", "1", "benar"}
NO = {"tidak", "no", "false", "0", "salah"}


class Decimals(Enum):
    """How the texts of a file write their decimals."""

    #: `85.5`.
    POINT = "point"
    #: `85,5` and `1.234,5`.
    COMMA = "comma"
    #: `85,5`, as spreadsheets of Indonesia write, but nobody said so.
    PERHAPS = "perhaps"

    def read(self, text: str) -> str:
        """A number with a decimal point; what is none stays as it is, for the core to say so.

        Raises `Ambiguous` where `1.234` may be either.
        """
        if self is Decimals.POINT:
            return text
        if _GROUPED.fullmatch(text):
            if self is Decimals.PERHAPS and "," not in text and text.count(".") == 1:
                raise Ambiguous(text)
            return text.replace(".", "").replace(",", ".")
        return text if "." in text else text.replace(",", ".", 1)


#: Thousands with points between them.
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")


class Ambiguous(Exception):
    """A number that may be read in two ways."""


@dataclass
class Column:
    """A column of a form."""

    name: str
    titles: dict[Lang, str]
    kind: str
    unit: str = ""
    description: str = ""
    needed: bool = False
    evidence: bool = False
    #: The words that may stand here, with their titles by language.
    words: dict[str, dict[Lang, str]] = field(default_factory=dict)
    free_words: tuple[str, ...] = ()

    def title(self, lang: Lang) -> str:
        return self.titles.get(lang) or self.name

    def beside(self) -> dict[Lang, str]:
        """The heading of its column for evidence."""
        return {code: f"{self.title(code)}: {WORDS['evidence'][code]}" for code in LANGS}

    def read(self, text: str, decimals: Decimals) -> Any:
        """What a text of a cell says."""
        lowered = text.strip().casefold()
        if self.kind == "yes_no" and lowered in YES | NO:
            return lowered in YES
        if self.kind in ("number", "integer", "weight"):
            return decimals.read(text.strip())
        if self.kind in ("level", "choice"):
            for word, titles in self.words.items():
                if lowered in {word.casefold(), *(title.casefold() for title in titles.values())}:
                    return word
        return text if self.kind == "text" else text.strip()


@dataclass
class Sheet:
    """A sheet of a form: of the employees, or of the rows of a list."""

    #: The way to the list; empty for the employees.
    path: tuple[str, ...]
    titles: dict[Lang, str]
    columns: list[Column]
    #: Of a list inside a list: what tells the outer row, its key column or its number.
    outer: str | None = None

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def evidence_of(self, heading: str) -> Column | None:
        """The column whose evidence stands under a heading of the form."""
        wanted = heading.strip().casefold()
        found = [column for column in self.columns if column.evidence and wanted in {title.casefold() for title in column.beside().values()}]
        return found[0] if len(found) == 1 else None

    def column(self, heading: str) -> Column | None:
        """The column of a heading: its name, or its title in any language."""
        wanted = heading.strip().casefold()
        named = [column for column in self.columns if column.name.casefold() == wanted]
        titled = [column for column in self.columns if wanted in {title.casefold() for title in column.titles.values()}]
        found = named or titled
        return found[0] if len(found) == 1 else None


def sheets(scheme: Scheme) -> list[Sheet]:
    """The sheets of a scheme's form, that of the employees first."""
    schemas = {lang: scheme.facts_schema(lang) for lang in LANGS}
    return list(_sheets(schemas, schemas, (), {"id": WORDS["person"]["id"], "en": WORDS["person"]["en"]}, None))


def _sheets(whole: dict[Lang, Any], parts: dict[Lang, Any], path: tuple[str, ...], titles: dict[Lang, str], outer: str | None) -> Iterator[Sheet]:
    part = parts["en"]
    columns, lists = [], []
    for name in part["x-order"]:
        views = {lang: parts[lang]["properties"][name] for lang in parts}
        if views["en"].get("x-type") == "list":
            lists.append((name, views))
        else:
            columns.append(_column(whole, name, views, name in part.get("required", ())))
    yield Sheet(path, titles, columns, outer)
    for name, views in lists:
        key = part.get("x-key") if not path else None
        inner_titles = {lang: view.get("title", name) for lang, view in views.items()}
        items = {lang: {**view["items"], "x-key": view.get("x-key")} for lang, view in views.items()}
        yield from _sheets(whole, items, (*path, name), inner_titles, (parts["en"].get("x-key") or "row") if path else key)


def _column(whole: dict[Lang, Any], name: str, views: dict[Lang, Any], needed: bool) -> Column:
    view = views["en"]
    column = Column(
        name,
        {lang: view["title"] for lang, view in views.items() if view.get("title")},
        view.get("x-type", "text"),
        view.get("x-unit", ""),
        views["id"].get("description", ""),
        needed,
        view.get("x-evidence") is not None,
    )
    for lang, view in views.items():
        for schema in _plain(whole[lang], view):
            names = schema.get("enum")
            if names is None:
                continue
            if column.kind == "weight":
                column.free_words = tuple(names)
                continue
            titles = schema.get("x-titles", {})
            for word in names:
                column.words.setdefault(word, {})[lang] = titles.get(word, word)
    return column


def _plain(whole: dict[str, Any], schema: Any) -> Iterator[dict[str, Any]]:
    """The schemas of an input's plain value: the first of its `anyOf`, wherever it is defined."""
    if not isinstance(schema, dict):
        return
    if "enum" in schema:
        yield schema
    if "$ref" in schema:
        target = schema["$ref"].removeprefix("#/$defs/")
        yield from _plain(whole, whole["$defs"].get(target))
    yield from _plain(whole, schema.get("properties", {}).get("value"))
    options = schema.get("anyOf", [])
    for option in options if _is_value(schema) else options[:1]:
        yield from _plain(whole, option)


def _is_value(schema: dict[str, Any]) -> bool:
    """Whether all of `anyOf` are forms of one plain value, as of a weight."""
    return "x-type" not in schema


def outcome_digits(scheme: Scheme) -> dict[str, int | None]:
    """The outcomes of a scheme, with the digits of those that are rounded."""
    document = json.loads(scheme.text)
    digits = {}
    for outcome in document["outcomes"]:
        rounding = outcome.get("round")
        digits[outcome["name"]] = rounding["digits"] if isinstance(rounding, dict) else None
    return digits
