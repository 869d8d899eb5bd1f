// What people pass, and what they get back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";
import init, { Appraisal, ProblemError, Scheme, compareDecimal, initSync, schemes } from "kinerja";
import initSearch, { check } from "kinerja/search";

await init();
await initSearch();

const DOCUMENT = {
  kinerja: "scheme/1", scheme: "test/values", version: 3, languages: ["id", "en"],
  title: { id: "Nilai", en: "Values" },
  scales: [{ name: "grade", levels: [
    { name: "low", title: { id: "Kurang", en: "Low" } },
    { name: "high", title: { id: "Baik", en: "High" } }] }],
  inputs: [
    { name: "x", type: "number", optional: "not_rated" },
    { name: "day", type: "date", default: "2020-01-01" },
    { name: "sure", type: "yes_no", default: true },
    { name: "goals", type: "list", least: 0, fields: [{ name: "y", type: "number" }] }],
  settings: [{ name: "factor", type: "number", default: 1 }],
  unratable: [{ when: "x < 0", say: { id: "di bawah nol", en: "below zero" } }],
  steps: [
    { name: "score", is: "x * factor" },
    { name: "third", is: "x / 3" },
    { name: "rating", scale: "grade", bands: {
      of: "score", round: "none", rows: [{ from: 50, level: "high" }, { from: 0, level: "low" }], else: "impossible" } }],
  outcomes: [
    { name: "score", of: "score", round: { digits: 2, mode: "half_up" }, optional: true },
    { name: "rating", of: "rating", optional: true },
    { name: "day", of: "day" }, { name: "sure", of: "sure" }],
};
const SCHEME = Scheme.parse(DOCUMENT);

function problems(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ProblemError, error);
    assert.ok(error instanceof Error);
    assert.equal(error.name, "ProblemError");
    return error.problems;
  }
  assert.fail("nothing was refused");
}

const codes = (call) => problems(call).map(({ code, path }) => [code, path]);

test("numbers, however they are passed", () => {
  for (const x of [90, 90.0, "90", "90.00", "9e1", 90n, { value: 90, by: "A-17" }, { toJSON: () => "90" }]) {
    assert.equal(SCHEME.appraise({ x }).outcomes.score, "90.00");
  }
  for (const facts of ['{"x": 90}', JSON.parse('{"x": 90}'), Object.assign(Object.create(null), { x: 90 }), new (class { x = 90; })(),
    vm.runInNewContext("({ x: 90, goals: [{ y: 1 }] })"), new Proxy({ x: 90 }, {}), { x: 90, day: undefined }, { x: 90, day: null }]) {
    assert.equal(SCHEME.appraise(facts).outcomes.score, "90.00");
  }
});

test("the number that is printed is the number that is used", () => {
  const exact = (x) => SCHEME.appraise({ x }).value("x");
  assert.equal(exact(0.1), "0.1");
  assert.equal(exact(1.005), "1.005");
  assert.equal(exact(1e21), "1000000000000000000000");
  assert.equal(exact(1e-7), "0.0000001");
  assert.equal(exact(-0), "0");
  assert.equal(exact(9007199254740993n), "9007199254740993");
});

test("outcomes and what belongs to them", () => {
  const appraisal = SCHEME.appraise({ x: 88.666, day: "2025-12-31" }, { factor: "1" });
  assert.ok(appraisal instanceof Appraisal);
  assert.deepEqual({ ...appraisal.outcomes }, { score: "88.67", rating: "high", day: "2025-12-31", sure: true });
  assert.deepEqual(Object.keys(appraisal.outcomes), ["score", "rating", "day", "sure"]);
  assert.equal(appraisal.label("rating"), "Baik");
  assert.equal(appraisal.label("rating", "en"), "High");
  assert.equal(appraisal.label("score"), "88,67");
  assert.equal(appraisal.label("none"), undefined);
  assert.equal(appraisal.value("third"), "44333/1500");
  assert.equal(appraisal.value("none"), undefined);
  assert.deepEqual(SCHEME.appraise({}).value("score"), { absent: "not_rated" });
  assert.equal(SCHEME.appraise({}).outcomes.score, null);
  assert.equal(appraisal.unratable, null);
  assert.match(appraisal.explain("en"), /88\.666/);
  assert.match(appraisal.explain(), /88,666/);
  assert.ok(appraisal.trace.some((entry) => entry.kind === "outcome" && entry.value === "88.67"));
  assert.equal(JSON.parse(JSON.stringify(appraisal)).outcomes.score, "88.67");
  assert.equal(appraisal.toJSON().kinerja, "appraisal/1");
  assert.equal(appraisal.value.call(SCHEME.appraise({ x: 9 }), "third"), "3");
});

test("nobody is rated, and the reason is said", () => {
  const appraisal = SCHEME.appraise({ x: -1 });
  assert.equal(appraisal.unratable, "di bawah nol");
  assert.equal(appraisal.outcomes.score, null);
});

test("a language that nobody speaks here", () => {
  const appraisal = SCHEME.appraise({ x: 1 });
  for (const call of [(lang) => appraisal.explain(lang), (lang) => appraisal.label("score", lang), (lang) => SCHEME.title(lang), (lang) => SCHEME.factsSchema(lang)]) {
    assert.throws(() => call("fr"), RangeError);
    assert.throws(() => call("constructor"), RangeError);
  }
});

test("what no document can hold is a problem with its path, all at once", () => {
  const cycle = { x: 1 };
  cycle.goals = [cycle];
  const found = (facts) => codes(() => SCHEME.appraise(facts));
  assert.deepEqual(found({ x: NaN, goals: [{ y: Infinity }, { y: -Infinity }, { y: () => 1 }, { y: Symbol("y") }] }), [
    ["number.syntax", ["x"]], ["number.syntax", ["goals", 0, "y"]], ["number.syntax", ["goals", 1, "y"]],
    ["value.type", ["goals", 2, "y"]], ["value.type", ["goals", 3, "y"]]]);
  for (const x of [new Map(), new Set([1]), new Date(0), new Date(NaN), /x/, new Error("x"), Promise.resolve(1), new Uint8Array(2), new ArrayBuffer(2),
    new Number(1), new String("1"), Object(1n), new WeakMap(), [1].values(), globalThis, Buffer.from("1"), vm.runInNewContext("new Map()")]) {
    assert.deepEqual(found({ x }), [["value.type", ["x"]]], String(x));
  }
  assert.deepEqual(found({ x: 1, goals: [{ y: 1 }, , { y: 2 }] }), [["value.type", ["goals", 1]]]);
  assert.deepEqual(found({ x: 1, goals: [undefined] }), [["value.type", ["goals", 0]]]);
  assert.deepEqual(found(cycle), [["value.type", ["goals", 0]]]);
  assert.deepEqual(found({ x: "\ud800" }), [["json.syntax", ["x"]]]);
  assert.deepEqual(found({ "\udc00": 1 }), [["json.syntax", ["\ufffd"]]]);
  assert.deepEqual(found('{"x": "\ud800"}'), [["json.syntax", []]]);
  const [long] = problems(() => SCHEME.appraise({ ["k".repeat(9_000_000)]: NaN }));
  assert.deepEqual([long.code, long.path[0].length], ["number.syntax", 201]);
  for (const facts of [undefined, NaN, () => 1, new Map([["x", 1]])]) assert.equal(found(facts).length, 1);
  for (const facts of [null, 7, true, [], [1], 7n]) assert.equal(found(facts).length, 1, String(facts));
  assert.deepEqual(codes(() => SCHEME.appraise({ x: NaN }, { factor: NaN })), [["number.syntax", ["x"]], ["number.syntax", ["settings", "factor"]]]);
  assert.deepEqual(codes(() => SCHEME.appraise({ x: "a" }, { factor: "b" })), [["number.syntax", ["x"]], ["number.syntax", ["settings", "factor"]]]);
  assert.deepEqual(codes(() => Scheme.parse({ ...DOCUMENT, version: NaN })), [["number.syntax", ["version"]]]);
});

test("a date says what to pass instead", () => {
  const [problem] = problems(() => SCHEME.appraise({ day: new Date(2025, 11, 31) }));
  assert.equal(problem.text("en"), "this is `Date`, but a date as text is needed");
  assert.equal(problem.help("en"), "pass 2025-12-31 as text");
  assert.match(problem.text("id"), /tanggal sebagai teks/);
});

test("values that share or hide without end", () => {
  let deep = 1;
  for (let i = 0; i < 100; i++) deep = [deep];
  assert.deepEqual(codes(() => SCHEME.appraise(deep)), [["json.too_deep", []]]);
  let shared = [1];
  for (let i = 0; i < 60; i++) shared = [shared, shared];
  assert.deepEqual(codes(() => SCHEME.appraise({ x: shared })), [["json.too_large", []]]);
  const endless = { toJSON: () => ({ toJSON: endless.toJSON }) };
  assert.deepEqual(codes(() => SCHEME.appraise(endless)), [["json.too_deep", []]]);
  const sparse = [];
  sparse.length = 4_000_000_000;
  assert.equal(problems(() => SCHEME.appraise(sparse)).length, 200);
  assert.deepEqual(codes(() => SCHEME.appraise(" ".repeat(17 * 1024 * 1024))), [["json.too_large", []]]);
  assert.deepEqual(codes(() => SCHEME.appraise("[".repeat(1_000_000))), [["json.too_deep", []]]);
});

test("what a caller's own code throws is the caller's", () => {
  const thrown = new Error("mine");
  assert.throws(() => SCHEME.appraise({ get x() { throw thrown; } }), (error) => error === thrown);
});

test("problems say where, in both languages", () => {
  const [problem] = problems(() => SCHEME.appraise('{\n  "x": "a" }'));
  assert.deepEqual(problem.position, { line: 2, column: 8 });
  assert.match(String(problem), /^x \(line 2, column 8\): .*\[number\.syntax\]/);
  assert.notEqual(problem.text("en"), problem.text("id"));
  assert.equal(problem.text(), problem.text("id"));
  assert.deepEqual(JSON.parse(JSON.stringify(problem)).path, ["x"]);
  const [unplaced] = problems(() => SCHEME.appraise({ x: "a" }));
  assert.equal(unplaced.position, undefined);
  assert.match(String(unplaced), /^x: /);
  const [unknown] = problems(() => SCHEME.appraise({ y: 1, x: 1 }));
  assert.equal(typeof unknown.help("en"), "string");
  const error = (() => { try { SCHEME.appraise(JSON.stringify({ goals: Array(300).fill({}) })); } catch (error) { return error; } })();
  assert.deepEqual([error.problems.length, error.more], [200, 100]);
  assert.match(error.message, /and 100 more$/);
});

test("schemes: parsed, built in, listed, described", () => {
  assert.deepEqual([SCHEME.id, SCHEME.version, SCHEME.title(), SCHEME.title("en")], ["test/values", 3, "Nilai", "Values"]);
  assert.deepEqual(JSON.parse(SCHEME.text), DOCUMENT);
  assert.ok(check(SCHEME).every((problem) => problem.code.startsWith("check.")));
  assert.equal(SCHEME.factsSchema("en").type, "object");
  assert.equal(SCHEME.settingsSchema("en").type, "object");
  assert.throws(() => new Scheme(), TypeError);
  const all = schemes({ illustrations: true });
  assert.ok(all.length > 3);
  for (const listed of all) {
    const scheme = Scheme.builtin(listed.id, listed.version);
    assert.deepEqual([scheme.id, scheme.version, scheme.title()], [listed.id, listed.version, listed.title.id]);
  }
  assert.ok(all.length > schemes().length);
  assert.deepEqual(schemes({ jurisdiction: "XX" }), []);
  const year = schemes({ jurisdiction: "ID", purpose: "performance", period: { from: "2021-01-01", until: "2021-12-31" } });
  assert.ok(year.length === 4 && year.every((listed) => !listed.wholePeriod));
  assert.deepEqual(codes(() => schemes({ period: { from: "2021-02-30" } })), [["value.date", ["period", "from"]], ["value.date", ["period", "until"]]]);
  assert.deepEqual(codes(() => schemes({ period: { from: "2021-12-31", until: "2021-01-01" } })), [["period.reversed", ["period"]]]);
  assert.deepEqual(codes(() => Scheme.builtin("id/none")), [["scheme.unknown", ["scheme"]]]);
  assert.deepEqual(codes(() => Scheme.builtin("id/pp-46-2011", 99)), [["scheme.unknown", ["scheme"]]]);
  for (const version of [1.5, NaN, "1", {}, 2 ** 60]) assert.deepEqual(codes(() => Scheme.builtin("id/pp-46-2011", version)), [["value.type", ["version"]]]);
});

test("an amendment that no document can hold", () => {
  const [[code, path]] = codes(() => Scheme.builtin("id/pp-46-2011").amended({ parameters: NaN }));
  assert.deepEqual([code, path], ["number.syntax", ["parameters"]]);
});

test("the officer of the example", () => {
  const scheme = Scheme.builtin("id/langsa");
  const facts = readFileSync(new URL("../../core/examples/facts/langsa.json", import.meta.url), "utf8");
  const [fromText, fromObject] = [scheme.appraise(facts), scheme.appraise(JSON.parse(facts))];
  assert.deepEqual(fromText.outcomes, fromObject.outcomes);
  assert.deepEqual(fromText.toJSON(), fromObject.toJSON());
  assert.ok(fromText.warnings.some((warning) => warning.code === "appraisal.illustration"));
});

test("decimals in the order of numbers", () => {
  assert.deepEqual(["102.80", "88.67", "9", "-1"].sort(compareDecimal), ["-1", "9", "88.67", "102.80"]);
  assert.equal(compareDecimal("1.0", 1), 0);
  assert.equal(compareDecimal(2n, "1.9999999999999999999"), 1);
  assert.deepEqual(codes(() => compareDecimal("a", NaN)), [["number.syntax", ["a"]], ["number.syntax", ["b"]]]);
});

test("the memory of a loop does not grow", { timeout: 300_000 }, () => {
  const { memory } = initSync(); // Loaded already: gives what there is.
  const facts = JSON.parse(readFileSync(new URL("../../core/examples/facts/langsa.json", import.meta.url), "utf8"));
  const scheme = Scheme.builtin("id/langsa");
  const loop = (times) => {
    for (let i = 0; i < times; i++) {
      if (i % 10 === 0) problems(() => SCHEME.appraise({ x: `${i}a` }));
      else if (i % 1000 === 1) scheme.appraise(facts).explain();
      else SCHEME.appraise({ x: i, goals: [{ y: 1 }, { y: 2 }] });
      if (i % 100 === 2) Scheme.parse(DOCUMENT);
    }
  };
  const pages = () => memory.buffer.byteLength;
  const heap = () => { globalThis.gc?.(); return process.memoryUsage().heapUsed; };
  loop(10_000);
  const before = [pages(), heap()];
  loop(100_000);
  assert.equal(pages(), before[0]);
  if (globalThis.gc) assert.ok(heap() < before[1] + 4_000_000, `${before[1]} bytes before, ${heap()} after`);
  // A scheme that was dropped from the compiled ones is read again.
  assert.equal(scheme.appraise(facts).outcomes.score, Scheme.builtin("id/langsa").appraise(facts).outcomes.score);
});

test("a scheme with other constants is another scheme, and says so", () => {
  const scheme = Scheme.builtin("id/pp-46-2011");
  const amended = scheme.amended({ bobot_skp: 70 });
  assert.notEqual(amended.text, scheme.text);
  assert.equal(amended.text, scheme.amended('{"bobot_skp": 70}').text);
  assert.ok(check(amended).some((finding) => finding.code === "check.amended"));
  assert.deepEqual(codes(() => scheme.amended({ bobot: 70, bobot_skp: "x" })), [["name.unknown", ["bobot"]], ["number.syntax", ["bobot_skp"]]]);
});

test("a value is taken from a sealed appraisal", () => {
  const points = Scheme.builtin("id/angka-kredit-2023");
  const rating = Scheme.builtin("id/permenpanrb-6-2022");
  const sealed = rating.appraise(JSON.parse(rating.text).examples[0].facts).sealed();
  const facts = { period: { from: "2023-01-01", until: "2023-12-31" }, jenjang: "ahli_pertama", predikat: sealed };
  assert.equal(points.appraise(facts).outcomes.angka_kredit, "18.75");
  assert.match(points.appraise(facts).explain("en"), /taken from: appraisal\/1, id\/permenpanrb-6-2022/);
  const changed = { ...sealed, outcomes: { rating: "baik" } };
  assert.deepEqual(codes(() => points.appraise({ ...facts, predikat: changed })), [["taken.seal", ["predikat"]]]);
});
