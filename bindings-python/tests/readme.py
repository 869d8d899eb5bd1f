"""Runs every line of the package's README as a new user would, in whatever environment this is: `python readme.py`."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
FENCE = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        files()
        for kind, block in FENCE.findall(text):
            if kind == "python":
                exec(compile(block, README.name, "exec"), {"__name__": "readme"})
                continue
            for line in block.splitlines():
                if line.startswith("kinerja "):
                    command(line)
        os.chdir("/")


def files() -> None:
    """What the lines of the README take for granted."""
    import kinerja

    scheme = kinerja.Scheme.builtin("id/pp-46-2011")
    facts = json.loads(scheme.text)["examples"][0]["facts"]
    Path("facts.json").write_text(json.dumps(facts), encoding="utf-8")
    Path("corrected.json").write_text(json.dumps({**facts, "integritas": 95}), encoding="utf-8")
    Path("my-scheme.json").write_text(scheme.text, encoding="utf-8")
    goals = facts.pop("kegiatan")
    facts.pop("person", None)
    period = facts.pop("period")
    plain = {name: value for name, value in facts.items() if isinstance(value, (int, float))}
    rows = [{name: value for name, value in goal.items() if isinstance(value, (int, float))} for goal in goals]
    table("people.csv", [{"nip": "A-17", "period_from": period["from"], "period_until": period["until"], **plain}])
    table("goals.csv", [{"nip": "A-17", "title": f"goal {number}", **row} for number, row in enumerate(rows, 1)])


def table(name: str, rows: list[dict[str, object]]) -> None:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [",".join(headings), *(",".join(str(row.get(heading, "")) for heading in headings) for row in rows)]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def command(line: str) -> None:
    program = Path(sysconfig.get_path("scripts")) / "kinerja"
    done = subprocess.run([program, *line.split()[1:]], capture_output=True, text=True)
    # 3 says that something is to be looked at: a form that nobody filled in, questions about a scheme.
    if done.returncode not in (0, 3):
        raise SystemExit(f"{line}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
    print(f"all of {README.name} runs with {sys.executable}")
