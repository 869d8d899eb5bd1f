// The package as people install it: packed, in small projects of the kinds that there are.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { NEEDS_BROWSER, end, open, serve } from "./browser.mjs";

const HERE = fileURLToPath(new URL("../", import.meta.url));
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const VITE = join(HERE, "node_modules/vite/bin/vite.js");
const EXAMPLE = `const facts = JSON.parse(Scheme.builtin("id/langsa").text).examples[0].facts;`;
const RATED = `Scheme.builtin("id/langsa").appraise(facts).outcomes.rating`;

let project;
before(() => {
  project = mkdtempSync(join(tmpdir(), "kinerja-"));
  const [{ filename, files }] = JSON.parse(execFileSync(NPM, ["pack", "--json", "--silent", "--pack-destination", project], { cwd: HERE, encoding: "utf8" }));
  assert.ok(files.every(({ path }) => /^(dist\/|package\.json|README\.md|LICENSE)/.test(path)), files.map(({ path }) => path).join(", "));
  writeFileSync(join(project, "package.json"), '{ "name": "office", "private": true, "type": "module" }');
  execFileSync(NPM, ["install", "--offline", "--no-audit", "--no-fund", "--silent", join(project, filename)], { cwd: project });
});
after(async () => {
  rmSync(project, { recursive: true, force: true });
  await end();
});

const TSC = join(HERE, "node_modules/typescript/bin/tsc");
const write = (name, text) => {
  mkdirSync(join(project, name, ".."), { recursive: true });
  writeFileSync(join(project, name), text);
};
const run = (name, ...options) => execFileSync(process.execPath, [...options, name], { cwd: project, encoding: "utf8" }).trim();
const installed = () => pathToFileURL(join(project, "node_modules/kinerja/dist/"));
const page = (script, body = "") => `<!doctype html><html lang="id"><meta charset="utf-8"><title>An office</title><body>${body}<output></output>${script}</body></html>`;
const answer = (page) => page.waitForFunction(() => document.querySelector("output").textContent).then((text) => text.jsonValue());

test("in Node", () => {
  write("node.mjs", `import init, { Scheme } from "kinerja"; await init(); ${EXAMPLE} console.log(${RATED});`);
  assert.equal(run("node.mjs"), "baik");
});

test("in Node, from bytes, and all the entries beside each other", () => {
  write("sync.mjs", `import { readFileSync } from "node:fs"; import { initSync, Scheme } from "kinerja"; import { createRequire } from "node:module";
    initSync({ module: readFileSync(createRequire(import.meta.url).resolve("kinerja/kinerja.wasm")) }); ${EXAMPLE} console.log(${RATED});
    import initRooms, { call } from "kinerja/rooms"; await initRooms(); console.log(call("weights.direct", { weights: { a: 70, b: "rest" } }).weights.b);
    import initSearch, { whatIf } from "kinerja/search"; await initSearch(); console.log(whatIf(Scheme.builtin("id/langsa"), facts, { want: { rating: "baik" } }).answer.kinerja);
    import { KinerjaForm } from "kinerja/form"; console.log(typeof KinerjaForm);
    import { Comparison, WeightBar } from "kinerja/weigh"; console.log(typeof Comparison, typeof WeightBar);`);
  assert.deepEqual(run("sync.mjs").split("\n"), ["baik", "0.3", "what-if/1", "function", "function function"]);
});

test("before it is loaded, it says so and does not crash", () => {
  write("early.mjs", `import { Scheme } from "kinerja"; try { Scheme.builtin("id/langsa"); } catch (error) { console.log(error instanceof Error); }`);
  assert.equal(run("early.mjs"), "true");
});

for (const resolution of ["bundler", "nodenext"]) {
  test(`its types, as TypeScript finds them: ${resolution}`, existsSync(TSC) ? {} : { skip: "typescript is not here" }, () => {
    write("office.ts", readFileSync(new URL("types.ts", import.meta.url), "utf8"));
    const words = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "esnext,dom", "--module", resolution === "bundler" ? "esnext" : "nodenext", "--moduleResolution", resolution];
    try {
      execFileSync(process.execPath, [TSC, ...words, "office.ts"], { cwd: project, encoding: "utf8" });
    } catch (error) {
      assert.fail(error.stdout);
    }
  });
}

test("in a worker of Node", () => {
  write("thread.mjs", `import { Worker, isMainThread, parentPort } from "node:worker_threads"; import init, { Scheme } from "kinerja";
    if (isMainThread) new Worker(new URL(import.meta.url)).on("message", (rating) => console.log(rating));
    else { await init(); ${EXAMPLE} parentPort.postMessage(${RATED}); }`);
  assert.equal(run("thread.mjs"), "baik");
});

test("bundled by Vite, with the form", { ...NEEDS_BROWSER, ...(existsSync(VITE) ? {} : { skip: "vite is not here" }) }, async (t) => {
  write("src/main.js", `import init, { Scheme } from "kinerja"; import "kinerja/form"; await init(); ${EXAMPLE}
    const form = document.querySelector("kinerja-form"); form.facts = facts; await form.ready;
    document.querySelector("output").textContent = [${RATED}, form.appraisal.outcomes.rating].join(" ");`);
  write("index.html", page('<script type="module" src="/src/main.js"></script>', '<kinerja-form scheme="id/langsa"></kinerja-form>'));
  execFileSync(process.execPath, [VITE, "build", "--logLevel", "error"], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  const server = await serve({ "/": pathToFileURL(join(project, "dist/")) });
  t.after(server.close);
  assert.equal(await answer(await open(t, `${server.url}/`)), "baik baik");
});

const PLAIN = page(`<script type="module" src="/plain.js"></script>`, '<kinerja-form scheme="id/pp-46-2011"></kinerja-form>');
const PLAIN_JS = `import init, { Scheme } from "/kinerja/index.js"; import "/kinerja/form/index.js"; await init(); ${EXAMPLE}
  await document.querySelector("kinerja-form").ready; document.querySelector("output").textContent = ${RATED} + document.querySelector("kinerja-form").problems.length;`;

for (const [what, how] of [
  ["a plain page", {}],
  ["a server that knows no wasm", { types: { ".wasm": "application/octet-stream" } }],
  ["a strict content security policy", { headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" } }],
]) {
  test(what, NEEDS_BROWSER, async (t) => {
    const server = await serve({ "/": PLAIN, "/plain.js": PLAIN_JS, "/kinerja/": installed() }, how);
    t.after(server.close);
    const opened = await open(t, `${server.url}/`);
    assert.match(await answer(opened), /^baik[1-9]/);
    // The form is styled, whatever the policy.
    assert.equal(await opened.evaluate(() => getComputedStyle(document.querySelector("kinerja-form").shadowRoot.querySelector(".results")).display), "grid");
  });
}

test("a worker of a page, from bytes that the page has fetched", NEEDS_BROWSER, async (t) => {
  const server = await serve({
    "/": page(`<script type="module" src="/page.js"></script>`),
    "/page.js": `const worker = new Worker("/worker.js", { type: "module" }); worker.onmessage = ({ data }) => (document.querySelector("output").textContent = data);
      worker.postMessage(await WebAssembly.compileStreaming(fetch("/kinerja/kinerja_bg.wasm")));`,
    "/worker.js": `import { initSync, Scheme } from "/kinerja/index.js"; onmessage = ({ data }) => { initSync({ module: data }); ${EXAMPLE} postMessage(${RATED}); };`,
    "/kinerja/": installed(),
  });
  t.after(server.close);
  assert.equal(await answer(await open(t, `${server.url}/`)), "baik");
});

test("a million appraisals leave the memory of a browser flat", { ...NEEDS_BROWSER, timeout: 240_000 }, async (t) => {
  const scheme = readFileSync(new URL("../../tests/schemes/eight-targets.json", import.meta.url), "utf8");
  const server = await serve({ "/": page(""), "/kinerja/": installed(), "/scheme.json": scheme });
  t.after(server.close);
  const opened = await open(t, `${server.url}/`);
  const { pages, heap, per, eight } = await opened.evaluate(async () => {
    const { default: init, Scheme, ProblemError } = await import("/kinerja/index.js");
    const { memory } = await init();
    const scheme = Scheme.parse(await (await fetch("/scheme.json")).text());
    const small = Scheme.parse({ kinerja: "scheme/1", scheme: "test/half", version: 1, languages: ["en"], inputs: [{ name: "x", type: "number" }], steps: [{ name: "half", is: "x / 2" }], outcomes: [{ name: "half", of: "half", round: "exact" }] });
    const weights = [25, 20, 15, 10, 10, 10, 5, 5];
    const facts = JSON.stringify({ goals: weights.map((weight, index) => ({ weight, direction: index < 6 ? "higher" : "lower", target: 50 + 97 * index, actual: (40.25 + 101.37 * index).toFixed(2) })) });
    const loop = (times) => {
      for (let i = 0; i < times; i++) {
        // Small ones, a tenth of them refused; and now and then a large one.
        if (i % 10 > 0) small.appraise({ x: i });
        else try { small.appraise({ x: "a" }); } catch (thrown) { if (!(thrown instanceof ProblemError)) throw thrown; }
        if (i % 1000 === 0) scheme.appraise(facts).explain("id");
      }
    };
    loop(20_000);
    const used = () => { globalThis.gc?.(); return performance.memory.usedJSHeapSize; };
    const before = [memory.buffer.byteLength, used()];
    const start = performance.now();
    loop(1_000_000);
    const per = performance.now() - start;
    const begun = performance.now();
    for (let i = 0; i < 5_000; i++) scheme.appraise(facts);
    const eight = (performance.now() - begun) / 5;
    return { eight, pages: memory.buffer.byteLength - before[0], heap: used() - before[1], per };
  });
  t.diagnostic(`${(per / 1_000).toFixed(2)} µs a call, ${eight.toFixed(1)} µs one of 8 targets; the wasm memory grew by ${pages} bytes, the heap by ${heap}`);
  assert.equal(pages, 0);
  assert.ok(heap < 4_000_000, `${heap} bytes`);
});
