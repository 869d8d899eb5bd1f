// What TypeScript lets through and what it refuses; compiled in an office's project, never run.

import init, { Appraisal, Problem, ProblemError, Scheme, compareDecimal, initSync, schemes } from "kinerja";
import type { Facts, FrameworkDocument, Lang, Listed, Numeral, SchemeDocument, Settings } from "kinerja";
import { KinerjaForm } from "kinerja/form";
import initRooms, { call, callText, weights } from "kinerja/rooms";
import initSearch, { check, whatIf } from "kinerja/search";
import { Comparison, WeightBar } from "kinerja/weigh";

await init();
await initRooms();
await initSearch(new URL("https://office.example/search.wasm"));
initSync({ module: new Uint8Array() });

const document: SchemeDocument = {
  kinerja: "scheme/1", scheme: "my/half", version: 1, languages: ["en"],
  inputs: [{ name: "x", type: "number", from: 0 }],
  steps: [{ name: "half", is: "x / 2" }],
  outcomes: [{ name: "half", of: "half", round: { digits: 2, mode: "half_up" } }],
};
const scheme: Scheme = Scheme.parse(document);
Scheme.parse("{}");
Scheme.builtin("id/pp-46-2011", 1);
Scheme.builtin("id/pp-46-2011", null);
const facts: Facts = { period: { from: "2025-01-01", until: "2025-12-31" }, x: { value: 5n, evidence: ["book"] } };
const settings: Settings = { share: "0.5" };
const appraisal: Appraisal = scheme.appraise(facts, settings);
const score: string | boolean | null | undefined = appraisal.outcomes["score"];
const label: string | undefined = appraisal.label("score", "en");
const lang: Lang = "id";
const told: string = appraisal.explain(lang);
const warnings: Problem[] = [...appraisal.warnings, ...check(scheme)];
const order: -1 | 0 | 1 = compareDecimal("1.0", 2n);
const listed: Listed[] = schemes({ period: { from: "2025-01-01", until: "2025-12-31" }, illustrations: true });
const number: Numeral = "88.67";
try {
  scheme.appraise("{}");
} catch (error) {
  if (error instanceof ProblemError) for (const problem of error.problems) console.log(problem.code, problem.path[0], problem.text("id"), problem.position?.line);
}
const form = globalThis.document.querySelector("kinerja-form");
if (form instanceof KinerjaForm) {
  form.scheme = scheme;
  form.facts = facts;
  const rated: Appraisal | null = form.appraisal;
  console.log(rated?.outcomes);
}
const weighed: weights.Weights = weights.ahp({ matrix: [[1, "1/3"], [null, 1]], priorities: "geometric_mean" });
const rows: { id: string }[] = weighed.inRows([{ id: "g1" }, { id: "g2" }]);
const bar = globalThis.document.querySelector("kinerja-weight-bar");
const pairs = globalThis.document.querySelector("kinerja-comparison");
const percent: Record<string, string> | undefined = bar instanceof WeightBar ? bar.weights : undefined;
const judged: weights.Weights | null = pairs instanceof Comparison ? pairs.weights : null;
console.log(rows, percent, judged);
// @ts-expect-error no such way to draw priorities
weights.ahp({ matrix: [[1]], priorities: "mean" });
call("weights.direct", { weights: { a: 70, b: "rest" } });
const cascaded: weights.CascadedGoal | undefined = weights.cascade({ goals: [{ name: "a", holder: "A" }] }).goals[0];
const reached: string | undefined = cascaded?.achieved;
const text: string = callText("weights.roc", "{}");
const lifted = whatIf(scheme, facts, { want: { score: 90 }, roles: ["result"] }, settings);
console.log(lifted.text.id, score, label, told, warnings, order, listed, number, text, reached);
const framework: Partial<FrameworkDocument> = {};
console.log(framework);

// @ts-expect-error a language that nobody speaks here
appraisal.explain("fr");
// @ts-expect-error outcomes do not change
appraisal.outcomes["score"] = "1";
// @ts-expect-error a version is a number
Scheme.builtin("id/pp-46-2011", "1");
// @ts-expect-error no such way to round
Scheme.parse({ ...document, outcomes: [{ name: "half", of: "half", round: { digits: 2, mode: "up_half" } }] });
// @ts-expect-error a misspelt key
const misspelt: SchemeDocument = { ...document, outcome: [] };
// @ts-expect-error a wish is needed
whatIf(scheme, facts, {});
// @ts-expect-error facts are a document
scheme.appraise(7);
// @ts-expect-error no scheme without its steps
const stepless: SchemeDocument = { kinerja: "scheme/1", scheme: "my/half", version: 1, languages: ["en"], inputs: [], outcomes: [] };
console.log(misspelt, stepless);
