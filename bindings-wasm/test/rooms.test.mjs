// Every case of tests/corpus/rooms/ through WebAssembly, with requests as objects and as JSON text.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import init, { ProblemError, call, callText } from "kinerja/rooms";
import { asObject, asText, codes, wantedCodes } from "./cases.mjs";
import { parse } from "./literal.mjs";

await init();

const CORPUS = new URL("../../tests/corpus/rooms/", import.meta.url);

function run(found, passed) {
  let answer;
  try {
    answer = callText(found.call, passed(found.given));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return assert.deepEqual(codes(error.problems), wantedCodes(found, "problems"), error.message);
  }
  // Byte for byte: keys in their order, numbers by their text.
  assert.equal(answer, asText(found.gives));
}

for (const file of readdirSync(CORPUS).filter((name) => name.endsWith(".json")).sort()) {
  const cases = parse(readFileSync(new URL(file, CORPUS), "utf8"));
  for (const [how, passed] of [["objects", asObject], ["text", asText]]) {
    test(`rooms/${file} as ${how}: ${cases.length} cases`, () => {
      const failures = [];
      for (const [index, found] of cases.entries()) {
        try {
          run(found, passed);
        } catch (error) {
          failures.push(`rooms/${file}[${index}] ${found.title}\n    ${error.message}`);
        }
      }
      assert.ok(failures.length === 0, `${failures.length} of ${cases.length} cases differ:\n${failures.join("\n")}`);
    });
  }
}

test("what no document can hold is a problem with its place", () => {
  assert.throws(() => call("weights.direct", { weights: { a: NaN } }), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.deepEqual(error.problems.map((problem) => [problem.code, problem.path]), [["number.syntax", ["weights", "a"]]]);
    return true;
  });
});
