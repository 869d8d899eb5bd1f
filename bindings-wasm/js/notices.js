// What a room tells beside its result.

/** @typedef {{ code: string, path: string, text: { en: string, id: string } }} Notice */

export {};
