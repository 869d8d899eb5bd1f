// JSON whose numbers keep their literal text, which Node 20 has no reviver for.

/** A number of a document by its text. */
export class Literal {
  constructor(text) {
    this.text = text;
  }

  /** What a program would pass for it: a number where that prints the same value, else a bigint or a text. */
  asValue() {
    if (/^-?\d+$/.test(this.text)) return Number.isSafeInteger(Number(this.text)) ? Number(this.text) : BigInt(this.text);
    const digits = this.text.replace(/e.*$/i, "").replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
    return digits <= 15 && Number.isFinite(Number(this.text)) && Math.abs(Number(this.text)) > 1e-300 ? Number(this.text) : this.text;
  }
}

/** Reads JSON text; a number in it becomes a `Literal`. */
export function parse(text) {
  // A text is left as it is, a number outside of texts becomes an object that the reviver knows.
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (token) => (token[0] === '"' ? token : `{"\\u0000":"${token}"}`));
  return JSON.parse(marked, (_, value) => (value !== null && typeof value === "object" && "\0" in value ? new Literal(value["\0"]) : value));
}
