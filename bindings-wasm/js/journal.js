// Daily reports, rolled up into realisations of goals and effective minutes.

import { call } from "./rooms-call.js";

/** @typedef {import("./documents.js").JournalDocument} JournalDocument */
/** @typedef {import("./documents.js").JournalSettingsDocument} JournalSettingsDocument */
/** @typedef {import("./notices.js").Notice} Notice */

/** @typedef {{ minutes: string, accepted: number, pending: number, rejected: number, left_out?: number }} Tally */
/** @typedef {Tally & { workdays: number, norm: string, share?: string }} Totals */
/**
 * The document `journal-totals/1`: exact numbers as text.
 * @typedef {{ kinerja: "journal-totals/1", about: string, period: { from: string, until: string }, goals: { goal: string, realisation?: string, entries: string[] }[],
 *   whole: Totals, quarters: (Totals & { quarter: string })[], months: (Totals & { month: string })[], days: (Tally & { day: string })[], notices: Notice[],
 *   explanation?: string }} RollUp
 */

/**
 * Rolls up what an employee entered, by day, month and quarter.
 * @param {JournalDocument} journal
 * @param {JournalSettingsDocument} settings
 * @param {{ explain?: "en" | "id" }} [wanted]
 * @returns {RollUp}
 */
export const rollUp = (journal, settings, { explain } = {}) => call("journal.roll_up", { journal, settings, ...(explain && { explain }) });
