// The page as a person uses it. Its pictures go to `KINERJA_PICTURES`, where that is set.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { NEEDS_BROWSER, end, open, serious, serve } from "./browser.mjs";

const PICTURES = process.env.KINERJA_PICTURES;
const LANGSA = readFileSync(new URL("../../core/examples/facts/langsa.json", import.meta.url), "utf8");

let server;
before(async () => {
  server = await serve({ "/": new URL("../web/", import.meta.url) });
});
after(async () => {
  await server.close();
  await end();
});

/** Opens the page, ready to be filled in. */
async function begin(t, at = "", options = {}) {
  const page = await open(t, `${server.url}/${at}`, { locale: "id-ID", ...options });
  await page.locator("kinerja-form section.results").waitFor();
  return page;
}

const result = (page, name) => page.locator(`dd[data-outcome=${name}]`).textContent();
const put = (page, name, text) => page.locator("#files").setInputFiles([{ name, mimeType: "application/json", buffer: Buffer.from(text) }]);

async function picture(page, name, options = {}) {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), ...options });
}

test("an officer's facts are filled in by hand, the rating read, the reason opened, a target changed", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/pp-46-2011");
  const enter = (label, text) => page.getByLabel(label, { exact: true }).fill(text);
  await enter("Nama", "Rahmadani");
  await page.getByLabel("Periode: dari").fill("2019-01-01");
  await enter("sampai", "2019-12-31");
  await enter("Sebutan", "Pengawasan sekolah");
  await enter("Target kuantitas (output)", "50");
  await enter("Realisasi kuantitas (output)", "40");
  await enter("Realisasi kualitas (mutu)", "88,5");
  await enter("Target waktu", "12");
  await enter("Realisasi waktu", "12");
  for (const behaviour of ["Orientasi pelayanan", "Integritas", "Komitmen", "Disiplin", "Kerja sama"]) await enter(behaviour, "90");
  // (80 + 88.5 + 76) / 3 = 81.5; 0.6 × 81.5 + 0.4 × 90 = 84.9
  assert.equal(await result(page, "score"), "84,90");
  assert.equal(await result(page, "rating"), "Baik");
  assert.ok(await page.getByText("Peraturan lama, tidak berlaku lagi").isVisible());
  assert.ok(await page.getByText("Memakai angka yang belum diverifikasi").isVisible());
  assert.ok(await page.getByText("Dihitung, bukan diputuskan.", { exact: true }).isVisible());

  const outcome = page.locator("#why .outcome").first();
  await outcome.locator("> summary").click();
  // What is in a branch is written when it opens.
  await outcome.getByText("60 / 100 × 81,5 + (100 - 60) / 100 × 90 = 84,9").first().waitFor();
  await outcome.getByText("Nilai SKP", { exact: true }).click();
  await outcome.locator(".branch", { hasText: "Nilai SKP" }).first().getByText("sumber sekunder").first().waitFor();
  assert.ok(await page.getByRole("img", { name: /Sebutan.*: Baik pada 84,9/ }).isVisible());

  await enter("Target kuantitas (output)", "32");
  assert.equal(await result(page, "score"), "93,90");
  assert.equal(await result(page, "rating"), "Sangat Baik");
  await page.locator("#why .outcome > dl").getByText("60 / 100 × 96,5 + (100 - 60) / 100 × 90 = 93,9").waitFor();
});

test("each kind of mistake is told at its field", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/langsa");
  await page.locator("#example").selectOption("0");
  await page.locator("dd[data-outcome=rating]").waitFor();
  const goal = page.getByRole("group", { name: "Sasaran 1", exact: true });
  const behaviour = page.getByRole("group", { name: "Adaptif", exact: true });
  await behaviour.locator("summary").first().click();
  const field = (within, label) => within.locator(".field", { has: page.locator(`label:text-is("${label}")`) });
  const mistakes = [
    [goal, "Target", "fill", "sembilan puluh", /bukan angka/],
    [goal, "Target", "fill", "0", /lebih dari 0/],
    [goal, "Target", "fill", "98,555", /desimal|angka di belakang/],
    [goal, "Target", "fill", "", /harus diisi/],
    [goal, "Target", "fill", "98.500", /dua cara/],
    [goal, "Arah", "selectOption", "", /harus diisi/],
  ];
  for (const [within, label, how, text, said] of mistakes) {
    const control = field(within, label).locator("input, select, textarea").first();
    const before = how === "fill" ? await control.inputValue() : await control.evaluate((select) => select.value);
    await control[how](text);
    await page.keyboard.press("Tab");
    assert.match(await field(within, label).locator(".problem").textContent(), said, `${label} ${text}`);
    assert.equal(await control.getAttribute("aria-invalid"), "true");
    await control[how](before);
  }
  assert.equal(await result(page, "score"), "85,90");
  // Owed evidence, a weight that does not add up, a mark that is no whole number, a rater twice, a period too early.
  await goal.getByLabel("Bukti (wajib)").fill("");
  assert.match(await field(goal, "Strategi yang dipakai").locator(".problem").textContent(), /bukti/i);
  await field(goal, "Bobot").locator("input[type=text]").fill("41");
  assert.match(await page.locator("section.list").first().locator("> .problem").textContent(), /101/);
  await behaviour.getByLabel("Angka 1-5", { exact: true }).first().fill("4,5");
  await page.keyboard.press("Tab");
  assert.match(await behaviour.locator(".problem:visible").first().textContent(), /bulat/);
  await behaviour.getByLabel("Sandi penilai", { exact: true }).nth(1).fill("A1");
  await page.keyboard.press("Tab");
  assert.match(await behaviour.locator(".problem:visible").allTextContents().then((texts) => texts.join(" ")), /A1/);
  await page.getByLabel("Periode: dari").fill("2024-01-01");
  await page.keyboard.press("Tab");
  assert.match(await page.locator(".is-period .problem").textContent(), /2024-01-01/);
  // All of them in one list, each a way to its field.
  const listed = page.locator(".open li");
  assert.ok((await listed.count()) >= 5, await page.locator(".open").textContent());
  await listed.getByRole("button", { name: /Sasaran 1 › Strategi/ }).click();
  assert.equal(await field(goal, "Strategi yang dipakai").locator("select").evaluate((select) => select.getRootNode().activeElement === select), true);
  await page.locator("#why").waitFor({ state: "hidden" });
});

test("same figures, another strategy: another rating, and the reason is shown", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/langsa");
  await put(page, "langsa.json", LANGSA);
  await page.locator("dd[data-outcome=score]").waitFor();
  const before = await result(page, "score");
  for (const strategy of await page.getByLabel("Strategi yang dipakai", { exact: true }).all()) await strategy.selectOption("strategi_1");
  assert.notEqual(await result(page, "score"), before);
  assert.match(await page.locator(".notices").textContent(), /strategi/);
});

test("what each row brings is drawn, and drawn anew", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/langsa");
  await put(page, "langsa.json", LANGSA);
  const drawn = page.getByRole("img", { name: /^Nilai akhir, sumbangan tiap baris: Sasaran 1: Angka partisipasi sekolah 23,78; / });
  await drawn.waitFor({ timeout: 30_000 });
  assert.equal(await drawn.locator("rect").count(), 22);
  await picture(page, "contributions", { fullPage: true });
  // Printing shows it, too.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await drawn.count(), 1);
  await page.getByRole("group", { name: "Sasaran 1", exact: true }).getByLabel("Realisasi", { exact: true }).fill("49,25");
  await page.getByRole("img", { name: /^Nilai akhir, sumbangan tiap baris: Sasaran 1: Angka partisipasi sekolah (?!23,78)[0-9]/ }).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("img", { name: /^Final score, what each row brings: / }).waitFor({ timeout: 30_000 });
  await page.getByRole("group", { name: "Goals 1", exact: true }).getByLabel("Target", { exact: true }).fill("");
  await page.locator("#drawings").waitFor({ state: "hidden" });
});

test("what each competency lacks: a radar, bars and their levels in a table, at once after a change", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/langsa");
  await put(page, "langsa.json", LANGSA);
  const gap = page.locator("figure.gap");
  await gap.getByRole("img", { name: "Kompetensi: " }).waitFor();
  const facts = JSON.parse(LANGSA).kompetensi;
  const rows = gap.locator("tbody tr");
  assert.equal(await rows.count(), facts.length);
  const cells = await rows.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, [data-of]")].map((cell) => cell.textContent)));
  const level = (text) => Number(text[0]);
  const lacking = facts.filter(({ disyaratkan, dicapai }) => dicapai < disyaratkan).length;
  facts.forEach(({ nama, disyaratkan, dicapai }, index) => {
    const [name, wanted, found, short] = cells[index];
    assert.deepEqual([name, `tingkat_${level(wanted)}`, `tingkat_${level(found)}`], [nama, disyaratkan, dicapai]);
    assert.equal(short, dicapai < disyaratkan ? String(level(wanted) - level(found)) : "–", nama);
  });
  assert.ok(lacking > 0 && (await gap.locator("figcaption").textContent()).includes(`${lacking} dari ${facts.length} di bawah`));
  assert.equal(await gap.locator("tr.lacks").count(), lacking);
  // As many corners as competencies, and a ring for each step of the scale.
  const corners = (name) => gap.locator(`.radar polygon.${name}`).evaluate((shape) => shape.getAttribute("points").split(" ").length);
  assert.deepEqual([await corners("need"), await corners("found")], [facts.length, facts.length]);
  assert.equal(await gap.locator(".radar circle").count(), 5);
  await picture(page, "gap-wide", { fullPage: true });
  for (const reached of await page.getByLabel("Tingkat yang dicapai", { exact: true }).all()) await reached.selectOption("tingkat_5");
  await gap.locator("tr.lacks").first().waitFor({ state: "detached" });
  assert.match(await gap.locator("figcaption").textContent(), /: 0 dari/);
  // Where no list has both levels, nothing is drawn of them.
  await page.locator("#scheme").selectOption("id/pp-46-2011");
  await page.locator("#example").selectOption({ index: 1 });
  await page.locator("#why .outcome").first().waitFor();
  await gap.waitFor({ state: "detached" });
});

test("on a telephone the gap is as wide as the screen, in the dark too", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/langsa", { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await put(page, "langsa.json", LANGSA);
  const gap = page.locator("figure.gap");
  await gap.locator(".radar").waitFor();
  assert.ok(await gap.evaluate((figure) => figure.scrollWidth <= figure.clientWidth && figure.getBoundingClientRect().right <= innerWidth));
  await gap.scrollIntoViewIfNeeded();
  if (PICTURES !== undefined) await gap.screenshot({ path: join(PICTURES, "gap-telephone.png") });
  assert.deepEqual(await serious(page), []);
});

test("what lifts me to Sangat Baik: searched beside the page, in both languages", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/pp-46-2011");
  await page.locator("#example").selectOption({ label: "Nilai SKP dapat melebihi 100" });
  await page.locator("#why .outcome").first().waitFor();
  const rating = await result(page, "rating");
  const wished = await page.locator("#wish option").allTextContents();
  assert.ok(wished.length === 4 && !wished.includes(`Sebutan: ${rating}`), wished.join());
  const answer = page.locator("#lift .answer");
  await page.locator("#wish").selectOption({ label: wished.find((wish) => wish.endsWith("Baik")) });
  await page.getByRole("button", { name: "Cari", exact: true }).click();
  await answer.getByRole("heading", { name: "YANG DIHARAPKAN" }).waitFor({ timeout: 30_000 });
  assert.match(await answer.textContent(), /sekarang/);
  await page.getByRole("button", { name: "English" }).click();
  await answer.getByRole("heading", { name: "WISHED FOR" }).waitFor();
  // Another entry: the answer was to another question.
  await page.getByLabel("Integrity", { exact: true }).fill("81");
  await page.waitForFunction(() => document.querySelector("#lift .answer").textContent === "");
});

test("what one scheme gave another takes: the sealed appraisal, opened and let go", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/permenpanrb-6-2022");
  await page.locator("#example").selectOption("0");
  await page.locator("dd[data-outcome=rating]").waitFor();
  const waiting = new Promise((resolve) => page.on("download", (download) => download.suggestedFilename().endsWith("appraisal.json") && resolve(download)));
  await page.locator("#save").click();
  const sealed = readFileSync(await (await waiting).path(), "utf8");
  await page.locator("#scheme").selectOption("id/angka-kredit-2023");
  await page.getByLabel("Periode: dari").fill("2023-01-01");
  await page.getByLabel("sampai", { exact: true }).fill("2023-12-31");
  await page.locator(".field", { has: page.locator('label:text-is("Jenjang jabatan")') }).or(page.locator(".is-choice")).first().locator("select").first().selectOption("ahli_muda");
  await page.getByLabel(/^Ambil dari penilaian/).and(page.locator("input")).setInputFiles([{ name: "a.json", mimeType: "application/json", buffer: Buffer.from(sealed) }]);
  await page.getByText("dari id/permenpanrb-6-2022 (dokumen tersegel)").waitFor();
  const points = await result(page, "angka_kredit");
  assert.match(points, /^\d+,\d\d$/);
  // Changed by a hand, it is refused; let go, the value is entered oneself.
  const forged = sealed.replace('"rating": "sangat_baik"', '"rating": "baik"');
  assert.notEqual(forged, sealed);
  await page.getByRole("button", { name: /^Isi sendiri/ }).click();
  await page.getByLabel(/^Ambil dari penilaian/).and(page.locator("input")).setInputFiles([{ name: "a.json", mimeType: "application/json", buffer: Buffer.from(forged) }]);
  await page.waitForFunction(() => document.querySelector("kinerja-form").problems.length > 0);
  assert.match(await page.evaluate(() => document.querySelector("kinerja-form").problems[0].code), /seal/);
  await page.getByRole("button", { name: /^Isi sendiri/ }).click();
  await page.locator(".is-level select").first().selectOption("sangat_baik");
  assert.equal(await result(page, "angka_kredit"), points);
});

test("another language: the page, the form, the explanation", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/permenpanrb-6-2022");
  await page.locator("#example").selectOption("0");
  await page.locator("#why .outcome").first().waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "How the result came about" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await result(page, "rating"), "Very good");
  await page.getByRole("img", { name: /Overall rating: Very good, from Above expectations and Above expectations/ }).waitFor();
  assert.ok(await page.getByText("A regulation in force").isVisible());
});

test("a document is opened, saved, and opened again the same; a scheme of one's own too", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  await put(page, "langsa.json", LANGSA);
  await page.locator("dd[data-outcome=score]").waitFor();
  assert.equal(await page.locator("#scheme").inputValue(), "id/langsa");
  const saved = [];
  page.on("download", async (download) => saved.push([download.suggestedFilename(), readFileSync(await download.path(), "utf8")]));
  await page.getByRole("button", { name: "Simpan" }).click();
  for (let i = 0; i < 50 && saved.length < 2; i++) await page.waitForTimeout(50);
  const [[name, facts], [, appraisal]] = saved.sort(([a], [b]) => b.localeCompare(a));
  assert.equal(name, "id-langsa-facts.json");
  assert.equal(JSON.parse(appraisal).kinerja, "appraisal/1");
  const digest = JSON.parse(appraisal).facts_digest;
  // The same facts, whatever form they came in.
  assert.equal(await page.evaluate(async ([given, saved]) => {
    const { Scheme } = await import("./kinerja/index.js");
    const digest = (facts) => Scheme.builtin("id/langsa").appraise(facts).toJSON().facts_digest;
    return digest(given) === digest(saved) && digest(saved);
  }, [LANGSA, facts]), digest);
  await put(page, "mine.json", JSON.stringify({ kinerja: "scheme/1", scheme: "my/half", version: 1, languages: ["id"], title: "Setengah", inputs: [{ name: "x", type: "number", title: "Nilai X" }], steps: [{ name: "half", is: "x / 2" }], outcomes: [{ name: "half", of: "half", round: "exact" }] }));
  await page.getByLabel("Nilai X", { exact: true }).fill("5");
  assert.equal(await result(page, "half"), "2,5");
  // A reload loses nothing; what cannot be read is said.
  await page.reload();
  await page.getByLabel("Nilai X", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Nilai X", { exact: true }).inputValue(), "5");
  const told = (what) => page.locator("#told").getByText(what).or(page.locator("#told", { hasText: what })).first().waitFor();
  await put(page, "broken.json", "{");
  await told("broken.json bukan dokumen JSON");
  await put(page, "other.json", '{"kinerja": "weights/1"}');
  await told(/other\.json bukan fakta/);
  await put(page, "bad.json", '{"kinerja": "scheme/1"}');
  await told(/ditolak/);
});

test("every example of every scheme is one click away", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  for (const scheme of await page.locator("#scheme option").evaluateAll((options) => options.map((option) => option.value))) {
    await page.locator("#scheme").selectOption(scheme);
    const examples = await page.locator("#example option").evaluateAll((options) => options.map((option) => option.value).filter(Boolean));
    assert.ok(examples.length > 0, scheme);
    for (const example of examples) {
      await page.locator("#example").selectOption(example);
      await page.waitForFunction(() => document.querySelector("kinerja-form").appraisal !== null);
    }
  }
});

test("it prints: the form, the result, the whole explanation", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/permenpanrb-6-2022");
  await page.locator("#example").selectOption("0");
  await page.locator("#why .outcome").first().waitFor();
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  await picture(page, "printed");
  if (PICTURES !== undefined) writeFileSync(join(PICTURES, "printed.pdf"), pdf);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator(".printed").innerText(), /BAGAIMANA HASIL DIPEROLEH/);
  assert.equal(await page.locator("#save").isVisible(), false);
});

test("it works without a network", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await Promise.all(["./", "./kinerja/kinerja_bg.wasm", "./kinerja/form/words.js"].map((name) => caches.match(name)))).every(Boolean));
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("#example").selectOption("0");
  await page.locator("dd[data-outcome=rating]").waitFor();
  page.complaints.length = 0;
});

test("with the keyboard alone", NEEDS_BROWSER, async (t) => {
  const page = await begin(t, "#id/permenpanrb-6-2022");
  await page.locator("#example").selectOption("0");
  await page.locator("#why .outcome").first().waitFor();
  await page.reload();
  await page.locator("#why .outcome").first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "KINERJA-FORM");
  await page.locator("#why .outcome > summary").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#why .outcome").first().evaluate((branch) => branch.open), true);
});

test("it says when it is ready, from nothing", NEEDS_BROWSER, async (t) => {
  const page = await begin(t);
  const took = [];
  for (let run = 0; run < 3; run++) {
    const fresh = await open(t, `${server.url}/`, { locale: "id-ID" });
    await fresh.locator("kinerja-form section.results").waitFor();
    took.push(await fresh.evaluate(() => performance.getEntriesByName("kinerja-ready")[0]?.startTime));
  }
  t.diagnostic(`ready after ${took.map((ms) => Math.round(ms)).join(", ")} ms`);
  assert.ok(took.every((ms) => ms > 0), took.join(", "));
  await page.close();
});

for (const lang of ["id", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      test(`seen: ${lang}, ${colorScheme}, ${width} px`, NEEDS_BROWSER, async (t) => {
        const page = await begin(t, `?lang=${lang}#id/permenpanrb-6-2022`, { colorScheme, viewport: { width, height: 900 } });
        await page.locator("#example").selectOption("9");
        await page.locator("#why .outcome").first().waitFor();
        await page.locator("#why .outcome > summary").first().click();
        assert.deepEqual(await serious(page), []);
        // Nothing is wider than the screen.
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        await picture(page, `page-${lang}-${colorScheme}-${width}`, { fullPage: true });
      });
    }
  }
}

for (const lang of ["en", "id"]) {
  test(`the picture of the README: ${lang}`, NEEDS_BROWSER, async (t) => {
    const page = await begin(t, `?lang=${lang}#id/langsa`, { locale: lang, viewport: { width: 1280, height: 860 } });
    await put(page, "langsa.json", LANGSA);
    await page.locator("#why .outcome").first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, `page-${lang}`);
  });
}
