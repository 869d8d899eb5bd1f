// What the page itself says.

/** @typedef {"id" | "en"} Lang */

const WORDS = {
  promise: { id: "Dihitung di peramban ini. Tidak ada yang dikirim.", en: "Calculated in this browser. Nothing is sent." },
  title: { id: "Hitung penilaian kinerja, lihat alasannya", en: "Calculate an appraisal and see why" },
  skip: { id: "Langsung ke isian", en: "Skip to the form" },
  language: { id: "Bahasa", en: "Language" },
  scheme: { id: "Menurut aturan", en: "By the rules of" },
  tools: { id: "Dokumen", en: "Documents" },
  example: { id: "Contoh isian", en: "Example entries" },
  examples: { id: "Isi dengan contoh …", en: "Fill in an example …" },
  open: { id: "Buka …", en: "Open …" },
  save: { id: "Simpan", en: "Save" },
  print: { id: "Cetak", en: "Print" },
  clear: { id: "Kosongkan", en: "Clear" },
  own: { id: "dari berkas", en: "from a file" },
  superseded: { id: "tidak berlaku lagi", en: "no longer in force" },
  draft: { id: "rancangan", en: "draft" },
  holds: { id: "Untuk periode {}.", en: "For periods {}." },
  holds_from: { id: "sejak {}", en: "from {}" },
  holds_until: { id: "sampai {}", en: "until {}" },
  drawings: { id: "Gambar", en: "Drawn" },
  why: { id: "Bagaimana hasil diperoleh", en: "How the result came about" },
  why_lead: { id: "Buka satu hasil untuk melihat aturan, hitungan, sumber, dan angka yang dipakainya; tiap angka dapat dibuka lagi.", en: "Open a result to see its rule, working, source and the figures it used; each figure opens in turn." },
  lift: { id: "Apa yang mengubah hasil?", en: "What would give another result?" },
  lift_lead: { id: "Pilih hasil yang diharapkan; dicari nilai terdekat tiap isian yang mencapainya.", en: "Choose the result that is wished for; of each entry the nearest value that reaches it is searched." },
  wish: { id: "Hasil yang diharapkan", en: "The result wished for" },
  search: { id: "Cari", en: "Search" },
  searching: { id: "Mencari …", en: "Searching …" },
  failed: { id: "Pencarian tidak dapat dimuat.", en: "The search cannot be loaded." },
  footer: { id: "Dihitung, bukan diputuskan: predikat ditetapkan oleh pejabat yang berwenang. Halaman ini bekerja tanpa jaringan dan tidak menyimpan apa pun setelah ditutup.", en: "Calculated, not decided: ratings are set by the competent official. This page works offline and keeps nothing once it is closed." },
  rule: { id: "Aturan", en: "Rule" },
  working: { id: "Hitungan", en: "Working" },
  reading: { id: "Dibaca", en: "Read so" },
  source: { id: "Sumber", en: "Source" },
  taken: { id: "Diambil dari", en: "Taken from" },
  uses: { id: "Dihitung dari", en: "Calculated from" },
  rounded: { id: "Dibulatkan", en: "Rounded" },
  digits: { id: "{} desimal, {}", en: "{} digits, {}" },
  mode_up: { id: "menjauhi nol", en: "away from zero" },
  mode_down: { id: "dipotong", en: "cut off" },
  mode_ceiling: { id: "ke atas", en: "upwards" },
  mode_floor: { id: "ke bawah", en: "downwards" },
  mode_half_up: { id: "setengah ke atas", en: "half up" },
  mode_half_down: { id: "setengah ke bawah", en: "half down" },
  mode_half_even: { id: "setengah ke genap", en: "half to even" },
  mode_half_ceiling: { id: "setengah ke arah plus", en: "half towards plus" },
  mode_half_floor: { id: "setengah ke arah minus", en: "half towards minus" },
  mode_zero_five_up: { id: "nol dan lima ke atas", en: "zero and five up" },
  evidence: { id: "Bukti", en: "Evidence" },
  by: { id: "Diisi oleh", en: "Entered by" },
  note: { id: "Catatan", en: "Note" },
  because: { id: "Karena", en: "Because" },
  since: { id: "Sejak", en: "Since" },
  basis_rule: { id: "aturan", en: "rule" },
  basis_judgement: { id: "penilaian orang", en: "judgement" },
  basis_local: { id: "pilihan instansi", en: "local choice" },
  basis_unverified: { id: "belum diverifikasi", en: "unverified" },
  kind_input: { id: "isian", en: "entered" },
  kind_parameter: { id: "konstanta", en: "constant" },
  kind_setting: { id: "keputusan instansi", en: "decided" },
  confidence_secondary: { id: "sumber sekunder", en: "secondary source" },
  confidence_unverified: { id: "belum diverifikasi", en: "unverified" },
  confidence_illustration: { id: "ilustrasi", en: "illustration" },
  matrix_says: { id: "{}: {}, dari {} dan {}", en: "{}: {}, from {} and {}" },
  bands_say: { id: "{}: {} pada {}", en: "{}: {} at {}" },
  rows_say: { id: "{} tiap baris", en: "{} of each row" },
  brings: { id: "{}: sumbangan tiap baris", en: "{}: what each row brings" },
  brings_say: { id: "{}, sumbangan tiap baris", en: "{}, what each row brings" },
  brings_sum: { id: "bersama-sama {}", en: "together {}" },
  brings_without: { id: "beda hasil tanpa baris itu; hasilnya {}", en: "the difference without that row; the result is {}" },
  rest: { id: "di luar baris", en: "beside the rows" },
  gap: { id: "{}: disyaratkan dan dicapai", en: "{}: required and reached" },
  gap_says: { id: "{}: {} dari {} di bawah yang disyaratkan", en: "{}: {} of {} below what is required" },
  gap_bars: { id: "Batang: yang dicapai; garis tegak: yang disyaratkan.", en: "Bar: what was reached; stroke: what is required." },
  gap_radar: { id: "Sumbu menurut nomor dalam tabel; garis putus-putus: yang disyaratkan; bidang: yang dicapai.", en: "Axes by their numbers in the table; dashed: what is required; area: what was reached." },
  number: { id: "No.", en: "No." },
  short: { id: "Kurang (tingkat)", en: "Levels short" },
  unreadable: { id: "{} bukan dokumen JSON", en: "{} is no JSON document" },
  what: { id: "{} bukan fakta, setelan, atau skema", en: "{} is neither facts, settings nor a scheme" },
  refused: { id: "Skema ini ditolak: {}", en: "This scheme is refused: {}" },
};

/** @typedef {keyof typeof WORDS} Word */

/**
 * @param {Lang} lang
 * @returns {(word: Word, ...filled: (string | number)[]) => string}
 */
export function speaking(lang) {
  return (word, ...filled) => WORDS[word][lang].replace(/\{\}/g, () => String(filled.shift() ?? ""));
}

/**
 * The words of a prefix, where there are such: `basis_` and `rule`.
 * @param {Lang} lang
 * @param {string} word
 */
export function spoken(lang, word) {
  return word in WORDS ? WORDS[/** @type {Word} */ (word)][lang] : undefined;
}
