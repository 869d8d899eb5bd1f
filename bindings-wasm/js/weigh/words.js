// What the elements say. What is calculated, and what is wrong, comes from the engine.

/** @typedef {import("../lang.js").Lang} Lang */

const WORDS = {
  accepted: { id: "Konsisten: rasio {}, diterima sampai {}", en: "Consistent: ratio {}, accepted up to {}" },
  against: { id: "{} terhadap {}", en: "{} against {}" },
  at: { id: "{} {} persen, {} {} persen", en: "{} {} percent, {} {} percent" },
  border: { id: "Batas antara {} dan {}", en: "Border between {} and {}" },
  contradicts: { id: "Saling bertentangan: rasio {}, diterima sampai {}", en: "The judgements contradict each other: ratio {}, accepted up to {}" },
  equal: { id: "sama penting", en: "equally important" },
  goal: { id: "Sasaran", en: "Goal" },
  how: { id: "Geser batasnya, atau tulis angkanya; jumlahnya tetap 100.", en: "Drag a border, or write a number; the sum stays 100." },
  judged: { id: "Baru {} dari {} pasangan dibandingkan; yang lain dianggap sama penting.", en: "Only {} of {} pairs are compared yet; the others count as equally important." },
  more: { id: "{} {} kali lebih penting daripada {}", en: "{} is {} times as important as {}" },
  percent: { id: "Bobot", en: "Weight" },
  revisit: { id: "Tinjau dahulu {} terhadap {}: dinilai {}, sedangkan semua pertimbangan lain menyarankan {}; rasionya akan menjadi {}.", en: "Look first at {} against {}: judged {}, while all other judgements suggest {}; the ratio would be {}." },
  scale: { id: "Geser ke arah yang lebih penting: 1 sama penting, 3 agak, 5 jelas, 7 jauh, 9 mutlak lebih penting.", en: "Move towards what is more important: 1 equally, 3 somewhat, 5 clearly, 7 much, 9 extremely more important." },
  show: { id: "Tunjukkan", en: "Show it" },
  suggested: { id: "disarankan", en: "suggested" },
  sum: { id: "Jumlah", en: "Sum" },
};

/** @typedef {keyof typeof WORDS} Word */

/**
 * @param {Lang} lang
 * @returns {(word: Word, ...filled: (string | number)[]) => string} fills `{}` in order
 */
export function speaking(lang) {
  return (word, ...filled) => WORDS[word][lang].replace(/\{\}/g, () => String(filled.shift() ?? ""));
}

/**
 * A number as people write it.
 * @param {string | number} number
 * @param {Lang} lang
 */
export const written = (number, lang) => (lang === "id" ? String(number).replace(".", ",") : String(number));
