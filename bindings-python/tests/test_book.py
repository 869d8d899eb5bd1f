"""The Python of the book and of the READMEs, run as it stands: with SQLite, and where everything is run with PostgreSQL and in Spark too."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ALL = bool(os.environ.get("KINERJA_ALL"))
BLOCK = re.compile(r"^```python *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = {page.name: blocks for page in sorted([*(ROOT / "docs/src").glob("*.md"), *ROOT.glob("README*.md")]) if (blocks := BLOCK.findall(page.read_text(encoding="utf-8")))}


def run(page: str, leave_out: str = "") -> dict[str, Any]:
    """Runs the blocks of a page, less those of a kind; gives what they have defined."""
    names: dict[str, Any] = {"__name__": page}
    for kind, block in PAGES[page]:
        if not leave_out or leave_out not in kind:
            exec(compile(block, page, "exec"), names)
    return names


def with_databases() -> list[str]:
    return [page for page, blocks in PAGES.items() if any("database=" in kind for kind, _ in blocks)]


def test_there_are_pages() -> None:
    assert {"database.md", "nation.md"} <= PAGES.keys()


@pytest.mark.parametrize("page", [page for page, blocks in PAGES.items() if not any("spark" in kind for kind, _ in blocks)])
def test_a_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = run(page, leave_out="database=postgresql")
    if "connection" in names:
        names["connection"].close()


@pytest.fixture
def postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database `hr` of a server of its own, found by what libpq looks for."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(where) for where in [shutil.which("initdb")] if where]
    if not found:
        pytest.skip("the guide with PostgreSQL: install postgresql from your system's packages")
    programs = found[-1].parent
    # The server does not run as root.
    runs_as = ["runuser", "-u", "postgres", "--"] if os.name == "posix" and os.geteuid() == 0 else []
    place = Path("/tmp") / f"kinerja-{os.getpid()}"
    place.mkdir()
    if runs_as:
        shutil.chown(place, "postgres")
    server: list[str | Path] = [*runs_as, programs / "pg_ctl", "-D", place / "data", "-s", "-w"]
    try:
        subprocess.run([*runs_as, programs / "initdb", "-D", place / "data", "-A", "trust", "-U", "hr", "-E", "UTF8", "--no-sync"], check=True, capture_output=True, cwd=place)
        subprocess.run([*server, "-l", place / "log", "-o", f"-k {place} -c listen_addresses='' -F", "start"], check=True, cwd=place)
        for name, value in {"PGHOST": str(place), "PGUSER": "hr", "PGDATABASE": "hr"}.items():
            monkeypatch.setenv(name, value)
        subprocess.run([programs / "createdb", "hr"], check=True)
        yield
    finally:
        subprocess.run([*server, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=place)
        shutil.rmtree(place, ignore_errors=True)


@pytest.mark.skipif(not ALL, reason="the guide with PostgreSQL: cargo xtask test --all")
@pytest.mark.parametrize("page", with_databases())
def test_a_page_runs_with_postgresql(page: str, postgresql: None) -> None:
    pytest.importorskip("psycopg", reason="the guide with PostgreSQL: pip install 'psycopg[binary]'")
    names = run(page, leave_out="database=sqlite")
    # What the server hands over has all its zeros, and is 85.
    (given,) = [row["orientasi_pelayanan"] for row in names["rows"]("select orientasi_pelayanan from employee where nip = %s", "A-17")]
    assert str(given) == "85.0000000000000000"
    assert names["appraisal"].value("orientasi_pelayanan") == 85
    table = names["people"].column("orientasi_pelayanan")
    assert str(table[0].as_py()) == "85.0000000000000000"
    names["connection"].close()


@pytest.mark.skipif(not ALL, reason="the page on Spark: cargo xtask test --all")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("page", [page for page, blocks in PAGES.items() if any("spark" in kind for kind, _ in blocks)])
def test_a_page_runs_in_spark(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="the page on Spark: pip install pyspark")
    if shutil.which("java") is None:
        pytest.skip("the page on Spark: Java is not here; install openjdk")
    monkeypatch.chdir(tmp_path)
    # Workers are this Python, and listen only here.
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    script = tmp_path / "page.py"
    script.write_text("\n".join(block for _, block in PAGES[page]), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
