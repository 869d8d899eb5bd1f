"""Tables in files: CSV, JSON lines, XLSX and Parquet, row by row."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from kinerja.command.said import stop, why

#: A row: what stands under each heading.
Row = dict[str, Any]


@dataclass
class Table:
    """A table of a file."""

    headings: list[str]
    rows: Iterable[Row]
    #: How much of the file was read, from 0 to 1, where that is known.
    progress: Callable[[], float | None]
    #: Whether a decimal comma may stand in its texts.
    decimal_comma: bool = False
    #: The sheets of the file besides, by name.
    others: dict[str, Table] | None = None


def need(module: str) -> Any:
    """A module of the extra `files`."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        stop(id=f'{module} belum terpasang: pip install "kinerja[files]"', en=f'{module} is not installed: pip install "kinerja[files]"')


def read(path: Path) -> Table:
    """The table of a file, by its suffix."""
    readers = {".csv": read_csv, ".tsv": read_csv, ".jsonl": read_lines, ".ndjson": read_lines, ".xlsx": read_xlsx, ".parquet": read_parquet}
    reader = readers.get(path.suffix.casefold())
    if reader is None:
        known = ", ".join(readers)
        stop(id=f"{path}: berkas jenis ini tidak dapat dibaca; yang dikenal: {known}", en=f"{path}: a file of this kind cannot be read; known: {known}")
    try:
        return reader(path)
    except OSError as error:
        stop(id=f"{path}: tidak dapat dibaca: {why(error)}", en=f"{path}: cannot be read: {why(error)}")


def dialect_of(line: str) -> str:
    """What divides the cells of a line."""
    outside = "".join(line.split('"')[::2])
    return max(";,\t", key=outside.count) if any(sign in outside for sign in ";,\t") else ","


def read_csv(path: Path) -> Table:
    size = path.stat().st_size
    at = 0

    def lines() -> Iterator[str]:
        nonlocal at
        with path.open("rb") as file:
            for number, line in enumerate(file):
                at += len(line)
                try:
                    yield line.decode("utf-8-sig" if number == 0 else "utf-8")
                except UnicodeDecodeError:
                    stop(
                        id=f"{path}, baris {number + 1}: bukan UTF-8; simpan sebagai CSV UTF-8",
                        en=f"{path}, line {number + 1}: this is not UTF-8; save it as CSV UTF-8",
                    )

    texts = lines()
    first = next(texts, "")
    if first.strip().casefold() in ("sep=;", "sep=,"):
        # A line by which spreadsheets tell each other what divides the cells.
        first = next(texts, "")
    if not first.strip():
        _empty(path)
    divider = dialect_of(first)
    reader = csv.reader(_chain(first, texts), delimiter=divider)

    def cells_of_rows() -> Iterator[list[str]]:
        try:
            yield from reader
        except csv.Error as error:
            stop(id=f"{path}, baris {reader.line_num}: bukan CSV: {error}", en=f"{path}, line {reader.line_num}: this is not CSV: {error}")

    cells_of_each = cells_of_rows()
    headings = unique(path, next(cells_of_each, []))

    def rows() -> Iterator[Row]:
        for cells in cells_of_each:
            if len(cells) > len(headings):
                stop(
                    id=f"{path}, baris {reader.line_num}: {len(cells)} sel, padahal {len(headings)} judul kolom",
                    en=f"{path}, line {reader.line_num}: {len(cells)} cells, but {len(headings)} headings",
                )
            if any(cell.strip() for cell in cells):
                yield {heading: cell if cell.strip() else None for heading, cell in zip(headings, cells)}

    return Table(headings, rows(), lambda: at / size if size else None, decimal_comma=divider == ";")


def _empty(path: Path) -> NoReturn:
    stop(id=f"{path}: berkas ini kosong", en=f"{path}: the file is empty")


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


#: Facts nest no deeper than this. Python's own reader has no bound but its stack, which a host may have raised beyond what there is.
DEEPEST = 100

_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?')
_BRACKET = re.compile(rb"[\[\]{}]")


def depth(line: bytes) -> int:
    """How deep the brackets of a line of JSON nest."""
    if line.count(b"[") + line.count(b"{") <= DEEPEST:
        return 0
    now = most = 0
    for bracket in _BRACKET.findall(_TEXT.sub(b"", line)):
        now += 1 if bracket in b"[{" else -1
        most = max(most, now)
    return most


def read_lines(path: Path) -> Table:
    size = path.stat().st_size
    # Whether it can be read is told before anything is written.
    path.open("rb").close()
    at = 0

    def rows() -> Iterator[Row]:
        nonlocal at
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                at += len(line)
                if not line.strip():
                    continue
                if depth(line) > DEEPEST:
                    stop(id=f"{path}, baris {number}: bersarang terlalu dalam", en=f"{path}, line {number}: nested too deep")
                try:
                    # Numbers keep their own text.
                    row = json.loads(line, parse_float=Decimal)
                except (ValueError, RecursionError) as error:
                    stop(id=f"{path}, baris {number}: bukan JSON: {error}", en=f"{path}, line {number}: this is not JSON: {error}")
                if not isinstance(row, dict):
                    stop(id=f"{path}, baris {number}: satu baris adalah satu objek", en=f"{path}, line {number}: a row is an object")
                yield row

    return Table([], rows(), lambda: at / size if size else None)


def read_xlsx(path: Path) -> Table:
    openpyxl = need("openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever is wrong with the zip or its XML
        stop(id=f"{path}: bukan berkas XLSX: {error}", en=f"{path}: this is no XLSX file: {error}")
    # Where there are formulas, they are read beside the values that a spreadsheet program left with them.
    formulas = openpyxl.load_workbook(path, read_only=True) if has_formulas(path) else None
    tables = {}
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            tables[sheet.title] = _sheet(path, sheet, formulas[sheet.title] if formulas else None)
    if not tables:
        _empty(path)
    first, *_ = tables
    table = tables.pop(first)
    table.others = tables
    return table


_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def has_formulas(path: Path) -> bool:
    """Whether any sheet of a spreadsheet has a formula."""
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with parts.open(name) as part:
                    before = b""
                    while more := part.read(1 << 20):
                        if _FORMULA.search(before + more):
                            return True
                        before = more[-40:]
    return False


def _with_values(path: Path, sheet: Any, formulas: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet. A formula whose value is not in the file is no empty cell: programs that write spreadsheets leave it to others to calculate."""
    if formulas is None:
        yield from sheet.iter_rows(values_only=True)
        return
    letter = need("openpyxl.utils").get_column_letter
    for number, (row, written) in enumerate(zip(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True)), 1):
        lacking = [letter(at) for at, (value, formula) in enumerate(zip(row, written), 1) if value is None and formula is not None]
        if lacking:
            cells = ", ".join(f"{column}{number}" for column in lacking)
            stop(
                id=f"{path}, lembar {sheet.title}, sel {cells}: rumus ini belum ada nilainya\nbuka berkas itu dengan program lembar kerja lalu simpan, atau tulis nilainya",
                en=f"{path}, sheet {sheet.title}, cell {cells}: the formula has no value in the file\nopen the file in a spreadsheet program and save it, or write the value",
            )
        yield row


def _sheet(path: Path, sheet: Any, formulas: Any) -> Table:
    cells = _with_values(path, sheet, formulas)
    first = [cell for cell in next(cells, ())]
    while first and first[-1] is None:
        first.pop()
    if not first:
        return Table([], (), lambda: None)
    headings = unique(path, ["" if cell is None else str(cell) for cell in first])
    total, at = sheet.max_row or 0, 0

    def rows() -> Iterator[Row]:
        nonlocal at
        for row in cells:
            at += 1
            if any(cell is not None and cell != "" for cell in row):
                yield {heading: _plain(cell) for heading, cell in zip(headings, row)}

    return Table(headings, rows(), lambda: at / total if total else None, decimal_comma=True)


def _plain(cell: Any) -> Any:
    """A cell as a value: a time of midnight is a day, an empty text is nothing."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time(0) else cell
    return None if isinstance(cell, str) and not cell.strip() else cell


def read_parquet(path: Path) -> Table:
    parquet = need("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(path)
    except Exception as error:
        stop(id=f"{path}: bukan berkas Parquet: {error}", en=f"{path}: this is no Parquet file: {error}")
    total, at = file.metadata.num_rows, 0

    def rows() -> Iterator[Row]:
        nonlocal at
        for batch in file.iter_batches(batch_size=5_000):
            for row in batch.to_pylist():
                at += 1
                yield row

    return Table(list(file.schema_arrow.names), rows(), lambda: at / total if total else None)


def unique(path: Path, headings: list[str]) -> list[str]:
    headings = [heading.strip() for heading in headings]
    for heading in headings:
        if not heading:
            stop(id=f"{path}: ada kolom tanpa judul", en=f"{path}: a column has no heading")
        if headings.count(heading) > 1:
            stop(id=f"{path}: dua kolom bernama `{heading}`", en=f"{path}: two columns are called `{heading}`")
    return headings


class Writer:
    """Writes rows to a file."""

    def write(self, row: Row) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Ends the file as a whole one."""
        raise NotImplementedError

    def drop(self) -> None:
        """Lets go of a file that will not be whole."""


def writer(path: Path, headings: list[str], digits: dict[str, int | None], semicolons: bool = False) -> Writer:
    """A writer of a file, by its suffix. `digits` are those of decimal columns; `semicolons` writes CSV as spreadsheets of Indonesia expect it."""
    suffix = path.suffix.casefold()
    if suffix in (".csv", ".tsv"):
        return CsvWriter(path, headings, "\t" if suffix == ".tsv" else ";" if semicolons else ",", semicolons)
    if suffix in (".jsonl", ".ndjson"):
        return LinesWriter(path)
    if suffix == ".xlsx":
        return XlsxWriter(path, headings, digits)
    if suffix == ".parquet":
        return ParquetWriter(path, headings, digits)
    known = ".csv, .tsv, .jsonl, .xlsx, .parquet"
    stop(id=f"{path}: berkas jenis ini tidak dapat ditulis; yang dikenal: {known}", en=f"{path}: a file of this kind cannot be written; known: {known}")


def shown(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, (date, datetime)) else value


class CsvWriter(Writer):
    def __init__(self, path: Path, headings: list[str], divider: str, decimal_comma: bool) -> None:
        # With the mark by which spreadsheets know UTF-8.
        self.file = path.open("w", encoding="utf-8-sig" if divider == ";" else "utf-8", newline="")
        self.csv = csv.writer(self.file, delimiter=divider)
        self.headings, self.decimal_comma = headings, decimal_comma
        self.csv.writerow(headings)

    def write(self, row: Row) -> None:
        def cell(value: Any) -> Any:
            text = shown(value)
            return text.replace(".", ",") if self.decimal_comma and isinstance(value, Decimal) else text

        self.csv.writerow([cell(row.get(heading)) for heading in self.headings])

    def close(self) -> None:
        self.file.close()

    drop = close


class LinesWriter(Writer):
    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8")

    def write(self, row: Row) -> None:
        self.file.write(json.dumps(row, ensure_ascii=False, default=shown) + "\n")

    def close(self) -> None:
        self.file.close()

    drop = close


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class XlsxWriter(Writer):
    def __init__(self, path: Path, headings: list[str], digits: dict[str, int | None]) -> None:
        openpyxl = need("openpyxl")
        self.cell = need("openpyxl.cell").WriteOnlyCell
        self.path, self.headings, self.digits = path, headings, digits
        self.book = openpyxl.Workbook(write_only=True)
        self.sheet = self.book.create_sheet("kinerja")
        self.sheet.freeze_panes = "A2"
        bold = need("openpyxl.styles").Font(bold=True)
        head = [self.cell(self.sheet, heading) for heading in headings]
        for one in head:
            one.font = bold
        self.sheet.append(head)

    def write(self, row: Row) -> None:
        cells = []
        for heading in self.headings:
            value = row.get(heading)
            if isinstance(value, str):
                # What a spreadsheet cannot hold.
                value = _CONTROL.sub("\ufffd", value)
            cell = self.cell(self.sheet, value)
            if isinstance(value, str):
                # A text is a text, even where it looks like a formula.
                cell.data_type = "s"
            elif isinstance(value, Decimal):
                digits = self.digits.get(heading)
                cell.number_format = "0." + "0" * digits if digits else "General"
            cells.append(cell)
        self.sheet.append(cells)

    def close(self) -> None:
        self.book.save(self.path)


class ParquetWriter(Writer):
    def __init__(self, path: Path, headings: list[str], digits: dict[str, int | None]) -> None:
        self.arrow, self.parquet = need("pyarrow"), need("pyarrow.parquet")
        self.path, self.headings, self.digits = path, headings, digits
        self.rows: list[Row] = []
        self.file: Any = None

    def write(self, row: Row) -> None:
        self.rows.append(row)
        if len(self.rows) >= 20_000:
            self.flush()

    def type_of(self, heading: str) -> Any:
        digits = self.digits.get(heading)
        if digits is not None:
            return self.arrow.decimal128(38, max(digits, 0))
        return self.arrow.string()

    def flush(self) -> None:
        schema = self.arrow.schema([(heading, self.type_of(heading)) for heading in self.headings])

        def value(heading: str, cell: Any) -> Any:
            return cell if cell is None or isinstance(cell, Decimal) and self.digits.get(heading) is not None else str(shown(cell))

        rows = [{heading: value(heading, row.get(heading)) for heading in self.headings} for row in self.rows]
        if self.file is None:
            self.file = self.parquet.ParquetWriter(self.path, schema)
        self.file.write_table(self.arrow.Table.from_pylist(rows, schema))
        self.rows.clear()

    def close(self) -> None:
        self.flush()
        self.file.close()

    def drop(self) -> None:
        if self.file is not None:
            self.file.close()
