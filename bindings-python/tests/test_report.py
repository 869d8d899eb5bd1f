"""Reports as HTML pages: the same bytes as from Rust, from the package and from the command."""

import hashlib
import json
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

import kinerja
from kinerja.command import main

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "core/examples/facts"
REPORTS = json.loads((ROOT / "tests/corpus/reports/built-in.json").read_text(encoding="utf-8"))
ONE = FACTS / "pp-46-2011.json"


def appraisal(scheme: str) -> kinerja.Appraisal:
    short = scheme.removeprefix("id/")
    settings = FACTS / f"{short}.settings.json"
    return kinerja.Scheme.builtin(scheme).appraise((FACTS / f"{short}.json").read_bytes(), settings.read_bytes() if settings.exists() else None)


@pytest.mark.parametrize("scheme", REPORTS)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_report_is_the_same_to_the_byte(scheme: str, lang: Literal["en", "id"]) -> None:
    page = appraisal(scheme).to_html(lang)
    assert hashlib.sha256(page.encode()).hexdigest() == REPORTS[scheme][lang]


def test_names_and_the_way_are_left_out_on_request() -> None:
    made = appraisal("id/pp-46-2011")
    assert "Rahmadani" in made.to_html()
    assert "Rahmadani" not in made.to_html(names=False)
    assert len(made.to_html(form="short")) < len(made.to_html()) == len(made.to_html("id", "long"))
    with pytest.raises(ValueError, match="there is no form `middle`"):
        made.to_html(form="middle")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is no language `fr`"):
        made.to_html("fr")  # type: ignore[arg-type]


def test_a_gap_has_a_report() -> None:
    profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data", "people")]}
    found = {"kinerja": "assessment/1", "person": {"ref": "A-17", "name": "Siti <b>"}, "results": [{"competency": c, "value": 2} for c in ("law", "data", "people")]}
    gap = kinerja.gap(profile, found)
    before = gap.to_html("en"), gap.explain("en")
    assert "Siti &lt;b&gt;" in before[0]
    assert "Siti" not in gap.to_html("en", names=False)
    assert gap.to_html("id") == gap.to_html() != before[0]
    # What it was made of may change; it does not.
    profile["requirements"][0]["value"] = 1  # type: ignore[index]
    found["results"].clear()  # type: ignore[attr-defined]
    assert (gap.to_html("en"), gap.explain("en")) == before


def explain(*words: object) -> tuple[int, str]:
    ran = CliRunner().invoke(main, ["explain", "id/pp-46-2011", *map(str, words)])
    return ran.exit_code, ran.output


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    made = appraisal("id/pp-46-2011")
    assert explain(ONE, "--lang", "en", "--html", page) == (0, "")
    assert page.read_bytes().decode() == made.to_html("en")
    assert explain(ONE, "--html", "-", "--no-names") == (0, made.to_html(names=False))
    assert explain(ONE, "--no-names") == (0, made.explain(names=False).rstrip("\n") + "\n")


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert explain(ONE, "--lang", "en", "--html", tmp_path) == (1, f"{tmp_path}: cannot be written: that is a folder, no file\n")
    code, said = explain(ONE, "--json", "--html", tmp_path / "out.html")
    assert code == 2 and "--json" in said
