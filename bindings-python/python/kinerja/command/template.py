"""A spreadsheet to fill in: a sheet for the employees and one for each list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kinerja import Scheme
from kinerja.command.files import need
from kinerja.command.form import FORBIDDEN, PERIOD, PERSON, WORDS, Column, Sheet, sheets
from kinerja.command.said import Lang, unwritten


#: Down to which row the drop-downs reach.
ROWS = 2_000


def write(scheme: Scheme, path: Path, lang: Lang) -> None:
    """Writes the form of a scheme in a language."""
    openpyxl = need("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    choices = book.create_sheet("_")
    choices.sheet_state = "hidden"
    forms, taken = sheets(scheme), 0
    for position, sheet in enumerate(forms):
        page = book.create_sheet(FORBIDDEN.sub("-", sheet.titles.get(lang, sheet.name))[:31], position)
        page.freeze_panes = "B2"
        for number, column in enumerate(columns(sheet, scheme, lang), 1):
            taken = _column(page, number, column, lang, choices, taken)
    choices_index = book.worksheets.index(choices)
    book.move_sheet(choices, len(book.worksheets) - 1 - choices_index)
    book.active = 0
    try:
        book.save(path)
    except OSError as error:
        unwritten(path, error)


def columns(sheet: Sheet, scheme: Scheme, lang: Lang) -> list[Column]:
    """The columns of a sheet: who it is, then the inputs, with a column for evidence where the scheme asks for it."""

    def own(name: str, kind: str = "text", note: str = "") -> Column:
        return Column(name, dict(WORDS[name]), kind, description=note)

    if sheet.path:
        first = [own("ref", note=WORDS["same"][lang])]
        if sheet.outer == "row":
            first.append(own("row"))
        elif sheet.outer:
            outer = next(form for form in sheets(scheme) if form.path == sheet.path[:-1]).column(sheet.outer)
            first.extend([outer] if outer else [])
        if sheet.column("title") is None:
            # What a row is called, which every row may say.
            first.append(own("title"))
    else:
        first = [own(name) for name in PERSON] + [own(name, "date") for name in PERIOD]
    found = []
    for column in sheet.columns:
        found.append(column)
        if column.evidence:
            found.append(Column(f"{column.name}__evidence", column.beside(), "text"))
    return first + found


def _column(page: Any, number: int, column: Column, lang: Lang, choices: Any, taken: int) -> int:
    """Writes a heading with its note, and what may be chosen below it; gives how many columns of choices there are."""
    letter = need("openpyxl.utils").get_column_letter
    styles = need("openpyxl.styles")
    validation = need("openpyxl.worksheet.datavalidation").DataValidation
    head = page.cell(1, number, column.title(lang))
    head.font = styles.Font(bold=True)
    head.fill = styles.PatternFill("solid", fgColor="DDE8F0" if column.needed else "F2F2F2")
    head.alignment = styles.Alignment(wrap_text=True, vertical="top")
    page.column_dimensions[letter(number)].width = max(14, min(40, len(column.title(lang)) + 4))
    head.comment = need("openpyxl.comments").Comment(note(column, lang), "kinerja", width=320, height=140)
    below = f"{letter(number)}2:{letter(number)}{ROWS}"
    rule = None
    if column.words or column.kind == "yes_no":
        titles = [titles.get(lang, word) for word, titles in column.words.items()] or [WORDS["yes"][lang], WORDS["no"][lang]]
        taken += 1
        for row, title in enumerate(titles, 1):
            choices.cell(row, taken, title)
        rule = validation(type="list", formula1=f"'_'!${letter(taken)}$1:${letter(taken)}${len(titles)}", allow_blank=True)
    elif column.kind in ("number", "integer"):
        rule = validation(type="decimal", operator="between", formula1="-1E+28", formula2="1E+28", allow_blank=True)
    elif column.kind == "date":
        rule = validation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        for cell in range(2, 52):
            page.cell(cell, number).number_format = "yyyy-mm-dd"
    if rule is not None:
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = column.title(lang)[:30], note(column, lang)[:220]
        page.add_data_validation(rule)
        rule.add(below)
    return taken


def note(column: Column, lang: Lang) -> str:
    """What is said of a column: its name, what may stand there, and whether it must."""
    kinds = {"number": "number", "integer": "number", "weight": "number", "date": "date"}
    kind = WORDS[kinds.get(column.kind, "text")][lang] if not column.words else ", ".join(titles.get(lang, word) for word, titles in column.words.items())
    if column.free_words:
        kind += f" ({', '.join(column.free_words)})"
    unit = f", {column.unit}" if column.unit else ""
    own = column.name in (*PERSON, *PERIOD, "row", "title") or "__" in column.name
    needed = "" if own else f"\n{WORDS['needed' if column.needed else 'may_lack'][lang]}"
    description = f"\n{column.description}" if column.description else ""
    return f"{column.name}: {kind}{unit}{needed}{description}"
