// Goal weights as a web page uses them.

import assert from "node:assert/strict";
import test from "node:test";
import initSchemes, { Scheme } from "kinerja";
import init, { ProblemError, weights } from "kinerja/rooms";

await Promise.all([init(), initSchemes()]);

/** @param {() => unknown} ask */
function problems(ask) {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) => [problem.code, problem.path]);
  }
  return [];
}

test("weights are exact ratios, and numbers that sum to a hundred", () => {
  const thirds = weights.equal(["a", "b", "c"]);
  assert.deepEqual({ ...thirds.weights }, { a: "1/3", b: "1/3", c: "1/3" });
  assert.deepEqual(thirds.apportion(), { a: "33.34", b: "33.33", c: "33.33" });
  assert.deepEqual(weights.roc(4).weights, { g1: "25/48", g2: "13/48", g3: "7/48", g4: "0.0625" });
  assert.deepEqual(weights.roc(["quality", ["price", "style"]]).weights, { quality: "11/18", price: "7/36", style: "7/36" });
  assert.equal(weights.direct({ a: "1/3", b: "rest" }, { total: 1 }).weights.b, "2/3");
});

test("comparisons tell how consistent they are", () => {
  const names = ["experience", "education", "charisma", "age"];
  const found = weights.ahp({ names, matrix: [[1, 4, 3, 7], [0.25, 1, 1 / 3, 3], [1 / 3, 3, 1, 5], [1 / 7, 1 / 3, 0.2, 1]] });
  assert.equal(found.weights.experience, "0.547569");
  assert.ok(Math.abs(found.statistics.consistency.ratio - 0.0448) < 5e-5);
  assert.match(found.explain(), /proses hierarki analitik/);
});

test("rules that clash are named, and weights that were changed by hand are refused", () => {
  const found = weights.points({ a: 70, b: 20, c: 10 });
  assert.deepEqual(found.fit([{ at_most: 40 }]).weights, { a: "0.4", b: "0.4", c: "0.2" });
  assert.deepEqual(problems(() => found.fit([{ at_most: 50 }, { at_most: 30 }])), [["weights.clash", ["rules", 1]]]);
  assert.deepEqual(weights.parse(JSON.stringify(found)), found);
  const changed = { ...found.toJSON(), weights: { a: "0.6", b: "0.3", c: "0.1" } };
  assert.deepEqual(problems(() => weights.parse(changed)), [["weights.differ", ["weights", "weights", "a"]], ["weights.differ", ["weights", "weights", "b"]]]);
  assert.throws(() => weights.roc(["a", "a"]), RangeError);
});

test("goals are cascaded", () => {
  const goals = [{ name: "all" }, { name: "a", carries: { goal: "all", as: "copied" }, achieved: 90 }, { name: "b", carries: { goal: "all", as: "copied" }, achieved: 81 }];
  assert.equal(weights.cascade({ goals }).goals[0].achieved, "85.5");
});

test("weights enter facts, and the explanation says where they came from", () => {
  const scheme = Scheme.parse({
    kinerja: "scheme/1", scheme: "test/goals", version: 1, languages: ["en", "id"],
    inputs: [{ name: "goals", type: "list", least: 1, fields: [{ name: "weight", type: "weight" }, { name: "score", type: "number" }] }],
    steps: [{ name: "total", is: "sum(weight * score over goals) / 100" }],
    outcomes: [{ name: "total", of: "total", round: { digits: 2, mode: "half_up" } }],
  });
  const found = weights.ahp({ names: ["a", "b"], matrix: [[1, 3], [null, 1]] });
  const goals = found.inRows([{ id: "a", score: 90 }, { title: "b", score: 60 }]);
  const appraisal = scheme.appraise({ goals });
  assert.equal(appraisal.outcomes.total, "82.50");
  assert.match(appraisal.explain("id"), /diambil dari: weights\/1, ahp, weights\.a/);
  assert.match(appraisal.explain("en"), /Importance against b: 3/);
  assert.equal(found.sealed().seal, goals[1].weight.seal);
  assert.deepEqual(weights.parse(found.sealed()), found);
  assert.deepEqual(problems(() => found.inRows([{ id: "a" }])), [["weights.names_differ", ["weights", "b"]]]);
});
