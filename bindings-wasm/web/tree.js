// The explanation as a tree that opens: each value with its rule, its working, its source, and below it the values it was calculated from.

import { make } from "./kinerja/form/dom.js";
import { spoken, speaking } from "./words.js";

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {Record<string, any>} Entry an entry of a trace */
/** @typedef {{ trace: Entry[], lang: Lang, opened: ReadonlySet<string> }} Told */

/**
 * The outcomes of a trace, each a branch that opens. What lies below is made when it is opened: a value that many others use stands below each of them.
 *
 * @param {Entry[]} trace
 * @param {Lang} lang
 * @param {ReadonlySet<string>} opened the branches that stood open before, as `openIn` gives them
 * @returns {HTMLElement[]}
 */
export function branches(trace, lang, opened) {
  return trace.filter((entry) => entry.kind === "outcome").map((entry) => branch(entry, { trace, lang, opened }, []));
}

/**
 * The branches that stand open in a tree.
 * @param {HTMLElement} tree
 */
export function openIn(tree) {
  return new Set([...tree.querySelectorAll("details[open]")].map((details) => details.getAttribute("data-way") ?? ""));
}

/**
 * @param {Entry} entry
 * @param {Told} told
 * @param {Entry[]} above
 */
function branch(entry, told, above) {
  const { lang, opened } = told;
  const within = above.at(-1);
  // The row is named where it differs from that of the value above.
  const row = rowOf(entry, lang);
  const isSameRow = within !== undefined && rowOf(within, lang) === row;
  const head = [make("span", { class: "what" }, entry.title?.[lang] ?? entry.path, row !== "" && !isSameRow && make("small", {}, ` ${row}`)),
    make("span", { class: "value" }, labelOf(entry, lang)), ...marks(entry, lang)];
  // Of a value that was entered without a word there is no more to tell.
  const isLeaf = ["rule", "working", "reading", "rounding", "since", "annotation", "cite", "taken", "uses"].every((key) => entry[key] === undefined);
  if (isLeaf) return make("div", { class: `branch leaf ${entry.kind}` }, ...head);
  const way = [...above, entry].map(({ path }) => path).join(" ");
  const details = make("details", { class: `branch ${entry.kind}`, "data-way": way }, make("summary", {}, ...head));
  const fill = () => {
    if (details.open && details.childElementCount === 1) details.append(...inside(entry, told, above));
  };
  details.addEventListener("toggle", fill);
  details.open = opened.has(way);
  fill();
  return details;
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 */
function labelOf({ label, unit }, lang) {
  return unit ? `${label[lang]} ${unit}` : label[lang];
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 */
function rowOf({ rows = [] }, lang) {
  return rows.map((/** @type {any} */ { list, number, title }) => title?.[lang] || `${list?.[lang] ?? ""} ${number}`).join(", ");
}

/**
 * What it rests on, and what kind of value it is.
 * @param {Entry} entry
 * @param {Lang} lang
 */
function marks({ basis, kind, cite = [] }, lang) {
  const unsure = cite.some((/** @type {any} */ { confidence }) => confidence === "unverified") && basis !== "unverified";
  const words = [basis && `basis_${basis}`, `kind_${kind}`, unsure && "confidence_unverified"];
  return words.filter((word) => word && spoken(lang, word)).map((word) => make("span", { class: `mark ${word}` }, spoken(lang, word)));
}

/**
 * @param {Entry} outcome
 * @param {Told} told
 * @param {Entry[]} above
 */
function inside(outcome, told, above) {
  const { trace, lang } = told;
  const say = speaking(lang);
  // An outcome is the value of a step, rounded: what is told of it is told of that step.
  const [step] = outcome.kind === "outcome" && outcome.uses?.length === 1 ? [trace[outcome.uses[0]]] : [];
  const entry = step === undefined ? outcome : { ...step, working: [...(step.working ?? []), ...rounding(outcome, step)], rounding: outcome.rounding };
  const said = entry.annotation ?? {};
  /** @type {[string, (string | HTMLElement | undefined)[]][]} */
  const lines = [
    [say("rule"), [entry.rule?.[lang]]],
    [say("working"), (entry.working ?? []).map((/** @type {any} */ line) => line[lang])],
    [say("reading"), [entry.reading?.[lang]]],
    [say("rounded"), [entry.rounding && say("digits", entry.rounding.digits, spoken(lang, `mode_${entry.rounding.mode}`) ?? entry.rounding.mode)]],
    [say("since"), [entry.since]],
    [say("evidence"), said.evidence ?? []],
    [say("by"), [[said.by, said.on].filter(Boolean).join(", ")]],
    [say("because"), [said.because]],
    [say("note"), [said.note]],
    [say("taken"), [entry.taken && [entry.taken.scheme ?? entry.taken.kinerja, entry.taken.seal.slice(0, 12)].join(", ")]],
    [say("source"), (entry.cite ?? []).map((/** @type {any} */ cite) => source(cite, lang))],
  ];
  const filled = lines.map(([title, texts]) => /** @type {const} */ ([title, texts.filter(Boolean)])).filter(([, texts]) => texts.length > 0);
  const shown = filled.flatMap(([title, texts]) => [make("dt", {}, title), ...texts.map((text) => make("dd", {}, text ?? ""))]);
  const path = [...above, step ?? outcome];
  const used = (entry.uses ?? []).map((/** @type {number} */ index) => trace[index]).filter((/** @type {Entry} */ used) => !path.includes(used));
  // What another scheme calculated hangs below, as it calculated it.
  const theirs = entry.taken?.trace ?? [];
  const below = theirs.filter((/** @type {Entry} */ taken) => taken.kind === "outcome");
  return [
    ...(below.length > 0 ? [make("div", { class: "used" }, ...below.map((/** @type {Entry} */ taken) => branch(taken, { ...told, trace: theirs }, path)))] : []),
    ...(shown.length > 0 ? [make("dl", { class: "told" }, ...shown)] : []),
    ...(used.length > 0 ? [make("div", { class: "used", role: "group", "aria-label": say("uses") }, make("p", {}, say("uses")), ...used.map((/** @type {Entry} */ used) => branch(used, told, path)))] : []),
  ];
}

/**
 * The line that rounds a step to its outcome, where they differ.
 * @param {Entry} outcome
 * @param {Entry} step
 */
function rounding(outcome, step) {
  if (JSON.stringify(outcome.label) === JSON.stringify(step.label)) return [];
  return [{ id: `${step.label.id} → ${outcome.label.id}`, en: `${step.label.en} → ${outcome.label.en}` }];
}

/**
 * @param {any} cite
 * @param {Lang} lang
 */
function source({ source, title, at, confidence }, lang) {
  const sure = spoken(lang, `confidence_${confidence}`);
  return make("span", {}, title?.[lang] ?? source, at ? `, ${at}` : "", sure && make("span", { class: `mark confidence_${confidence}` }, sure));
}
