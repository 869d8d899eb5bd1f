// What each row of a list requires and what was reached: a radar, and bars with their levels in a table.

import { picture, shape, write } from "./drawings.js";
import { make } from "./kinerja/form/dom.js";
import { speaking } from "./words.js";

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {import("./drawings.js").Entry} Entry */
/** @typedef {import("./drawings.js").Document} Document */
/** @typedef {{ required: Entry, reached: Entry, levels: number, at: [number, number] }} Row the places of both levels on a scale of so many, -1 of what was not rated */

/** A radar says something of so many axes. */
const [FEWEST, MOST] = [3, 24];
/** So many rows somebody can read below each other. */
const MOST_ROWS = 60;

/**
 * The gaps of an appraisal: for each list of which one field plans a level and one gives the level reached, on one scale.
 *
 * @param {Document} scheme
 * @param {Entry[]} trace
 * @param {Lang} lang
 * @returns {HTMLElement[]}
 */
export function gaps(scheme, trace, lang) {
  return scheme.inputs.flatMap((/** @type {any} */ input) => {
    const [required, reached] = ["plan", "result"].map((role) => (input.fields ?? []).filter((/** @type {any} */ field) => field.type === "level" && field.role === role));
    if (required.length !== 1 || reached.length !== 1 || required[0].scale !== reached[0].scale) return [];
    const { levels } = scheme.scales.find((/** @type {any} */ scale) => scale.name === required[0].scale);
    const place = (/** @type {Entry} */ entry) => levels.findIndex((/** @type {any} */ level) => level.name === entry.value);
    const of = (/** @type {string} */ field) => new Map(trace.filter(({ path }) => path.startsWith(`${input.name}[`) && path.endsWith(`].${field}`)).map((entry) => [entry.rows.at(-1).number, entry]));
    const [wanted, found] = [of(required[0].name), of(reached[0].name)];
    const numbers = [...wanted.keys()].filter((number) => found.has(number)).sort((a, b) => a - b);
    const rows = numbers.map((number) => ({ required: wanted.get(number), reached: found.get(number) }));
    if (rows.length === 0 || rows.length > MOST_ROWS) return [];
    return [drawn(rows.map((row) => ({ ...row, at: [place(row.required), place(row.reached)], levels: levels.length })), lang)];
  });
}

/**
 * @param {Row[]} rows
 * @param {Lang} lang
 */
function drawn(rows, lang) {
  const say = speaking(lang);
  const [{ required, reached }] = rows;
  const list = required.rows.at(-1).list?.[lang] ?? "";
  const short = rows.filter(({ at: [wanted, found] }) => found >= 0 && found < wanted).length;
  const says = say("gap_says", list, short, rows.length);
  const head = (/** @type {string} */ text) => make("th", { scope: "col" }, text);
  const table = make(
    "table",
    {},
    make("caption", { class: "unseen" }, says),
    make("thead", {}, make("tr", {}, head(say("number")), head(list), make("td"), head(required.title[lang]), head(reached.title[lang]), head(say("short")))),
    make("tbody", {}, ...rows.map((row, index) => line(row, index, lang))),
  );
  const explained = make("figcaption", {}, make("strong", {}, say("gap", list)), make("small", {}, says), make("small", {}, say("gap_bars")));
  const isRadar = rows.length >= FEWEST && rows.length <= MOST;
  if (isRadar) explained.append(make("small", {}, say("gap_radar")));
  return make("figure", { class: "gap" }, explained, make("div", { class: "sides" }, isRadar && /** @type {any} */ (radar(rows, says)), table));
}

/**
 * @param {Row} row
 * @param {number} index
 * @param {Lang} lang
 */
function line({ required, reached, at: [wanted, found], levels }, index, lang) {
  const name = required.rows.at(-1);
  const lacking = found >= 0 && found < wanted ? String(wanted - found) : "–";
  const cell = (/** @type {string} */ of, /** @type {string} */ text) => make("td", { "data-of": of }, text);
  const bar = picture(120, 14, "");
  bar.setAttribute("aria-hidden", "true");
  const x = (/** @type {number} */ level) => (level / Math.max(levels - 1, 1)) * 116 + 2;
  shape(bar, "rect", { x: 0, y: 3, width: 120, height: 8, rx: 4, class: "track" });
  if (found >= 0) shape(bar, "rect", { x: 0, y: 3, width: Math.max(x(found), 4), height: 8, rx: 4, class: found < wanted ? "less" : "bar" });
  shape(bar, "path", { d: `M${x(wanted)} 0V14`, class: "need" });
  const drawn = make("td", { class: "drawn" });
  drawn.append(bar);
  return make(
    "tr",
    { class: lacking === "–" ? undefined : "lacks" },
    make("td", {}, String(index + 1)),
    make("th", { scope: "row" }, name.title?.[lang] || String(name.number)),
    drawn,
    cell(required.title[lang], required.label[lang]),
    cell(reached.title[lang], reached.label[lang]),
    cell(speaking(lang)("short"), lacking),
  );
}

/**
 * The lowest level stands in the middle, the highest at the edge. An axis on which nothing was rated has no corner.
 * @param {Row[]} rows
 * @param {string} says
 */
function radar(rows, says) {
  const [size, reach] = [320, 132];
  const svg = picture(size, size, says);
  svg.setAttribute("class", "radar");
  const point = (/** @type {number} */ index, /** @type {number} */ part) => {
    const angle = (2 * Math.PI * index) / rows.length;
    return [size / 2 + Math.sin(angle) * part * reach, size / 2 - Math.cos(angle) * part * reach].map((at) => at.toFixed(1));
  };
  const steps = Math.max(rows[0].levels - 1, 1);
  for (let step = 1; step <= steps; step++) shape(svg, "circle", { cx: size / 2, cy: size / 2, r: (reach * step) / steps, class: "ring" });
  rows.forEach((_, index) => {
    shape(svg, "path", { d: `M${size / 2} ${size / 2}L${point(index, 1).join(" ")}`, class: "ring" });
    const [x, y] = point(index, 1.12).map(Number);
    write(svg, x, y + 5, String(index + 1), { "text-anchor": "middle" });
  });
  const outline = (/** @type {0 | 1} */ which) =>
    rows.flatMap(({ at }, index) => (at[which] < 0 ? [] : [point(index, at[which] / steps).join(",")])).join(" ");
  shape(svg, "polygon", { points: outline(1), class: "found" });
  shape(svg, "polygon", { points: outline(0), class: "need" });
  return svg;
}
