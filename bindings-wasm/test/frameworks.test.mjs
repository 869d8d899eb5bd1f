// Competency frameworks, job profiles and gaps as a web page uses them.

import assert from "node:assert/strict";
import test from "node:test";
import initSchemes, { Scheme } from "kinerja";
import init, { Framework, ProblemError, convert, formats, frameworks, gap, profile } from "kinerja/rooms";

await Promise.all([init(), initSchemes()]);

const PROFILE = { kinerja: "profile/1", profile: "p", requirements: ["law", "data"].map((competency) => ({ competency, value: 3 })) };
const found = (law, data) => ({ kinerja: "assessment/1", results: [{ competency: "law", value: law }, { competency: "data", value: data }] });

test("a framework goes through every format, and says what it loses there", () => {
  const framework = Framework.parse({ kinerja: "framework/1", framework: "example/one", competencies: [{ id: "law", title: "Hukum" }] });
  for (const format of formats()) {
    const { text, loss, warnings } = framework.toFormat(format);
    assert.deepEqual(loss, framework.diff(Framework.parse(text, { format })), format);
    assert.deepEqual(warnings ?? [], Framework.checkFormat(text, format), format);
  }
  assert.ok(frameworks().every(({ id, competencies }) => Framework.builtin(id).toJSON().competencies.length === competencies));
});

test("a table becomes profiles, and another format", () => {
  const sheet = "Jabatan;Integritas\nKepala Dinas;4\nKepala Bidang;3\n";
  const read = Framework.parse(sheet);
  assert.deepEqual([read.format, read.profiles.length, read.tolerances[0].tolerance], ["level-matrix", 2, "delimiter"]);
  const written = read.toFormat({ format: "level-matrix", profiles: read.profiles });
  assert.deepEqual(written.loss, []);
  assert.equal(convert(sheet, "moodle").from, "level-matrix");
  const [lower, higher] = [read.profiles[1], read.profiles[0]];
  assert.deepEqual(profile.compare(lower, higher).map(({ change, difference }) => [change, difference]), [["raised", "1"]]);
});

test("gaps are exact, of a person and of a team", () => {
  assert.equal(gap(PROFILE, found(2, 4), { method: "jpm-ratio-of-sums", cap: "each" }).outcomes.score, "250/3");
  const { items, covered } = gap.team(PROFILE, [found(3, 3), found(3, 2)], { needed: 2 });
  assert.deepEqual([covered, items[0].met_by], [1, [0, 1]]);
  assert.deepEqual(profile.rows(PROFILE, found(2, 4), { competency: "nama", actual: "dicapai" })[0], { nama: "law", dicapai: "2" });
  assert.throws(() => gap({ ...PROFILE, requirements: 3 }, found(1, 1)), ProblemError);
});

test("a scheme takes a gap as it was given out, and refuses one that was changed", () => {
  const scheme = Scheme.parse({
    kinerja: "scheme/1", scheme: "test/readiness", version: 1, languages: ["en"],
    inputs: [{ name: "readiness", type: "number", taken_from: [{ document: "gap-result/1", field: "outcomes.score" }] }],
    steps: [{ name: "half", is: "readiness / 2" }], outcomes: [{ name: "half", of: "half", round: "exact" }],
  });
  const readiness = gap(PROFILE, found(2, 3), { method: "met-count", explain: ["id"] });
  assert.equal(scheme.appraise({ readiness }).outcomes.half, "25");
  assert.throws(() => scheme.appraise({ readiness: { ...readiness, profile: "other" } }), (thrown) => thrown.problems[0].code === "taken.seal");
});

test("what no document can hold is told with its place, and nothing becomes null", () => {
  const given = { kinerja: "framework/1", framework: "example/one", competencies: [{ id: "law", title: "Hukum", order: Number.NaN }] };
  assert.throws(() => Framework.parse(given), (thrown) => thrown instanceof ProblemError && thrown.problems[0].path.join(".") === "competencies.0.order");
});
