// The package `kinerja`: JavaScript's values in, JavaScript's values out. Every rule and every number is the core's.

import * as wasm from "./kinerja.js";
import { ask } from "./problem.js";

export { Appraisal } from "./appraisal.js";
export { default, initSync } from "./kinerja.js";
export { Problem, ProblemError } from "./problem.js";
export { Scheme, schemes } from "./scheme.js";

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
