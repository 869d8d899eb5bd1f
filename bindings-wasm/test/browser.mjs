// A browser and a server for tests. Where there is no browser, a test that needs one says so and is left out.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = await import("playwright-core").catch(() => ({ chromium: undefined }));

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const PROGRAM = PLACES.find((place) => place !== undefined && existsSync(place));
const LACKING = chromium === undefined ? "playwright-core is not here: cd bindings-wasm && npm ci" : PROGRAM === undefined ? "no browser is here: apt-get install chromium, or name one in CHROMIUM" : undefined;

/** The options of a test that needs a browser. */
export const NEEDS_BROWSER = { skip: LACKING ?? false };
if (LACKING !== undefined) console.log(`SKIPPED: what is tested in a browser, ${LACKING}`);

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

const DIST = new URL("../dist/", import.meta.url);

/**
 * Serves the package under `/kinerja/`, and beside it what a test says.
 *
 * @param {Record<string, string | URL>} files a text, or a directory under which all files are served, by the path it begins with
 * @param {{ types?: Record<string, string>, headers?: Record<string, string> }} how
 */
export async function serve(files = {}, { types = {}, headers = {} } = {}) {
  const places = Object.entries({ "/kinerja/": DIST, ...files }).sort(([a], [b]) => b.length - a.length);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [start, place] = places.find(([start]) => (start.endsWith("/") ? path.startsWith(start) : path === start)) ?? [];
    const file = place instanceof URL ? new URL(`.${path.slice(start.length - 1)}${path.endsWith("/") ? "index.html" : ""}`, place) : undefined;
    if (place === undefined || (file && !existsSync(file))) return response.writeHead(404).end();
    const type = extname(file === undefined ? start : fileURLToPath(file)) || ".html";
    response.writeHead(200, { "content-type": types[type] ?? TYPES[type] ?? "application/octet-stream", ...headers }).end(file ? readFileSync(file) : place);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** @type {import("playwright-core").Browser | undefined} */
let browser;

/**
 * Opens a page, which is closed after the test. Whatever it throws or complains of fails the test.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function open(t, url, options = {}) {
  browser ??= await chromium.launch({ executablePath: PROGRAM, args: ["--js-flags=--expose-gc"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && !message.location().url.endsWith("favicon.ico") && complaints.push(message.text()));
  t.after(async () => {
    await context.close();
    if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join("\n")}`);
  });
  await page.goto(url);
  page.complaints = complaints;
  return page;
}

/** Closes what is open, so that the test process ends. */
export async function end() {
  await browser?.close();
}

/**
 * What axe finds that is serious or worse.
 * @param {import("playwright-core").Page} page
 */
export async function serious(page) {
  await page.evaluate(readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).slice(0, 3).join("; ")}`);
}
