// Every case of tests/corpus/ through WebAssembly, with documents as objects and as JSON text.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import init, { ProblemError, Scheme } from "kinerja";
import startSearch, { check, compare, contributions, whatIf } from "kinerja/search";
import { asObject, asText, codes, complete, settingsOf, wantedCodes } from "./cases.mjs";
import { parse } from "./literal.mjs";

await init();
await startSearch();

const CORPUS = new URL("../../tests/corpus/", import.meta.url);

/** How much was tried is the evaluator's own matter. */
function withoutTried(value) {
  if (Array.isArray(value)) return value.map(withoutTried);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "tried").map(([key, item]) => [key, withoutTried(item)]));
}

/** What a case asks of a result beside the outcomes. */
function insight(found, expect, made, passed) {
  if ("what_if" in found) {
    const { answer } = whatIf(made.scheme, made.facts, asObject(found.what_if), made.settings);
    assert.deepEqual(withoutTried(answer), expect.what_if);
  }
  if ("contributions" in expect) assert.deepEqual(contributions(made, found.of).answer, expect.contributions);
  if ("other" in found) {
    const { scheme, facts, settings } = found.other;
    const other = {
      scheme: scheme === undefined ? made.scheme : Scheme.parse(passed(complete(scheme))),
      facts: facts === undefined ? made.facts : passed(facts),
      settings: settings === undefined ? made.settings : passed(settings),
    };
    assert.deepEqual(compare(made, other).answer, expect.comparison);
  }
}

function run(found, passed) {
  const expect = found.expect ?? {};
  const problems = wantedCodes(expect, "problems");
  const { formula, document } = found;
  let appraisal;
  try {
    const scheme = Scheme.parse(
      formula !== undefined ? passed(complete(found.given ?? {}, formula)) : document === "scheme" ? found.text : passed(complete(found.scheme)),
    );
    if (found.check) return assert.deepEqual(codes(check(scheme)), wantedCodes(expect, "warnings"));
    if (found.parse || document === "scheme") return assert.deepEqual([], problems);
    const facts = document ? found.text : passed(found.facts ?? {});
    const settings = settingsOf(found, passed);
    appraisal = scheme.appraise(facts, settings);
    insight(found, expect, { scheme, facts, settings }, passed);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return assert.deepEqual(codes(error.problems), problems, error.message);
  }
  assert.deepEqual([], problems);
  if ("warnings" in expect) assert.deepEqual(codes(appraisal.warnings), wantedCodes(expect, "warnings"));
  if ("outcomes" in expect) assert.deepEqual({ ...appraisal.outcomes }, expect.outcomes);
  assert.equal(appraisal.unratable !== null, expect.unratable ?? false);
  const steps = { ...expect.steps, ...(formula !== undefined && "is" in found ? { result: found.is } : {}) };
  for (const [path, wanted] of Object.entries(steps)) assert.deepEqual(appraisal.value(path), wanted, path);
}

let count = 0;
for (const file of readdirSync(CORPUS).filter((name) => name.endsWith(".json")).sort()) {
  const cases = parse(readFileSync(new URL(file, CORPUS), "utf8"));
  count += cases.length;
  for (const [how, passed] of [["objects", asObject], ["text", asText]]) {
    test(`${file} as ${how}: ${cases.length} cases`, () => {
      const failures = [];
      for (const [index, found] of cases.entries()) {
        try {
          run(found, passed);
        } catch (error) {
          failures.push(`${file}[${index}] ${found.clause} ${found.title}\n    ${error.message}`);
        }
      }
      assert.ok(failures.length === 0, `${failures.length} of ${cases.length} cases differ:\n${failures.join("\n")}`);
    });
  }
}

test("the corpus is whole", () => assert.ok(count > 1_000, `${count} cases`));
