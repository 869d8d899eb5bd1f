// The package `kinerja`: JavaScript's values in, JavaScript's values out. Every rule and every number is the core's.

import * as wasm from "./kinerja.js";
import { ask } from "./problem.js";

export { Appraisal } from "./appraisal.js";
export { default, initSync } from "./kinerja.js";
export { Problem, ProblemError } from "./problem.js";
export { Scheme, schemes } from "./scheme.js";

/** @typedef {import("./lang.js").Lang} Lang */
/** @typedef {import("./scheme.js").Facts} Facts */
/** @typedef {import("./scheme.js").Settings} Settings */
/** @typedef {import("./scheme.js").Listed} Listed */
/** @typedef {import("./documents.js").Numeral} Numeral */
/** @typedef {import("./documents.js").Day} Day */
/** @typedef {import("./documents.js").SchemeDocument} SchemeDocument */
/** @typedef {import("./documents.js").FrameworkDocument} FrameworkDocument */
/** @typedef {import("./documents.js").ProfileDocument} ProfileDocument */
/** @typedef {import("./documents.js").AssessmentDocument} AssessmentDocument */
/** @typedef {import("./documents.js").GapResultDocument} GapResultDocument */
/** @typedef {import("./documents.js").RaterPolicyDocument} RaterPolicyDocument */
/** @typedef {import("./documents.js").ResponsesDocument} ResponsesDocument */
/** @typedef {import("./documents.js").UnitAnswersDocument} UnitAnswersDocument */

/**
 * Whether the first number is below (-1), at (0) or above (1) the second: outcomes are texts, whose own order is not that of numbers.
 *
 * @param {string | number | bigint} a
 * @param {string | number | bigint} b
 * @returns {-1 | 0 | 1}
 * @throws {ProblemError} where one of them is no number
 */
export function compareDecimal(a, b) {
  return /** @type {-1 | 0 | 1} */ (ask(() => wasm.compareDecimal(String(a), String(b))));
}
