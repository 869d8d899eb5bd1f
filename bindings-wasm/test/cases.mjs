// Cases of the corpus: as a program would pass them, and what they expect.

import { Literal } from "./literal.mjs";

/** JSON text that keeps the literal text of numbers. */
export function asText(value) {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(asText).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${asText(item)}`).join(",")}}`;
}

/** What a program would pass: numbers, and what no number holds as bigint or text. */
export function asObject(value) {
  if (value instanceof Literal) return value.asValue();
  if (Array.isArray(value)) return value.map(asObject);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asObject(item)]));
}

const place = (path) => path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("").replace(/^\./, "");
const sorted = (pairs) => [...new Set(pairs.map(([code, path]) => `${code} ${path}`))].sort();
export const codes = (problems) => sorted(problems.map((problem) => [problem.code, place(problem.path)]));
export const wantedCodes = (expect, key) => sorted((expect[key] ?? []).map(({ code, path }) => [code, path]));

/** The settings of a case, where it has some: a text that stands there is the raw text of the document. */
export const settingsOf = ({ settings }, passed) => (settings === undefined || typeof settings === "string" ? settings : passed(settings));

/** A fragment of a scheme, filled in as the corpus's README says. */
export function complete(fragment, formula) {
  const whole = {
    ...fragment,
    kinerja: fragment.kinerja ?? "scheme/1",
    scheme: fragment.scheme ?? "test/case",
    version: fragment.version ?? new Literal("1"),
    languages: fragment.languages ?? ["en"],
    inputs: fragment.inputs ?? [],
    steps: fragment.steps ?? [],
  };
  const lacksOutcomes = !("outcomes" in whole);
  if (Array.isArray(whole.steps)) {
    whole.steps = [...whole.steps];
    if (formula !== undefined) whole.steps.push({ name: "result", is: formula });
    if (lacksOutcomes) whole.steps.push({ name: "one", is: "1" });
  }
  if (lacksOutcomes) whole.outcomes = [{ name: "one", of: "one", round: "exact" }];
  return whole;
}

/**
 * All that an evaluator says of a case, as text: to be compared byte by byte with what another says.
 *
 * @param {typeof import("kinerja") & { check: typeof import("kinerja/search").check }} kinerja
 * @param {Record<string, any>} found
 * @param {(value: unknown) => any} passed
 */
export function told({ ProblemError, Scheme, check }, found, passed) {
  const { formula, document } = found;
  try {
    const scheme = Scheme.parse(
      formula !== undefined ? passed(complete(found.given ?? {}, formula)) : document === "scheme" ? found.text : passed(complete(found.scheme)),
    );
    const said = [check(scheme), scheme.factsSchema("id"), scheme.settingsSchema("en")];
    if (found.check || found.parse || document === "scheme") return JSON.stringify(said);
    const appraisal = scheme.appraise(document ? found.text : passed(found.facts ?? {}), settingsOf(found, passed));
    return JSON.stringify([said, appraisal, appraisal.trace, appraisal.explain("id"), appraisal.explain("en"), appraisal.unratable]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return JSON.stringify([error.problems, error.more, error.message]);
  }
}

/**
 * What the rooms say of a case, as text.
 *
 * @param {typeof import("kinerja/rooms")} rooms
 * @param {Record<string, any>} found
 * @param {(value: unknown) => any} passed
 */
export function toldOfRoom({ ProblemError, callText }, found, passed) {
  try {
    return callText(found.call, passed(found.given));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return JSON.stringify([error.problems, error.more, error.message]);
  }
}
