"""Frameworks from one format into another."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kinerja.command.given import JSON, LANG, dump, or_problems, read, read_bytes
from kinerja.command.said import QUESTIONED, Lang, either, lang, stop, unwritten
from kinerja.frameworks import Change, Framework, Workbook, Writing, formats, frameworks


@click.command("formats")
@JSON
@LANG
def list_formats(as_json: bool, lang: Lang) -> None:
    """List the formats of competency frameworks that are read and written."""
    known = formats()
    click.echo(dump(known) if as_json else "\n".join(known))


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="[TARGET]", default="-")
@click.option("--to", "format", metavar="FORMAT", help="The format to write: one of `kinerja formats`; with --table it may be left out.")
@click.option("--table", metavar="FILE", help="What the columns of a table mean: a document `table/1`, or the name of one in the box.")
@click.option("--from", "read_as", metavar="FORMAT", help="The format of SOURCE, where its content does not show it.")
@JSON
@LANG
def convert(source: str, target: str, format: str | None, table: str | None, read_as: str | None, as_json: bool, lang: Lang) -> None:
    """Convert a competency framework from one format into another.

    SOURCE is a file, `-` (the standard input) or the name of a framework in the box; without TARGET the text goes to the standard output, and a TARGET
    that ends with .xlsx is a workbook. Job profiles in SOURCE go along. What the reader put up with, what the format cannot hold and what its importers
    would drop (not of a workbook) is told, and then the command ends with 3.
    """
    columns = _meaning(table)
    framework = or_problems(as_json, lambda: _read(source, read_as, columns), source)
    beside = framework.profiles
    written: Writing | Workbook
    if target.casefold().endswith(".xlsx"):
        written = or_problems(as_json, lambda: framework.to_workbook(format, profiles=beside, table=columns))
    else:
        written = or_problems(as_json, lambda: framework.to_format(format, profiles=beside, table=columns))
    if target != "-":
        try:
            Path(target).write_bytes(written.data if isinstance(written, Workbook) else written.text.encode())
        except (OSError, ValueError) as error:
            unwritten(target, error)
    warnings = written.warnings if isinstance(written, Writing) else []
    if as_json:
        text = {"written": target} if isinstance(written, Workbook) or target != "-" else {"text": written.text}
        click.echo(dump({"from": framework.format, "to": format, "tolerances": framework.tolerances, "loss": written.loss, "warnings": warnings, **text}))
    else:
        if target == "-" and isinstance(written, Writing):
            click.echo(written.text, nl=not written.text.endswith("\n"))
        for used in framework.tolerances:
            click.echo(f"! {used['path'] or source}: {used['text'][lang]}", err=True)
        for lost in written.loss:
            click.echo(f"! {_shown(lost)}", err=True)
        for warning in warnings:
            click.echo(f"! {warning['path'] or target}: {warning['text'][lang]}", err=True)
    if written.loss or framework.tolerances or warnings:
        sys.exit(QUESTIONED)


def _meaning(table: str | None) -> str | dict[str, Any] | None:
    """What columns mean: the document of a file, or the name of one in the box."""
    if table is None or not (table.endswith(".json") or Path(table).exists()):
        return table
    try:
        document = json.loads(read(table))
    except ValueError as error:
        stop(id=f"{table}: bukan JSON: {error}", en=f"{table}: this is not JSON: {error}")
    return document if isinstance(document, dict) else stop(id=f"{table}: bukan objek JSON", en=f"{table}: this is no JSON object")


def _read(source: str, read_as: str | None, table: str | dict[str, Any] | None) -> Framework:
    in_the_box = {one["id"] for one in frameworks()}
    if source in in_the_box and not Path(source).exists():
        return Framework.builtin(source)
    try:
        return Framework.parse(read_bytes(source), read_as, table=table)
    except UnicodeDecodeError as error:
        at = error.start + 1
        stop(
            id=f"{source}: bukan UTF-8 maupun UTF-16 (bita ke-{at}); simpan berkas itu sebagai UTF-8",
            en=f"{source}: this is neither UTF-8 nor UTF-16 (byte {at}); save the file as UTF-8",
        )


def _shown(lost: Change) -> str:
    """What is lost, in a line."""
    changes = {"added": "bertambah", "removed": "hilang", "changed": "berubah"}
    what = either(id=changes.get(lost["change"], lost["change"]), en=lost["change"])
    field = f".{lost['field']}" if "field" in lost else ""
    values = f": {lost.get('before', '–')} → {lost.get('after', '–')}" if "field" in lost else ""
    return f"{lost['of']} {lost['id']}{field} {what}{values}"
