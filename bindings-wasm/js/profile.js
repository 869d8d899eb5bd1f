// Job profiles: documents `profile/1`, which say what a post requires.

import { call } from "./rooms-call.js";

/** @typedef {import("./documents.js").ProfileDocument} ProfileDocument */
/** @typedef {import("./documents.js").AssessmentDocument} AssessmentDocument */
/** @typedef {{ competency: string, title?: unknown, change: "added" | "dropped" | "raised" | "lowered" | "same", from?: string, to?: string, difference?: string, mandatory?: boolean, need?: string }} Step */

/**
 * What separates a post from another: each competency that one of the two requires.
 * @param {ProfileDocument} profile
 * @param {ProfileDocument} other
 * @returns {Step[]}
 */
export const compare = (profile, other) => call("profile.compare", { from: profile, to: other }).steps;

/**
 * The rows of a scheme's facts from which it computes a gap by itself: `columns` are the names that the scheme gives to them.
 * @param {ProfileDocument} profile
 * @param {AssessmentDocument} assessment
 * @param {{ competency?: string, category?: string, required?: string, actual?: string, mandatory?: string }} columns
 * @returns {Record<string, unknown>[]}
 */
export const rows = (profile, assessment, columns) => call("profile.rows", { profile, assessment, columns }).rows;

/**
 * What does not fit the framework that a profile is of.
 * @param {ProfileDocument} profile
 * @param {string | object} framework a framework, or the id of one in the box
 * @returns {import("./frameworks.js").Told[]}
 */
export const check = (profile, framework) => call("profile.check", { profile, framework }).warnings;
