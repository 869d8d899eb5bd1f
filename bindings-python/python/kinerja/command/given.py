"""What the command is given: files, schemes and facts; and how it says what is wrong with them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import kinerja
from kinerja.command.said import REFUSED, Stop, either, lang, path_text, stop, why

Result = TypeVar("Result")

LANG = click.option("--lang", type=click.Choice(["id", "en"]), default="id", envvar="KINERJA_LANG", show_default=True, help="The language of what is printed.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
SETTINGS = click.option("--settings", metavar="FILE", help="The organisation's settings, as JSON.")
SCHEME = click.argument("scheme", metavar="SCHEME")
FACTS = click.argument("facts", metavar="FACTS")


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def problem(found: kinerja.Problem) -> dict[str, Any]:
    """A problem as JSON."""
    place = found.position
    return {
        "code": found.code,
        "path": path_text(found.path),
        **({"line": place[0], "column": place[1]} if place else {}),
        "text": found.text(lang()),
        "help": found.help(lang()),
    }


def told(problems: Sequence[kinerja.Problem]) -> str:
    """Problems as a person reads them: where, what, and what helps."""
    lines = []
    for found in problems:
        where = path_text(found.path) or either(id="dokumen", en="the document")
        if found.position:
            line, column = found.position
            where += either(id=f" (baris {line}, kolom {column})", en=f" (line {line}, column {column})")
        lines.append(f"{where}: {found.text(lang())} [{found.code}]")
        if found.help(lang()):
            lines.append(f"    {either(id='saran', en='help')}: {found.help(lang())}")
    return "\n".join(lines)


def or_problems(as_json: bool, run: Callable[[], Result], of: str = "") -> Result:
    """Runs; all problems at once end the command, on standard output where JSON was asked for. `of` names the document, where there are several."""
    try:
        return run()
    except kinerja.ProblemError as error:
        if not as_json:
            raise Stop((f"{of}:\n" if of else "") + told(error.problems)) from None
        document = {"document": of} if of else {}
        click.echo(dump({**document, "problems": [problem(found) for found in error.problems]}))
        sys.exit(REFUSED)


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of the standard input."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        stop(id=f"{name}: tidak dapat dibaca: {why(error)}", en=f"{name}: cannot be read: {why(error)}")


def read(name: str) -> str:
    """The text of a file, or of the standard input."""
    try:
        return read_bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + 1
        stop(
            id=f"{name}: bukan UTF-8 (bita ke-{at}); simpan berkas itu sebagai UTF-8",
            en=f"{name}: this is not UTF-8 (byte {at}); save the file as UTF-8",
        )


def read_settings(name: str | None) -> str | None:
    return None if name is None else read(name)


def read_scheme(name: str, as_json: bool) -> kinerja.Scheme:
    """A scheme of a file where there is one, else of the box."""
    is_file = name == "-" or name.endswith(".json") or os.path.isfile(name)
    return or_problems(as_json, lambda: kinerja.Scheme.parse(read(name)) if is_file else kinerja.Scheme.builtin(name))


def read_appraisal(scheme: str, facts: str, settings: str | None, as_json: bool, of: str = "") -> kinerja.Appraisal:
    return or_problems(as_json, lambda: read_scheme(scheme, as_json).appraise(read(facts), read_settings(settings)), of)
