"""What is published: the wheel and the source distribution, where nothing else is installed."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
README = HERE / "tests/readme.py"
ALL = bool(os.environ.get("KINERJA_ALL"))


def run(*words: str | Path, cwd: Path = HERE, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture
def wheel() -> Path:
    found = sorted((HERE / "dist").glob("*.whl"))
    if not found:
        pytest.skip("the wheel: cargo xtask bindings")
    return found[-1]


def test_one_wheel_for_every_python_with_all_that_is_read(wheel: Path) -> None:
    assert "-cp310-abi3-" in wheel.name
    if sys.platform == "linux":
        assert "-manylinux_" in wheel.name
    with zipfile.ZipFile(wheel) as parts:
        names = parts.namelist()
    assert {"kinerja/py.typed", "kinerja/_kinerja.pyi", "kinerja/documents.py", "kinerja/command/__init__.py"} <= set(names)
    assert len([name for name in names if name.endswith((".so", ".pyd", ".dylib"))]) == 1
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]


def test_the_readme_runs_here() -> None:
    run(sys.executable, README)


def empty(place: Path, package: str) -> Path:
    """A Python with the package, and nothing that the package does not name."""
    venv.create(place, with_pip=True, clear=True)
    python = place / Path(sysconfig.get_path("scripts")).name / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package)
    return python


@pytest.mark.skipif(not ALL, reason="the wheel in an empty environment: cargo xtask test --all")
def test_an_empty_environment_runs_the_readme(wheel: Path, tmp_path: Path) -> None:
    python = empty(tmp_path / "alone", str(wheel))
    # Alone it needs neither numpy nor pyarrow.
    run(python, "-c", "import kinerja, sys; kinerja.Scheme.builtin('id/pp-46-2011'); assert not {'numpy', 'pyarrow', 'click'} & set(sys.modules)", cwd=tmp_path)
    run(python.with_name("kinerja"), "schemes", cwd=tmp_path)
    run(empty(tmp_path / "files", f"{wheel}[files]"), README, cwd=tmp_path)


@pytest.mark.skipif(not ALL, reason="the source distribution: cargo xtask test --all")
def test_the_source_distribution_builds_by_itself(tmp_path: Path) -> None:
    run(Path(sys.executable).with_name("maturin"), "sdist", "--out", tmp_path / "source")
    (source,) = (tmp_path / "source").glob("*.tar.gz")
    with tarfile.open(source) as parts:
        names = {name.partition("/")[2] for name in parts.getnames()}
        parts.extractall(tmp_path / "unpacked", filter="data")
    assert {"core/src/lib.rs", "core/schemes/id/pp-46-2011.json", "Cargo.lock", "PKG-INFO", "pyproject.toml"} <= names
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    # As pip builds it, with what it has fetched before, and soon rather than fast.
    profile = {"CARGO_PROFILE_RELEASE_LTO": "off", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16", "CARGO_PROFILE_RELEASE_OPT_LEVEL": "1"}
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "built", unpacked, environment={"CARGO_TARGET_DIR": str(tmp_path / "target"), **profile})
    (built,) = (tmp_path / "built").glob("*.whl")
    run(empty(tmp_path / "files", f"{built}[files]"), README, cwd=tmp_path)
