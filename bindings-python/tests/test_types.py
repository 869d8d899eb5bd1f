"""What type checkers and editors read: current, strict, and true of the module."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]


def run(*words: str, cwd: Path = HERE) -> None:
    result = subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_generated_files_are_current() -> None:
    run("stubs.py", "--check")


def test_package_and_tests_are_typed_strictly() -> None:
    run("-m", "mypy")


def test_the_stubs_are_true_of_the_module(tmp_path: Path) -> None:
    # From elsewhere, so that the package is the installed one.
    run("-m", "mypy.stubtest", "kinerja._kinerja", cwd=tmp_path)
