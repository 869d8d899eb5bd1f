// `<kinerja-form scheme="id/pp-46-2011" lang="id">`: a form for the facts of any scheme, and the result while it is filled in.

import init, { ProblemError, Scheme } from "../index.js";
import { make } from "./dom.js";
import { Whole } from "./list.js";
import { parseExactly } from "./numeral.js";
import { questionsOf } from "./questions.js";
import { Results, go } from "./results.js";
import { STYLE } from "./style.js";
import { speaking } from "./words.js";

/** @typedef {import("../lang.js").Lang} Lang */
/** @typedef {import("../appraisal.js").Appraisal} Appraisal */
/** @typedef {import("../problem.js").Problem} Problem */
/** @typedef {import("./field.js").Place} Place */
/** @typedef {import("./results.js").Placed} Placed */

/**
 * What every place of a form is given.
 *
 * @typedef {object} Context
 * @property {Lang} lang
 * @property {ReturnType<typeof speaking>} say
 * @property {typeof speaking} speakingIn
 * @property {(problem: Problem) => string} sentence what is wrong and what to do about it
 * @property {() => void} changed
 * @property {number} depth of how many lists it lies in
 * @property {boolean} bare whether nothing is said beside a value
 * @property {boolean} compact whether it stands in a line with others
 */

/**
 * What `kinerja-change` tells.
 *
 * @typedef {object} Change
 * @property {Record<string, unknown>} facts the document as it is filled in, numbers as text
 * @property {Record<string, unknown> | null} settings
 * @property {Appraisal | null} appraisal none while something is wrong or empty
 * @property {Problem[]} problems
 */

/** The engine is loaded once for all forms of a page; where a program has loaded it already, this gives what there is. */
let loading = /** @type {Promise<unknown> | undefined} */ (undefined);

/** @type {Lang[]} */
const LANGUAGES = ["id", "en"];

/**
 * The custom element. Where there are no elements, as in Node, it can be imported and not used.
 *
 * Attributes: `scheme`, the id of a built-in scheme or a scheme document as JSON; `lang`, `id` or `en`; `settings`, a document as JSON, without which the form asks for them;
 * `value`, facts to begin with, as JSON; `name`, under which the facts are sent with a form that it stands in.
 *
 * Events: `kinerja-change` whenever something was entered and when the form is drawn; `kinerja-error` where the scheme itself is refused. Both bubble.
 */
export class KinerjaForm extends /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object) {
  static formAssociated = true;
  static observedAttributes = ["scheme", "lang", "settings", "value"];

  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  /** @type {Scheme | undefined} */
  #scheme;
  /** @type {string | object | null | undefined} what a program set in place of the attribute */
  #wanted;
  /** @type {string | object | null | undefined} */
  #settings;
  /** @type {unknown} facts that have not been drawn yet */
  #given;
  /** @type {unknown} settings to be filled in */
  #givenSettings;
  /** @type {Whole | undefined} */
  #whole;
  /** @type {Whole | undefined} */
  #decided;
  /** @type {Results | undefined} */
  #results;
  /** @type {Change} */
  #last = { facts: {}, settings: null, appraisal: null, problems: [] };
  #mustDecide = false;
  #isRevealed = false;
  #isDue = false;
  /** @type {Promise<void> | undefined} */
  #drawing;

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#redraw();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "scheme") this.#wanted = undefined;
    if (name === "settings") this.#settings = undefined;
    if (name === "value") this.#given = now ?? {};
    this.#redraw();
  }

  /** The scheme that is filled in: an id, a document, or a `Scheme`. @type {string | object | null} */
  get scheme() {
    return this.#wanted ?? this.getAttribute("scheme");
  }

  set scheme(scheme) {
    this.#wanted = scheme;
    this.#redraw();
  }

  /** What the organisation decides, where the form does not ask for it. @type {string | object | null} */
  get settings() {
    return this.#settings ?? this.getAttribute("settings");
  }

  set settings(settings) {
    this.#settings = settings;
    this.#redraw();
  }

  /** The facts as they are filled in, numbers as text; set to an object or JSON text. @type {any} */
  get facts() {
    return this.#last.facts;
  }

  set facts(facts) {
    this.#given = facts ?? {};
    this.#isRevealed = true;
    this.#redraw();
  }

  /** What comes out, or `null` while something is wrong or empty. */
  get appraisal() {
    return this.#last.appraisal;
  }

  /** All that is wrong or empty. */
  get problems() {
    return this.#last.problems;
  }

  /** The settings in use: those that were set, or what is filled in; set to what is filled in. @type {any} */
  get decided() {
    return this.#last.settings;
  }

  set decided(settings) {
    this.#givenSettings = settings ?? {};
    this.#redraw();
  }

  /** Shows all that is wrong or empty, and goes to the first of it. */
  reveal() {
    this.#isRevealed = true;
    const [first] = this.#calculate();
    if (first) go(first.places);
  }

  /** Resolves once the form is drawn. */
  get ready() {
    return this.#drawing ?? Promise.resolve();
  }

  /** Begins anew. */
  reset() {
    this.#given = this.getAttribute("value") ?? {};
    this.#givenSettings = {};
    this.#isRevealed = false;
    this.#whole = undefined;
    this.#redraw();
  }

  formResetCallback() {
    this.reset();
  }

  /** @param {string} state */
  formStateRestoreCallback(state) {
    this.facts = state;
  }

  /** @returns {Lang} */
  #lang() {
    const asked = (this.getAttribute("lang") ?? this.closest("[lang]")?.getAttribute("lang") ?? "").slice(0, 2);
    return LANGUAGES.find((lang) => lang === asked) ?? "id";
  }

  #redraw() {
    if (!this.isConnected || this.#isDue) return;
    this.#isDue = true;
    this.#drawing = Promise.resolve().then(() => this.#draw());
  }

  async #draw() {
    const lang = this.#lang();
    if (this.#root.childElementCount === 0) this.#root.append(make("p", { class: "loading" }, speaking(lang)("loading")));
    try {
      loading ??= init();
      await loading;
      this.#isDue = false;
      const scheme = this.#read();
      if (scheme === undefined) return this.#root.replaceChildren();
      this.#build(scheme, lang);
    } catch (thrown) {
      this.#isDue = false;
      this.#refuse(thrown, lang);
    }
  }

  /** @returns {Scheme | undefined} */
  #read() {
    const wanted = this.scheme;
    if (wanted === null || wanted === "") return undefined;
    if (wanted instanceof Scheme) return wanted;
    return typeof wanted === "string" && !wanted.trimStart().startsWith("{") ? Scheme.builtin(wanted) : Scheme.parse(/** @type {string | import("../documents.js").SchemeDocument} */ (wanted));
  }

  /**
   * @param {Scheme} scheme
   * @param {Lang} lang
   */
  #build(scheme, lang) {
    const isSame = this.#scheme?.text === scheme.text && this.#whole !== undefined;
    const touched = isSame ? this.#touched() : new Set();
    // What is entered stays, whatever else changes: another language, other settings.
    const facts = this.#given ?? (isSame ? this.#last.facts : {});
    const decided = this.#givenSettings ?? (isSame ? this.#decided?.read([], []) : undefined);
    this.#given = this.#givenSettings = undefined;
    this.#scheme = scheme;
    const say = speaking(lang);
    /** @type {Context} */
    const context = { lang, say, speakingIn: speaking, sentence: (problem) => this.#sentence(problem, say, lang), changed: () => void this.#calculate(), depth: 0, bare: false, compact: false };
    const asked = questionsOf(scheme.factsSchema(lang));
    this.#whole = new Whole(asked, context);
    this.#whole.write(typeof facts === "string" ? this.#parsed(facts) : facts);
    const choices = questionsOf(scheme.settingsSchema(lang));
    this.#decided = this.settings === null && choices.fields.length > 0 ? new Whole({ ...choices, hasPerson: false, period: undefined }, { ...context, bare: true }) : undefined;
    if (decided !== undefined) this.#decided?.write(decided);
    this.#results = new Results(context, JSON.parse(scheme.text).status ?? "", () => this.reveal());
    // One who must decide something sees it open.
    this.#mustDecide = choices.fields.some((field) => field.required && field.initial === undefined);
    const settings = this.#decided && make("details", { class: "settings", part: "settings", open: this.#mustDecide }, make("summary", {}, say("settings")), this.#decided.element);
    const form = make("div", { class: "form", lang, oninput: () => void this.#calculate() },
      make("div", { class: "entry", part: "entry" }, this.#whole.element, settings), this.#results.glance, this.#results.element);
    this.#root.replaceChildren(form);
    for (const [path, place] of this.#places()) place.touched = touched.has(path);
    this.#calculate();
  }

  /** @param {string} text */
  #parsed(text) {
    try {
      return parseExactly(text);
    } catch {
      throw problemsOf(() => /** @type {Scheme} */ (this.#scheme).appraise(text));
    }
  }

  /** @returns {Iterable<[string, Place]>} */
  *#places() {
    /** @type {[string, Place][]} */
    const open = [["", /** @type {Place} */ (this.#whole)]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      yield next;
      const [path, place] = next;
      open.push(...place.parts().map((part, index) => /** @type {[string, Place]} */ ([`${path}/${index}`, part])));
    }
  }

  #touched() {
    return new Set([...this.#places()].filter(([, place]) => place.touched).map(([path]) => path));
  }

  /**
   * Appraises what is filled in, shows what comes out or is wrong, and tells the page.
   * @returns {Placed[]} what is wrong, in the order of the form
   */
  #calculate() {
    const [whole, scheme, results] = [this.#whole, this.#scheme, this.#results];
    if (whole === undefined || scheme === undefined || results === undefined) return [];
    /** @type {Problem[]} */
    const problems = [];
    const facts = whole.read([], problems);
    const entered = this.#decided?.read(["settings"], problems);
    const settings = this.settings ?? (entered && (this.#mustDecide || Object.keys(entered).length > 0) ? entered : null);
    /** @type {Appraisal | null} */
    let appraisal = null;
    let more = 0;
    try {
      appraisal = scheme.appraise(facts, settings);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      // What is in doubt is said once.
      const doubted = problems.map((problem) => problem.path.join("/"));
      problems.push(...thrown.problems.filter((problem) => !doubted.includes(problem.path.join("/"))));
      more = thrown.more;
    }
    if (problems.length > 0) appraisal = null;
    const placed = this.#placed(problems);
    const warnings = this.#placed(appraisal?.warnings ?? []);
    this.#show(placed, warnings);
    results.show(appraisal, placed, warnings, this.#isRevealed);
    this.#tell(placed, more);
    this.#last = { facts, settings: typeof settings === "string" ? JSON.parse(settings) : settings, appraisal, problems };
    this.dispatchEvent(new CustomEvent("kinerja-change", { bubbles: true, composed: true, detail: this.#last }));
    return placed;
  }

  /**
   * @param {Problem[]} problems
   * @returns {Placed[]}
   */
  #placed(problems) {
    return problems.map((problem) => ({ problem, places: this.#at(problem.path) }));
  }

  /** @param {(string | number)[]} path */
  #at(path) {
    const [first, ...rest] = path;
    const places = first === "settings" ? this.#decided?.at(rest) : this.#whole?.at(path);
    // The whole is no place that one can go to.
    return (places ?? []).slice(1);
  }

  /**
   * What is wrong, at the place where it is.
   * @param {Placed[]} problems
   * @param {Placed[]} warnings
   */
  #show(problems, warnings) {
    /** @type {Map<Place, Problem[]>} */
    const here = new Map();
    for (const { problem, places } of [...problems, ...warnings]) {
      const place = places.at(-1);
      if (place) here.set(place, [...(here.get(place) ?? []), problem]);
    }
    /** @type {Place[]} */
    const open = [...(this.#whole?.parts() ?? []), ...(this.#decided?.parts() ?? [])];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      place.show(here.get(place) ?? [], this.#isRevealed);
      open.push(...place.parts());
    }
  }

  /**
   * Tells the form that the element stands in.
   * @param {Placed[]} problems
   * @param {number} more
   */
  #tell(problems, more) {
    const [first] = problems;
    const facts = this.#whole?.read([], []) ?? {};
    this.#internals.setFormValue(JSON.stringify(facts));
    if (first === undefined && more === 0) this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, first?.problem.text(this.#lang()) ?? "");
  }

  /**
   * @param {Problem} problem
   * @param {ReturnType<typeof speaking>} say
   * @param {Lang} lang
   */
  #sentence(problem, say, lang) {
    if (problem.code === "value.missing") return say("missing");
    if (problem.code === "evidence.expected") return say("expected");
    // Of a text that no field made of a number, how to write it here; of all else, what the engine advises.
    const isNumber = problem.code === "number.syntax" && problem.help("en").includes("None");
    const help = isNumber ? say("number_help") : problem.help(lang);
    // A path becomes what the form calls it.
    const text = problem.text(lang).replace(/`([a-z]\w*(?:\[\d+\]|\.\w+)+)`/g, (whole, path) => {
      const places = this.#at(path.split(/[.[\]]+/).filter(Boolean));
      return places.length === 0 ? whole : `«${places.map((place) => place.title).filter(Boolean).slice(-2).join(" › ")}»`;
    });
    return help === "" ? text : `${text}: ${help}`;
  }

  /**
   * @param {unknown} thrown
   * @param {Lang} lang
   */
  #refuse(thrown, lang) {
    this.#whole = undefined;
    const lines = thrown instanceof ProblemError ? thrown.problems.map((problem) => this.#sentence(problem, speaking(lang), lang)) : [String(thrown)];
    this.#root.replaceChildren(make("ul", { class: "refused", role: "alert", part: "problems" }, ...lines.map((line) => make("li", {}, line))));
    this.dispatchEvent(new CustomEvent("kinerja-error", { bubbles: true, composed: true, detail: thrown }));
  }
}

/** @param {() => unknown} call */
function problemsOf(call) {
  try {
    call();
  } catch (thrown) {
    return thrown;
  }
  return new SyntaxError("this is not JSON");
}

