// What is decided for ranges of a number: bands, from the highest threshold down, and curves, from point to point.

import { make } from "./dom.js";
import { List, placeOf } from "./list.js";

/** @typedef {import("../problem.js").Problem} Problem */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./field.js").Place} Place */
/** @typedef {import("./field.js").Path} Path */
/** @typedef {Record<string, unknown>} Fields */

/** A list and what holds beside it. */
class Entries {
  touched = false;
  /** @type {unknown} what stands in place of an object */
  strange;
  /** @type {Fields} keys without a place: they stay, for the engine to refuse */
  rest = {};

  /**
   * @param {Question} question
   * @param {Context} context
   * @param {string} entries the key of the list
   * @param {List} list
   * @param {Map<string, Place>} beside
   */
  constructor(question, context, entries, list, beside) {
    this.title = question.title;
    this.context = context;
    this.entries = entries;
    this.list = list;
    this.beside = beside;
    this.message = make("p", { class: "problem", hidden: true, part: "problem" });
    const hint = question.description !== "" && make("p", { class: "hint" }, question.description);
    const others = make("div", { class: "fields" }, ...[...beside.values()].map((place) => place.element));
    this.element = make("fieldset", { class: "ranges" }, make("legend", {}, question.title), hint || "", list.element, others, this.message);
  }

  parts() {
    return [this.list, ...this.beside.values()];
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    if (this.strange !== undefined) return this.strange;
    const rows = this.list.read([...path, this.entries], doubts);
    const list = Array.isArray(rows) ? rows.map((row) => this.given(row)) : rows;
    const beside = [...this.beside].map(([key, place]) => [key, place.read([...path, key], doubts)]);
    const all = [[this.entries, list], ...beside].filter(([, value]) => value !== undefined);
    // One that nobody has begun is left out.
    return all.length === 0 ? undefined : { ...this.rest, ...Object.fromEntries(all) };
  }

  /** @param {unknown} value */
  write(value) {
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    this.strange = isObject || value == null ? undefined : value;
    const { [this.entries]: rows, ...others } = /** @type {Fields} */ (isObject ? value : {});
    this.rest = Object.fromEntries(Object.entries(others).filter(([key]) => !this.beside.has(key)));
    this.list.write(Array.isArray(rows) ? rows.map((row) => this.shown(row)) : rows);
    for (const [key, place] of this.beside) place.write(others[key]);
  }

  /**
   * @param {Path} path
   * @returns {Place[]}
   */
  at([key, ...rest]) {
    if (key === this.entries) return [this, ...this.list.at(this.inside(rest))];
    return [this, ...(this.beside.get(String(key))?.at(rest) ?? [])];
  }

  /**
   * @param {Problem[]} problems
   * @param {boolean} isOpen
   */
  show(problems, isOpen) {
    this.message.hidden = problems.length === 0 || !isOpen;
    this.message.replaceChildren(...problems.map((problem) => make("span", {}, this.context.sentence(problem))));
    this.element.classList.toggle("wrong", !this.message.hidden);
  }

  focus() {
    this.list.focus();
  }

  /**
   * A row as a document has it.
   * @param {unknown} row
   * @returns {unknown}
   */
  given(row) {
    return row;
  }

  /**
   * A row as the list shows it.
   * @param {unknown} row
   * @returns {unknown}
   */
  shown(row) {
    return row;
  }

  /**
   * The way to a place in the list.
   * @param {Path} path
   * @returns {Path}
   */
  inside(path) {
    return path;
  }
}

/**
 * A field that only the form has.
 * @param {string} name
 * @param {string} title
 * @param {Partial<Question>} more
 * @returns {Question}
 */
function field(name, title, more) {
  const bare = { description: "", unit: "", required: true, absence: undefined, evidence: undefined, isTaken: false, initial: undefined, limits: {}, words: [], set: "", key: undefined, complete: false, least: 0, fields: [], members: [] };
  return { ...bare, name, title, type: "number", ...more };
}

/**
 * @param {Question} question
 * @param {string} name what the rows are together
 * @param {Question[]} fields
 * @param {Context} context
 */
function listOf(question, name, fields, context) {
  // Its rows are told apart by their numbers, and have no title of their own.
  return new List(field(question.name, name, { type: "list", key: fields[0].name, fields }), { ...context, bare: true, depth: 1 });
}

/** Bands: what holds from a number on. */
export class Bands extends Entries {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    const { say } = context;
    const columns = question.fields.map((column) => ({ ...column, required: true }));
    const how = /** @type {const} */ (["from", "above"]).map((name) => ({ name, title: say(`band_${name}`), description: "" }));
    const fields = [field("how", say("band"), { type: "choice", words: how, initial: "from" }), field("at", say("threshold"), {}), ...columns];
    const [column] = columns;
    const single = columns.length === 1;
    const lowest = single ? placeOf({ ...column, title: `${say("band_else")}: ${column.title}` }, { ...context, bare: true }) : new Cells(say("band_else"), columns, context);
    super(question, context, "rows", listOf(question, say("bands"), fields, context), new Map([["else", lowest]]));
    this.columns = columns.map((each) => each.name);
    this.single = single;
  }

  /**
   * @param {unknown} row
   * @returns {unknown}
   */
  given(row) {
    const { how, at, ...cells } = /** @type {Fields} */ (row);
    const found = this.single ? cells[this.columns[0]] : cells;
    const isEmpty = found === undefined || (!this.single && Object.keys(cells).length === 0);
    return { ...(at === undefined ? {} : { [String(how ?? "from")]: at }), ...(isEmpty ? {} : { is: found }) };
  }

  /**
   * @param {unknown} row
   * @returns {unknown}
   */
  shown(row) {
    if (row === null || typeof row !== "object") return row;
    const { from, above, is, ...others } = /** @type {Fields} */ (row);
    const how = from === undefined && above !== undefined ? "above" : "from";
    const cells = is !== null && typeof is === "object" ? is : { [this.columns[0]]: is };
    return { ...others, how, at: from ?? above, .../** @type {Fields} */ (cells) };
  }

  /** @param {unknown} value */
  write(value) {
    const otherwise = /** @type {any} */ (value)?.else;
    const isPlain = this.single && otherwise !== null && typeof otherwise === "object";
    super.write(isPlain ? { .../** @type {Fields} */ (value), else: otherwise[this.columns[0]] } : value);
  }

  /**
   * @param {Path} path
   * @returns {Path}
   */
  inside([index, key, column]) {
    if (key === undefined) return [index];
    return [index, key === "from" || key === "above" ? "at" : (column ?? this.columns[0])];
  }
}

/** What holds below all bands, where there are several columns. */
class Cells {
  touched = false;

  /**
   * @param {string} title
   * @param {Question[]} columns
   * @param {Context} context
   */
  constructor(title, columns, context) {
    this.title = title;
    this.context = context;
    this.places = new Map(columns.map((column) => [column.name, placeOf(column, { ...context, bare: true })]));
    this.message = make("p", { class: "problem", hidden: true, part: "problem" });
    this.element = make("fieldset", {}, make("legend", {}, title), make("div", { class: "fields" }, ...this.parts().map((place) => place.element)), this.message);
  }

  parts() {
    return [...this.places.values()];
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const cells = [...this.places].map(([name, place]) => [name, place.read([...path, name], doubts)]).filter(([, value]) => value !== undefined);
    return cells.length === 0 ? undefined : Object.fromEntries(cells);
  }

  /** @param {unknown} value */
  write(value) {
    for (const [name, place] of this.places) place.write(/** @type {any} */ (value)?.[name]);
  }

  /**
   * @param {Path} path
   * @returns {Place[]}
   */
  at([name, ...rest]) {
    return [this, ...(this.places.get(String(name))?.at(rest) ?? [])];
  }

  /**
   * @param {Problem[]} problems
   * @param {boolean} isOpen
   */
  show(problems, isOpen) {
    this.message.hidden = problems.length === 0 || !isOpen;
    this.message.replaceChildren(...problems.map((problem) => make("span", {}, this.context.sentence(problem))));
  }

  focus() {
    this.parts()[0]?.focus();
  }
}

/** A curve: points, and what holds beyond its ends. */
export class Curve extends Entries {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    const { say } = context;
    const words = /** @type {const} */ (["clamp", "extend", "problem"]).map((name) => ({ name, title: say(`outside_${name}`), description: "" }));
    const end = (/** @type {"below" | "above"} */ name) => {
      const place = placeOf(field(name, say(`curve_${name}`), { type: "choice", words }), { ...context, bare: true });
      return /** @type {[string, Place]} */ ([name, place]);
    };
    const [height] = question.fields;
    const fields = [field("x", say("curve_x"), {}), { ...height, name: "y", title: say("curve_y"), required: true }];
    super(question, context, "points", listOf(question, say("points"), fields, context), new Map([end("below"), end("above")]));
  }

  /**
   * @param {unknown} row
   * @returns {unknown}
   */
  given(row) {
    const { x, y } = /** @type {Fields} */ (row);
    return [x ?? null, y ?? null];
  }

  /**
   * @param {unknown} row
   * @returns {unknown}
   */
  shown(row) {
    return Array.isArray(row) ? { x: row[0] ?? undefined, y: row[1] ?? undefined } : row;
  }

  /**
   * @param {Path} path
   * @returns {Path}
   */
  inside([index, place]) {
    return place === undefined ? [index] : [index, place === 0 ? "x" : "y"];
  }
}
