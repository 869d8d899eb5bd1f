// From gaps to trainings, their hours and their effect; who took part, without a word about anybody.

import { call } from "./rooms-call.js";

/** @typedef {number | string} Numeral a number, which may be a fraction as text, `"10/3"` */
/** @typedef {import("./documents.js").GapResultDocument} GapResultDocument */
/** @typedef {import("./documents.js").TrainingCatalogueDocument} TrainingCatalogueDocument */
/** @typedef {import("./notices.js").Notice} Notice */

/** @typedef {{ training: string, kind: "technical" | "managerial" | "socio_cultural", hours: string, within: boolean }} Course */
/**
 * @typedef {{ competency?: string, behaviour?: string, title?: Record<string, string>, found: string, required: string, gap: string, weight: string, mandatory?: true, priority: string,
 *   trainings: Course[], reaches?: string }} Need
 */
/**
 * The document `development-plan/1`: exact numbers as text.
 * @typedef {{ kinerja: "development-plan/1", needs: Need[], hours: { entitled: string, used: string, planned: string, beyond: string, left?: string },
 *   hours_by_kind: { technical: string, managerial: string, socio_cultural: string }, done: { training: string, hours: string, on: string }[], notices: Notice[],
 *   explanation?: string }} Plan
 */

/**
 * Plans trainings of a catalogue for what a person lacks: a gap and behaviours that are too low.
 * @param {{ gap?: GapResultDocument, behaviours?: { name: string, score?: Numeral, least: Numeral, weight?: Numeral, mandatory?: boolean, title?: unknown }[],
 *   catalogue: TrainingCatalogueDocument, mandatory_factor?: Numeral, entitlement: { hours: Numeral, period?: { from: string, until: string }, cite?: object[] },
 *   done?: { training: string, hours?: Numeral, on: string }[], explain?: "en" | "id" }} wanted
 * @returns {Plan}
 */
export const plan = (wanted) => call("development.plan", wanted);

/**
 * Compares the same people, at least five, before and after. The interval is a statistic; there is none where all changed alike.
 * @param {{ person: string, before: Numeral, after: Numeral }[]} people
 * @param {{ percent?: number }} [wanted]
 * @returns {{ kinerja: "training-effect/1", people: number, mean_change: string, interval?: { percent: number, low: number, high: number }, notices: Notice[] }}
 */
export const effect = (people, { percent = 95 } = {}) => call("development.effect", { people, percent });

/** @typedef {"attended" | "refused" | "prevented"} Came */

/**
 * Counts of who took part and who refused, by reason and unit; none that rests on fewer than five people, and none that would tell one.
 * @param {{ person: string, unit: string, training: string, came: Came, reason?: string }[]} offers
 * @param {string[]} reasons the reasons that may be given
 * @param {{ least?: number }} [wanted]
 * @returns {{ kinerja: "participation/1", least: number, rule: "exact" | "conservative", counts: { unit?: string, came?: Came, reason?: string, offers?: number, withheld?: true }[] }}
 */
export const participation = (offers, reasons, { least = 5 } = {}) => call("development.participation", { offers, reasons, least });
