// The entry `kinerja/search`: what would give another result, how results are read, and what is questionable in a scheme. A search may take seconds, so it
// is of a module of its own, which a worker can load, and which a page that only appraises does not.

import { textOf } from "./document.js";
import * as wasm from "./kinerja_search.js";
import { ask, errorOf, problemsOf } from "./problem.js";

export { default, initSync } from "./kinerja_search.js";
export { Problem, ProblemError } from "./problem.js";

/**
 * What would give another result: of each input of role `result` the nearest value with which the wishes are met, and where no input alone meets them, the
 * cheapest change of two.
 *
 * @param {string | { text: string }} scheme a scheme document as JSON text, or a `Scheme`, whose text it is
 * @param {string | object} facts
 * @param {{ want: Record<string, unknown>, exactly?: boolean, roles?: ("plan" | "result" | "judgement" | "given")[], inputs?: string[], pairs?: boolean }} request
 *   `want`: from outcome to what it is to be, at least which is wished for, or `{ at_least, at_most, exactly }`
 * @param {string | object | null} [settings]
 * @returns {{ answer: Record<string, any>, text: Record<"en" | "id", string> }} the document `what-if/1`, and what a person reads
 * @throws {ProblemError} with all problems of scheme, facts, settings or request
 */
export function whatIf(scheme, facts, request, settings) {
  /** @type {import("./document.js").Found[]} */
  const found = [];
  const given = textOf(facts, [], found).text;
  const asked = textOf(request, [], found).text;
  const decided = settings == null ? undefined : textOf(settings, ["settings"], found).text;
  if (found.length > 0) throw errorOf(found, wasm);
  return JSON.parse(ask(() => wasm.whatIf(typeof scheme === "string" ? scheme : scheme.text, given, decided, asked)));
}

/**
 * What a careful reader would question in a valid scheme: problems that keep nothing from being used. It searches, too: for better values that lower the
 * result, and for rows that never apply or contradict each other.
 *
 * @param {string | { text: string }} scheme a scheme document as JSON text, or a `Scheme`, whose text it is
 * @returns {import("./problem.js").Problem[]}
 * @throws {ProblemError} with all problems of a scheme that is not valid
 */
export function check(scheme) {
  return problemsOf(ask(() => wasm.check(typeof scheme === "string" ? scheme : scheme.text)));
}

/**
 * An appraisal, by what it is made of.
 *
 * @typedef {object} Made
 * @property {string | { text: string }} scheme a scheme document as JSON text, or a `Scheme`, whose text it is
 * @property {string | object} facts
 * @property {string | object | null} [settings]
 */

/**
 * What each row of a list brings to an outcome: its summand where the outcome is a sum or a mean, else the difference that taking it out makes.
 *
 * @param {Made} appraisal
 * @param {string | null} [outcome] `score` unless another is named
 * @returns {{ answer: Record<string, any>, text: Record<"en" | "id", string> } | undefined} the document `contributions/1`, and what a person reads;
 *   nothing where there is no such outcome
 * @throws {ProblemError} with all problems of scheme, facts or settings
 */
export function contributions(appraisal, outcome) {
  const { scheme, facts, settings } = made(appraisal);
  const answer = ask(() => wasm.contributions(scheme, facts, settings, outcome ?? undefined));
  return answer === undefined ? undefined : JSON.parse(answer);
}

/**
 * What differs between two appraisals of one person: inputs, by whom they were changed and on what evidence, steps and outcomes; every difference and
 * nothing else.
 *
 * @param {Made} before
 * @param {Made} after
 * @returns {{ answer: Record<string, any>, text: Record<"en" | "id", string> }} the document `comparison/1`, and what a person reads
 * @throws {ProblemError} with all problems of schemes, facts or settings; `compare.person` where they are about two persons
 */
export function compare(before, after) {
  const one = made(before);
  const other = made(after);
  return JSON.parse(
    ask(() => wasm.compare(one.scheme, one.facts, one.settings, other.scheme, other.facts, other.settings)),
  );
}

/**
 * An explanation that opens with the result and what decided it.
 *
 * @param {Made} appraisal
 * @param {{ lang?: "en" | "id", form?: "long" | "short", names?: boolean }} [how] `form: "short"` ends before the way there; `names: false` leaves out the
 *   names of the person, of raters and of whoever entered a value
 * @returns {string}
 * @throws {ProblemError} with all problems of scheme, facts or settings
 */
export function explain(appraisal, { lang = "id", form = "long", names = true } = {}) {
  const { scheme, facts, settings } = made(appraisal);
  return ask(() => wasm.explain(scheme, facts, settings, lang, form === "short", names));
}

/** @param {Made} appraisal */
function made({ scheme, facts, settings }) {
  /** @type {import("./document.js").Found[]} */
  const found = [];
  const given = textOf(facts, [], found).text;
  const decided = settings == null ? undefined : textOf(settings, ["settings"], found).text;
  if (found.length > 0) throw errorOf(found, wasm);
  return { scheme: typeof scheme === "string" ? scheme : scheme.text, facts: given, settings: decided };
}
