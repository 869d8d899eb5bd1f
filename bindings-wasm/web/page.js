// The page: which scheme, which documents, and around the form what explains its result.

import init, { ProblemError, Scheme, schemes } from "./kinerja/index.js";
import "./kinerja/form/index.js";
import { make } from "./kinerja/form/dom.js";
import { parseExactly } from "./kinerja/form/numeral.js";
import { contributed, figures } from "./drawings.js";
import { gaps } from "./gap.js";
import { search } from "./search.js";
import { branches, openIn } from "./tree.js";
import { Weighing, weighed } from "./weigh.js";
import { WhatIf } from "./what-if.js";
import { spoken, speaking } from "./words.js";

/** @typedef {import("./words.js").Lang} Lang */

/**
 * @template {HTMLElement} T
 * @param {string} selector
 * @returns {T}
 */
const at = (selector) => /** @type {T} */ (document.querySelector(selector));
const form = /** @type {import("./kinerja/form/index.js").KinerjaForm} */ (at("kinerja-form"));
const choice = /** @type {HTMLSelectElement} */ (at("#scheme"));
const example = /** @type {HTMLSelectElement} */ (at("#example"));
const files = /** @type {HTMLInputElement} */ (at("#files"));
const told = at("#told");
const weighing = new Weighing(/** @type {HTMLDetailsElement} */ (at("#weigh")), () => form.facts, (facts) => (form.facts = facts));
const made = () => ({ scheme: scheme.text, facts: form.facts, settings: form.decided });
const lift = new WhatIf(at("#lift"), made);

/** How long nobody must have typed before the explanation is drawn anew. */
const QUIET = 150;
/** What a reload keeps, and closing the page forgets. */
const KEPT = "kinerja";

/** @type {Lang} */
let lang = "id";
/** @type {Scheme} */
let scheme;
/** @type {Map<string, Scheme>} schemes that were opened from a file */
const own = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;
let explained = "";
/** @type {{ entered: string, figure?: HTMLElement }} what each row brings, and what was entered then */
let brought = { entered: "" };
let searched = "";

/** @param {Lang} next */
function speak(next) {
  lang = next;
  const say = speaking(lang);
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(/** @type {import("./words.js").Word} */ (element.getAttribute("data-say")));
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(/** @type {import("./words.js").Word} */ (element.getAttribute("data-label"))));
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-lang") === lang));
  form.lang = lang;
  list();
  describe();
}

/** The schemes to choose from. */
function list() {
  const listed = schemes({ illustrations: true });
  const options = listed.map(({ id, title, status }) => make("option", { value: id }, [title[lang], spoken(lang, status)].filter(Boolean).join(" · ")));
  const opened = [...own].map(([id, scheme]) => make("option", { value: id }, `${scheme.title(lang) || id} · ${speaking(lang)("own")}`));
  choice.replaceChildren(...options, ...opened);
  if (scheme !== undefined) choice.value = scheme.id;
}

/** What the chosen scheme is, and what it can be tried with. */
function describe() {
  if (scheme === undefined) return;
  const say = speaking(lang);
  const whole = JSON.parse(scheme.text);
  const { description, in_force: { from, until } = {}, examples = [] } = whole;
  weighing.offer(weighed(whole, textOf), lang);
  const period = [from && say("holds_from", from), until && say("holds_until", until)].filter(Boolean).join(" ");
  at("#about").textContent = [textOf(description), period && say("holds", period)].filter(Boolean).join(" ");
  const options = examples.map((/** @type {any} */ { title }, /** @type {number} */ index) => make("option", { value: String(index) }, textOf(title)));
  example.replaceChildren(make("option", { value: "" }, say("examples")), ...options);
  example.hidden = examples.length === 0;
}

/** @param {unknown} text a text of a scheme, in one or more languages */
function textOf(text) {
  if (typeof text !== "object" || text === null) return String(text ?? "");
  const said = /** @type {Record<string, string>} */ (text);
  return said[lang] ?? Object.values(said)[0] ?? "";
}

/**
 * @param {Scheme} next
 * @param {unknown} facts
 * @param {unknown} [settings]
 */
function fill(next, facts, settings) {
  scheme = next;
  choice.value = scheme.id;
  form.settings = null;
  form.scheme = scheme;
  if (facts === undefined) form.reset();
  else form.facts = facts;
  if (settings !== undefined) form.decided = settings;
  describe();
  history.replaceState(null, "", `#${scheme.id}`);
}

/** Draws what explains the result. */
function explain() {
  const { appraisal } = form;
  const isThere = appraisal !== null && appraisal.unratable === null;
  at("#why").hidden = !isThere;
  if (!isThere) at("#drawings").hidden = at("#lift").hidden = true;
  if (!isThere || appraisal === null) return;
  const { trace } = appraisal;
  const tree = at("#why .tree");
  tree.replaceChildren(...branches(trace, lang, openIn(tree)));
  at("#why .printed").textContent = appraisal.explain(lang);
  const document = JSON.parse(scheme.text);
  at("#lift").hidden = !lift.offer(document, appraisal.outcomes, lang);
  bring(document, explained);
  const drawn = [...(brought.figure ? [brought.figure] : []), ...figures(document, trace, lang), ...gaps(document, trace, lang)];
  at("#drawings .figures").replaceChildren(...drawn);
  at("#drawings").hidden = drawn.length === 0;
}

/**
 * What each row brings is found beside the page, and stands before the other figures once it is.
 *
 * @param {Record<string, any>} document
 * @param {string} entered what it holds for
 */
async function bring(document, entered) {
  if (brought.entered === entered) return;
  brought = { entered };
  if (!document.inputs.some((/** @type {any} */ { type }) => type === "list")) return;
  // Without the searches, the page shows what there is.
  const found = await search("contributions", made()).catch(() => undefined);
  if (entered !== brought.entered) return;
  if (entered !== explained) {
    // Something else has been entered since: of that it is asked once it is explained.
    brought = { entered: "" };
    return;
  }
  brought.figure = found?.answer && contributed(found.answer, document, lang);
  if (brought.figure === undefined) return;
  at("#drawings .figures").prepend(brought.figure);
  at("#drawings").hidden = false;
}

function changed() {
  const { facts, decided } = form;
  const entered = JSON.stringify([scheme.text, facts, decided]);
  if (entered !== searched) {
    lift.forget();
    weighing.refresh();
  }
  searched = entered;
  const now = entered + lang;
  // One who only goes from field to field has changed nothing.
  if (now === explained) return;
  explained = now;
  clearTimeout(due);
  due = setTimeout(explain, QUIET);
  sessionStorage.setItem(KEPT, JSON.stringify({ scheme: own.has(scheme.id) ? scheme.text : scheme.id, facts, settings: decided }));
}

/** @param {Iterable<File>} opened facts, settings or a scheme, whichever each is */
async function read(opened) {
  const say = speaking(lang);
  told.textContent = "";
  /** @type {Record<string, any>} */
  const found = {};
  for (const file of opened) {
    const text = await file.text();
    try {
      const document = /** @type {any} */ (parseExactly(text));
      const kind = document?.kinerja?.split("/")[0] ?? "facts";
      if (!["facts", "settings", "scheme"].includes(kind)) told.textContent = say("what", file.name);
      else found[kind] = kind === "scheme" ? text : document;
    } catch {
      told.textContent = say("unreadable", file.name);
    }
  }
  try {
    const next = found.scheme === undefined ? schemeOf(found.facts?.scheme ?? found.settings?.scheme) : Scheme.parse(found.scheme);
    if (found.scheme !== undefined) {
      own.set(next.id, next);
      list();
    }
    if (Object.keys(found).length > 0) fill(next, found.facts, found.settings);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    told.textContent = say("refused", thrown.problems.map((problem) => problem.text(lang)).join("; "));
  }
}

/** @param {string | undefined} id where none is named, or none is there of that name, the scheme that stands open */
function schemeOf(id) {
  const listed = schemes({ illustrations: true }).some((scheme) => scheme.id === id);
  return own.get(id ?? "") ?? (listed ? Scheme.builtin(/** @type {string} */ (id)) : scheme);
}

/**
 * @param {string} name
 * @param {unknown} document
 */
function download(name, document) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document, null, 2)], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function save() {
  const { facts, decided, appraisal } = form;
  const name = scheme.id.replaceAll("/", "-");
  download(`${name}-facts.json`, { kinerja: "facts/1", scheme: scheme.id, ...facts });
  if (decided !== null) download(`${name}-settings.json`, { kinerja: "settings/1", scheme: scheme.id, ...decided });
  if (appraisal !== null) download(`${name}-appraisal.json`, appraisal.sealed());
}

function begin() {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.languages.map((code) => code.slice(0, 2)).find((code) => code === "id" || code === "en");
  speak(asked === "en" ? "en" : "id");
  choice.addEventListener("change", () => fill(schemeOf(choice.value), undefined));
  example.addEventListener("change", () => {
    const chosen = JSON.parse(scheme.text).examples[Number(example.value)];
    if (example.value !== "") fill(scheme, chosen.facts, chosen.settings);
    example.value = "";
  });
  at("#open").addEventListener("click", () => files.click());
  files.addEventListener("change", async () => {
    await read(files.files ?? []);
    files.value = "";
  });
  at("#save").addEventListener("click", save);
  at("#print").addEventListener("click", () => print());
  at("#clear").addEventListener("click", () => fill(scheme, undefined));
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => speak(/** @type {Lang} */ (button.getAttribute("data-lang"))));
  form.addEventListener("kinerja-change", changed);
  addEventListener("beforeprint", explain);
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (kept?.scheme.startsWith("{")) own.set(Scheme.parse(kept.scheme).id, Scheme.parse(kept.scheme));
  list();
  const keptId = kept?.scheme.startsWith("{") ? Scheme.parse(kept.scheme).id : kept?.scheme;
  scheme = Scheme.builtin(schemes()[0].id);
  const newest = schemes().find(({ status }) => status === "in_force")?.id;
  const next = schemeOf(wanted || keptId || newest);
  if (kept !== null && keptId === next.id) fill(next, kept.facts, kept.settings ?? undefined);
  else fill(next, undefined);
}

await init();
begin();
await form.ready;
performance.mark("kinerja-ready");
keep();

/** What has been loaded so far is kept, so that the page opens without a network next time. Where that is refused, it works all the same. */
async function keep() {
  try {
    await navigator.serviceWorker.register("./service-worker.js");
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name.replace(/#.*/, ""));
    active?.postMessage([...new Set([location.href.replace(/[?#].*/, ""), ...loaded.filter((name) => name.startsWith(location.origin))])]);
  } catch {
    // No service workers here: private windows, or a page that is no secure context.
  }
}
