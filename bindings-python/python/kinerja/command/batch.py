"""Appraising a file of employees."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinerja import ProblemError, Scheme
from kinerja.command import files
from kinerja.command.form import BESIDE, FORBIDDEN, PERIOD, PERSON, WORDS, Ambiguous, Column, Decimals, Sheet, outcome_digits, sheets
from kinerja.command.said import Lang, either, path_text, stop, unwritten

#: The problems of a row: code, path, sentence and help.
Told = list[tuple[str, str, str, str]]


class Layout:
    """How the columns of a table feed a sheet of the form."""

    def __init__(self, sheet: Sheet, table: files.Table, where: str, key: str, keep: tuple[str, ...], decimals: Decimals | None, lists: tuple[str, ...] = (), outer: Column | None = None) -> None:
        self.sheet, self.where, self.key = sheet, where, key
        self.decimals = decimals or (Decimals.PERHAPS if table.decimal_comma else Decimals.POINT)
        #: Lists that stand in a row itself, as Parquet can have them.
        self.lists: list[str] = []
        self.inputs: list[tuple[str, Column]] = []
        self.beside: list[tuple[str, str, str]] = []
        self.person: list[tuple[str, str]] = []
        self.period: list[tuple[str, str]] = []
        self.row: list[tuple[str, str]] = []
        self.key_heading = self.outer_heading = None
        self.kept = [heading for heading in table.headings if heading in keep]
        strangers = []
        for heading in table.headings:
            own, column = _own(heading), sheet.column(heading)
            owner, _, said = heading.rpartition("__")
            if heading == key or own == key:
                self.key_heading = heading
            outers = {title.casefold() for title in outer.titles.values()} if outer else set()
            if sheet.outer and (heading == sheet.outer or own == sheet.outer or heading.strip().casefold() in outers) and sheet.column(heading) is None:
                self.outer_heading = heading
            elif column is not None:
                self.inputs.append((heading, column))
            elif said in BESIDE and (column := sheet.column(owner)):
                self.beside.append((heading, column.name, said))
            elif (column := sheet.evidence_of(heading)) is not None:
                self.beside.append((heading, column.name, "evidence"))
            elif own in PERSON and not sheet.path:
                self.person.append((heading, own))
            elif own in PERIOD and not sheet.path:
                self.period.append((heading, own))
            elif sheet.path and own in ("id", "title", "note"):
                self.row.append((heading, own))
            elif heading == "note":
                self.row.append((heading, heading))
            elif heading in lists:
                self.lists.append(heading)
            elif heading != self.key_heading and heading not in keep:
                strangers.append(heading)
        if strangers:
            known = ", ".join([*(column.name for column in sheet.columns), *(("id", "title", "note") if sheet.path else (*PERSON, *PERIOD))])
            names = ", ".join(f"`{heading}`" for heading in strangers)
            stop(
                id=f"{where}: tidak ada masukan untuk {names}\nyang dikenal: {known}\nhapus kolomnya, atau teruskan dengan --keep",
                en=f"{where}: there is no input for {names}\nknown: {known}\ndrop them, or hand them on with --keep",
            )
        if sheet.path and self.key_heading is None:
            stop(
                id=f"{where}: tidak ada kolom `{key}`, yang menyebut baris itu milik siapa",
                en=f"{where}: there is no column `{key}`, which tells whose rows these are",
            )
        if sheet.outer and self.outer_heading is None:
            stop(
                id=f"{where}: tidak ada kolom `{sheet.outer}`, yang menyebut baris luarnya",
                en=f"{where}: there is no column `{sheet.outer}`, which tells the outer row",
            )

    def facts(self, row: files.Row) -> dict[str, Any]:
        """The facts of a row, without its lists."""
        facts: dict[str, Any] = {}
        for heading, column in self.inputs:
            value = row.get(heading)
            if value is not None:
                facts[column.name] = self._read(column, heading, value) if isinstance(value, str) else _plain(value)
        for heading, name, said in self.beside:
            value = row.get(heading)
            if value is not None:
                self._say(facts, name, said, value)
        for heading, key in self.row:
            if row.get(heading) is not None:
                facts[key] = str(row[heading])
        person = {key: str(row[heading]) for heading, key in self.person if row.get(heading) is not None}
        if not self.sheet.path and "ref" not in person and self.key_heading and row.get(self.key_heading) is not None:
            person["ref"] = key_text(row[self.key_heading])
        if person and not self.sheet.path:
            facts["person"] = person
        period = {key.removeprefix("period_"): row[heading] for heading, key in self.period if row.get(heading) is not None}
        if period:
            facts["period"] = period
        for heading in self.lists:
            if row.get(heading) is not None:
                facts[heading] = row[heading]
        return facts

    def _read(self, column: Column, heading: str, text: str) -> Any:
        try:
            return column.read(text, self.decimals)
        except Ambiguous:
            stop(
                id=f"{self.where}, kolom `{heading}`: `{text}` dapat berarti {text.replace('.', '')} atau {text.replace('.', ',')}; katakan dengan --decimal comma atau --decimal point",
                en=f"{self.where}, column `{heading}`: `{text}` may be {text.replace('.', '')} or {text} with a decimal point; say which with --decimal comma or --decimal point",
            )

    def _say(self, facts: dict[str, Any], name: str, said: str, value: Any) -> None:
        """Puts what is said beside a value with the value."""
        if said == "evidence":
            value = [part.strip() for part in str(value).split("\n") if part.strip()]
        elif said != "on":
            value = str(value)
        now = facts.get(name)
        if not isinstance(now, dict):
            facts[name] = now = {} if now is None else {"value": now}
        now[said] = value


def _plain(value: Any) -> Any:
    """A value that is no text, as the facts take it: what they know nothing of, such as the time of a day, as its text, which is then refused in words."""
    return value if isinstance(value, (bool, int, float, Decimal, list, dict)) or type(value) is date else str(value)


def key_text(value: Any) -> str:
    """A key as text: a spreadsheet gives whole numbers as floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _own(heading: str) -> str:
    """The form's own name of a heading, such as `ref` of `Nomor pegawai`."""
    wanted = heading.strip().casefold()
    for name in (*PERSON, *PERIOD, "row", "title"):
        if wanted in {name, *(title.casefold() for title in WORDS[name].values())}:
            return name
    return heading


class Lists:
    """The rows of the lists, of all employees, by their key."""

    def __init__(self, forms: list[Sheet], tables: dict[str, tuple[str, files.Table]], key: str, decimals: Decimals | None) -> None:
        self.rows: dict[tuple[str, ...], dict[str, list[dict[str, Any]]]] = {}
        self.used: set[str] = set()
        self.where: dict[tuple[str, ...], str] = {}
        for sheet in (sheet for sheet in forms if sheet.path):
            found = next((tables[name] for name in tables if _is_called(sheet, name)), None)
            if found is None:
                continue
            where, table = found
            above = next(form for form in forms if form.path == sheet.path[:-1])
            layout = Layout(sheet, table, where, key, (), decimals, outer=above.column(sheet.outer) if sheet.outer else None)
            by_key: dict[str, list[dict[str, Any]]] = {}
            for row in table.rows:
                number = row.get(layout.key_heading or "")
                facts = layout.facts(row)
                if sheet.outer:
                    facts["\0outer"] = row.get(layout.outer_heading or "")
                by_key.setdefault("" if number is None else key_text(number), []).append(facts)
            self.rows[sheet.path], self.where[sheet.path] = by_key, where
        self.forms = {sheet.path: sheet for sheet in forms}

    def add(self, facts: dict[str, Any], key: str) -> None:
        """Gives facts the rows of their lists."""
        self.used.add(key)
        for path in sorted(self.rows, key=len):
            rows = self.rows[path].get(key, [])
            if len(path) == 1:
                facts[path[0]] = [dict(row) for row in rows]
                continue
            sheet = self.forms[path]
            for position, outer in enumerate(facts.get(path[0], []), 1):
                wanted = str(position) if sheet.outer == "row" else outer.get(sheet.outer or "")
                column = self.forms[path[:-1]].column(sheet.outer or "")

                def tells(value: Any, column: Column | None = column) -> Any:
                    return column.read(value, Decimals.POINT) if column and isinstance(value, str) else value if value is None else key_text(value)

                outer[path[-1]] = [
                    {name: value for name, value in row.items() if name != "\0outer"} for row in rows if tells(row["\0outer"]) == wanted
                ]

    def nobodys(self) -> dict[str, list[str]]:
        """The keys of rows that no employee has, by where they stand."""
        found = {self.where[path]: sorted(key for key in by_key if key not in self.used) for path, by_key in self.rows.items()}
        return {where: keys for where, keys in found.items() if keys}


def _is_called(sheet: Sheet, name: str) -> bool:
    wanted = name.strip().casefold()
    return wanted in {sheet.name.casefold(), *(FORBIDDEN.sub("-", title.casefold())[:31] for title in sheet.titles.values())}


class Progress:
    """A line that tells how far it is, on a terminal; nothing in a pipe."""

    def __init__(self, table: files.Table) -> None:
        self.table, self.count, self.begun, self.told = table, 0, time.monotonic(), 0.0
        self.shows = sys.stderr.isatty()

    def step(self) -> None:
        self.count += 1
        now = time.monotonic()
        if self.shows and now - self.told > 0.2:
            self.told = now
            self.show(now - self.begun)

    def show(self, took: float) -> None:
        part = self.table.progress()
        rate = self.count / max(took, 1e-9)
        line = either(id=f"{self.count} baris, {rate:.0f} per detik", en=f"{self.count} rows, {rate:.0f} a second")
        if part:
            filled = round(min(part, 1) * 30)
            line = f"[{'#' * filled}{'.' * (30 - filled)}] {part:4.0%}  {line}, {either(id='sisa', en='left')} {took * max(1 - part, 0) / part:.0f} s"
        sys.stderr.write("\r" + line.ljust(100))
        sys.stderr.flush()

    def end(self) -> None:
        if self.shows:
            self.shows = False
            sys.stderr.write("\r" + " " * 100 + "\r")


def run(
    scheme: Scheme,
    source: Path,
    target: Path,
    *,
    lists: dict[str, Path],
    key: str,
    settings: Any,
    period: tuple[str, str] | None,
    keep: tuple[str, ...],
    report: Path | None,
    decimals: Decimals | None,
    lang: Lang,
) -> tuple[int, int]:
    """Appraises the employees of a file; gives how many there are, and how many have problems.

    Nothing stands in the target before all of it does.
    """
    forms = sheets(scheme)
    table = files.read(source)
    of_file = either(id="lembar", en="sheet")
    tables = {name: (f"{source}, {of_file} {name}", other) for name, other in (table.others or {}).items()}
    known = [sheet.name for sheet in forms if sheet.path]
    for name, path in lists.items():
        if not any(_is_called(sheet, name) for sheet in forms if sheet.path):
            named = ", ".join(known) or "–"
            stop(id=f"--list {name}: tidak ada daftar itu; yang dikenal: {named}", en=f"--list {name}: there is no such list; known: {named}")
        tables[name] = (str(path), files.read(path))
    for name, (where, other) in tables.items():
        if other.headings and not any(_is_called(sheet, name) for sheet in forms if sheet.path):
            named = ", ".join(known) or "–"
            stop(id=f"{where}: tidak ada daftar bernama itu; yang dikenal: {named}", en=f"{where}: no list is called so; known: {named}")
    tables = {name: both for name, both in tables.items() if both[1].headings or name in lists}
    layout = Layout(forms[0], table, str(source), key, keep, decimals, tuple(name for name in known if "." not in name)) if table.headings else None
    gathered = Lists(forms, tables, key, decimals)
    if gathered.rows and layout and layout.key_heading is None:
        stop(
            id=f"{source}: tidak ada kolom `{key}`, yang menghubungkan baris daftar dengan pegawai",
            en=f"{source}: there is no column `{key}`, by which the rows of lists are found",
        )
    digits = outcome_digits(scheme)
    own_key = layout.key_heading if layout else None if forms[0].column(key) else key
    handed_on = [*([own_key] if own_key else []), *(layout.kept if layout else keep)]
    headings = [*dict.fromkeys(handed_on), *digits, "unratable", "problems"]
    semicolons = table.decimal_comma and source.suffix.casefold() == ".csv"
    progress, bad, done = Progress(table), 0, False
    outs = [(target, headings, digits)] + ([(report, REPORT, {})] if report else [])
    parts = [path.with_name(f".part-{os.getpid()}-{path.name}") for path, _, _ in outs]
    writers: list[files.Writer] = []
    try:
        for part, (_, names, rounded) in zip(parts, outs):
            writers.append(files.writer(part, names, rounded, semicolons))
        for number, row in enumerate(table.rows, 1):
            given = layout.facts(row) if layout else {name: value for name, value in row.items() if name not in handed_on}
            value = row.get(own_key) if own_key else None
            name = "" if value is None else key_text(value)
            gathered.add(given, name)
            if period and "period" not in given:
                given["period"] = {"from": period[0], "until": period[1]}
            result, told = appraise(scheme, given, settings, lang)
            bad += bool(told)
            writers[0].write({**{heading: row.get(heading) for heading in handed_on}, **result})
            for code, place, text, help in told if report else ():
                writers[1].write({"row": number, "key": name, "code": code, "path": place, "text": text, "help": help})
            progress.step()
        for writer in writers:
            writer.close()
        done = True
        for part, (path, _, _) in zip(parts, outs):
            os.replace(part, path)
    except OSError as error:
        unwritten(target, error)
    finally:
        progress.end()
        if not done:
            for writer in writers:
                writer.drop()
        for part in parts:
            part.unlink(missing_ok=True)
    for where, keys in gathered.nobodys().items():
        named = ", ".join(keys[:5]) + (", …" if len(keys) > 5 else "")
        stop(id=f"{where}: ada baris yang bukan milik siapa pun: {named}", en=f"{where}: rows belong to nobody: {named}")
    return progress.count, bad


#: The columns of the report of problems.
REPORT = ["row", "key", "code", "path", "text", "help"]


def appraise(scheme: Scheme, facts: Any, settings: Any, lang: Lang) -> tuple[dict[str, Any], Told]:
    """What a row gives, and its problems."""
    try:
        appraisal = scheme.appraise(facts, settings)
    except ProblemError as error:
        told = [(problem.code, path_text(problem.path), problem.text(lang), problem.help(lang)) for problem in error.problems]
        return {"problems": "; ".join(f"{path}: {text}" if path else text for _, path, text, _ in told)}, told
    return {**appraisal.outcomes, "unratable": appraisal.unratable}, []
