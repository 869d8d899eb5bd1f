// `<kinerja-form>` as a person fills it in and as a page uses it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { numberText, parseExactly } from "../dist/form/numeral.js";
import { NEEDS_BROWSER, end, open, serious, serve } from "./browser.mjs";

const html = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A test</title>
  <style>:root { color-scheme: light dark; background: light-dark(white, #101413) }</style><main><h1>A test</h1>${body}</main><script type="module" src="/kinerja/form/index.js"></script></html>`;

// No scheme of the box: whatever a form knows of it, it has from the schema.
const SCHEME = {
  kinerja: "scheme/1", scheme: "test/bakery", version: 1, languages: ["en", "id"], title: { en: "Bakery", id: "Toko roti" }, status: "draft",
  scales: [{ name: "grade", title: { en: "Grade", id: "Tingkat" }, levels: [
    { name: "plain", title: { en: "Plain", id: "Biasa" }, description: { en: "as anybody bakes", id: "seperti siapa pun" } },
    { name: "fine", title: { en: "Fine", id: "Bagus" }, description: { en: "one comes back for it", id: "orang datang lagi" } }] }],
  choices: [{ name: "shift", words: [{ name: "early", title: { en: "Early", id: "Pagi" } }, { name: "late", title: { en: "Late", id: "Malam" } }] }],
  settings: [{ name: "share", type: "number", from: 0, until: 1, default: "0.5", title: { en: "Share", id: "Bagian" } }],
  inputs: [
    { name: "loaves", type: "list", least: 1, title: { en: "Loaves", id: "Roti" }, fields: [
      { name: "weight", type: "weight", total: 100, title: { en: "Weight", id: "Bobot" } },
      { name: "taste", type: "level", scale: "grade", title: { en: "Taste", id: "Rasa" }, optional: "not_rated", evidence: "required", role: "judgement" },
      { name: "sold", type: "number", from: 0, until: 100, title: { en: "Sold", id: "Terjual" }, unit: "%", optional: "not_applicable" },
      { name: "tasters", type: "list", least: 0, title: { en: "Tasters", id: "Pencicip" }, fields: [{ name: "mark", type: "integer", from: 1, until: 5, title: { en: "Mark", id: "Angka" } }] }] },
    { name: "shifts", type: "list", key: "shift", complete: true, title: { en: "Shifts", id: "Giliran" }, fields: [
      { name: "shift", type: "choice", of: "shift", title: { en: "Shift", id: "Giliran" } }, { name: "late_days", type: "integer", from: 0, default: 0, title: { en: "Days late", id: "Hari terlambat" } }] },
    { name: "clean", type: "yes_no", title: { en: "Clean", id: "Bersih" }, optional: "not_applicable" },
    { name: "budget", type: "number", from: 0, title: { en: "Budget", id: "Anggaran" }, optional: "not_applicable" }],
  steps: [
    { each: "loaves", steps: [{ name: "earned", is: "weight * sold" }] },
    { name: "score", is: "sum(earned over loaves, not_rated: block, not_applicable: exclude, empty: zero) / 100 * share + sum(late_days over shifts)" },
    { name: "spent", is: "if_absent(budget, 0)" }],
  outcomes: [{ name: "score", of: "score", title: { en: "Score", id: "Nilai" }, round: { digits: 2, mode: "half_up" } }, { name: "spent", of: "spent", title: { en: "Spent", id: "Belanja" }, round: "exact" }],
};
const BAKERY = html(`<kinerja-form lang="id" scheme="${JSON.stringify(SCHEME).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></kinerja-form>`);

let server;
before(async () => {
  server = await serve({
    "/bakery": BAKERY,
    "/empty": html('<kinerja-form lang="id"></kinerja-form>'),
    "/posted": html(`<form method="get" action="/posted"><kinerja-form lang="en" name="facts" scheme="id/pp-46-2011" value='{"note": "from the page", "integritas": 90}'></kinerja-form><button>Send</button></form>`),
  });
});
after(async () => {
  await server.close();
  await end();
});

/** The state of the form, as a program sees it. */
const state = (page) => page.evaluate(() => {
  const form = document.querySelector("kinerja-form");
  return { facts: form.facts, outcomes: form.appraisal && { ...form.appraisal.outcomes }, problems: form.problems.map(({ code, path }) => `${code} ${path.join(".")}`), decided: form.decided };
});

test("numbers as people type them", () => {
  const read = (typed, lang = "id") => {
    const { text, readings } = numberText(typed, lang);
    return readings ?? text;
  };
  assert.equal(read("88,67"), "88.67");
  assert.equal(read("88.67"), "88.67");
  assert.equal(read("88,67", "en"), "88.67");
  assert.equal(read(" −5 "), "-5");
  assert.equal(read("5.000.000"), "5000000");
  assert.equal(read("1.234,5"), "1234.5");
  assert.equal(read("1,234.5"), "1234.5");
  assert.equal(read("1 234 567,5"), "1234567.5");
  assert.equal(read("5,000"), "5.000");
  assert.equal(read("0.500"), "0.500");
  assert.deepEqual(read("5.000"), ["5000", "5.000"]);
  assert.deepEqual(read("5,000", "en"), ["5000", "5.000"]);
  assert.equal(read("5.000", "en"), "5.000");
  for (const nonsense of ["abc", "1,2,3", "1.2.3", "--1", "1,", "1e", "12.34,5,6"]) assert.equal(read(nonsense), nonsense);
});

test("a document that is loaded keeps every digit", () => {
  const text = '{"a": 0.1234567890123456789012345678, "b": [-1e-7, "5"], "c \\" 1": true, "d": {"e": 9007199254740993}}';
  assert.deepEqual(parseExactly(text), { a: "0.1234567890123456789012345678", b: ["-1e-7", "5"], 'c " 1': true, d: { e: "9007199254740993" } });
  assert.throws(() => parseExactly("{"), SyntaxError);
});

test("a scheme that nobody has seen is filled in, in Indonesian, and told as one types", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  await page.getByLabel("Bobot", { exact: true }).fill("100");
  await page.getByLabel("Terjual", { exact: true }).fill("88,67");
  assert.deepEqual((await state(page)).outcomes, { score: "44.34", spent: "0" });
  assert.equal(await page.locator("dd[data-outcome=score]").textContent(), "44,34");
  assert.ok(await page.getByText("Dihitung, bukan diputuskan").isVisible());
  assert.ok(await page.getByText("Rancangan").isVisible());
  await page.getByRole("group", { name: "Malam" }).getByLabel("Hari terlambat", { exact: true }).fill("3");
  const { facts, outcomes } = await state(page);
  assert.equal(outcomes.score, "47.34");
  assert.deepEqual(facts, { loaves: [{ weight: "100", sold: "88.67" }], shifts: [{ shift: "early" }, { shift: "late", late_days: "3" }] });
  // Settings are asked for where the page has none.
  await page.getByText("Keputusan instansi").click();
  await page.getByLabel("Bagian", { exact: true }).fill("1");
  assert.deepEqual([(await state(page)).outcomes.score, (await state(page)).decided], ["91.67", { share: "1" }]);
});

test("rows come and go, and nest", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  await page.getByRole("button", { name: "Tambah baris: Roti" }).click();
  const second = page.getByRole("group", { name: "Roti 2" });
  assert.equal(await second.getByLabel("Sebutan").evaluate((field) => field.getRootNode().activeElement === field), true);
  await second.getByLabel("Sebutan").fill("Rye");
  await second.getByLabel("Cara menulis bobot").selectOption("rest");
  await page.getByRole("group", { name: "Roti 1" }).getByLabel("Bobot", { exact: true }).fill("60");
  await second.getByText("Pencicip").click();
  await second.getByRole("button", { name: "Tambah baris: Pencicip" }).click();
  await second.getByLabel("Angka", { exact: true }).fill("4");
  assert.deepEqual((await state(page)).facts.loaves, [{ weight: "60" }, { title: "Rye", weight: "rest", tasters: [{ mark: "4" }] }]);
  await page.getByRole("button", { name: "Hapus Roti 1" }).click();
  assert.deepEqual((await state(page)).facts.loaves, [{ title: "Rye", weight: "rest", tasters: [{ mark: "4" }] }]);
  await page.getByRole("group", { name: "Roti 1" }).getByRole("button", { name: "Hapus Pencicip 1" }).click();
  assert.deepEqual((await state(page)).facts.loaves, [{ title: "Rye", weight: "rest" }]);
});

test("mistakes are told at their field, once somebody has left it", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  const sold = page.getByLabel("Terjual", { exact: true });
  const said = async () => {
    await page.keyboard.press("Tab");
    return sold.evaluate((field) => field.getRootNode().getElementById(field.getAttribute("aria-describedby").split(" ")[0]).textContent);
  };
  assert.equal(await page.getByText("harus diisi").count(), 0);
  await sold.fill("abc");
  assert.equal(await said(), "`abc` bukan angka: tulis seperti 88,67");
  assert.equal(await sold.getAttribute("aria-invalid"), "true");
  await sold.fill("5.000");
  assert.equal(await said(), "`5.000` dapat dibaca dengan dua cara: tulis 5000 atau 5,000");
  assert.equal((await state(page)).outcomes, null);
  await sold.fill("101");
  assert.match(await said(), /di luar.*0 sampai 100|101/);
  await sold.fill("88");
  assert.equal(await said(), "");
  // All that is wrong or empty, when asked.
  await page.getByRole("button", { name: "Tunjukkan" }).click();
  assert.equal(await page.getByLabel("Bobot", { exact: true }).evaluate((field) => field.getRootNode().activeElement === field), true);
  assert.equal(await page.getByRole("button", { name: "Roti 1 › Bobot" }).count(), 1);
  await page.getByLabel("Rasa", { exact: true }).selectOption("fine");
  await page.getByLabel("Bobot", { exact: true }).fill("90");
  assert.match(await page.getByText(/jumlah.*90|90.*100/).first().textContent(), /100/);
  await page.getByLabel("Bobot", { exact: true }).fill("100");
  assert.deepEqual((await state(page)).problems, ["evidence.missing loaves.0.taste"]);
  await page.getByLabel("Bukti (wajib)").fill("guest book\n\n p. 7 ");
  assert.deepEqual((await state(page)).facts.loaves[0].taste, { value: "fine", evidence: ["guest book", "p. 7"] });
  assert.equal((await state(page)).outcomes.score, "44.00");
});

test("what is absent, and why; who said it and when", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  await page.getByRole("button", { name: "Bukti dan catatan: Terjual" }).click();
  await page.getByLabel("Ada atau tidak").selectOption("not_applicable");
  await page.getByLabel("Alasan").fill("oven broken");
  await page.getByLabel("Diisi oleh").fill("head");
  await page.getByLabel("Tanggal", { exact: true }).fill("2025-12-20");
  assert.deepEqual((await state(page)).facts.loaves[0].sold, { absent: "not_applicable", because: "oven broken", by: "head", on: "2025-12-20" });
  assert.equal(await page.getByLabel("Terjual", { exact: true }).isVisible(), false);
  await page.getByLabel("Ada atau tidak").selectOption("");
  await page.getByLabel("Terjual", { exact: true }).fill("5");
  assert.deepEqual((await state(page)).facts.loaves[0].sold, { value: "5", by: "head", on: "2025-12-20" });
});

test("a document is shown and given back whole, strange parts too", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  const facts = {
    kinerja: "facts/1", scheme: "test/bakery", note: "n", person: { ref: "A-17" }, extra: 1,
    loaves: [{ id: "a", title: "Rye", weight: "equal", taste: { value: "superb", evidence: [3], odd: "x" }, sold: { value: "0.1234567890123456789", note: "<b>hm</b>" } }],
    shifts: [{ shift: "late", late_days: { absent: "gone" } }, { shift: "noon" }], clean: "maybe", budget: [1],
  };
  await page.evaluate((facts) => { document.querySelector("kinerja-form").facts = facts; return document.querySelector("kinerja-form").ready; }, facts);
  const { facts: back, problems } = await state(page);
  assert.deepEqual(back.loaves, [{ id: "a", title: "Rye", weight: "equal", taste: { value: "superb", evidence: [3], odd: "x" }, sold: { value: "0.1234567890123456789", note: "<b>hm</b>" } }]);
  assert.deepEqual([back.extra, back.clean, back.note, back.person], [1, "maybe", "n", { ref: "A-17" }]);
  assert.deepEqual(back.shifts, [{ shift: "early" }, { shift: "late", late_days: { value: null, absent: "gone" } }, { shift: "noon" }]);
  for (const code of ["document.unknown_key extra", "value.type clean", "value.level loaves.0.taste"]) assert.ok(problems.includes(code), `${code} of ${problems}`);
  // As somebody else's program would send it.
  for (const wrong of ["[]", "7", "{", '{"loaves": 5, "shifts": {}, "clean": [[]]}', '{"loaves": [5, null, {"tasters": 1}], "person": "Ada", "period": 3}']) {
    const found = await page.evaluate(async (wrong) => {
      const form = document.querySelector("kinerja-form");
      const refused = new Promise((resolve) => form.addEventListener("kinerja-error", ({ detail }) => resolve(detail.problems.length), { once: true }));
      form.facts = wrong;
      await form.ready;
      return form.appraisal === null && (form.problems.length || (await refused));
    }, wrong);
    assert.ok(found > 0, wrong);
  }
});

test("another language keeps what was entered", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/bakery`);
  await page.getByLabel("Terjual", { exact: true }).fill("88,5");
  await page.getByLabel("Bobot", { exact: true }).fill("10x");
  await page.keyboard.press("Tab");
  await page.evaluate(() => { const form = document.querySelector("kinerja-form"); form.lang = "en"; return form.ready; });
  assert.equal(await page.getByLabel("Sold", { exact: true }).inputValue(), "88.5");
  assert.equal(await page.getByLabel("Weight", { exact: true }).inputValue(), "10x");
  assert.equal(await page.locator(".is-weight .problem").textContent(), "`10x` is not a number: a weight is a number, or \"rest\" in one row, or \"equal\" in all rows");
});

test("a page of the office: the facts are posted with its form", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/posted`);
  await page.getByLabel("Integrity", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("form").checkValidity()), false);
  await page.evaluate(() => { document.querySelector("form").noValidate = true; });
  await page.getByLabel("Discipline", { exact: true }).fill("91,5");
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL(/facts=/);
  const sent = JSON.parse(new URL(page.url()).searchParams.get("facts"));
  assert.deepEqual([sent.note, sent.integritas, sent.disiplin], ["from the page", "90", "91.5"]);
  await page.evaluate(() => document.querySelector("form").reset());
  await page.evaluate(() => document.querySelector("kinerja-form").ready);
  assert.equal(await page.getByLabel("Discipline", { exact: true }).inputValue(), "");
});

test("every scheme of the box, filled in by its own examples, gives their outcomes", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/empty`);
  const told = await page.evaluate(async () => {
    const { default: init, Scheme, schemes } = await import("/kinerja/index.js");
    await init();
    const form = document.querySelector("kinerja-form");
    const differing = [];
    let count = 0;
    for (const { id } of schemes({ illustrations: true })) {
      const scheme = Scheme.builtin(id);
      for (const { facts, settings, title } of JSON.parse(scheme.text).examples) {
        form.settings = settings ?? null;
        form.scheme = id;
        form.facts = facts;
        await form.ready;
        const wanted = JSON.stringify(scheme.appraise(facts, settings).outcomes);
        const got = JSON.stringify(form.appraisal?.outcomes ?? form.problems.map(String));
        if (wanted !== got) differing.push(`${id} ${title.en}: ${got}, not ${wanted}`);
        count += 1;
      }
    }
    return { differing, count };
  });
  assert.deepEqual(told.differing, []);
  assert.ok(told.count > 40, String(told.count));
});

test("an unknown scheme is refused in words", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/empty`);
  await page.evaluate(() => { document.querySelector("kinerja-form").setAttribute("scheme", "id/pp-46"); });
  assert.match(await page.getByRole("alert").textContent(), /id\/pp-46/);
});

for (const [colorScheme, width] of [["light", 1280], ["dark", 390]]) {
  test(`axe finds nothing serious: ${colorScheme}, ${width} px`, NEEDS_BROWSER, async (t) => {
    const page = await open(t, `${server.url}/empty`, { colorScheme, viewport: { width, height: 900 } });
    const facts = readFileSync(new URL("../../core/examples/facts/langsa.json", import.meta.url), "utf8");
    await page.evaluate((facts) => { const form = document.querySelector("kinerja-form"); form.scheme = "id/langsa"; form.facts = facts; return form.ready; }, facts);
    for (const fold of await page.locator("summary").all()) await fold.click();
    await page.getByRole("button", { name: /Bukti dan catatan: Realisasi/ }).first().click();
    assert.deepEqual(await serious(page), []);
    await page.getByLabel("Realisasi", { exact: true }).first().fill("x");
    await page.keyboard.press("Tab");
    assert.deepEqual(await serious(page), []);
  });
}
