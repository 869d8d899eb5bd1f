"""The command: what it prints, in both languages and as JSON, how it ends, and what it does with hostile files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kinerja
from kinerja.command import main

FACTS = Path(__file__).parents[2] / "core/examples/facts"
EXAMPLES = sorted(path for path in FACTS.glob("*.json") if not path.name.endswith(".settings.json"))
ONE = FACTS / "pp-46-2011.json"


def run(*words: object, given: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def example(path: Path) -> tuple[str, list[object], kinerja.Appraisal]:
    settings = path.with_suffix(".settings.json")
    scheme = f"id/{path.stem}"
    words = ["--settings", settings] if settings.exists() else []
    return scheme, words, kinerja.Scheme.builtin(scheme).appraise(path.read_bytes(), settings.read_bytes() if words else None)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example(path: Path) -> None:
    scheme, words, appraisal = example(path)
    said = run("appraise", scheme, path, *words, "--json")
    assert (said.exit_code, said.stdout) == (0, appraisal.to_json() + "\n")
    for lang in ("id", "en"):
        said = run("appraise", scheme, path, *words, "--lang", lang)
        assert said.exit_code == 0
        for name, line in zip(appraisal.outcomes, said.stdout.splitlines()):
            assert appraisal.label(name, lang) in line
        assert len(said.stdout.splitlines()) == len(appraisal.outcomes) + bool(appraisal.unratable)
        assert said.stderr.count("\n") == len(appraisal.warnings)
        assert run("explain", scheme, path, *words, "--lang", lang).stdout == appraisal.explain(lang).rstrip("\n") + "\n"
    assert run("explain", scheme, path, *words, "--json").stdout == appraisal.sealed() + "\n"
    assert json.loads(run("facts-schema", scheme, "--lang", "en").stdout) == kinerja.Scheme.builtin(scheme).facts_schema("en")


def test_a_person_reads_it() -> None:
    assert run("appraise", "id/pp-46-2011", ONE).stdout.splitlines() == [
        "Nilai prestasi kerja  90,97",
        "Sebutan               Sangat Baik",
        "Nilai SKP             92,73",
        "Nilai perilaku kerja  88,33",
    ]
    assert run("appraise", "id/pp-46-2011", ONE, "--lang", "en").stdout.splitlines()[1] == "Label                    Very good"
    first, *_ = run("schemes").stdout.splitlines()
    assert first == "id/pp-46-2011               2014-01-01 – 2021-06-30  sudah diganti  Penilaian prestasi kerja PNS (PP 46/2011)"


def test_schemes_are_listed() -> None:
    listed = json.loads(run("schemes", "--illustrations", "--json").stdout)
    assert [one["scheme"] for one in listed] == [one.id for one in kinerja.schemes(illustrations=True)]
    now = json.loads(run("schemes", "--purpose", "performance", "--period", "2025-01-01", "2025-12-31", "--json").stdout)
    assert [one["scheme"] for one in now] == ["id/permenpanrb-6-2022"]
    assert now[0]["in_force"] == {"from": "2022-01-01", "until": None}
    wrong = run("schemes", "--period", "yesterday", "2025-12-31")
    assert (wrong.exit_code, "[value.date]" in wrong.stderr) == (1, True)


def test_facts_from_the_standard_input_and_a_scheme_of_a_file(tmp_path: Path) -> None:
    scheme = tmp_path / "own.json"
    scheme.write_text(kinerja.Scheme.builtin("id/pp-46-2011").text, encoding="utf-8")
    assert run("appraise", scheme, "-", "--json", given=ONE.read_bytes()).stdout == example(ONE)[2].to_json() + "\n"


SCHEME: dict[str, Any] = {
    "kinerja": "scheme/1", "scheme": "test/command", "version": 1, "languages": ["id", "en"],
    "inputs": [{"name": "visits", "type": "integer", "from": 0, "until": 60, "role": "result", "better": "higher"}],
    "steps": [{"name": "score", "is": "at_most(visits / 40 * 100, 120)"}],
    "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}],
}


def test_check_for_continuous_integration(tmp_path: Path) -> None:
    file = tmp_path / "scheme.json"
    questions = kinerja.Scheme.parse(SCHEME).check()
    file.write_text(json.dumps(SCHEME))
    assert run("check", file).exit_code == (3 if questions else 0)

    never_used = {**SCHEME, "inputs": [*SCHEME["inputs"], {"name": "shoe_size", "type": "number", "optional": "not_rated"}]}
    file.write_text(json.dumps(never_used))
    said = run("check", file, "--lang", "en")
    assert said.exit_code == 3
    assert "shoe_size" in said.stdout
    as_json = run("check", file, "--json")
    assert as_json.exit_code == 3
    told = json.loads(as_json.stdout)
    assert [one["code"] for one in told["questions"]] == [one.code for one in kinerja.Scheme.parse(never_used).check()]

    file.write_text(json.dumps({**SCHEME, "steps": [{"name": "score", "is": "visit / 40"}]}))
    refused = run("check", file, "--lang", "en")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "visit" in refused.stderr

    assert (run("check", "id/pp-46-2011", ONE).exit_code, run("check", "id/pp-46-2011", ONE).output) == (0, "")
    wrong = run("check", "id/pp-46-2011", "-", "--json", given='{"orientasi_pelayanan": 101}')
    assert wrong.exit_code == 1
    paths = [problem["path"] for problem in json.loads(wrong.stdout)["problems"]]
    assert {"kegiatan", "orientasi_pelayanan", "integritas"} <= set(paths)


def test_what_if(tmp_path: Path) -> None:
    file = tmp_path / "scheme.json"
    file.write_text(json.dumps(SCHEME))
    facts = '{"visits": 31}'
    found = kinerja.Scheme.parse(SCHEME).what_if(facts, want={"score": "90"})
    assert run("what-if", file, "-", "--want", "score=90", "--json", given=facts).stdout == found.to_json() + "\n"
    assert found.to_dict()["kinerja"] == "what-if/1"
    for lang in ("id", "en"):
        said = run("what-if", file, "-", "--want", "score=90", "--lang", lang, given=facts)
        assert (said.exit_code, said.stdout) == (0, found.text(lang).rstrip("\n") + "\n")
        assert "36" in said.stdout
    assert "36" not in run("what-if", file, "-", "--want", "score=90", "--role", "plan", given=facts).stdout
    wrong = run("what-if", file, "-", "--want", "sore=90", "--json", given=facts)
    assert (wrong.exit_code, json.loads(wrong.stdout)["problems"][0]["path"]) == (1, "want.sore")
    assert run("what-if", file, "-", "--want", "score", given=facts).exit_code == 2


HOSTILE = {
    "empty": b"",
    "not_utf8": b'{"period": "\xff\xfe"}',
    "cut": b'{"kegiatan": [',
    "deep": b"[" * 200_000,
    "nan": b'{"orientasi_pelayanan": NaN}',
    "nul": b"\0\0\0\0",
    "list": b"[1, 2]",
    "twice": b'{"integritas": 1, "integritas": 2}',
    "huge": b'{"integritas": 1e999999999}',
    "lone": b'{"integritas": "\\ud800"}',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_hostile_files_are_refused_in_words(name: str, lang: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.json"
    file.write_bytes(HOSTILE[name])
    for words in (["appraise", "id/pp-46-2011", file], ["explain", "id/pp-46-2011", file], ["check", file], ["appraise", "id/pp-46-2011", ONE, "--settings", file]):
        said = run(*words, "--lang", lang)
        assert (said.exit_code, said.stdout) == (1, "")
        as_json = run(*words, "--lang", lang, "--json")
        assert as_json.exit_code == 1
        if name == "not_utf8":
            assert str(file) in said.stderr and {"id": "bukan UTF-8", "en": "not UTF-8"}[lang] in said.stderr
            assert json.loads(as_json.stdout) == {"error": said.stderr.rstrip("\n")}
        else:
            assert "[" in said.stderr
            assert json.loads(as_json.stdout)["problems"]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for words in (["appraise", "id/pp-46-2011", tmp_path / "none.json"], ["appraise", "id/pp-46-2011", tmp_path], ["check", "x" * 5_000 + ".json"]):
        said = run(*words)
        assert (said.exit_code, said.stdout) == (1, "")
        assert "tidak dapat dibaca" in said.stderr
        assert "cannot be read" in run(*words, "--lang", "en").stderr
        # The operating system's own words are in its own language.
        assert "No such file" not in said.stderr and "directory" not in said.stderr
    unknown = run("appraise", "id/pp-46", ONE)
    assert (unknown.exit_code, "[scheme.unknown]" in unknown.stderr) == (1, True)
    assert run("check", "y" * 5_000).exit_code == 1


def test_two_appraisals_side_by_side(tmp_path: Path) -> None:
    after = tmp_path / "after.json"
    facts = json.loads(ONE.read_text(encoding="utf-8"))
    same = run("compare", "id/pp-46-2011", ONE, ONE)
    assert same.exit_code == 0
    facts["orientasi_pelayanan"] = 60
    after.write_text(json.dumps(facts))
    differs = run("compare", "id/pp-46-2011", ONE, after, "--lang", "en")
    scheme = kinerja.Scheme.builtin("id/pp-46-2011")
    found = kinerja.compare(scheme.appraise(ONE.read_bytes()), scheme.appraise(facts))
    assert (differs.exit_code, differs.stdout) == (3, found.text("en").rstrip("\n") + "\n")
    assert run("compare", "id/pp-46-2011", ONE, after, "--json").stdout == found.to_json() + "\n"
    own = tmp_path / "own.json"
    own.write_text(scheme.amended({"bobot_skp": 70}).text, encoding="utf-8")
    assert run("compare", "id/pp-46-2011", ONE, ONE, "--after-scheme", own).exit_code == 3
    # Of two documents the one that is refused is named.
    after.write_text("{}")
    refused = run("compare", "id/pp-46-2011", ONE, after)
    assert refused.exit_code == 1 and refused.stderr.startswith(f"{after}:\n")
    assert json.loads(run("compare", "id/pp-46-2011", ONE, after, "--json").stdout)["document"] == str(after)


def test_frameworks_from_one_format_into_another(tmp_path: Path) -> None:
    known = json.loads(run("formats", "--json").stdout)
    assert known == kinerja.frameworks.formats() == run("formats").stdout.split()
    there, back = tmp_path / "there.json", tmp_path / "back.json"
    framework = kinerja.Framework.builtin("id/berakhlak")
    for name in known:
        said = run("convert", "id/berakhlak", there, "--to", name, "--json")
        told = json.loads(said.stdout)
        try:
            written = framework.to_format(name)
        except kinerja.ProblemError as error:
            assert (said.exit_code, [problem["code"] for problem in told["problems"]]) == (1, [problem.code for problem in error.problems])
            continue
        assert (told["loss"], told["warnings"], told["written"]) == (written.loss, written.warnings, str(there))
        assert said.exit_code == (3 if written.loss or written.warnings else 0)
        assert there.read_bytes().decode() == written.text
        again = run("convert", there, back, "--to", "kinerja", "--from", name)
        assert again.exit_code in (0, 3), again.stderr
        assert kinerja.Framework.parse(back.read_bytes()) == kinerja.Framework.parse(written.text, name)
    book = tmp_path / "book.xlsx"
    assert run("convert", "id/berakhlak", book, "--to", "table").exit_code in (0, 3)
    assert book.read_bytes()[:2] == b"PK" and kinerja.Framework.parse(book.read_bytes(), "table").competencies
    lossy = run("convert", "id/berakhlak", "--to", "case-1.0", "--lang", "en")
    assert lossy.exit_code == 3 and json.loads(lossy.stdout) and "changed" in lossy.stderr
    unknown = run("convert", "id/berakhlak", "--to", "caes")
    assert (unknown.exit_code, "[format.unknown]" in unknown.stderr) == (1, True)
    for lang, words in (("id", "tidak ada berkas"), ("en", "there is no such file")):
        missing = run("convert", tmp_path / "none.json", "--to", "kinerja", "--lang", lang)
        assert missing.exit_code == 1 and words in missing.stderr and "none.json" in missing.stderr
    there.write_bytes(b"{\xff}")
    assert "bukan UTF-8" in run("convert", there, "--to", "kinerja").stderr


@pytest.mark.parametrize("name", ["appraise", "explain", "check", "what-if", "compare", "schemes", "facts-schema", "convert", "formats", "template", "batch"])
def test_every_command_speaks_json_and_both_languages(name: str) -> None:
    told = run(name, "--help").stdout
    assert "--json" in told and "--lang" in told


def test_the_package_does_not_load_the_command() -> None:
    asks = "import sys, kinerja; print([name for name in sys.modules if name.split('.')[0] == 'click' or name.startswith('kinerja.command')])"
    assert subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("kinerja")
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert kinerja.__version__ in said.stdout
    module = subprocess.run([sys.executable, "-m", "kinerja.command", "appraise", "id/pp-46-2011", ONE], capture_output=True, text=True, check=True)
    assert "90,97" in module.stdout
