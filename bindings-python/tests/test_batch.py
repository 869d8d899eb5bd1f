"""Forms and files: what `template` writes is filled in and read by `batch`, with the outcomes of the package, in every kind of file."""

import csv
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

import kinerja
from kinerja.command.files import depth
from kinerja.command.form import LANGS, WORDS, Column, Sheet, sheets
from kinerja.command.said import Lang
from test_command import EXAMPLES, ONE, SCHEME as VISITS, example, run

SCHEME = kinerja.Scheme.builtin("id/pp-46-2011")


def needed(column: Column | None) -> Column:
    assert column is not None
    return column


class Filled:
    """A form of `template`, filled in with facts as somebody would in a spreadsheet."""

    def __init__(self, path: Path, scheme: kinerja.Scheme, lang: Lang) -> None:
        self.book, self.lang, self.path = openpyxl.load_workbook(path), lang, path
        self.pages = dict(zip([sheet.path for sheet in sheets(scheme)], [page for page in self.book if page.sheet_state == "visible"]))
        self.forms = {sheet.path: sheet for sheet in sheets(scheme)}

    def put(self, path: tuple[str, ...], row: int, heading: str, value: Any) -> None:
        page = self.pages[path]
        headings = [cell.value for cell in page[1]]
        if heading not in headings:
            page.cell(1, len(headings) + 1, heading)
            headings.append(heading)
        page.cell(row, headings.index(heading) + 1, value)

    def add(self, ref: str, facts: dict[str, Any], path: tuple[str, ...] = (), outer: Any = None, position: int = 0) -> None:
        form: Sheet = self.forms[path]
        row = self.pages[path].max_row + 1
        self.put(path, row, WORDS["ref"][self.lang], ref)
        if form.outer:
            outer_form = self.forms[path[:-1]]
            heading = WORDS["row"][self.lang] if form.outer == "row" else needed(outer_form.column(form.outer)).title(self.lang)
            self.put(path, row, heading, outer)
        for end in ("from", "until") if not path and "period" in facts else ():
            self.put(path, row, WORDS[f"period_{end}"][self.lang], facts["period"][end])
        for name in ("id", "title") if path else ():
            if facts.get(name) is not None and form.column(name) is None:
                self.put(path, row, WORDS["title"][self.lang] if name == "title" else name, facts[name])
        for column in form.columns:
            said = facts.get(column.name)
            said = said if isinstance(said, dict) else {"value": said}
            if said.get("absent"):
                self.put(path, row, f"{column.name}__absent", said["absent"])
            value = said.get("value")
            if said.get("kinerja") == "appraisal/1":
                # A sealed appraisal is no cell: its word is chosen instead.
                value = said["outcomes"]["rating"]
            if isinstance(value, bool):
                value = WORDS["yes" if value else "no"][self.lang]
            elif column.words and value is not None:
                value = column.words[str(value)].get(self.lang, str(value))
            if value is not None:
                self.put(path, row, column.title(self.lang), value)
            evidence = said.get("evidence") or []
            evidence = [evidence] if isinstance(evidence, str) else evidence
            if evidence and column.evidence:
                self.put(path, row, column.beside()[self.lang], "\n".join(evidence))
        for inner in self.forms:
            if inner and inner[:-1] == path:
                named = self.forms[inner].outer
                for number, item in enumerate(facts.get(inner[-1]) or [], 1):
                    self.add(ref, item, inner, position if named == "row" else self._word(form, named, facts) if named else None, number)

    def _word(self, form: Sheet, name: str, facts: dict[str, Any]) -> Any:
        column = form.column(name)
        assert column is not None
        return column.words[facts[name]][self.lang] if column.words else facts[name]

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_form_filled_in_gives_what_the_package_gives(path: Path, lang: Lang, tmp_path: Path) -> None:
    scheme_id, words, appraisal = example(path)
    form, out = tmp_path / "form.xlsx", tmp_path / "out.jsonl"
    assert run("template", scheme_id, form, "--lang", lang).exit_code == 0
    filled = Filled(form, kinerja.Scheme.builtin(scheme_id), lang)
    filled.add("0017", json.loads(path.read_text(encoding="utf-8")))
    said = run("batch", scheme_id, filled.save(), out, *words, "--lang", lang)
    assert said.exit_code == 0, said.stderr + (out.read_text() if out.exists() else "")
    (row,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    expected = {name: None if value is None else value if isinstance(value, (bool, str)) else str(value) for name, value in appraisal.outcomes.items()}
    assert row == {WORDS["ref"][lang]: "0017", **expected, "unratable": appraisal.unratable}


def test_the_form_tells_what_it_wants(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    run("template", "id/pp-46-2011", form)
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["Pegawai", "Kegiatan tugas jabatan", "Kreativitas", "_"]
    page = book["Kreativitas"]
    assert [cell.value for cell in page[1]] == ["Nomor pegawai", "Uraian", "Lingkup manfaat", "Lingkup manfaat: bukti"]
    (choice,) = page.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("C2:C2000", "'_'!$A$1:$A$3")
    assert [book["_"].cell(row, 1).value for row in (1, 2, 3)] == ["Bermanfaat bagi unit kerja", "Bermanfaat bagi organisasi", "Bermanfaat bagi negara"]
    assert "harus diisi" in book["Pegawai"].cell(1, 8).comment.text


PEOPLE = """\
nip;Nama;Periode dari;Periode sampai;Orientasi pelayanan;Integritas;Komitmen;disiplin;kerja_sama;dept
0017;Rahmadani;2019-01-01;2019-12-31;88;90,5;89;86;90;=1+1
0018;Cut;2019-01-01;2019-12-31;88;101;x;86;90;B
"""
GOALS = """\
nip;title;kuantitas_target;kuantitas_realisasi;kualitas_realisasi;waktu_target;waktu_realisasi;biaya_target;biaya_realisasi
0017;Inspeksi;50;40;88;12;12;1.234.567,50;1.234.000
0017;Latih;12;12,0;90,25;12;12;;
0018;Latih;12;12;90;12;12;;
"""
#: The same as documents.
GOAL = {"waktu_target": 12, "waktu_realisasi": 12}
FACTS: dict[str, Any] = {
    "period": {"from": "2019-01-01", "until": "2019-12-31"},
    "kegiatan": [
        {**GOAL, "kuantitas_target": 50, "kuantitas_realisasi": 40, "kualitas_realisasi": 88, "biaya_target": "1234567.50", "biaya_realisasi": 1234000},
        {**GOAL, "kuantitas_target": 12, "kuantitas_realisasi": 12, "kualitas_realisasi": "90.25"},
    ],
    "orientasi_pelayanan": 88, "integritas": "90.5", "komitmen": 89, "disiplin": 86, "kerja_sama": 90,
}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8-sig")
    (tmp_path / "goals.csv").write_text(GOALS, encoding="utf-8")
    return tmp_path / "people.csv"


def batch(people: Path, target: Path, *words: object) -> Any:
    return run("batch", "id/pp-46-2011", people, target, "--list", f"kegiatan={people.with_name('goals.csv')}", "--key", "nip", *words)


def test_semicolons_and_decimal_commas_into_every_kind_of_file(people: Path) -> None:
    right = SCHEME.appraise(FACTS)
    out, report = people.with_name("out.csv"), people.with_name("report.csv")
    said = batch(people, out, "--keep", "dept", "--report", report)
    assert (said.exit_code, said.stdout, said.stderr) == (3, "", "2 baris, 1 bermasalah\n")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == {
        "nip": "0017", "dept": "=1+1", "score": str(right.score).replace(".", ","), "rating": right.rating, "skp": str(right.skp).replace(".", ","),
        "perilaku": str(right.perilaku).replace(".", ","), "unratable": "", "problems": "",
    }
    assert (rows[1]["score"], rows[1]["problems"]) == ("", "integritas: 101 di luar batas: dari 0 sampai 100; komitmen: `x` bukan angka")
    told = list(csv.DictReader(report.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [(one["row"], one["key"], one["code"], one["path"]) for one in told] == [("2", "0018", "value.range", "integritas"), ("2", "0018", "number.syntax", "komitmen")]

    assert batch(people, out := people.with_name("out.jsonl"), "--lang", "en", "--json", "--keep", "dept").stdout == '{"rows": 2, "rows_with_problems": 1}\n'
    first, second = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (first["score"], second["problems"].split(";")[0]) == (str(right.score), "integritas: 101 is out of range: from 0 to 100")

    assert batch(people, out := people.with_name("out.xlsx"), "--keep", "dept").exit_code == 3
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[1]] == ["nip", "dept", *SCHEME.appraise(FACTS).outcomes, "unratable", "problems"]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["B2"].data_type, Decimal(str(sheet["C2"].value)), sheet["C2"].number_format) == ("0017", "=1+1", "s", right.score, "0.00")

    assert batch(people, out := people.with_name("out.parquet"), "--keep", "dept").exit_code == 3
    table = pyarrow.parquet.read_table(out)
    assert table.schema.field("score").type == pyarrow.decimal128(38, 2)
    assert (table["score"].to_pylist(), table["nip"].to_pylist()) == ([right.score, None], ["0017", "0018"])
    assert sorted(path.name for path in people.parent.iterdir()) == ["goals.csv", "out.csv", "out.jsonl", "out.parquet", "out.xlsx", "people.csv", "report.csv"]


def test_a_point_that_may_be_thousands_is_asked_about(people: Path) -> None:
    people.write_text(PEOPLE.replace("90,5", "1.234"), encoding="utf-8")
    out = people.with_name("out.jsonl")
    said = batch(people, out, "--keep", "dept")
    assert (said.exit_code, out.exists()) == (1, False)
    assert "`1.234` dapat berarti 1234 atau 1,234" in said.stderr
    assert batch(people, out, "--keep", "dept", "--decimal", "comma").exit_code == 3
    assert "1234" in json.loads(out.read_text().splitlines()[0])["problems"]


def test_documents_by_line_and_lists_in_parquet(tmp_path: Path) -> None:
    right = SCHEME.appraise(FACTS)
    lines, out = tmp_path / "people.jsonl", tmp_path / "out.jsonl"
    lines.write_text(json.dumps({**FACTS, "nip": "A-1"}) + "\n\n" + json.dumps({**FACTS, "nip": "A-2", "komitmen": None}) + "\n")
    assert run("batch", "id/pp-46-2011", lines, out, "--key", "nip").exit_code == 3
    first, second = [json.loads(line) for line in out.read_text().splitlines()]
    assert (first["nip"], first["score"], second["nip"]) == ("A-1", str(right.score), "A-2")
    assert second["problems"]

    goals = [{name: None if goal.get(name) is None else Decimal(str(goal[name])) for name in FACTS["kegiatan"][0]} for goal in FACTS["kegiatan"]]
    plain = {name: [Decimal(str(value))] for name, value in FACTS.items() if not isinstance(value, (dict, list))}
    pyarrow.parquet.write_table(pyarrow.table({"nip": [17], **plain, "kegiatan": [goals]}), source := tmp_path / "people.parquet")
    said = run("batch", "id/pp-46-2011", source, out, "--key", "nip", "--period", "2019-01-01", "2019-12-31")
    assert said.exit_code == 0, said.stderr + out.read_text()
    assert json.loads(out.read_text())["score"] == str(right.score)


def test_rows_that_belong_to_nobody_are_told(people: Path) -> None:
    people.with_name("goals.csv").write_text(GOALS + "0099;Latih;12;12;90;12;12;;\n")
    said = batch(people, people.with_name("out.csv"), "--keep", "dept")
    assert (said.exit_code, "0099" in said.stderr) == (1, True)


HOSTILE: dict[str, bytes | None] = {
    "empty.csv": b"", "empty.xlsx": b"", "empty.parquet": b"",
    "no.xlsx": b"PK\x03\x04 no zip", "no.parquet": b"PAR1 PAR1",
    "latin.csv": b"disiplin\n\xff\xfe\n", "latin_head.csv": b"\xff\xfed\x00\n",
    "twice.csv": b"disiplin;disiplin\n1;2\n", "nameless.csv": b"disiplin;\n1;2\n", "wide.csv": b"disiplin\n1,2,3\n",
    "stranger.csv": b"shoe\n42\n", "long.csv": b"disiplin\n\"" + b"9" * 200_000 + b"\"\n",
    "no.jsonl": b"{\n", "deep.jsonl": b"[" * 100_000 + b"\n", "deep_text.jsonl": b'{"a": "[[", "b": ' + b'{"a":' * 50_000 + b"\n", "list.jsonl": b"[1]\n", "other.docx": b"", "none.csv": None,
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_words(name: str, lang: Lang, tmp_path: Path) -> None:
    source, out = tmp_path / name, tmp_path / "out.csv"
    content = HOSTILE[name]
    if content is not None:
        source.write_bytes(content)
    said = run("batch", "id/pp-46-2011", source, out, "--lang", lang)
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith(str(source))
    assert [path.name for path in tmp_path.iterdir() if path != source] == []


def test_a_long_line_is_not_a_deep_one(tmp_path: Path) -> None:
    assert depth(b"[" * 101) == 101
    assert depth(b'{"a": "' + b"[" * 500 + b'"}') == 1
    assert depth(b'["\\\\", "\\"", ' + b"[]," * 500 + b"[]]") == 2


def test_wrong_words(people: Path) -> None:
    assert batch(people, people.with_name("out.docx"), "--keep", "dept").exit_code == 1
    assert batch(people, people.with_name("no") / "out.csv", "--keep", "dept").exit_code == 1
    unknown = run("batch", "id/pp-46-2011", people, people.with_name("o.csv"), "--list", f"goal={people.with_name('goals.csv')}", "--lang", "en")
    assert (unknown.exit_code, unknown.stderr) == (1, "--list goal: there is no such list; known: kegiatan, kreativitas\n")
    assert run("batch", "id/pp-46-2011", people, people.with_name("o.csv"), "--list", "goals").exit_code == 2
    assert run("template", "id/pp-46-2011", people.with_name("no") / "form.xlsx").exit_code == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_formula_without_its_value_is_no_empty_cell(lang: Lang, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Pegawai"
    page.append(["ref", "visits"])
    page.append(["A-1", 31])
    page.append(["A-2", "=B2+1"])
    book.save(source := tmp_path / "people.xlsx")
    scheme, out = tmp_path / "scheme.json", tmp_path / "out.csv"
    scheme.write_text(json.dumps(VISITS))
    said = run("batch", scheme, source, out, "--lang", lang)
    assert (said.exit_code, out.exists()) == (1, False)
    assert "Pegawai" in said.stderr and "B3" in said.stderr and {"id": "rumus", "en": "formula"}[lang] in said.stderr
    # As a spreadsheet program leaves it: with the value beside the formula.
    with zipfile.ZipFile(source) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    sheet = next(name for name in contents if name.startswith("xl/worksheets/"))
    contents[sheet] = re.sub(rb"(<f>B2\+1</f>)<v ?/>|(<f>B2\+1</f>)<v></v>", rb"<f>B2+1</f><v>32</v>", contents[sheet])
    assert b"<v>32</v>" in contents[sheet]
    with zipfile.ZipFile(source, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
    assert run("batch", scheme, source, out, "--lang", lang).exit_code == 0
    assert [row["score"] for row in csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())] == ["77.50", "80.00"]
