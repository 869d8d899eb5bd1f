// Feedback by many raters: from above, beside and below; what may be published together; suggestions of staff.

import { call } from "./rooms-call.js";

/** @typedef {import("./documents.js").RaterPolicyDocument} RaterPolicyDocument */
/** @typedef {import("./documents.js").ResponsesDocument} ResponsesDocument */
/** @typedef {import("./documents.js").UnitAnswersDocument} UnitAnswersDocument */
/** @typedef {import("./documents.js").SuggestionDocument} SuggestionDocument */
/** @typedef {import("./notices.js").Notice} Notice */
/** @typedef {"en" | "id"} Lang */

/**
 * What a group gave for an item, or why that is not shown; groups that were put together stand in one.
 * @typedef {{ groups: string[], raters?: number, mean?: string, weight?: string, withheld?: "too_few_raters" | "no_answers" }} GroupResult
 */
/** @typedef {{ item: string, kind: "question" | "behaviour" | "competency", score?: string, no_score?: string, groups: GroupResult[] }} ItemResult */
/** @typedef {{ origin: string, item?: string, rater?: string, on?: string, observed?: string, effect?: string, next_step?: string, evidence?: string[] }} Note */
/**
 * The document `feedback/1`: exact numbers as text. What must stay hidden is not in it.
 * @typedef {{ kinerja: "feedback/1", about: string, period: { from: string, until: string }, score?: string, no_score?: string, items: ItemResult[], notes?: Note[],
 *   notices: Notice[], explanation?: string }} Feedback
 */

/**
 * Aggregates the answers about one person: each rater's mark, the group's mean, the item's score, the score of the whole.
 * @param {ResponsesDocument} responses
 * @param {RaterPolicyDocument} policy
 * @param {{ explain?: Lang }} [wanted]
 * @returns {Feedback}
 */
export const aggregate = (responses, policy, { explain } = {}) => call("feedback.aggregate", { policy, responses, ...(explain && { explain }) });

/**
 * The answers grouped by item, then by origin, as the nested list of a scheme that aggregates by itself.
 * @param {ResponsesDocument} responses
 * @param {RaterPolicyDocument} policy
 * @param {{ item?: string, answers?: string, rater?: string, origin?: string, mark?: string }} [names] what the scheme calls the parts of a row
 * @returns {Record<string, unknown>[]}
 */
export const rows = (responses, policy, names) => call("feedback.rows", { policy, responses, ...(names && { names }) });

/**
 * The scores as rows for a list input of a scheme, under the names that it gives to the item and the score.
 * @param {ResponsesDocument} responses
 * @param {RaterPolicyDocument} policy
 * @param {{ item: string, score: string }} names
 * @returns {Record<string, string>[]}
 */
export const input = (responses, policy, { item, score }) => call("feedback.input", { policy, responses, item, score });

/**
 * A mean of a unit, an item, a group or all, up to a date; withheld where it would tell something about too few.
 * @typedef {{ units: string[], item: string, origin?: string, until?: string, mean?: string, raters?: number, answers?: number,
 *   withheld?: "too_few_raters" | "with_others" | "no_answers", tells_too_much?: true, rule: "exact" | "conservative" }} UnitMean
 */

/**
 * What of an organisation's means may be published together: of nested units, items and groups, at one date after another.
 * @param {UnitAnswersDocument} answers
 * @returns {UnitMean[]}
 */
export const units = (answers) => call("feedback.units", answers).means;

/** @typedef {"received" | "considered" | "adopted" | "declined" | "measured"} State */
/**
 * @typedef {{ ref: string, state: State, since: string, next: State[], days_to_decision?: number, days_open?: number, change?: string, better?: boolean, digest: string }} Reviewed
 */
/**
 * @typedef {{ kinerja: "suggestions/1", as_of: string, counts: Record<State, number>, days_to_decision?: { mean: string, median: string }, decided_late?: number,
 *   suggestions: Reviewed[], notices: Notice[], explanation?: string }} Review
 */

/**
 * Suggestions looked at together on a day: where each stands, how long decisions take, what waits.
 * @param {SuggestionDocument[]} suggestions
 * @param {string} asOf the day, `"2025-12-31"`
 * @param {{ within?: number, explain?: Lang }} [wanted] in how many days a suggestion is to be decided
 * @returns {Review}
 */
export const review = (suggestions, asOf, { within, explain } = {}) =>
  call("suggestions.review", { as_of: asOf, suggestions, ...(within !== undefined && { within }), ...(explain && { explain }) });

/**
 * A suggestion that was adopted and by which things became better, as the sealed new idea of one who made it: `id/pp-30-2019` takes it for `ide_baru`.
 * @param {SuggestionDocument} suggestion
 * @param {string} person the code of the person
 * @returns {{ kinerja: "new-idea/1", person: { ref: string }, suggestion: string, digest: string, new_idea: true, seal: string, [key: string]: unknown }}
 */
export const newIdea = (suggestion, person) => call("suggestions.new_idea", { suggestion, person });
