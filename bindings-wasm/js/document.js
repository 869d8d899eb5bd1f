// Values of JavaScript as JSON text, by our own walk: `JSON.stringify` would turn NaN into null and a Map into {}.

/** The core's limits, so that a walk over values that share or contain each other ends. */
const DEEPEST = 64;
const LONGEST_TEXT = 16 * 1024 * 1024;
/** As many problems as the core keeps of one document. */
const KEPT = 200;

const HALF_A_PAIR = /[\ud800-\udfff]/u;
/** What stands in JSON as it is; other texts are looked at again. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;
const ANYTHING = "a number, text, true or false, null, list or object";

/** @typedef {{ code: string, path: (string | number)[], [detail: string]: unknown }} Found what the walk found, in want of words */

/** A walk that cannot go on. */
class Stop extends Error {}

/**
 * The JSON text of a document: a text is taken as it is, another value is walked.
 *
 * @param {unknown} value
 * @param {string[]} top where its problems begin
 * @param {Found[]} problems what no document can hold is added to them
 * @returns {{ text: string, isTree: boolean }}
 */
export function textOf(value, top, problems) {
  if (typeof value === "string") {
    if (HALF_A_PAIR.test(value)) {
      problems.push({ code: "json.syntax", path: top, reason: "it holds half of a surrogate pair" });
    }
    return { text: value, isTree: false };
  }
  const walk = new Walk(top, problems);
  try {
    walk.value(value, 0);
  } catch (thrown) {
    if (!(thrown instanceof Stop)) throw thrown;
    problems.push({ code: thrown.message, path: top });
  }
  return { text: walk.out, isTree: true };
}

class Walk {
  out = "";
  /** @type {object[]} the lists and objects that are open */
  open = [];

  /**
   * @param {string[]} top
   * @param {Found[]} problems
   */
  constructor(top, problems) {
    /** @type {(string | number)[]} */
    this.path = [...top];
    this.problems = problems;
  }

  /**
   * @param {unknown} value
   * @param {number} depth
   */
  value(value, depth) {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        // The shortest text that is this number and no other: the one that JavaScript prints.
        return Number.isFinite(value) ? this.write(String(value)) : this.problem("number.syntax", { found: String(value) });
      case "boolean":
      case "bigint":
        return this.write(String(value));
      case "object":
        return value === null ? this.write("null") : this.object(value, depth);
      default:
        return this.refuse(typeof value);
    }
  }

  /**
   * @param {object} value
   * @param {number} depth
   */
  object(value, depth) {
    if (this.open.includes(value)) return this.refuse("a value that contains itself");
    if (depth >= DEEPEST) throw new Stop("json.too_deep");
    this.open.push(value);
    if (Array.isArray(value)) this.list(value, depth);
    else if (Object.getPrototypeOf(value) === Object.prototype && !("toJSON" in value)) this.entries(value, depth);
    else this.other(value, depth);
    this.open.pop();
  }

  /**
   * @param {object} value
   * @param {number} depth
   */
  other(value, depth) {
    // What stands there, whichever frame or realm it comes from.
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (kind === "Date") this.refuse(kind, "a date as text");
    else if (!ArrayBuffer.isView(value) && "toJSON" in value && typeof value.toJSON === "function") this.value(value.toJSON(), depth + 1);
    else if (kind === "Object") this.entries(value, depth);
    else this.refuse(kind);
  }

  /**
   * @param {unknown[]} list
   * @param {number} depth
   */
  list(list, depth) {
    this.write("[");
    for (let index = 0; index < list.length; index++) {
      if (index > 0) this.write(",");
      this.path.push(index);
      if (index in list) this.value(list[index], depth + 1);
      else this.refuse("a gap in a list");
      this.path.pop();
    }
    this.write("]");
  }

  /**
   * @param {object} object
   * @param {number} depth
   */
  entries(object, depth) {
    this.write("{");
    let first = true;
    for (const key of Object.keys(object)) {
      const value = /** @type {Record<string, unknown>} */ (object)[key];
      // A key that is there without a value is not there.
      if (value === undefined) continue;
      if (!first) this.write(",");
      first = false;
      this.path.push(key);
      this.text(key);
      this.write(":");
      this.value(value, depth + 1);
      this.path.pop();
    }
    this.write("}");
  }

  /** @param {string} text */
  text(text) {
    if (PLAIN.test(text)) this.write(`"${text}"`);
    else if (HALF_A_PAIR.test(text)) this.problem("json.syntax", { reason: "a text holds half of a surrogate pair" });
    else this.write(JSON.stringify(text));
  }

  /** @param {string} text */
  write(text) {
    this.out += text;
    if (this.out.length > LONGEST_TEXT) throw new Stop("json.too_large");
  }

  /**
   * @param {string} found
   * @param {string} wanted
   */
  refuse(found, wanted = ANYTHING) {
    // A name of JavaScript is quoted; what is said in words has blanks.
    this.problem("value.type", { found: found.includes(" ") ? found : `\`${found}\``, wanted });
  }

  /**
   * @param {string} code
   * @param {Record<string, string>} details
   */
  problem(code, details) {
    this.write("null");
    if (this.problems.length < KEPT) this.problems.push({ code, path: [...this.path], ...details });
  }
}
