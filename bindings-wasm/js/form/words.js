// What the form itself says. What a scheme or a problem says comes from the engine.

/** @typedef {import("../lang.js").Lang} Lang */

const WORDS = {
  absence: { id: "Ada atau tidak", en: "Given or not" },
  absent_not_applicable: { id: "tidak berlaku", en: "not applicable" },
  absent_not_rated: { id: "belum dinilai", en: "not rated" },
  add: { id: "Tambah baris", en: "Add a row" },
  ambiguous: { id: "`{found}` dapat dibaca dengan dua cara", en: "`{found}` can be read in two ways" },
  ambiguous_help: { id: "tulis {whole} atau {decimal}", en: "write {whole} or {decimal}" },
  band: { id: "Batas", en: "Limit" },
  band_above: { id: "lebih dari", en: "more than" },
  band_else: { id: "Di bawah semua batas", en: "Below all limits" },
  band_from: { id: "paling sedikit", en: "at least" },
  bands: { id: "Pita, dari batas tertinggi", en: "Bands, the highest limit first" },
  because: { id: "Alasan", en: "Reason" },
  by: { id: "Diisi oleh", en: "Entered by" },
  calculated: { id: "Dihitung, bukan diputuskan.", en: "Calculated, not decided." },
  choose: { id: "pilih …", en: "choose …" },
  curve_above: { id: "Di kanan titik terakhir", en: "Right of the last point" },
  curve_below: { id: "Di kiri titik pertama", en: "Left of the first point" },
  curve_x: { id: "Pada", en: "At" },
  curve_y: { id: "Nilai", en: "Value" },
  document: { id: "Dokumen", en: "The document" },
  equal: { id: "sama rata", en: "equal" },
  evidence: { id: "Bukti", en: "Evidence" },
  evidence_help: { id: "satu bukti tiap baris", en: "one item on each line" },
  evidence_required: { id: "Bukti (wajib)", en: "Evidence (required)" },
  expected: { id: "Bukti diharapkan", en: "Evidence is expected" },
  from: { id: "dari", en: "from" },
  given: { id: "ada nilai", en: "a value" },
  illustration: { id: "Contoh, bukan peraturan", en: "An illustration, no regulation" },
  in_force: { id: "Peraturan yang berlaku", en: "A regulation in force" },
  draft: { id: "Rancangan", en: "A draft" },
  limit_above: { id: "lebih dari {}", en: "more than {}" },
  limit_below: { id: "kurang dari {}", en: "less than {}" },
  limit_from: { id: "paling sedikit {}", en: "at least {}" },
  limit_until: { id: "paling banyak {}", en: "at most {}" },
  loading: { id: "Memuat …", en: "Loading …" },
  meaning: { id: "Arti {}", en: "What {} means" },
  missing: { id: "harus diisi", en: "must be filled in" },
  more: { id: "dan {} lagi", en: "and {} more" },
  name: { id: "Nama", en: "Name" },
  no: { id: "tidak", en: "no" },
  note: { id: "Catatan", en: "Note" },
  number_help: { id: "tulis seperti 88,67", en: "write it as 88.67" },
  on: { id: "Tanggal", en: "Date" },
  open: { id: "{} isian masih kosong atau perlu diperbaiki", en: "{} entries are empty or must be mended" },
  open_one: { id: "Satu isian masih kosong atau perlu diperbaiki", en: "One entry is empty or must be mended" },
  outside_clamp: { id: "nilai titik itu", en: "the value of that point" },
  outside_extend: { id: "garis terakhir diteruskan", en: "the last line, drawn on" },
  outside_problem: { id: "tidak boleh terjadi", en: "must not happen" },
  period: { id: "Periode", en: "Period" },
  person: { id: "Pegawai", en: "Employee" },
  points: { id: "Titik, dari kiri ke kanan", en: "Points, from left to right" },
  post: { id: "Jabatan", en: "Post" },
  ref: { id: "Nomor atau NIP", en: "Number" },
  remarks_of: { id: "Bukti dan catatan: {}", en: "Evidence and remarks: {}" },
  remove: { id: "Hapus", en: "Remove" },
  remove_row: { id: "Hapus {}", en: "Remove {}" },
  rest: { id: "sisanya", en: "the rest" },
  result: { id: "Hasil", en: "Result" },
  row_title: { id: "Sebutan", en: "Called" },
  rows: { id: "{} baris", en: "{} rows" },
  row_one: { id: "1 baris", en: "1 row" },
  settings: { id: "Keputusan instansi", en: "What the organisation decides" },
  show_problems: { id: "Tunjukkan", en: "Show them" },
  superseded: { id: "Peraturan lama, tidak berlaku lagi", en: "A former regulation, no longer in force" },
  take: { id: "Ambil dari penilaian …", en: "Take from an appraisal …" },
  taken: { id: "dari {} (dokumen tersegel)", en: "from {} (a sealed document)" },
  taken_back: { id: "Isi sendiri: {}", en: "Enter oneself: {}" },
  threshold: { id: "Angka", en: "Number" },
  to_know: { id: "Perlu diketahui", en: "To know" },
  typed: { id: "angka", en: "a number" },
  unit: { id: "Unit kerja", en: "Unit" },
  unratable: { id: "Tidak dinilai", en: "Not rated" },
  until: { id: "sampai", en: "until" },
  unverified: { id: "Memakai angka yang belum diverifikasi", en: "Uses figures that nobody has verified" },
  weight_is: { id: "Cara menulis bobot", en: "How the weight is given" },
  yes: { id: "ya", en: "yes" },
};

/** @typedef {keyof typeof WORDS} Word */

/**
 * The form's words in a language.
 *
 * @param {Lang} lang
 * @returns {(word: Word, ...filled: (string | number)[]) => string} fills `{}` and `{name}` in order
 */
export function speaking(lang) {
  return (word, ...filled) => WORDS[word][lang].replace(/\{\w*\}/g, () => String(filled.shift() ?? ""));
}
