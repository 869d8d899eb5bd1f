// What a table says better as a picture: the cell of a matrix, the band that a value fell into, the values of the rows beside each other, what each row brings.

import { make } from "./kinerja/form/dom.js";
import { speaking } from "./words.js";

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {Record<string, any>} Entry */
/** @typedef {Record<string, any>} Document a scheme */

const SVG = "http://www.w3.org/2000/svg";
/** So many rows somebody can read beside each other. */
const MOST_BARS = 30;

/**
 * The figures of an appraisal: for each step of the scheme that is a matrix or bands, and for each list whose rows have a value.
 *
 * @param {Document} scheme
 * @param {Entry[]} trace
 * @param {Lang} lang
 * @returns {HTMLElement[]}
 */
export function figures(scheme, trace, lang) {
  const known = new Map(trace.map((entry) => [entry.path, entry]));
  const decisive = reached(trace);
  /** @type {(HTMLElement | undefined)[]} */
  const drawn = scheme.steps.map((/** @type {any} */ step) => {
    const entry = known.get(step.name);
    if (step.each !== undefined) return rows(step, trace, lang);
    if (entry === undefined || !decisive.has(entry)) return undefined;
    if (step.matrix !== undefined) return matrix(step, entry, known, scheme, lang);
    if (step.bands !== undefined) return bands(step, entry, known, scheme, lang);
    return undefined;
  });
  return /** @type {HTMLElement[]} */ (drawn.filter((figure) => figure !== undefined));
}

/**
 * The entries that an outcome was calculated from.
 * @param {Entry[]} trace
 */
function reached(trace) {
  const open = trace.filter((entry) => entry.kind === "outcome");
  const found = new Set(open);
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    for (const index of entry.uses ?? []) {
      if (found.has(trace[index])) continue;
      found.add(trace[index]);
      open.push(trace[index]);
    }
  }
  return found;
}

/**
 * @param {any} step
 * @param {Entry} entry
 * @param {Map<string, Entry>} known
 * @param {Document} scheme
 * @param {Lang} lang
 */
function matrix(step, entry, known, scheme, lang) {
  const { rows, columns, cells } = step.matrix;
  const rowNames = Object.keys(cells);
  const columnNames = Object.keys(cells[rowNames[0]]);
  const [row, column] = [known.get(rows), known.get(columns)];
  if (row === undefined || column === undefined) return undefined;
  // The best stands on top and at the right, as regulations print it.
  const down = inOrder(rowNames, scheme).reverse();
  const across = inOrder(columnNames, scheme);
  const [left, top, width, height] = [150, 44, 170, 62];
  const svg = picture(left + across.length * width, top + down.length * height, speaking(lang)("matrix_says", entry.title[lang], entry.label[lang], row.label[lang], column.label[lang]));
  across.forEach((name, x) => write(svg, left + (x + 0.5) * width, top - 14, titleOf(name, columnNames, scheme, lang), { "text-anchor": "middle", class: column.value === name ? "chosen" : "" }));
  down.forEach((name, y) => {
    wrap(svg, 4, top + (y + 0.5) * height, titleOf(name, rowNames, scheme, lang), 18, { class: row.value === name ? "chosen" : "" });
    across.forEach((other, x) => {
      const isHere = row.value === name && column.value === other;
      shape(svg, "rect", { x: left + x * width + 3, y: top + y * height + 3, width: width - 6, height: height - 6, rx: 6, class: isHere ? "cell here" : "cell" });
      const text = titleOf(cells[name][other], undefined, scheme, lang, step.scale);
      wrap(svg, left + (x + 0.5) * width, top + (y + 0.5) * height, text, 18, { "text-anchor": "middle", class: isHere ? "on" : "" });
    });
  });
  return figure(entry.title[lang], svg, `${row.title[lang]} × ${column.title[lang]}`);
}

/**
 * @param {any} step
 * @param {Entry} entry
 * @param {Map<string, Entry>} known
 * @param {Document} scheme
 * @param {Lang} lang
 */
function bands(step, entry, known, scheme, lang) {
  const { of, rows, else: rest } = step.bands;
  const value = known.get(of);
  const at = numberOf(value?.value);
  /** @param {unknown} edge a number, or the name of a parameter or setting */
  const edge = (edge) => numberOf(edge) ?? numberOf([...known.values()].find((entry) => entry.path === edge || entry.path.endsWith(`.${edge}`))?.value);
  const steps = rows.map((/** @type {any} */ row) => ({ from: edge(row.from ?? row.above), gives: row.level ?? row.is, printed: row.printed })).reverse();
  if (value === undefined || at === undefined || steps.some((/** @type {any} */ step) => step.from === undefined)) return undefined;
  const edges = steps.map((/** @type {any} */ step) => step.from);
  const span = edges.at(-1) - edges[0] || Math.abs(edges[0]) || 1;
  const [low, high] = [Math.min(at, edges[0] - span * 0.25), Math.max(at, edges.at(-1) + span * 0.25)];
  const [width, height] = [660, 118];
  const place = (/** @type {number} */ number) => ((number - low) / (high - low)) * width;
  const told = (/** @type {any} */ gives) => (typeof gives === "string" ? titleOf(gives, undefined, scheme, lang, step.scale) : String(gives ?? ""));
  const all = [{ from: low, gives: rest === undefined || typeof rest === "string" ? undefined : rest.level ?? rest.is }, ...steps];
  const svg = picture(width, height, speaking(lang)("bands_say", entry.title[lang], entry.label[lang], value.label[lang]));
  all.forEach(({ from, gives }, index) => {
    const until = all[index + 1]?.from ?? high;
    const [start, end] = [place(Math.max(from, low)), place(until)];
    if (end - start < 1 || gives === undefined) return;
    const isHere = told(gives) === entry.label[lang] || gives === entry.value;
    shape(svg, "rect", { x: start + 1, y: 40, width: end - start - 2, height: 44, rx: 4, class: isHere ? "cell here" : "cell" });
    if (end - start > 44) wrap(svg, (start + end) / 2, 62, told(gives), Math.floor((end - start) / 8), { "text-anchor": "middle", class: isHere ? "on" : "" });
    if (index > 0) write(svg, start, 104, formatted(from, lang), { "text-anchor": "middle", class: "edge" });
  });
  const x = place(at);
  shape(svg, "path", { d: `M${x} 38 l-7 -11 h14 z`, class: "mark" });
  write(svg, Math.min(Math.max(x, 30), width - 30), 20, value.label[lang].replace(/ \(.*/, ""), { "text-anchor": "middle", class: "chosen" });
  return figure(entry.title[lang], svg, value.title[lang]);
}

/**
 * The values of the rows of a list, by the last step that is a number.
 * @param {any} step
 * @param {Entry[]} trace
 * @param {Lang} lang
 */
function rows(step, trace, lang) {
  const names = step.steps.map((/** @type {any} */ inner) => inner.name).reverse();
  for (const name of names) {
    const found = trace.filter((entry) => entry.kind === "step" && new RegExp(`^${step.each}\\[\\d+\\]\\.${name}$`).test(entry.path));
    const numbers = found.map((entry) => numberOf(entry.value));
    if (found.length < 2 || found.length > MOST_BARS || numbers.some((number) => number === undefined)) continue;
    const svg = bars(found.map((entry, index) => {
      const row = entry.rows.at(-1);
      return { title: row.title?.[lang] || `${row.list?.[lang] ?? ""} ${row.number}`, length: numbers[index] ?? 0, label: entry.label[lang].replace(/ \(.*/, "") };
    }), speaking(lang)("rows_say", found[0].title[lang]));
    return figure(`${found[0].title[lang]}`, svg, found[0].rows.at(-1).list?.[lang] ?? "");
  }
  return undefined;
}

/**
 * What each row brings to an outcome; nothing where no row brings anything, or so many do that nobody could read it.
 *
 * @param {Record<string, any>} brought the document `contributions/1`
 * @param {Document} scheme
 * @param {Lang} lang
 */
export function contributed(brought, scheme, lang) {
  const say = speaking(lang);
  const found = brought.rows.filter((/** @type {any} */ row) => numberOf(row.brings) !== undefined);
  if (found.length < 2 || found.length > MOST_BARS) return undefined;
  const outcome = scheme.outcomes.find((/** @type {any} */ { name }) => name === brought.outcome);
  const step = scheme.steps.find((/** @type {any} */ { name }) => name === outcome?.of);
  const title = said(outcome?.title ?? step?.title, lang) || brought.outcome;
  const told = found.map((/** @type {any} */ row) => ({ title: said(row.title, lang), ...bar(row.brings, lang) }));
  // What the rows bring and the rest are the outcome.
  if (numberOf(brought.rest)) told.push({ title: say("rest"), ...bar(brought.rest, lang), isRest: true });
  const svg = bars(told, say("brings_say", title));
  return figure(say("brings", title), svg, say(brought.how === "additive" ? "brings_sum" : "brings_without", said(brought.label, lang).replace(/ \(.*/, "")));
}

/**
 * @param {string} value
 * @param {Lang} lang
 */
function bar(value, lang) {
  const length = numberOf(value) ?? 0;
  return { length, label: new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(length) };
}

/**
 * Bars below each other; of what lowers the outcome the outline alone.
 *
 * @param {{ title: string, length: number, label: string, isRest?: boolean }[]} rows
 * @param {string} says what it shows, for those who do not see it
 */
function bars(rows, says) {
  const most = Math.max(...rows.map(({ length }) => Math.abs(length)), 1e-9);
  const [left, width, height] = [250, 410, 30];
  const svg = picture(left + width, rows.length * height + 4, `${says}: ${rows.map(({ title, label }) => `${title} ${label}`).join("; ")}`);
  rows.forEach(({ title, length, label, isRest = false }, index) => {
    write(svg, 0, index * height + 20, title.length > 30 ? `${title.slice(0, 29)}…` : title, {});
    const long = Math.max((Math.abs(length) / most) * (width - 90), 1);
    shape(svg, "rect", { x: left, y: index * height + 5, width: long, height: height - 10, rx: 3, class: length < 0 ? "bar below" : isRest ? "bar rest" : "bar" });
    write(svg, left + long + 6, index * height + 20, label, { class: "chosen" });
  });
  return svg;
}

/**
 * @param {unknown} text a text of a scheme, in one or more languages
 * @param {Lang} lang
 */
function said(text, lang) {
  if (typeof text !== "object" || text === null) return String(text ?? "");
  const texts = /** @type {Record<string, string>} */ (text);
  return texts[lang] ?? Object.values(texts)[0] ?? "";
}

/**
 * For drawing only: where a mark stands. What is printed is the exact value's own label.
 * @param {unknown} value
 */
function numberOf(value) {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const parts = String(value).split("/").map(Number);
  const number = parts.length === 2 ? parts[0] / parts[1] : parts[0];
  return Number.isFinite(number) && String(value) !== "" ? number : undefined;
}

/**
 * @param {number} number
 * @param {Lang} lang
 */
function formatted(number, lang) {
  return lang === "id" ? String(number).replace(".", ",") : String(number);
}

/**
 * @param {string[]} names
 * @param {Document} scheme
 * @returns {string[]}
 */
function inOrder(names, scheme) {
  const scale = scaleOf(names, scheme);
  return scale === undefined ? [...names] : scale.levels.map((/** @type {any} */ level) => level.name).filter((/** @type {string} */ name) => names.includes(name));
}

/**
 * The scale that has all of these levels.
 * @param {string[]} names
 * @param {Document} scheme
 */
function scaleOf(names, scheme) {
  return (scheme.scales ?? []).find((/** @type {any} */ scale) => names.every((name) => scale.levels.some((/** @type {any} */ level) => level.name === name)));
}

/**
 * @param {string} name
 * @param {string[] | undefined} siblings
 * @param {Document} scheme
 * @param {Lang} lang
 * @param {string} [scaleName]
 */
function titleOf(name, siblings, scheme, lang, scaleName) {
  const scale = (scheme.scales ?? []).find((/** @type {any} */ scale) => scale.name === scaleName) ?? scaleOf(siblings ?? [name], scheme);
  const title = scale?.levels.find((/** @type {any} */ level) => level.name === name)?.title;
  return typeof title === "string" ? title : title?.[lang] ?? Object.values(title ?? {})[0] ?? name;
}

/**
 * @param {string} title
 * @param {SVGElement} svg
 * @param {string} caption
 */
function figure(title, svg, caption) {
  const figure = make("figure", {}, make("figcaption", {}, make("strong", {}, title), caption !== title && make("small", {}, caption)));
  // On a narrow screen the picture is wider than the page, and is moved with the keyboard, too.
  const frame = make("div", { class: "frame", tabindex: 0, role: "group", "aria-label": title });
  frame.append(svg);
  figure.append(frame);
  return figure;
}

/**
 * @param {number} width
 * @param {number} height
 * @param {string} says what it shows, for those who do not see it
 */
export function picture(width, height, says) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", says);
  return svg;
}

/**
 * @param {SVGElement} svg
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
export function shape(svg, name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  svg.append(element);
  return element;
}

/**
 * @param {SVGElement} svg
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {Record<string, string>} attributes
 */
export function write(svg, x, y, text, attributes) {
  shape(svg, "text", { x, y, ...attributes }).textContent = text;
}

/**
 * Text in at most three lines around a middle.
 * @param {SVGElement} svg
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {number} most letters on a line
 * @param {Record<string, string>} attributes
 */
function wrap(svg, x, y, text, most, attributes) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/(?<=[\s/])/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.trim().length <= most) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  lines.slice(0, 3).forEach((line, index) => write(svg, x, y + 5 + (index - (Math.min(lines.length, 3) - 1) / 2) * 17, line.trim(), attributes));
}
