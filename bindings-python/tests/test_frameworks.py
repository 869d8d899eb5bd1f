"""Competency frameworks and gaps as a Python program uses them."""

import io
import json
import zipfile
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

import kinerja
from kinerja import Framework, frameworks, gap, profile

ONE = {"kinerja": "framework/1", "framework": "example/one", "version": "1", "competencies": [{"id": "law", "title": "Hukum — é"}]}
PROFILE = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data")]}
FOUND = {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2}, {"competency": "data", "value": 4}]}


def test_the_box_is_listed_and_opens() -> None:
    listed = {listed["id"]: listed["competencies"] for listed in frameworks.frameworks()}
    assert {"id/berakhlak", "id/standar-kompetensi-38-2017"} <= listed.keys()
    for id, count in listed.items():
        assert len(Framework.builtin(id).competencies) == count


@pytest.mark.parametrize("given", [ONE, json.dumps(ONE), json.dumps(ONE, ensure_ascii=False).encode(), json.dumps(ONE, ensure_ascii=False).encode("utf-16"), json.dumps(ONE).encode("utf-8-sig")])
def test_text_bytes_and_objects_are_one_framework(given: Any) -> None:
    read = Framework.parse(given)
    assert read == Framework.parse(ONE)
    assert (read.id, read.version, read.format, read.tolerances) == ("example/one", "1", "kinerja", [])
    assert Framework.parse(read.to_json()) == Framework.parse(read.to_dict()) == read


@pytest.mark.parametrize("id", ["id/berakhlak", "id/standar-kompetensi-38-2017"])
def test_case_1_1_loses_nothing_and_1_0_says_what(id: Any) -> None:
    framework = Framework.builtin(id)
    written = framework.to_format("case")
    read = Framework.parse(written.text)
    assert (written.loss, framework.diff(read), read.format) == ([], [], "case-1.1")
    text, loss = framework.to_format("case-1.0")
    assert loss and loss == framework.diff(Framework.parse(text, format="case-1.0"))


def test_what_a_reader_puts_up_with_is_told() -> None:
    package = json.loads(Framework.builtin("id/berakhlak").to_format("case-1.0").text)
    package["CFDocument"]["language"] = "ind"
    read = Framework.parse(json.dumps(package))
    assert read.tolerances
    assert all(used["code"] == "format.tolerance" and used["tolerance"] and used["text"]["id"] for used in read.tolerances)


def test_problems_are_raised_all_at_once() -> None:
    with pytest.raises(kinerja.ProblemError) as raised:
        Framework.parse("{}", format="caes")
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("format.unknown", ("format",))]
    with pytest.raises(kinerja.ProblemError):
        Framework.builtin("id/berahlak")
    with pytest.raises(UnicodeDecodeError):
        Framework.parse(b"\xff{}")
    with pytest.raises(kinerja.ProblemError) as raised:
        gap({**PROFILE, "requirements": 3}, {**FOUND, "results": 3})
    assert {problem.path[0] for problem in raised.value.problems} == {"profile", "assessment"}


@pytest.mark.parametrize(
    ("method", "settings", "score"),
    [
        ("jpm-ratio-of-sums", {}, 100),
        ("jpm-ratio-of-sums", {"cap": "each"}, Fraction(500, 6)),
        ("jpm-mean-of-ratios", {}, 100),
        ("met-count", {}, 50),
        ("jpm-ratio-of-sums", {"cap": "each", "round": {"digits": 1, "mode": "down"}}, Fraction("83.3")),
    ],
)
def test_the_score_is_exact(method: Any, settings: Any, score: Any) -> None:
    assert gap(PROFILE, FOUND, method=method, **settings).score == score


def test_a_gap_has_its_band_and_explains_itself() -> None:
    bands: list[dict[str, Any]] = [{"id": "good", "from": Fraction(90)}, {"id": "poor"}]
    found = gap(PROFILE, FOUND, "jpm-ratio-of-sums", cap="each", bands=bands)
    assert (found.band, found.assessed["rated"], found.assessed["of"]) == ("poor", 2, 2)
    assert found.explain("en") != found.explain("id")
    assert "explanation" not in found.to_dict()
    assert found == gap(PROFILE, FOUND, "jpm-ratio-of-sums", cap="each", bands=bands)


def test_a_scheme_takes_a_gap_as_it_was_given_out() -> None:
    scheme = kinerja.Scheme.parse({
        "kinerja": "scheme/1", "scheme": "test/readiness", "version": 1, "languages": ["en"],
        "inputs": [{"name": "readiness", "type": "number", "taken_from": [{"document": "gap-result/1", "field": "outcomes.score"}]}],
        "steps": [{"name": "half", "is": "readiness / 2"}], "outcomes": [{"name": "half", "of": "half", "round": "exact"}],
    })  # fmt: skip
    found = gap(PROFILE, FOUND, "met-count")
    assert scheme.appraise({"readiness": found.to_dict()}).outcomes["half"] == 25
    assert scheme.appraise(f'{{"readiness": {found.to_json()}}}').outcomes["half"] == 25
    with pytest.raises(kinerja.ProblemError) as raised:
        scheme.appraise({"readiness": {**found.to_dict(), "profile": "other"}})
    assert [problem.code for problem in raised.value.problems] == ["taken.seal"]


def test_a_missing_rating_is_not_a_zero() -> None:
    with pytest.raises(kinerja.ProblemError):
        gap(PROFILE, {**FOUND, "results": FOUND["results"][:1]})
    assert gap(PROFILE, {**FOUND, "results": FOUND["results"][:1]}, "met-count", unrated="exclude").assessed["not_rated"] == 1


@pytest.mark.parametrize("format", frameworks.formats())
def test_what_is_lost_in_a_format_is_what_a_difference_finds(format: Any) -> None:
    framework = Framework.parse(ONE)
    written = framework.to_format(format)
    assert written.loss == framework.diff(Framework.parse(written.text, format=format))
    assert Framework.check_format(written.text, format) == written.warnings
    converted = frameworks.convert(written.text, "kinerja", format=format)
    assert Framework.parse(converted.text) == Framework.parse(written.text, format=format)


def test_a_workbook_is_read_as_its_table_is() -> None:
    standard = Framework.builtin("id/standar-kompetensi-38-2017")
    profiles = [standard.profile(tier) for tier in ("pengawas", "administrator")]
    book = standard.to_workbook("level-matrix", profiles=profiles)
    text = standard.to_format("level-matrix", profiles=profiles).text
    read, of_text = Framework.parse(book.data), Framework.parse(text)
    assert (read, read.profiles, read.format) == (of_text, of_text.profiles, "level-matrix")
    # Others can open it: the parts that every workbook has, whole.
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        assert archive.testzip() is None
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        cells = [cell.get("r") for cell in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")]
        assert cells[:3] == ["A1", "B1", "C1"] and "F3" in cells
    # As Excel writes it: compressed, texts shared, numbers as floats.
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in EXCEL.items():
            archive.writestr(name, content)
    read = Framework.parse(packed.getvalue())
    assert read.profiles[0]["post"] == "Kepala <Dinas> & Bidang"
    assert [r["level"] for r in read.profiles[0]["requirements"]] == ["3.4", "4"]
    assert [used["tolerance"] for used in read.tolerances] == ["sheet"]


def test_a_common_program_for_workbooks_reads_ours_and_we_read_its() -> None:
    standard = Framework.builtin("id/standar-kompetensi-38-2017")
    book = standard.to_workbook("level-matrix", profiles=[standard.profile("administrator")])
    rows = list(openpyxl.load_workbook(io.BytesIO(book.data)).active.iter_rows(values_only=True))
    assert rows[0][5] == "Integritas" and rows[1][5] == 3
    sheet = openpyxl.Workbook()
    sheet.active.append(["Daftar jabatan"])
    sheet.active.append(["No", "Jabatan", "Integritas"])
    sheet.active.append([1, "Kepala Bidang", 3.4])
    packed = io.BytesIO()
    sheet.save(packed)
    read = Framework.parse(packed.getvalue())
    assert [(r["competency"], r["level"]) for r in read.profiles[0]["requirements"]] == [("Integritas", "3.4")]
    assert [used["tolerance"] for used in read.tolerances] == ["preamble"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXCEL = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="Petunjuk" sheetId="1" r:id="a"/><sheet name="Data" sheetId="2" r:id="b"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{RELATED}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Jabatan</t></si><si><t>Integritas</t></si><si><r><t>Kerja </t></r><r><rPr><b/></rPr><t>Sama</t></r><rPh><t>x</t></rPh></si><si><t>Kepala &lt;Dinas&gt; &amp; Bidang</t></si></sst>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
    "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="E3" t="s"><v>2</v></c></row><row r="4"><c r="B4" t="s"><v>3</v></c><c r="C4"><v>3.3999999999999999</v></c><c r="D4"/><c r="E4"><f>2+2</f><v>4</v></c></row></sheetData></worksheet>',
}


def test_a_house_says_what_its_columns_mean() -> None:
    columns = [{"column": "Nama", "is": "competency.title"}, {"column": "Level", "is": "level"}, {"column": "Indikator", "is": "indicator"}]
    table = {"kinerja": "table/1", "table": "kamus", "columns": columns}
    read = Framework.parse("Nama,Level,Indikator\nIntegritas,1,Menepati janji\n", table=table)
    assert read.competencies[0]["indicators"] == [{"level": "1", "text": "Menepati janji"}]
    assert read.to_format(table=table).loss == []
    with pytest.raises(kinerja.ProblemError) as raised:
        Framework.parse("a", table="levelmatrix")
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("format.unknown", ("table",))]
