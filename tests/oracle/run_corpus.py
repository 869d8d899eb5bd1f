"""Runs the cases of tests/corpus that concern evaluation. Cases of parsing and checking are skipped.

Usage: run_corpus.py [-v] [file ...]
"""

import os
import sys

from evaluate import Scheme, evaluate
from values import Literal, dump, load

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "corpus")
BUILT_IN = os.path.join(HERE, "..", "..", "core", "schemes")

# Codes that only a parser gives. Other codes are skipped where their path lies in the scheme.
PARSE_CODES = (
    "document.id document.missing step.form step.scale bands.order curve.points matrix.incomplete group.by input.optional parameter.dates "
    "outcome.round outcome.exact scheme.cycle scheme.too_large"
).split()
PARSE_FAMILIES = ("formula.", "name.")
PARSE_PATHS = ("inputs[", "steps[", "scales[", "choices[", "settings[", "parameters[", "formulas[", "outcomes[", "requires[", "unratable[", "notices[")
PARSE_PATHS += ("sources[", "accepts[", "examples[", "languages", "in_force", "as_of", "version", "title")


def scheme_of(case):
    """The scheme of a case, completed as the README of the corpus says."""
    raw = case.get("scheme", {})
    if isinstance(raw, str):
        with open(os.path.join(BUILT_IN, raw + ".json"), encoding="utf-8") as file:
            return load(file.read())[0]
    raw = dict(raw)
    if "formula" in case:
        raw.update(case.get("given", {}))
        raw["steps"] = list(raw.get("steps", [])) + [{"name": "result", "is": case["formula"]}]
    for key, value in (("kinerja", "scheme/1"), ("scheme", "test/case"), ("version", Literal("1")), ("languages", ["en"]), ("inputs", []), ("steps", [])):
        raw.setdefault(key, value)
    if "outcomes" not in raw:
        raw["steps"] = list(raw["steps"]) + [{"name": "one", "is": "1"}]
        raw["outcomes"] = [{"name": "one", "of": "one", "round": "exact"}]
    return raw


def is_of_parsing(case):
    if case.get("parse") or case.get("check") or case.get("document") == "scheme":
        return True
    if case.get("expect", {}).get("problems") and ("what_if" in case or "other" in case):
        return True
    for problem in case.get("expect", {}).get("problems", []):
        code, path = problem["code"], problem["path"]
        if code in PARSE_CODES or code.startswith(PARSE_FAMILIES) or path.startswith(PARSE_PATHS):
            return True
    return False


def text_of(case):
    """The text of a facts document given raw."""
    text = case["text"]
    return text if isinstance(text, str) else dump(text)


def failures(case):
    """What comes out otherwise than the case expects, as sentences."""
    expect = case.get("expect", {})
    scheme = Scheme(scheme_of(case))
    facts = text_of(case) if "document" in case else case.get("facts", {})
    result = evaluate(scheme, facts, case.get("settings"))
    found = []

    def compare(what, expected, actual):
        if expected != actual:
            found.append(f"{what}: expected {dump(expected)}, got {dump(actual)}")

    compare("problems", pairs(expect.get("problems", [])), result["problems"])
    if "warnings" in expect:
        compare("warnings", pairs(expect["warnings"]), result["warnings"])
    for name, value in expect.get("outcomes", {}).items():
        compare(f"outcome {name}", value, result["outcomes"].get(name, "(none)"))
    for path, value in expect.get("steps", {}).items():
        compare(f"step {path}", value, result["steps"].get(path, "(none)"))
    if "unratable" in expect:
        compare("unratable", expect["unratable"], result["unratable"])
    if "is" in case:
        compare("result", case["is"], result["steps"].get("result", "(none)"))
    return found


def pairs(problems):
    return [list(pair) for pair in sorted({(each["code"], each["path"]) for each in problems})]


def main(arguments):
    verbose = "-v" in arguments
    files = [each for each in arguments if each != "-v"]
    files = files or sorted(os.path.join(CORPUS, name) for name in os.listdir(CORPUS) if name.endswith(".json"))
    passed = failed = skipped = 0
    for file in files:
        with open(file, encoding="utf-8") as opened:
            cases, problems = load(opened.read())
        if problems:
            print(f"{os.path.basename(file)}: {problems}")
            failed += 1
            continue
        for case in cases:
            if is_of_parsing(case):
                skipped += 1
                continue
            try:
                found = failures(case)
            except Exception as error:  # a case must not hide the others
                found = [f"{type(error).__name__}: {error}"]
            if found:
                failed += 1
                print(f"{os.path.basename(file)} {case.get('clause')} {case.get('title')}")
                for sentence in found:
                    print(f"    {sentence}")
            else:
                passed += 1
                if verbose:
                    print(f"{os.path.basename(file)} {case.get('clause')} {case.get('title')}: passed")
    print(f"{skipped} skipped (parsing and checking)")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
