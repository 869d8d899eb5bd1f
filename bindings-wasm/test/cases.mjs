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
