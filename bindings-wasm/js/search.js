// The entry `kinerja/search`: what would give another result, and what is questionable in a scheme. A search may take seconds, so it is of a module of
// its own, which a worker can load, and which a page that only appraises does not.

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
