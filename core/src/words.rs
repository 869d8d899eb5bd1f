//! The words in a problem's details, in Indonesian: details are kept in English, and said in the language that is asked for.

use std::borrow::Cow;

/// English and Indonesian; `{}` is what was quoted, the same in both.
const PHRASES: &[(&str, &str)] = &[
    // What stands in a document, and what should.
    ("null", "null"),
    ("true/false", "true/false"),
    ("true or false", "true atau false"),
    ("a number", "angka"),
    ("a text", "teks"),
    ("a text or a number", "teks atau angka"),
    ("a list", "daftar"),
    ("a list of texts", "daftar teks"),
    ("an object", "objek"),
    ("a value", "nilai"),
    ("a value that contains itself", "nilai yang memuat dirinya sendiri"),
    ("a gap in a list", "celah dalam daftar"),
    ("a number, text, true or false, null, list or object", "angka, teks, true atau false, null, daftar, atau objek"),
    ("a date", "tanggal"),
    ("a period", "periode"),
    ("a word", "kata"),
    ("a date as text", "tanggal sebagai teks"),
    ("a word as text", "kata sebagai teks"),
    ("a whole number", "bilangan bulat"),
    ("goal", "sasaran"),
    ("holder", "pemegang"),
    ("a formula: a text or a list of texts", "rumus: teks atau daftar teks"),
    (
        "an object from language to text (a plain text where one language is declared)",
        "objek dari bahasa ke teks (teks biasa bila hanya satu bahasa dinyatakan)",
    ),
    ("a period: {\"from\": …, \"until\": …}", "periode: {\"from\": …, \"until\": …}"),
    ("a table: an object from each member of its key", "tabel: objek dari setiap anggota kuncinya"),
    ("an object from each column", "objek dari setiap kolom"),
    ("a list three deep below the whole", "daftar tiga tingkat di bawah keseluruhan"),
    (
        "a list at most two deep below a list of the whole",
        "daftar paling dalam dua tingkat di bawah daftar keseluruhan",
    ),
    // Types in formulas.
    ("unknown", "tidak diketahui"),
    ("an absent value", "nilai yang tidak ada"),
    ("a level of `{}`", "tingkat dari `{}`"),
    ("a word of `{}`", "kata dari `{}`"),
    ("a level", "tingkat"),
    ("a level or a choice", "tingkat atau pilihan"),
    ("a level of a scale whose levels have a value", "tingkat dari skala yang tingkatnya bernilai"),
    (
        "a number, a date or a level of an ordered scale, to compare by order",
        "angka, tanggal, atau tingkat skala berurutan, untuk dibandingkan urutannya",
    ),
    ("numbers, or levels of an ordered scale", "angka, atau tingkat skala berurutan"),
    ("something that can be compared", "sesuatu yang dapat dibandingkan"),
    ("a formula", "rumus"),
    ("a single value", "satu nilai"),
    ("a table", "tabel"),
    ("bands", "pita"),
    ("a curve", "kurva"),
    ("an array", "larik"),
    ("a row of a table", "baris tabel"),
    ("a value to compare with", "nilai untuk dibandingkan"),
    ("a list, as count(list where …)", "daftar, seperti count(daftar where …)"),
    (
        "a value over a list, as sum(value over list), or an array",
        "nilai atas daftar, seperti sum(nilai over daftar), atau larik",
    ),
    (
        "arguments only: `over`, `where` and options go with aggregates",
        "argumen saja: `over`, `where`, dan pilihan hanya untuk agregat",
    ),
    (
        "a list, with `over`: an array has no rows to choose from",
        "daftar, dengan `over`: larik tidak punya baris untuk dipilih",
    ),
    // Arguments.
    ("one value", "satu nilai"),
    ("1 argument", "1 argumen"),
    ("as many arguments as it is given: {}", "argumen sebanyak yang disebut: {}"),
    ("{} arguments", "{} argumen"),
    ("a value and a weight", "nilai dan bobot"),
    (
        "a value and a weight, as weighted_mean(value, weight over list)",
        "nilai dan bobot, seperti weighted_mean(nilai, bobot over daftar)",
    ),
    (
        "a number, digits and a mode, as round(x, 2, half_up)",
        "angka, banyak digit, dan cara, seperti round(x, 2, half_up)",
    ),
    ("digits as a whole number from 0 to 28", "banyak digit, bilangan bulat dari 0 sampai 28"),
    (
        "a number, a step and a mode, as round_to(x, 0.25, half_up)",
        "angka, langkah, dan cara, seperti round_to(x, 0.25, half_up)",
    ),
    ("a step above zero, written as a number", "langkah di atas nol, ditulis sebagai angka"),
    ("a rounding mode: {}", "cara pembulatan: {}"),
    // What keeps a formula from being read.
    ("`{}` is not a number of at most 28 digits", "`{}` bukan angka dengan paling banyak 28 digit"),
    ("the quote is not closed", "tanda kutip tidak ditutup"),
    ("`{}` does not belong in a formula", "`{}` tidak boleh ada dalam rumus"),
    ("the formula has more than {} words and signs", "rumus lebih dari {} kata dan tanda"),
    ("comparisons do not chain: join them with `and`", "perbandingan tidak berantai: gabungkan dengan `and`"),
    ("{} does not continue the formula", "{} tidak melanjutkan rumus"),
    ("`{}` is needed before the end", "`{}` diperlukan sebelum akhir"),
    ("`{}` is needed before {}", "`{}` diperlukan sebelum {}"),
    ("this nests deeper than {}", "ini bersarang lebih dari {} tingkat"),
    ("a value is needed before the end", "nilai diperlukan sebelum akhir"),
    ("a value is needed before {}", "nilai diperlukan sebelum {}"),
    ("`{}` cannot stand here", "`{}` tidak boleh ada di sini"),
    ("a name is needed before the end", "nama diperlukan sebelum akhir"),
    ("a name is needed before {}", "nama diperlukan sebelum {}"),
    // Policies.
    ("`{}:` is said twice", "`{}:` disebut dua kali"),
    ("`{}` is not a policy: exclude, zero or block", "`{}` bukan kebijakan: exclude, zero, atau block"),
    ("`empty:` is zero or block, not `{}`", "`empty:` adalah zero atau block, bukan `{}`"),
    ("`{}:` is not a policy of an aggregate", "`{}:` bukan kebijakan agregat"),
    ("`{}` takes no policy", "`{}` tidak memakai kebijakan"),
    (
        "nothing can be absent here: no policy is needed",
        "tidak ada yang mungkin tidak ada di sini: kebijakan tidak diperlukan",
    ),
    ("`missing:` sets both kinds: say it alone", "`missing:` menetapkan kedua jenis: sebutkan sendiri"),
    (
        "a value may be absent here: say `missing:` exclude, zero or block, or `not_rated:` and `not_applicable:`",
        "nilai di sini mungkin tidak ada: sebutkan `missing:` exclude, zero, atau block, atau `not_rated:` dan `not_applicable:`",
    ),
    ("a level has no zero: exclude or block", "tingkat tidak punya nol: exclude atau block"),
    (
        "there may be nothing to add: say `empty:` zero or block",
        "mungkin tidak ada yang dijumlahkan: sebutkan `empty:` zero atau block",
    ),
    (
        "there is always something to add: `empty:` is not needed",
        "selalu ada yang dijumlahkan: `empty:` tidak diperlukan",
    ),
    ("`empty:` goes with sum only", "`empty:` hanya untuk sum"),
    // Size.
    (
        "more than 20,000 nodes, formulas counted at each call",
        "lebih dari 20.000 simpul, rumus dihitung pada setiap pemanggilan",
    ),
    (
        "nested deeper than 256 nodes, a call counting for 8",
        "bersarang lebih dari 256 simpul, satu pemanggilan dihitung 8",
    ),
    (
        "a number here may have more than 8,000 bits before any rows are added",
        "angka di sini mungkin lebih dari 8.000 bit sebelum baris dijumlahkan",
    ),
    (
        "quotients by an aggregate over rows are added over rows again: round them first",
        "hasil bagi oleh agregat atas baris dijumlahkan lagi atas baris: bulatkan dahulu",
    ),
    (
        "a step of rows holds a sum of quotients over all rows: round it first",
        "langkah tiap baris memuat jumlah hasil bagi atas semua baris: bulatkan dahulu",
    ),
    (
        "more than {} inputs, settings, parameters, their values and columns",
        "lebih dari {} masukan, setelan, parameter, nilainya, dan kolom",
    ),
    ("more than {} scales, sets of choices or lists", "lebih dari {} skala, himpunan pilihan, atau daftar"),
    ("more than {} levels or words in one set", "lebih dari {} tingkat atau kata dalam satu himpunan"),
    ("more than {} letters in this text", "lebih dari {} huruf dalam teks ini"),
    ("10,000 letters in a text", "10.000 huruf dalam satu teks"),
    ("1,000 rows of bands, or points of a curve", "1.000 baris pita, atau titik kurva"),
    ("500,000 values, given and calculated", "500.000 nilai, yang diisi dan yang dihitung"),
    ("100,000 bits in all numbers", "100.000 bit dalam semua angka"),
    ("10,000 rows in a list", "10.000 baris dalam satu daftar"),
    // Documents that are no framework.
    ("an empty text", "teks kosong"),
    ("XML or HTML", "XML atau HTML"),
    ("a compressed file, as spreadsheets (XLSX) are", "berkas terkompresi, seperti lembar sebar (XLSX)"),
    ("a `{}` document", "dokumen `{}`"),
    ("a list of CASE documents", "daftar dokumen CASE"),
    ("a JSON Schema", "skema JSON"),
    ("a description of an interface", "uraian antarmuka"),
    ("a NIST CPRT export", "ekspor CPRT dari NIST"),
    ("a SKOS concept scheme", "skema konsep SKOS"),
    ("a DigComp data supplement", "suplemen data DigComp"),
    ("an ESCO table", "tabel ESCO"),
    ("an O*NET table", "tabel O*NET"),
    ("a list of rich skill descriptors", "daftar deskriptor keterampilan (RSD)"),
    ("a workbook without a table of competencies that is known", "buku kerja tanpa tabel kompetensi yang dikenal"),
    ("bytes in base64", "bita dalam base64"),
    ("it is no whole archive", "bukan arsip yang utuh"),
    ("it holds no `{}`", "tidak memuat `{}`"),
    ("a part of it is missing, too large or no text", "ada bagian yang hilang, terlalu besar, atau bukan teks"),
    ("its XML is broken", "XML-nya rusak"),
    ("{} texts", "{} teks"),
    ("{} requirements", "{} syarat"),
    ("an object from language to text", "objek dari bahasa ke teks"),
    ("the address of a node", "alamat suatu simpul"),
    ("a list in JSON", "daftar dalam JSON"),
    ("first an object with `scaleid`", "mula-mula objek dengan `scaleid`"),
    ("levels of the scale, counted from 1, as `id`", "tingkat skala, dihitung dari 1, sebagai `id`"),
    ("a default level and a proficient one", "satu tingkat bawaan dan satu tingkat cakap"),
    ("the levels of a scale", "tingkat-tingkat suatu skala"),
    ("four words of Moodle's taxonomies", "empat kata dari taksonomi Moodle"),
    ("the ID number of a row", "ID number suatu baris"),
    ("it has no ID number", "tanpa ID number"),
    ("it has no short name", "tanpa short name"),
    ("a later row has the same ID number", "baris sesudahnya memakai ID number yang sama"),
    ("its parent is no row", "induknya bukan baris mana pun"),
    ("its parent is dropped, or its parents stand in a circle", "induknya dibuang, atau induk-induknya melingkar"),
    ("{} rows", "{} baris"),
    ("{} cells in a row", "{} sel dalam satu baris"),
    // Weights.
    ("{} missing", "kurang {}"),
    ("{} too much", "lebih {}"),
    // Ranges.
    ("from {} to {}", "dari {} sampai {}"),
    ("at least {} and less than {}", "paling sedikit {} dan kurang dari {}"),
    ("more than {} and at most {}", "lebih dari {} dan paling banyak {}"),
    ("more than {} and less than {}", "lebih dari {} dan kurang dari {}"),
    ("at least {}", "paling sedikit {}"),
    ("more than {}", "lebih dari {}"),
    ("at most {}", "paling banyak {}"),
    ("less than {}", "kurang dari {}"),
    // What a name should be of.
    ("scale", "skala"),
    ("source", "sumber"),
    ("parameter of this scheme", "parameter skema ini"),
    ("set of choices", "kumpulan pilihan"),
    ("list", "daftar"),
    ("field", "isian"),
    ("input", "masukan"),
    ("step or input", "langkah atau masukan"),
    ("parameter or setting", "parameter atau pengaturan"),
    ("scale or set of choices", "skala atau kumpulan pilihan"),
    ("level", "tingkat"),
    ("level or choice", "tingkat atau pilihan"),
    ("word", "kata"),
    (
        "field of type level, choice, text or integer that is never absent",
        "isian berjenis tingkat, pilihan, teks, atau bilangan bulat yang selalu ada",
    ),
    // Rooms beside schemes.
    ("group", "kelompok"),
    ("item", "butir"),
    ("mean", "rata-rata"),
    ("goal", "sasaran"),
    ("activity", "kegiatan"),
    ("reason", "alasan"),
    ("groups", "kelompok"),
    ("items", "butir"),
    ("an answer is owed", "ada jawaban yang belum diisi"),
    ("a group has too few raters", "penilai suatu kelompok terlalu sedikit"),
    ("a group that counts has no answers", "suatu kelompok yang dihitung tidak menjawab"),
    ("nothing is left that counts", "tidak ada lagi yang dihitung"),
    ("an item has no score", "ada butir yang tidak bernilai"),
    // What keeps a text from being JSON.
    ("the text is empty", "teksnya kosong"),
    ("the text ends too early", "teks berakhir terlalu awal"),
    ("a text stands in double quotes", "teks diapit tanda kutip ganda"),
    ("a text stands in straight quotes", "teks diapit tanda kutip lurus"),
    ("no comma may stand before a closing bracket", "tidak boleh ada koma sebelum kurung penutup"),
    ("a number has a comma", "angka memuat koma"),
    ("JSON has no comments", "JSON tidak mengenal komentar"),
    ("a number has no plus sign", "angka tidak memakai tanda plus"),
    ("a number begins with a digit", "angka diawali digit"),
    ("`{}` is not a value", "`{}` bukan nilai"),
    ("a key stands in double quotes", "kunci diapit tanda kutip ganda"),
    ("`{}` does not belong here", "`{}` tidak boleh ada di sini"),
    ("The JSON already contains one root element", "dokumen sudah lengkap sebelum bagian ini"),
    (
        "a line break, tab or control character in a text is written as an escape",
        "ganti baris, tab, atau karakter kendali dalam teks ditulis sebagai urutan khusus",
    ),
    (
        "a backslash begins an escape such as \\\\ or \\n",
        "garis miring terbalik mengawali urutan khusus seperti \\\\ atau \\n",
    ),
    ("\\u needs four hexadecimal digits", "\\u memerlukan empat digit heksadesimal"),
    ("half of a surrogate pair stands alone", "separuh pasangan surrogate berdiri sendiri"),
];

/// A detail in Indonesian; what is not in the table stays as it is.
pub(crate) fn indonesian(words: &str) -> Cow<'_, str> {
    let found = PHRASES.iter().find_map(|(en, id)| Some(filled(id, &quoted(en, words)?)));
    found.map_or(Cow::Borrowed(words), Cow::Owned)
}

/// What stands in the places of a phrase; none where `words` is another phrase.
fn quoted<'w>(phrase: &str, words: &'w str) -> Option<Vec<&'w str>> {
    let mut parts = phrase.split("{}");
    let mut rest = words.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_none() { rest.len().checked_sub(part.len())? } else { rest.find(part)? };
        found.push(rest.get(..end)?);
        rest = rest.get(end..)?.strip_prefix(part)?;
    }
    rest.is_empty().then_some(found)
}

fn filled(phrase: &str, quoted: &[&str]) -> String {
    let mut quoted = quoted.iter();
    let mut out = String::new();
    for (index, part) in phrase.split("{}").enumerate() {
        if index > 0 {
            out.push_str(quoted.next().unwrap_or(&""));
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_quoted_is_kept() {
        assert_eq!(indonesian("`)` is needed before `x`"), "`)` diperlukan sebelum `x`");
        assert_eq!(indonesian("5 missing"), "kurang 5");
        assert_eq!(indonesian("a level of `grade`"), "tingkat dari `grade`");
        assert_eq!(indonesian("something else"), "something else");
    }

    #[test]
    fn every_phrase_keeps_its_places() {
        for (en, id) in PHRASES {
            assert_eq!(en.matches("{}").count(), id.matches("{}").count(), "{en}");
        }
    }
}
