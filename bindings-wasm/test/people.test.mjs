// Feedback, suggestions, daily reports, periods and development as a web page uses them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import initSchemes, { Scheme } from "kinerja";
import init, { ProblemError, development, feedback, journal, periods } from "kinerja/rooms";

await Promise.all([init(), initSchemes()]);

const example = (name) => JSON.parse(readFileSync(new URL(`../../core/examples/people/${name}.json`, import.meta.url), "utf8"));
const year = { from: "2025-01-01", until: "2025-12-31" };

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

test("feedback is aggregated, and gives rows to a scheme", () => {
  const [policy, responses] = [example("langsa-policy"), example("langsa-responses")];
  const found = feedback.aggregate(responses, policy, { explain: "en" });
  assert.equal(found.items.length, 9);
  assert.match(found.explanation ?? "", /Weighted mean of the items/);
  const rows = feedback.rows(responses, policy, { item: "nilai_dasar", answers: "penilaian", rater: "penilai", origin: "asal", mark: "angka" });
  assert.equal(rows[0].nilai_dasar, "berorientasi_pelayanan");
  const twice = { ...responses, answers: [...responses.answers, responses.answers[0]] };
  assert.deepEqual(problems(() => feedback.aggregate(twice, policy)), [["feedback.twice", ["responses", "answers", responses.answers.length]]]);
});

test("what few raters said is in no mean of units", () => {
  const answer = (section, rater, mark) => ({ units: ["Health", section], item: "adaptive", origin: "peer", rater: section + rater, mark });
  const answers = [...[3, 4, 5, 4].map((mark, rater) => answer("Clinic", rater, mark)), ...[2, 1].map((mark, rater) => answer("Archive", rater, mark))];
  const means = feedback.units({ least: 3, answers });
  assert.deepEqual(means.filter((mean) => !mean.origin).map((mean) => mean.withheld), [undefined, "too_few_raters", "with_others"]);
});

test("the health office's suggestion is the new idea of one who made it", () => {
  const story = example("health-office-suggestion");
  const review = feedback.review([story], "2021-12-31", { within: 30 });
  assert.deepEqual([review.suggestions[0].state, review.suggestions[0].days_to_decision, review.decided_late], ["measured", 35, 1]);
  const idea = feedback.newIdea(story, "H-4");
  const facts = { person: { ref: "H-4" }, period: { from: "2021-07-01", until: "2021-12-31" }, skp: "112.40", perilaku: "108.5", ide_baru: idea };
  assert.equal(Scheme.builtin("id/pp-30-2019").appraise(facts, { penilaian_rekan: false }).outcomes.rating, "sangat_baik");
  assert.deepEqual(problems(() => feedback.newIdea(story, "H-1")), [["suggestion.no_idea", ["person"]]]);
});

test("daily reports are rolled up, and a year comes from its parts", () => {
  const settings = { activities: [{ name: "home_visit", minutes: 45, goal: "visits" }], goals: [{ name: "visits" }], norm: { a_day: 300 }, workdays: ["mon", "tue", "wed", "thu", "fri"] };
  const entries = [{ ref: "e1", on: "2025-03-03", activity: "home_visit", volume: 4, status: "accepted", by: "A1" }];
  const rolled = journal.rollUp({ about: { ref: "A-17" }, period: { from: "2025-03-03", until: "2025-03-04" }, entries }, settings);
  assert.deepEqual([rolled.whole.share, rolled.goals[0].realisation, rolled.goals[0].entries], ["0.3", "4", ["e1"]]);
  const halves = [{ from: "2025-01-01", until: "2025-06-30", score: 80 }, { from: "2025-07-01", until: "2025-12-31", score: 90 }];
  assert.equal(periods.annual({ period: year, rule: "weighted", evaluations: halves }).score, "6208/73");
});

test("what is lacking is planned, and participation names nobody", () => {
  const catalogue = { trainings: [{ name: "talk", kind: "managerial", hours: 6, behaviour: "adaptive" }] };
  const plan = development.plan({ behaviours: [{ name: "adaptive", score: "10/3", least: "3.5", weight: 3 }], catalogue, entitlement: { hours: 20 } });
  assert.deepEqual([plan.needs[0].priority, plan.hours.left], ["0.5", "14"]);
  assert.deepEqual(problems(() => development.plan({ catalogue: { trainings: [] }, entitlement: { hours: 20 } })), [["development.catalogue", ["catalogue", "trainings"]]]);
  const people = [[1, 2], [2, 2], [1, 3], [2, 3], [1, 2]].map(([before, after], person) => ({ person: String(person), before, after }));
  assert.deepEqual(development.effect(people).interval, { percent: 95, low: 0.122011, high: 1.877989 });
  const offers = [...Array(9).keys()].map((person) => ({ person: `P${person}`, unit: "Health", training: "it", came: "attended" }));
  assert.deepEqual(development.participation(offers, ["workload"]).counts[0], { offers: 9 });
});
