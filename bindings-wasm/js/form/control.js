// What a value is entered with: a text field, a choice, a date. Each gives the value as a document has it, and takes one back.

import { Problem } from "../problem.js";
import { freshId, make } from "./dom.js";
import { numberText, shown } from "./numeral.js";

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./questions.js").Word} Word */
/** @typedef {import("./element.js").Context} Context */

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {HTMLElement} first the element that the label names, the messages describe and a link leads to
 * @property {() => unknown} read the value; `undefined` where nothing was entered
 * @property {(value: unknown) => void} write
 * @property {(path: (string | number)[]) => Problem | undefined} [doubt] why what was entered cannot be read, where that is not for the engine to say
 */

/**
 * @param {Question} question
 * @param {Context} context
 * @returns {Control}
 */
export function controlOf(question, context) {
  switch (question.type) {
    case "level":
    case "choice":
      return new Choice(question, context);
    case "yes_no":
      return new YesNo(question, context);
    case "date":
      return new Day(question);
    case "period":
      return new TwoDays(question, context);
    case "weight":
      return new Weight(question, context);
    case "text":
      return new Words(question, context);
    default:
      return new Numeral(question, context);
  }
}

class Words {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, { bare }) {
    // A name has one line, a sentence may have more.
    this.element = bare ? make("input", { type: "text" }) : make("textarea", { rows: 1, placeholder: question.initial });
    this.first = this.element;
  }

  read() {
    return this.element.value === "" ? undefined : this.element.value;
  }

  /** @param {unknown} value */
  write(value) {
    this.element.value = value == null ? "" : plain(value);
  }
}

class Numeral {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    this.context = context;
    const { initial, type } = question;
    this.input = make("input", {
      type: "text",
      inputmode: type === "integer" ? "numeric" : "decimal",
      autocomplete: "off",
      placeholder: initial === undefined ? null : shown(initial, context.lang),
    });
    /** @type {HTMLElement} */
    this.element = question.unit === "" ? this.input : make("span", { class: "with-unit" }, this.input, make("span", { class: "unit" }, question.unit));
    /** @type {HTMLElement} */
    this.first = this.input;
  }

  /** @returns {unknown} */
  read() {
    return this.input.value.trim() === "" ? undefined : numberText(this.input.value, this.context.lang).text;
  }

  /** @param {unknown} value */
  write(value) {
    const isNumber = typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
    this.input.value = value == null ? "" : isNumber ? shown(value, this.context.lang) : plain(value);
  }

  /** @param {(string | number)[]} path */
  doubt(path) {
    const { text, readings } = numberText(this.input.value, this.context.lang);
    if (readings === undefined) return undefined;
    const [whole, decimal] = readings;
    const other = { id: decimal.replace(".", ","), en: decimal };
    /** @param {"id" | "en"} lang */
    const sentence = (lang) => this.context.speakingIn(lang)("ambiguous", text);
    /** @param {"id" | "en"} lang */
    const help = (lang) => this.context.speakingIn(lang)("ambiguous_help", whole, other[lang]);
    const said = { code: "number.syntax", path, text: { id: sentence("id"), en: sentence("en") }, help: { id: help("id"), en: help("en") } };
    return new Problem({ ...said, full: said.text });
  }
}

/** A number, the rest of the total, or the same as every other row. */
class Weight extends Numeral {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    super(question, context);
    const { say } = context;
    const option = (/** @type {"typed" | "rest" | "equal"} */ word) => make("option", { value: word }, say(word));
    this.choice = make("select", { "aria-label": `${question.title}: ${say("weight_is")}`, onchange: () => this.turn() }, option("typed"), option("rest"), option("equal"));
    this.element = make("span", { class: "with-choice" }, this.element, this.choice);
  }

  turn() {
    this.input.hidden = this.choice.value !== "typed";
    this.first = this.input.hidden ? this.choice : this.input;
  }

  read() {
    return this.choice.value === "typed" ? super.read() : this.choice.value;
  }

  /** @param {unknown} value */
  write(value) {
    const isWord = value === "rest" || value === "equal";
    this.choice.value = isWord ? value : "typed";
    super.write(isWord ? undefined : value);
    this.turn();
  }

  /** @param {(string | number)[]} path */
  doubt(path) {
    return this.choice.value === "typed" ? super.doubt(path) : undefined;
  }
}

class Choice {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    this.words = question.words;
    const initial = this.words.find((word) => word.name === question.initial);
    this.select = make("select", { onchange: () => this.describe() }, make("option", { value: "" }, initial ? `(${initial.title})` : context.say("choose")));
    this.select.append(...this.words.map((word) => make("option", { value: word.name }, word.title)));
    this.first = this.select;
    this.description = make("span", { class: "anchor" });
    this.element = this.words.some((word) => word.description !== "") ? make("span", { class: "with-anchor" }, this.select, this.description) : this.select;
  }

  describe() {
    this.description.textContent = this.words.find((word) => word.name === this.select.value)?.description ?? "";
  }

  read() {
    return this.select.value === "" ? undefined : this.select.value;
  }

  /** @param {unknown} value */
  write(value) {
    write(this.select, value);
    this.describe();
  }
}

class YesNo {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, { say }) {
    this.box = typeof question.initial === "boolean" ? make("input", { type: "checkbox" }) : undefined;
    this.initial = question.initial;
    const option = (/** @type {"yes" | "no"} */ word, /** @type {string} */ value) => make("option", { value }, say(word));
    this.select = make("select", {}, make("option", { value: "" }, say("choose")), option("yes", "true"), option("no", "false"));
    this.element = this.box ?? this.select;
    this.first = this.element;
    this.write(undefined);
  }

  read() {
    if (this.first === this.box) return this.box.checked === this.initial ? undefined : this.box.checked;
    return { "": undefined, true: true, false: false }[this.select.value] ?? (this.select.value || undefined);
  }

  /** @param {unknown} value */
  write(value) {
    if (this.box !== undefined && (value == null || typeof value === "boolean")) this.box.checked = (value ?? this.initial) === true;
    else write(this.select, value);
    if (this.box !== undefined && value != null && typeof value !== "boolean") {
      // What no box can show stays, for the engine to refuse.
      this.box.replaceWith(this.select);
      this.element = this.first = this.select;
    }
  }
}

class Day {
  /** @param {Question} question */
  constructor({ limits }) {
    this.element = make("input", { type: "date", min: limits.from, max: limits.until });
    this.first = this.element;
  }

  read() {
    return this.element.value === "" ? undefined : this.element.value;
  }

  /** @param {unknown} value */
  write(value) {
    // A field for dates shows no other text: that is shown as it is.
    this.element.type = value == null || /^\d{4}-\d\d-\d\d$/.test(String(value)) ? "date" : "text";
    this.element.value = value == null ? "" : plain(value);
  }
}

class TwoDays {
  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, { say }) {
    this.from = new Day(question);
    this.until = new Day(question);
    const id = freshId();
    this.first = this.from.element;
    this.until.element.id = id;
    this.from.element.setAttribute("aria-label", `${question.title}: ${say("from")}`);
    this.element = make("span", { class: "two-days" }, this.from.element, make("label", { for: id }, say("until")), this.until.element);
  }

  read() {
    const [from, until] = [this.from.read(), this.until.read()];
    return from === undefined && until === undefined ? undefined : { from, until };
  }

  /** @param {unknown} value */
  write(value) {
    const { from, until } = /** @type {Record<string, unknown>} */ (value !== null && typeof value === "object" ? value : { from: value });
    this.from.write(from);
    this.until.write(until);
  }
}

/**
 * Chooses a value; one that is no option becomes one, so that nothing of a document is lost or hidden.
 * @param {HTMLSelectElement} select
 * @param {unknown} value
 */
function write(select, value) {
  const text = value == null ? "" : plain(value);
  if (![...select.options].some((option) => option.value === text)) select.append(make("option", { value: text }, text));
  select.value = text;
}

/** @param {unknown} value */
function plain(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
