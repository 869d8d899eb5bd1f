// Periodic evaluations into that of the year, by named rules.

import { call } from "./rooms-call.js";

/** @typedef {import("./documents.js").YearDocument} YearDocument */
/** @typedef {import("./notices.js").Notice} Notice */

/** @typedef {{ from: string, until: string }} Period */
/**
 * The document `annual/1`: exact numbers as text.
 * @typedef {{ kinerja: "annual/1", period: Period, score?: string, level?: string, mean_of_positions?: string, unratable?: string,
 *   segments: (Period & { ref?: string, days: string, months?: string })[], days: { calendar: number, leave: number, evaluated: number, gap: number }, gaps: Period[],
 *   choices: { choice: string, is: string, basis: string }[], notices: Notice[], explanation?: string }} Annual
 */

/**
 * The evaluation of a year from periodic ones.
 * @param {YearDocument} year
 * @returns {Annual}
 */
export const annual = (year) => call("periods.annual", year);
