// Lists of rows, and tables, which nest.

import { freshId, make } from "./dom.js";
import { Field } from "./field.js";
import { Bands, Curve } from "./ranges.js";

/** @typedef {import("../problem.js").Problem} Problem */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./field.js").Place} Place */
/** @typedef {import("./field.js").Path} Path */

/**
 * The place of a question.
 * @param {Question} question
 * @param {Context} context
 * @returns {Place}
 */
export function placeOf(question, context) {
  if (question.type === "list") return new List(question, context);
  if (question.type === "table") return new Table(question, context);
  if (question.type === "bands") return new Bands(question, context);
  if (question.type === "curve") return new Curve(question, context);
  return new Field(question, context);
}

/** Several places of an object, and what a document has there that the form has no place for. */
class Group {
  touched = false;
  /** @type {Record<string, unknown>} keys without a place: they stay, for the engine to refuse or to carry along */
  rest = {};

  /**
   * @param {string} title
   * @param {Map<string, Place>} places
   * @param {Context} context
   */
  constructor(title, places, context) {
    this.title = title;
    this.places = places;
    this.context = context;
    this.message = make("p", { class: "problem", hidden: true, part: "problem" });
    this.element = make("fieldset", {});
  }

  parts() {
    return [...this.places.values()];
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   * @returns {Record<string, unknown>}
   */
  read(path, doubts) {
    const entries = [...this.places].map(([name, place]) => [name, place.read([...path, name], doubts)]);
    return { ...this.rest, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
  }

  /** @param {unknown} value */
  write(value) {
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    const given = /** @type {Record<string, unknown>} */ (isObject ? value : {});
    this.rest = Object.fromEntries(Object.entries(given).filter(([key]) => !this.places.has(key)));
    for (const [name, place] of this.places) place.write(given[name]);
  }

  /**
   * @param {Path} path
   * @returns {Place[]}
   */
  at([key, ...rest]) {
    const place = this.places.get(String(key));
    return [this, ...(place?.at(rest) ?? [])];
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
    this.parts().at(0)?.focus();
  }
}

/** A row of a list: its title, its fields, a note. */
class Row extends Group {
  /**
   * @param {List} list
   * @param {import("./questions.js").Word | undefined} member the word of the key that this row is for, where the list has a row for each
   */
  constructor(list, member) {
    const { context, question } = list;
    const asked = question.fields.filter((field) => member === undefined || field.name !== question.key);
    const places = asked.map((field) => /** @type {[string, Place]} */ ([field.name, placeOf(field, list.isCompact ? { ...context, compact: true } : context)]));
    // A row that nothing else names is named by who fills in the form.
    const names = question.key === undefined && !list.isCompact ? [textField("title", context.say("row_title"), context)] : [];
    super("", new Map([...names, ...places]), context);
    this.list = list;
    this.member = member;
    this.legend = make("legend", { part: "legend" });
    this.remove = make("button", { type: "button", class: "remove", part: "button", onclick: () => list.drop(this) }, make("span", { "aria-hidden": "true" }, "×"));
    this.element.classList.add("row");
    this.element.setAttribute("part", "row");
    this.element.append(this.legend, member === undefined ? this.remove : "", make("div", { class: "fields" }, ...this.parts().map((place) => place.element)), this.message);
  }

  /** @param {number} index */
  number(index) {
    this.title = this.member?.title ?? `${this.list.question.title} ${index + 1}`;
    this.legend.textContent = this.title;
    // A row that fits on a line needs no heading to be told from the next.
    this.legend.classList.toggle("unseen", this.list.isCompact && this.member === undefined);
    this.remove.setAttribute("aria-label", this.context.say("remove_row", this.title));
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const row = super.read(path, doubts);
    const { key } = this.list.question;
    return this.member === undefined || key === undefined ? row : { [key]: this.member.name, ...row };
  }

  /** @param {unknown} value */
  write(value) {
    super.write(value);
    if (this.member !== undefined && this.list.question.key !== undefined) delete this.rest[this.list.question.key];
  }
}

/** @implements {Place} */
export class List {
  touched = false;
  /** @type {Row[]} */
  rows = [];
  /** @type {unknown} what stands in place of a list */
  strange;

  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    this.question = question;
    this.context = { ...context, compact: false, depth: context.depth + 1 };
    this.title = question.title;
    const short = ["number", "integer", "level", "choice", "date", "yes_no", "text"];
    /** Whether a row fits on a line. */
    this.isCompact = question.fields.length <= 5 && question.fields.every((field) => short.includes(field.type) && field.evidence === undefined);
    const key = question.fields.find((field) => field.name === question.key);
    this.members = question.complete ? (key?.words ?? []) : [];
    const id = freshId();
    this.count = make("span", { class: "count" });
    this.body = make("div", { class: "rows" });
    this.message = make("p", { class: "problem", hidden: true, part: "problem" });
    this.add = make("button", { type: "button", class: "add", part: "button", "aria-label": `${context.say("add")}: ${question.title}`, onclick: () => this.grow() }, context.say("add"));
    // All of a scale or choice is there already.
    this.add.hidden = this.members.length > 0;
    const hint = question.description !== "" && make("p", { class: "hint" }, question.description);
    const inside = [hint, ...this.anchors(), this.message, this.body, this.add];
    const classes = `list${this.isCompact ? " compact" : ""}`;
    if (context.depth === 0) {
      const heading = make("h3", { id, part: "heading" }, question.title, " ", this.count);
      this.element = make("section", { class: classes, "aria-labelledby": id, part: "list" }, heading, ...inside);
    } else {
      this.fold = make("details", { class: classes, part: "list" }, make("summary", {}, question.title, " ", this.count), ...inside);
      this.element = this.fold;
    }
    this.write(undefined);
  }

  /** What the levels and words of the fields mean: once above the rows, where the rows have no room for it. */
  anchors() {
    const told = this.isCompact ? this.question.fields.filter((field) => field.words.some((word) => word.description !== "")) : [];
    return told.map((field) => {
      const words = field.words.flatMap((word) => [make("dt", {}, word.title), make("dd", {}, word.description)]);
      return make("details", { class: "anchors" }, make("summary", {}, this.context.say("meaning", field.set || field.title)), make("dl", {}, ...words));
    });
  }

  parts() {
    return this.rows;
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    if (this.strange !== undefined) return this.strange;
    const rows = this.rows.map((row, index) => row.read([...path, index], doubts));
    return rows.length === 0 ? undefined : rows;
  }

  /** @param {unknown} value */
  write(value) {
    this.strange = value == null || Array.isArray(value) ? undefined : value;
    const given = [...(Array.isArray(value) ? value : [])];
    const { key } = this.question;
    const keyed = this.members.map((member) => {
      const found = key === undefined ? -1 : given.findIndex((row) => row?.[key] === member.name);
      return { member, row: found < 0 ? {} : given.splice(found, 1)[0] };
    });
    const least = Math.max(0, this.question.least - keyed.length - given.length);
    // A list that was given is shown as it is; one that nobody has filled in yet begins with the rows it must have.
    const begun = value == null ? Array.from({ length: least }, () => ({})) : [];
    this.rows = keyed.map(({ member, row }) => this.row(member, row));
    this.rows.push(...[...given, ...begun].map((row) => this.row(undefined, row)));
    this.body.replaceChildren(...this.rows.map((row) => row.element));
    this.renumber();
  }

  /**
   * @param {import("./questions.js").Word | undefined} member
   * @param {unknown} value
   */
  row(member, value) {
    const row = new Row(this, member);
    row.write(value);
    return row;
  }

  renumber() {
    this.rows.forEach((row, index) => row.number(index));
    this.count.textContent = this.rows.length === 1 ? this.context.say("row_one") : this.context.say("rows", this.rows.length);
  }

  grow() {
    this.strange = undefined;
    const row = this.row(undefined, {});
    this.rows.push(row);
    this.body.append(row.element);
    this.renumber();
    row.focus();
    this.context.changed();
  }

  /** @param {Row} row */
  drop(row) {
    const index = this.rows.indexOf(row);
    this.rows.splice(index, 1);
    row.element.remove();
    this.touched = true;
    this.renumber();
    (this.rows[Math.min(index, this.rows.length - 1)] ?? this).focus();
    this.context.changed();
  }

  /**
   * @param {Path} path
   * @returns {Place[]}
   */
  at([index, ...rest]) {
    return [this, ...(this.rows[Number(index)]?.at(rest) ?? [])];
  }

  /**
   * @param {Problem[]} problems
   * @param {boolean} isOpen
   */
  show(problems, isOpen) {
    const isShown = problems.length > 0 && (isOpen || this.touched || this.rows.some((row) => row.parts().some((place) => place.touched)));
    this.message.hidden = !isShown;
    this.message.replaceChildren(...problems.map((problem) => make("span", {}, this.context.sentence(problem))));
  }

  unfold() {
    if (this.fold) this.fold.open = true;
  }

  focus() {
    this.unfold();
    if (this.rows.length > 0) this.rows[0].focus();
    else this.add.focus();
  }
}

/** A setting that has a value for each word of its key. */
class Table extends Group {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    const [column] = question.fields;
    const isSingle = question.fields.length === 1;
    const rows = question.members.map((member) => {
      const columns = question.fields.map((field) => /** @type {[string, Place]} */ ([field.name, placeOf(field, context)]));
      const row = isSingle ? placeOf({ ...column, title: member.title, required: true }, context) : new Columns(member.title, new Map(columns), context);
      return /** @type {[string, Place]} */ ([member.name, row]);
    });
    super(question.title, new Map(rows), context);
    this.isSingle = isSingle;
    this.column = column?.name;
    this.element.classList.add("table");
    const hint = question.description !== "" && make("p", { class: "hint" }, question.description);
    this.element.append(make("legend", {}, question.title), hint || "", ...this.parts().map((place) => place.element), this.message);
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const table = super.read(path, doubts);
    // One that nobody has begun is left out.
    return /** @type {any} */ (Object.keys(table).length === 0 ? undefined : table);
  }

  /** @param {unknown} value */
  write(value) {
    if (!this.isSingle || value === null || typeof value !== "object") return super.write(value);
    const { column } = this;
    super.write(Object.fromEntries(Object.entries(value).map(([member, row]) => [member, row !== null && typeof row === "object" && column in row ? row[column] : row])));
  }

  /**
   * @param {Path} path
   * @returns {Place[]}
   */
  at([member, ...rest]) {
    return super.at(this.isSingle ? [member] : [member, ...rest]);
  }
}

/** A row of a table that has several columns. */
class Columns extends Group {
  /**
   * @param {string} title
   * @param {Map<string, Place>} places
   * @param {Context} context
   */
  constructor(title, places, context) {
    super(title, places, context);
    this.element.append(make("legend", {}, title), make("div", { class: "fields" }, ...this.parts().map((place) => place.element)), this.message);
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const row = super.read(path, doubts);
    return /** @type {any} */ (Object.keys(row).length === 0 ? undefined : row);
  }
}

/** The whole document: its questions, and before them whom it is about. */
export class Whole extends Group {
  /**
   * @param {ReturnType<typeof import("./questions.js").questionsOf>} asked
   * @param {Context} context
   */
  constructor(asked, context) {
    const { say } = context;
    const bare = { ...context, bare: true };
    const about = /** @type {const} */ (["ref", "name", "post", "unit"]).map((name) => textField(name, say(name), context));
    const head = [
      asked.hasPerson && /** @type {[string, Place]} */ (["person", new About(say("person"), new Map(about), context)]),
      asked.period && /** @type {[string, Place]} */ (["period", new Field({ ...asked.period, title: say("period") }, bare)]),
    ];
    const places = asked.fields.map((field) => /** @type {[string, Place]} */ ([field.name, placeOf(field, context)]));
    super("", new Map([...head.filter((place) => place !== undefined && place !== false), ...places]), context);
    this.fields = places.map(([, place]) => place);
    const heading = head.map((place) => place && place[1].element);
    this.element = /** @type {any} */ (make("div", { class: "whole" }, heading.some(Boolean) && make("section", { class: "about" }, ...heading)));
    // In the order of the scheme; the single values between two lists stand together.
    /** @type {HTMLElement | undefined} */
    let together;
    for (const place of this.fields) {
      if (place instanceof List) together = undefined;
      else if (together === undefined) this.element.append((together = make("section", { class: "fields" })));
      (place instanceof List ? this.element : together)?.append(place.element);
    }
    this.element.append(this.message);
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const { person, ...document } = super.read(path, doubts);
    return person != null && Object.keys(person).length > 0 ? { person, ...document } : document;
  }
}

class About extends Group {
  /**
   * @param {string} title
   * @param {Map<string, Place>} places
   * @param {Context} context
   */
  constructor(title, places, context) {
    super(title, places, context);
    this.element.className = "person";
    this.element.append(make("legend", {}, title), make("div", { class: "fields" }, ...this.parts().map((place) => place.element)));
  }
}

/**
 * A text that every document of facts may have.
 * @param {string} name
 * @param {string} title
 * @param {Context} context
 * @returns {[string, Place]}
 */
function textField(name, title, context) {
  const question = { name, title, description: "", unit: "", required: false, absence: undefined, evidence: undefined, isTaken: false, initial: undefined, limits: {}, words: [], set: "", key: undefined, complete: false, least: 0, fields: [], members: [] };
  return [name, new Field({ ...question, type: "text" }, { ...context, bare: true })];
}
