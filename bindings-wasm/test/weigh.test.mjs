// The elements to weigh goals with, and their place in the page, as a person uses them: with a pointer, with the keyboard, on a telephone. Pictures go to `KINERJA_PICTURES`, where that is set.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { NEEDS_BROWSER, end, open, serious, serve } from "./browser.mjs";

const PICTURES = process.env.KINERJA_PICTURES;
const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>weigh</title>
<style>body { color-scheme: light dark; margin: 1rem; background: light-dark(#f4f7f5, #101413) }</style><main><h1>Weights</h1>
<form><kinerja-weight-bar name="bar" value='{"attendance": 40, "dropouts": 35, "reports": 25}'></kinerja-weight-bar>
<kinerja-comparison name="pairs" goals='["attendance", "dropouts", "reports"]'></kinerja-comparison></form></main>
<script type="module">import "/kinerja/weigh/index.js"; window.told = []; addEventListener("kinerja-change", ({ detail }) => window.told.push(detail));</script></html>`;
// As strict as the page: no style stands in an attribute.
const CSP = { "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'self' 'nonce-x'" };

let server;
let strict;
before(async () => {
  server = await serve({ "/": HTML, "/page/": new URL("../web/", import.meta.url), "/page/kinerja/": new URL("../dist/", import.meta.url) });
  strict = await serve({ "/": HTML.replace("<style>", '<style nonce="x">') }, { headers: CSP });
});
after(async () => {
  await server.close();
  await strict.close();
  await end();
});

async function begin(t, options = {}) {
  const page = await open(t, server.url, options);
  await page.locator("kinerja-comparison .verdict").waitFor();
  return page;
}

async function picture(page, name, options = {}) {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, ...options });
}

const weights = (page) => page.locator("kinerja-weight-bar").evaluate((bar) => bar.weights);
const sum = (weights) => Object.values(weights).reduce((sum, weight) => sum + Number(weight), 0);
const border = (page, name) => page.getByRole("slider", { name });

/** Takes hold in the middle of something and lets go so far to the right. */
async function drag(page, locator, by, steps = 8) {
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + by, y + height / 2, { steps });
  await page.mouse.up();
}

test("a border is dragged, and the weights keep to 100 all the way", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const { width } = await page.locator("kinerja-weight-bar .bar").boundingBox();
  await drag(page, border(page, "Border between attendance and dropouts"), width * 0.1);
  assert.deepEqual(await weights(page), { attendance: "50", dropouts: "25", reports: "25" });
  // No further than the next border; of two that stand at one place, the one that has room is moved.
  await drag(page, border(page, "Border between dropouts and reports"), -width);
  assert.deepEqual(await weights(page), { attendance: "50", dropouts: "0", reports: "50" });
  await drag(page, border(page, "Border between attendance and dropouts"), -width * 2);
  assert.deepEqual(await weights(page), { attendance: "0", dropouts: "50", reports: "50" });
  const told = await page.evaluate(() => window.told.filter(({ pairs }) => pairs === undefined).map(({ weights }) => weights));
  assert.ok(told.length > 8 && told.every((weights) => sum(weights) === 100), JSON.stringify(told));
  assert.deepEqual(await page.evaluate(() => JSON.parse(new FormData(document.querySelector("form")).get("bar"))), { attendance: "0", dropouts: "50", reports: "50" });
});

test("a border is moved by keys, which say where it stands", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const first = border(page, "Border between attendance and dropouts");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await first.getAttribute("aria-valuetext"), "attendance 41 percent, dropouts 34 percent");
  assert.equal(await first.getAttribute("aria-valuenow"), "41");
  assert.equal(await first.getAttribute("aria-valuemax"), "75");
  await page.keyboard.press("PageUp");
  assert.deepEqual(await weights(page), { attendance: "51", dropouts: "24", reports: "25" });
  await page.keyboard.press("End");
  assert.deepEqual(await weights(page), { attendance: "75", dropouts: "0", reports: "25" });
  await page.keyboard.press("Home");
  assert.deepEqual(await weights(page), { attendance: "0", dropouts: "75", reports: "25" });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.getAttribute("aria-label")), "Border between dropouts and reports");
});

test("a number is written: the goals after it give or take, nearest first", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const write = async (goal, number) => {
    await page.getByLabel(goal, { exact: true }).fill(number);
    await page.keyboard.press("Tab");
  };
  await write("attendance", "80");
  assert.deepEqual(await weights(page), { attendance: "80", dropouts: "0", reports: "20" });
  await write("reports", "90");
  assert.deepEqual(await weights(page), { attendance: "10", dropouts: "0", reports: "90" });
  for (const wrong of ["101", "-1", "ten", "33.5"]) {
    await write("dropouts", wrong);
    assert.equal(await page.getByLabel("dropouts", { exact: true }).getAttribute("aria-invalid"), "true", wrong);
    assert.equal(sum(await weights(page)), 100);
  }
});

test("steps of five, hundredths, a single goal, and weights that sum to something else", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const bar = page.locator("kinerja-weight-bar");
  const set = (step, value) => bar.evaluate(async (bar, [step, value]) => {
    bar.setAttribute("step", step);
    bar.setAttribute("value", JSON.stringify(value));
    await bar.ready;
    return bar.weights;
  }, [step, value]);
  assert.deepEqual(await set("0.01", { a: 1, b: 1, c: 1 }), { a: "33.34", b: "33.33", c: "33.33" });
  await border(page, "Border between a and b").press("ArrowLeft");
  assert.deepEqual(await weights(page), { a: "33.33", b: "33.34", c: "33.33" });
  assert.deepEqual(await set("5", { a: 7, b: 2, c: 1 }), { a: "70", b: "20", c: "10" });
  await border(page, "Border between a and b").press("ArrowLeft");
  assert.deepEqual(await weights(page), { a: "65", b: "25", c: "10" });
  assert.deepEqual(await set("1", { only: 3 }), { only: "100" });
  assert.equal(await page.getByRole("slider", { name: /Border/ }).count(), 0);
  await set("1", { a: -1 });
  await page.getByRole("alert").getByText(/-1/).waitFor();
});

test("consistency shows while one drags, with what to revisit first and to what", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const slider = (name) => page.getByRole("slider", { name, exact: true });
  const verdict = page.locator("kinerja-comparison .verdict");
  assert.match(await page.locator("kinerja-comparison .lead").last().textContent(), /Only 0 of 3 pairs/);
  // From the middle to the far left: attendance is 9 times as important. What is told on the way changes with it.
  const { width } = await slider("attendance against dropouts").boundingBox();
  await drag(page, slider("attendance against dropouts"), -width / 2, 30);
  assert.equal(await slider("attendance against dropouts").getAttribute("aria-valuetext"), "attendance is 9 times as important as dropouts");
  const told = await page.evaluate(() => window.told.filter(({ pairs }) => pairs === 3).map(({ weights, judged }) => [weights.statistics.consistency.ratio, judged]));
  const ratios = new Set(told.map(([ratio]) => ratio));
  assert.ok(ratios.size >= 5, `${ratios.size} ratios were shown on the way`);
  assert.equal(told.at(-1)[1], 1);
  await slider("dropouts against reports").press("ArrowLeft");
  await slider("attendance against reports").press(" ");
  assert.equal(await page.locator("kinerja-comparison .lead").last().isVisible(), false);
  assert.match(await verdict.textContent(), /contradict each other: ratio 0\.\d+, accepted up to 0\.1.*Look first at attendance against reports: judged 1, while all other judgements suggest 9/);
  await picture(page, "weigh-contradicts");
  // The mark stands where the slider should go; the button leads there.
  await verdict.getByRole("button", { name: "Show it" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.getAttribute("aria-label")), "attendance against reports");
  const [mark, track] = await Promise.all([page.locator("kinerja-comparison .pair.first .mark").boundingBox(), slider("attendance against reports").boundingBox()]);
  assert.ok(mark.x < track.x + 40, `${mark.x} ${track.x}`);
  await page.keyboard.press("Home");
  assert.match(await verdict.textContent(), /^Consistent: ratio 0\.0\d+/);
  assert.equal(await page.locator("kinerja-comparison .pair.first").count(), 0);
  // Who does not see the meter hears it, once it is quiet.
  await page.locator("kinerja-comparison [aria-live]").getByText(/^Consistent/).waitFor({ state: "attached" });
  const document = await page.evaluate(() => JSON.parse(new FormData(document.querySelector("form")).get("pairs")));
  assert.deepEqual(document.given.matrix[0], ["1", "9", "9"]);
  await picture(page, "weigh-consistent");
});

test("in Indonesian, on a telephone, in the dark, and told from the outside", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true });
  await page.evaluate(async () => {
    document.documentElement.lang = "id";
    for (const element of document.querySelectorAll("kinerja-weight-bar, kinerja-comparison")) element.lang = "id";
    const pairs = document.querySelector("kinerja-comparison");
    pairs.comparisons = [[1, 3, null], [null, 1, null], ["1/5", "0.5", 1]];
    await Promise.all([pairs.ready, document.querySelector("kinerja-weight-bar").ready]);
  });
  assert.equal(await page.getByRole("slider", { name: "attendance terhadap reports" }).getAttribute("aria-valuetext"), "attendance 5 kali lebih penting daripada reports");
  assert.match(await page.locator("kinerja-comparison .verdict").textContent(), /Konsisten: rasio 0,\d+, diterima sampai 0,1/);
  assert.equal(await border(page, "Batas antara attendance dan dropouts").getAttribute("aria-valuetext"), "attendance 40 persen, dropouts 35 persen");
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, "nothing is wider than the telephone");
  const { height } = await border(page, "Batas antara attendance dan dropouts").boundingBox();
  assert.ok(height >= 44, "a finger finds a border");
  await picture(page, "weigh-telephone");
  assert.deepEqual(await serious(page), []);
  // What is judged outlives a change of language.
  await page.locator("kinerja-comparison").evaluate(async (pairs) => {
    pairs.lang = "en";
    await pairs.ready;
  });
  assert.deepEqual(await page.locator("kinerja-comparison").evaluate((pairs) => pairs.comparisons), [[1, 3, 5], [null, 1, 2], [null, null, 1]]);
});

test("a page may forbid styles in attributes, and nobody is left out", NEEDS_BROWSER, async (t) => {
  const page = await open(t, strict.url);
  await page.locator("kinerja-comparison .verdict").waitFor();
  const colours = await page.locator("kinerja-weight-bar .part").evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundColor));
  assert.equal(new Set(colours).size, 3, colours.join());
  assert.deepEqual(await serious(page), []);
  await picture(page, "weigh-light");
});

test("goals that are named twice, and none, are told", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const pairs = page.locator("kinerja-comparison");
  const set = (goals) => pairs.evaluate(async (pairs, goals) => {
    pairs.setAttribute("goals", JSON.stringify(goals));
    await pairs.ready;
  }, goals);
  await set(["a", "a"]);
  await pairs.getByRole("alert").getByText(/`a` is named twice/).waitFor();
  await set([]);
  await pairs.getByRole("alert").waitFor();
  await set(["a", "b"]);
  await pairs.locator(".verdict").waitFor();
});

test("in the page: goals are compared, put into the form, and the result says where the weights came from", NEEDS_BROWSER, async (t) => {
  const page = await open(t, `${server.url}/page/#id/langsa`, { locale: "id-ID" });
  await page.locator("kinerja-form section.results").waitFor();
  await page.locator("#example").selectOption("0");
  await page.locator("dd[data-outcome=score]").waitFor();
  const before = await page.locator("dd[data-outcome=score]").textContent();
  await page.locator("#weigh > summary").click();
  await page.locator("#weigh kinerja-weight-bar .bar").waitFor();
  await page.locator("#weigh-how").selectOption("compare");
  await page.locator("#weigh kinerja-comparison .verdict").waitFor();
  const first = page.locator("#weigh kinerja-comparison").getByRole("slider").first();
  await first.focus();
  for (let moved = 0; moved < 4; moved += 1) await page.keyboard.press("ArrowLeft");
  await picture(page, "weigh-page");
  await page.getByRole("button", { name: "Masukkan ke isian" }).click();
  await page.getByText("Bobot sudah dimasukkan.").waitFor();
  await page.locator("kinerja-form .taken").first().getByText("dari weights/1 (dokumen tersegel)").waitFor();
  await page.locator("dd[data-outcome=score]").waitFor();
  assert.notEqual(await page.locator("dd[data-outcome=score]").textContent(), before);
  await page.waitForFunction(() => document.querySelector("#why .printed").textContent.includes("diambil dari: weights/1"));
  const printed = await page.locator("#why .printed").textContent();
  for (const words of ["Kepentingan terhadap", "Rasio konsistensi", "Saaty, The Analytic Hierarchy Process, 1980"]) assert.ok(printed.includes(words), words);
  // The bar begins with what the form has, and keeps to 100.
  const facts = await page.locator("kinerja-form").evaluate((form) => JSON.parse(JSON.stringify(form.facts)));
  assert.ok(JSON.stringify(facts).includes('"method":"fit"'));
  const field = (row) => Object.values(row).find((value) => value?.kinerja === "weights/1")?.weights;
  const kept = Object.values(facts).filter(Array.isArray).flat().map(field).find((weights) => weights !== undefined);
  const share = (ratio) => ratio.split("/").map(Number).reduce((over, under) => over / under) * 100;
  await page.locator("#weigh-how").selectOption("bar");
  const shown = await page.locator("#weigh kinerja-weight-bar").evaluate((bar) => bar.weights);
  assert.deepEqual(Object.keys(shown), Object.keys(kept));
  for (const [name, weight] of Object.entries(shown)) assert.ok(Math.abs(Number(weight) - share(kept[name])) < 1, `${name}: ${weight}, ${kept[name]}`);
  assert.ok(new Set(Object.values(shown)).size > 1);
  assert.deepEqual(await serious(page), []);
});
