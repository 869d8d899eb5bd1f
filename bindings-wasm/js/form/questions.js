// What a form asks, read from the JSON Schema of facts or settings: nothing here knows a scheme.

/** @typedef {Record<string, any>} Schema a part of a JSON Schema */

/**
 * A word that may be chosen: a level of a scale or a word of a choice.
 * @typedef {{ name: string, title: string, description: string }} Word
 */

/**
 * What is asked in one place.
 *
 * @typedef {object} Question
 * @property {string} name the key in the document
 * @property {string} title
 * @property {string} description
 * @property {"number" | "integer" | "yes_no" | "date" | "period" | "level" | "choice" | "text" | "weight" | "list" | "table" | "bands" | "curve"} type
 * @property {string} unit a label beside the field
 * @property {boolean} required whether there must be a value or a stated absence
 * @property {"not_rated" | "not_applicable" | undefined} absence which absence its being left out means, where it may be absent
 * @property {"required" | "expected" | undefined} evidence
 * @property {boolean} isTaken whether a sealed document is taken in place of a value
 * @property {unknown} initial what holds where it is left out
 * @property {Schema} limits of a number or date: from, above, until, below
 * @property {Word[]} words of a level or choice, lowest first
 * @property {string} set what the words are called together
 * @property {string | undefined} key of a list: the field that is unique in it
 * @property {boolean} complete whether the list has a row for each word of its key
 * @property {number} least of a list: how many rows there must be
 * @property {Question[]} fields of a row; of a table and of bands: the columns; of a curve: the height of a point
 * @property {Word[]} members of a table: its rows
 */

/**
 * What the schema of facts or settings asks.
 *
 * @param {Schema} schema
 * @returns {{ scheme: string, title: string, description: string, fields: Question[], hasPerson: boolean, period: Question | undefined }}
 */
export function questionsOf(schema) {
  const read = new Reader(schema.$defs ?? {});
  const { person, period } = schema.properties;
  return {
    scheme: schema["x-scheme"],
    title: schema.title ?? "",
    description: schema.description ?? "",
    fields: read.fields(schema),
    hasPerson: person !== undefined,
    period: period && { ...read.question("period", { ...period, "x-type": "period" }, schema.required?.includes("period") === true) },
  };
}

class Reader {
  /** @param {Record<string, Schema>} definitions */
  constructor(definitions) {
    this.definitions = definitions;
  }

  /**
   * @param {Schema} node
   * @returns {Schema}
   */
  resolved(node) {
    const name = node.$ref?.replace("#/$defs/", "");
    return name === undefined ? node : { ...this.definitions[name], ...node };
  }

  /**
   * @param {Schema} object
   * @returns {Question[]}
   */
  fields(object) {
    const names = /** @type {string[]} */ (object["x-order"] ?? []);
    return names.map((name) => this.question(name, object.properties[name], object.required?.includes(name) === true));
  }

  /**
   * @param {string} name
   * @param {Schema} node
   * @param {boolean} required
   * @returns {Question}
   */
  question(name, node, required) {
    const value = this.value(node);
    const table = this.held(node["x-type"], value);
    const row = node["x-type"] === "list" ? node.items : undefined;
    return {
      name,
      title: node.title ?? name,
      description: node.description ?? "",
      type: node["x-type"],
      unit: node["x-unit"] ?? "",
      required,
      absence: node["x-absence"],
      evidence: node["x-evidence"],
      isTaken: node["x-taken-from"] !== undefined || node["x-weight"]?.documents !== undefined,
      initial: node.default,
      limits: limits(node, value),
      words: words(value),
      set: value.title ?? "",
      key: node["x-key"],
      complete: node["x-complete"] === true,
      least: node.minItems ?? 0,
      members: table.members,
      fields: row === undefined ? table.fields : this.fields(row),
    };
  }

  /**
   * The plain value: what stands beside it is its annotated form, absence and the value left out.
   * @param {Schema} node
   * @returns {Schema}
   */
  value(node) {
    const [first] = node.anyOf ?? [];
    if (first === undefined) return node;
    return this.resolved(first.properties?.value ?? first);
  }

  /**
   * What a setting holds that is more than one value.
   * @param {string} type
   * @param {Schema} value
   * @returns {{ members: Word[], fields: Question[] }}
   */
  held(type, value) {
    if (type === "table") return this.table(value);
    if (type === "bands") {
      const row = this.resolved(value.properties.else);
      return { members: [], fields: this.fields(row.anyOf?.at(-1) ?? row) };
    }
    if (type === "curve") {
      const [, height] = value.properties.points.items.prefixItems;
      return { members: [], fields: [this.question("y", { "x-type": "number", anyOf: [height] }, true)] };
    }
    return { members: [], fields: [] };
  }

  /**
   * @param {Schema} object
   * @returns {{ members: Word[], fields: Question[] }}
   */
  table(object) {
    const names = /** @type {string[]} */ (object["x-order"] ?? []);
    const members = names.map((name) => ({ name, title: object.properties[name].title ?? name, description: "" }));
    const row = this.resolved(object.properties[names[0]] ?? {});
    // A table of one column takes the plain value, too.
    return { members, fields: this.fields(row.anyOf?.at(-1) ?? row) };
  }
}

/**
 * @param {Schema} node
 * @param {Schema} value
 * @returns {Schema}
 */
function limits(node, value) {
  const number = value.anyOf?.[0] ?? value;
  return {
    from: number.minimum ?? value["x-from"] ?? node["x-from"],
    above: number.exclusiveMinimum,
    until: number.maximum ?? value["x-until"] ?? node["x-until"],
    below: number.exclusiveMaximum,
  };
}

/**
 * @param {Schema} value
 * @returns {Word[]}
 */
function words(value) {
  const titles = value["x-titles"] ?? {};
  const descriptions = value["x-descriptions"] ?? {};
  const names = /** @type {string[]} */ (value.enum ?? []);
  return names.map((name) => ({ name, title: titles[name] ?? name, description: descriptions[name] ?? "" }));
}
