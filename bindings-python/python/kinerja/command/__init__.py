"""The command `kinerja`.

It lies beside the package: `import kinerja` does not load it, nor the library of command lines it stands on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import kinerja
from kinerja.command.convert import convert, list_formats
from kinerja.command.given import FACTS, JSON, LANG, SCHEME, SETTINGS, dump, or_problems, problem, read, read_appraisal, read_scheme, read_settings, told
from kinerja.command.said import QUESTIONED, Lang, either, lang, unwritten


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(kinerja.__version__, package_name="kinerja")
def main() -> None:
    """Calculates appraisals by rules that are data, and explains every number.

    SCHEME is the name of a regulation in the box (see `kinerja schemes`) or a file; FACTS and settings are JSON files, and `-` is the standard
    input. Ends with 0 when all is well, with 1 when something is refused, with 2 when the command line is wrong and with 3 when something is to be
    looked at: `check` has questions, `batch` found rows with problems, outcomes differ in `compare`, `convert` lost something.
    """


@main.command()
@SCHEME
@FACTS
@SETTINGS
@JSON
@LANG
def appraise(scheme: str, facts: str, settings: str | None, as_json: bool, lang: Lang) -> None:
    """Appraise one employee."""
    appraisal = read_appraisal(scheme, facts, settings, as_json)
    if as_json:
        click.echo(appraisal.to_json())
        return
    entries = [entry for entry in appraisal.trace if entry["kind"] == "outcome"]
    rows = []
    for entry in entries:
        name = entry["path"].removeprefix("outcomes.")
        unit = entry.get("unit") or ""
        unit = unit.get(lang, "") if isinstance(unit, dict) else unit
        rows.append((_title(entry.get("title"), name), f"{appraisal.label(name, lang)} {unit}".rstrip()))
    width = max((len(title) for title, _ in rows), default=0)
    for title, label in rows:
        click.echo(f"{title:{width}}  {label}")
    if appraisal.unratable:
        click.echo(appraisal.unratable)
    for warning in appraisal.warnings:
        click.echo(f"! {warning.text(lang)}", err=True)


@main.command()
@SCHEME
@FACTS
@SETTINGS
@click.option("--html", "page", metavar="FILE", help="Write the report there, a page to be printed or read on a telephone, and print nothing; `-` is the standard output.")
@click.option("--no-names", "unnamed", is_flag=True, help="Leave out the names of the person, of raters and of whoever entered a value.")
@JSON
@LANG
def explain(scheme: str, facts: str, settings: str | None, page: str | None, unnamed: bool, as_json: bool, lang: Lang) -> None:
    """Appraise one employee and tell how every number came about.

    With --json: the appraisal sealed, with every step in it, as another scheme takes it.
    """
    if as_json and (page is not None or unnamed):
        raise click.UsageError("--json gives the whole appraisal; --html and --no-names are of what people read")
    appraisal = read_appraisal(scheme, facts, settings, as_json)
    if as_json:
        click.echo(appraisal.sealed())
    elif page is None:
        click.echo(appraisal.explain(lang, names=not unnamed).rstrip("\n"))
    elif page == "-":
        click.echo(appraisal.to_html(lang, names=not unnamed), nl=False)
    else:
        try:
            Path(page).write_bytes(appraisal.to_html(lang, names=not unnamed).encode())
        except (OSError, ValueError) as error:
            unwritten(page, error)


@main.command()
@SCHEME
@click.argument("facts", metavar="[FACTS]", required=False)
@SETTINGS
@JSON
@LANG
def check(scheme: str, facts: str | None, settings: str | None, as_json: bool, lang: Lang) -> None:
    """Check a scheme, or facts against one.

    Made for continuous integration. A scheme is read, its printed examples are calculated, and what a careful reader would question is searched for (ends with 3). With FACTS
    these are read and appraised, and nothing is printed when they can be (warnings are no failure).
    """
    if facts is not None:
        appraisal = read_appraisal(scheme, facts, settings, as_json)
        if as_json:
            click.echo(dump({"problems": [], "warnings": [problem(found) for found in appraisal.warnings]}))
        return
    questions = read_scheme(scheme, as_json).check()
    if as_json:
        click.echo(dump({"problems": [], "questions": [problem(found) for found in questions]}))
    elif questions:
        click.echo(told(questions))
    if questions:
        sys.exit(QUESTIONED)


@main.command("what-if")
@SCHEME
@FACTS
@click.option("--want", metavar="OUTCOME=VALUE", multiple=True, required=True, help="What is wanted, such as `rating=baik`; at least that, where the outcome has an order.")
@click.option("--exactly", is_flag=True, help="Exactly what is wanted, no more.")
@click.option("--role", "roles", type=click.Choice(["plan", "result", "judgement", "given"]), multiple=True, help="Change only inputs of this role.")
@click.option("--input", "inputs", metavar="PATH", multiple=True, help="Change only this input, such as `kegiatan.kualitas_realisasi`.")
@click.option("--pairs/--no-pairs", default=True, help="Also search what two inputs give together.")
@SETTINGS
@JSON
@LANG
def what_if(
    scheme: str,
    facts: str,
    want: Sequence[str],
    exactly: bool,
    roles: Sequence[str],
    inputs: Sequence[str],
    pairs: bool,
    settings: str | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Tell what would give another result."""
    wishes = {}
    for wish in want:
        outcome, sign, value = wish.partition("=")
        if not sign:
            raise click.BadParameter(either(id=f"`{wish}`: tulis HASIL=NILAI", en=f"`{wish}`: write OUTCOME=VALUE"), param_hint="--want")
        wishes[outcome.strip()] = {"true": True, "false": False}.get(value.strip(), value.strip())
    found = or_problems(
        as_json,
        lambda: read_scheme(scheme, as_json).what_if(
            read(facts),
            read_settings(settings),
            want=wishes,
            exactly=exactly or None,
            roles=list(roles) or None,
            inputs=list(inputs) or None,
            pairs=None if pairs else False,
        ),
    )
    click.echo(found.to_json() if as_json else found.text(lang).rstrip("\n"))


@main.command()
@SCHEME
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@SETTINGS
@click.option("--after-scheme", metavar="SCHEME", help="The scheme by which AFTER is appraised, where it is another.")
@click.option("--after-settings", metavar="FILE", help="The settings of AFTER, where they are others.")
@JSON
@LANG
def compare(
    scheme: str, before: str, after: str, settings: str | None, after_scheme: str | None, after_settings: str | None, as_json: bool, lang: Lang
) -> None:
    """Tell what differs between two appraisals of one person.

    BEFORE and AFTER are facts: those of two dates, or the same ones, to see what another scheme or other settings make of them. Ends with 0 when
    every outcome is the same, and with 3 when one is not.
    """
    one = read_appraisal(scheme, before, settings, as_json, before)
    other = read_appraisal(after_scheme or scheme, after, after_settings or settings, as_json, after)
    found = or_problems(as_json, lambda: kinerja.compare(one, other))
    click.echo(found.to_json() if as_json else found.text(lang).rstrip("\n"))
    if one.outcomes != other.outcomes or one.unratable != other.unratable:
        sys.exit(QUESTIONED)


@main.command()
@click.option("--jurisdiction", metavar="WORD", help="Only those of a jurisdiction.")
@click.option("--purpose", metavar="WORD", help="Only those of a purpose, such as `performance`.")
@click.option("--period", nargs=2, metavar="FROM UNTIL", help="Only those in force in a period, such as 2025-01-01 2025-12-31.")
@click.option("--illustrations", is_flag=True, help="Illustrations too, which no regulation stands behind.")
@JSON
@LANG
def schemes(jurisdiction: str | None, purpose: str | None, period: tuple[str, str] | None, illustrations: bool, as_json: bool, lang: Lang) -> None:
    """List the regulations in the box."""
    listed = or_problems(as_json, lambda: kinerja.schemes(jurisdiction, purpose, period, illustrations))
    if as_json:
        click.echo(dump([_listed(one) for one in listed]))
        return
    width = max((len(one.id) for one in listed), default=0)
    for one in listed:
        start, end = one.in_force
        time = f"{start or '…'} – {end or '…'}" if start or end else ""
        click.echo(f"{one.id:{width}}  {time:23}  {_STATUS[one.status][lang]:{_STATUS_WIDTH[lang]}}  {one.title(lang)}")


@main.command("facts-schema")
@SCHEME
@JSON
@LANG
def facts_schema(scheme: str, as_json: bool, lang: Lang) -> None:
    """Print the JSON Schema of the facts that a scheme needs: JSON, asked for or not."""
    click.echo(json.dumps(read_scheme(scheme, as_json).facts_schema(lang), ensure_ascii=False, indent=2))


_LANGS: tuple[Lang, ...] = ("id", "en")
_STATUS: dict[str, dict[Lang, str]] = {
    "in_force": {"id": "berlaku", "en": "in force"},
    "superseded": {"id": "sudah diganti", "en": "superseded"},
    "draft": {"id": "rancangan", "en": "draft"},
    "illustration": {"id": "ilustrasi", "en": "illustration"},
}
_STATUS_WIDTH = {code: max(len(words[code]) for words in _STATUS.values()) for code in _LANGS}


def _listed(one: kinerja.Listed) -> dict[str, Any]:
    start, end = (day and day.isoformat() for day in one.in_force)
    return {
        "scheme": one.id,
        "version": one.version,
        "status": one.status,
        "jurisdiction": one.jurisdiction,
        "purpose": one.purpose,
        "in_force": {"from": start, "until": end},
        "title": {code: one.title(code) for code in _LANGS},
    }


def _title(titles: Any, name: str) -> str:
    return str(titles.get(lang()) or name) if isinstance(titles, dict) else str(titles or name)


@main.command("template")
@SCHEME
@click.argument("target", metavar="FORM.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@JSON
@LANG
def _template(scheme: str, target: Path, as_json: bool, lang: Lang) -> None:
    """Write a spreadsheet to fill in, as `batch` reads it.

    It has a sheet for the employees and one for each list, with notes and drop-downs.
    """
    from kinerja.command import template

    template.write(read_scheme(scheme, as_json), target, lang)
    if as_json:
        click.echo(dump({"written": str(target)}))


@main.command("batch")
@SCHEME
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@click.argument("target", metavar="TARGET", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--list", "lists", metavar="LIST=FILE", multiple=True, help="The rows of a list, such as `kegiatan=k.csv`; sheets of SOURCE are taken by their names.")
@click.option("--key", metavar="COLUMN", default="ref", show_default=True, help="The column that tells whose rows these are.")
@click.option("--keep", metavar="COLUMN", multiple=True, help="A column that is handed on to TARGET.")
@click.option("--period", nargs=2, metavar="FROM UNTIL", help="The period of all who have none of their own.")
@click.option("--decimal", "decimal", type=click.Choice(["comma", "point"]), help="How texts write decimals; a file divided by `;` and a spreadsheet may have commas.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Where each problem is told on a row of its own.")
@SETTINGS
@JSON
@LANG
def _batch(
    scheme: str,
    source: Path,
    target: Path,
    lists: Sequence[str],
    key: str,
    keep: tuple[str, ...],
    period: tuple[str, str] | None,
    decimal: str | None,
    report: Path | None,
    settings: str | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Appraise the employees of a file: CSV, JSON lines, XLSX or Parquet, in and out.

    A row that cannot be appraised says so in its `problems`, and the others go on; then the command ends with 3.
    """
    from kinerja.command import batch
    from kinerja.command.form import Decimals

    files = {}
    for one in lists:
        name, sign, file = one.partition("=")
        if not sign:
            raise click.BadParameter(either(id=f"`{one}`: tulis DAFTAR=BERKAS", en=f"`{one}`: write LIST=FILE"), param_hint="--list")
        files[name.strip()] = Path(file)
    count, bad = batch.run(
        read_scheme(scheme, as_json),
        source,
        target,
        lists=files,
        key=key,
        settings=read_settings(settings),
        period=period,
        keep=keep,
        report=report,
        decimals=Decimals(decimal) if decimal else None,
        lang=lang,
    )
    if as_json:
        click.echo(dump({"rows": count, "rows_with_problems": bad}))
    else:
        click.echo(either(id=f"{count} baris, {bad} bermasalah", en=f"{count} rows, {bad} with problems"), err=True)
    if bad:
        sys.exit(QUESTIONED)


main.add_command(convert)
main.add_command(list_formats)
