//! The one table of problem codes: each with its sentence and its help, in English and Indonesian.

use crate::text::Lang;
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

/// Declares the table: variant, code, then sentence and help in English and Indonesian.
macro_rules! codes {
    ($($name:ident $code:literal $en:literal $id:literal $help_en:literal $help_id:literal;)*) => {
        /// The code of a problem or warning: stable, so that programs can act on it.
        ///
        /// Codes that begin with `check.`, `appraisal.` or are named in [`Code::is_warning`] refuse nothing, nor do those of [`Framework::check`](crate::Framework::check).
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $en] $name,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as text, `value.missing`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            pub(super) fn sentence(self, lang: Lang) -> &'static str {
                self.words(match lang { Lang::En => 0, Lang::Id => 1 })
            }

            pub(super) fn advice(self, lang: Lang) -> &'static str {
                self.words(match lang { Lang::En => 2, Lang::Id => 3 })
            }

            /// One of the four texts of this code.
            fn words(self, which: usize) -> &'static str {
                /// All of them in one text: a page that loads the engine would else load a pointer and a length for each of a thousand.
                const TOGETHER: &str = concat!($($en, "\0", $id, "\0", $help_en, "\0", $help_id, "\0",)*);
                static APART: LazyLock<Vec<&str>> = LazyLock::new(|| TOGETHER.split('\0').collect());
                APART.get((self as usize).saturating_mul(4).saturating_add(which)).copied().unwrap_or_default()
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Code {
    /// The code of a text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The sentence of this code about a titled thing.
    pub(crate) fn about(self, lang: Lang, title: &str) -> String {
        self.sentence(lang).replace("{title}", &format!("«{title}»"))
    }

    /// Whether this code only warns.
    #[must_use]
    pub fn is_warning(self) -> bool {
        let text = self.as_str();
        text.starts_with("check.")
            || text.starts_with("appraisal.")
            || (text.starts_with("framework.") && self != Code::FrameworkUnknown)
            || matches!(self, Code::EvidenceExpected | Code::ParameterChanges | Code::TakenPeriod)
            || self.is_notice()
    }

    /// Whether this code tells what a room did with valid documents, beside its result.
    const fn is_notice(self) -> bool {
        matches!(
            self,
            Code::ProfileCompetency
                | Code::ProfileVersion
                | Code::GapKnockOut
                | Code::GapOpen
                | Code::FormatTolerance
                | Code::FeedbackLeftOut
                | Code::FeedbackMerged
                | Code::FeedbackNoAnswers
                | Code::FeedbackNoScore
                | Code::FeedbackNotesWithheld
                | Code::WeightsInconsistent
                | Code::CascadeUncarried
                | Code::CascadeNotBelow
                | Code::SuggestionOpen
                | Code::SuggestionOverdue
                | Code::JournalLate
                | Code::JournalImpossible
                | Code::JournalDayOff
                | Code::JournalOverlap
                | Code::AnnualGapLeftOut
                | Code::AnnualWeighsNothing
                | Code::DevelopmentNotRated
                | Code::DevelopmentNoTraining
                | Code::DevelopmentBeyond
                | Code::DevelopmentRepeats
                | Code::DevelopmentHoursLeft
                | Code::DevelopmentOver
                | Code::DevelopmentNoComparison
                | Code::DevelopmentAlike
        )
    }
}

codes! {
    Internal "kinerja.internal"
        "this should not have happened: {reason}" "ini seharusnya tidak terjadi: {reason}"
        "please report it with the document" "laporkan bersama dokumennya";
    JsonSyntax "json.syntax"
        "this is not JSON: {reason}" "ini bukan JSON: {reason}"
        "" "";
    JsonTooLarge "json.too_large"
        "the text is longer than 16 MiB" "teks lebih dari 16 MiB"
        "split the document" "bagilah dokumennya";
    JsonTooDeep "json.too_deep"
        "values are nested deeper than 64" "nilai bersarang lebih dari 64 tingkat"
        "" "";
    JsonDuplicateKey "json.duplicate_key"
        "the key `{key}` stands here twice" "kunci `{key}` tertulis dua kali di sini"
        "keep one of the two" "pertahankan salah satu saja";

    DocumentKind "document.kind"
        "this is a `{found}` document, not `{wanted}`" "ini dokumen `{found}`, bukan `{wanted}`"
        "check that the right document was passed" "periksa apakah dokumennya benar";
    DocumentUnknownKey "document.unknown_key"
        "`{key}` is not known here" "`{key}` tidak dikenal di sini"
        "known here: {known}" "yang dikenal di sini: {known}";
    DocumentMissing "document.missing"
        "`{key}` is missing" "`{key}` tidak ada"
        "" "";
    DocumentType "document.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    DocumentWord "document.word"
        "`{found}` is not one of the words that may stand here" "`{found}` bukan salah satu kata yang boleh ada di sini"
        "one of: {known}" "salah satu dari: {known}";
    DocumentId "document.id"
        "`{found}` is not a name: lower-case letters, digits and _, at most 64, a letter first" "`{found}` bukan nama: huruf kecil, angka dan _, paling banyak 64, diawali huruf"
        "" "";
    DocumentEmpty "document.empty"
        "there must be at least one here" "paling sedikit harus ada satu di sini"
        "" "";
    DocumentDate "document.date"
        "`{found}` is not a date" "`{found}` bukan tanggal"
        "write it as 2025-12-31" "tulis seperti 2025-12-31";
    DocumentRange "document.range"
        "{found} is not a whole number from {from} to {until}" "{found} bukan bilangan bulat dari {from} sampai {until}"
        "" "";

    NumberSyntax "number.syntax"
        "`{found}` is not a number" "`{found}` bukan angka"
        "write digits with a point for decimals, as 88.67; where there is none, leave the value out (null, None)" "tulis angka dengan titik untuk desimal, seperti 88.67; bila nilainya tidak ada, kosongkan (null, None)";
    NumberTooLong "number.too_long"
        "`{found}` has more than 28 digits" "`{found}` lebih dari 28 angka"
        "round it before it is passed" "bulatkan sebelum dikirim";

    FactsScheme "facts.scheme"
        "these facts are for the scheme `{found}`, not `{wanted}`" "data ini untuk skema `{found}`, bukan `{wanted}`"
        "" "";
    FactsTooLarge "facts.too_large"
        "there is more here than one appraisal may hold ({limit})" "isi di sini lebih dari yang boleh dalam satu penilaian ({limit})"
        "check that these are the facts of one person" "periksa apakah ini data satu orang";
    ValueMissing "value.missing"
        "{title} is missing" "{title} belum diisi"
        "a value is always needed here" "nilainya selalu diperlukan di sini";
    ValueType "value.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    ValueRange "value.range"
        "{found} is out of range: {allowed}" "{found} di luar batas: {allowed}"
        "" "";
    ValueDigits "value.digits"
        "{found} has too many digits after the point: at most {digits} may stand there" "{found} terlalu banyak angka di belakang koma: paling banyak {digits}"
        "round it" "bulatkan";
    ValueInteger "value.integer"
        "{found} is not a whole number" "{found} bukan bilangan bulat"
        "" "";
    ValueDate "value.date"
        "`{found}` is not a date" "`{found}` bukan tanggal"
        "write it as 2025-12-31" "tulis seperti 2025-12-31";
    ValueLevel "value.level"
        "`{found}` is not a level of {set}" "`{found}` bukan tingkat dari {set}"
        "one of: {known}" "salah satu dari: {known}";
    ValueChoice "value.choice"
        "`{found}` is not one of the choices of {title}" "`{found}` bukan salah satu pilihan {title}"
        "one of: {known}" "salah satu dari: {known}";
    ValueAbsence "value.absence"
        "{title} cannot be stated as absent" "{title} tidak dapat dinyatakan tidak ada"
        "the scheme always needs it: give its value" "skema selalu memerlukannya: isi nilainya";
    ValueWith "value.with"
        "{title} is given exactly when {other} is" "{title} diisi tepat bila {other} diisi"
        "give both, leave both out, or state the absence" "isi keduanya, kosongkan keduanya, atau nyatakan ketiadaannya";
    ListLeast "list.least"
        "too few rows: {found} of at least {least}" "baris kurang: {found} dari paling sedikit {least}"
        "" "";
    ListKey "list.key"
        "`{found}` stands in an earlier row already" "`{found}` sudah ada di baris sebelumnya"
        "each row needs its own" "setiap baris harus berbeda";
    ListComplete "list.complete"
        "there is no row for: {missing}" "belum ada baris untuk: {missing}"
        "" "";
    WeightSum "weight.sum"
        "the weights sum to {sum}, not {total}: {difference}" "jumlah bobot {sum}, bukan {total}: {difference}"
        "change a weight, or write \"rest\" for one of them" "ubah salah satu bobot, atau tulis \"rest\" pada salah satunya";
    WeightMultiple "weight.multiple"
        "the weight {found} is not a multiple of {step}" "bobot {found} bukan kelipatan {step}"
        "" "";
    WeightWords "weight.words"
        "\"rest\" may stand in one row, \"equal\" only in all rows" "\"rest\" hanya boleh di satu baris, \"equal\" hanya di semua baris"
        "" "";
    EvidenceMissing "evidence.missing"
        "{title} needs evidence" "{title} memerlukan bukti dukung"
        "write the value as {\"value\": …, \"evidence\": [\"…\"]}" "tulis nilainya sebagai {\"value\": …, \"evidence\": [\"…\"]}";
    EvidenceExpected "evidence.expected"
        "{title} is given without evidence" "{title} diisi tanpa bukti dukung"
        "" "";
    PeriodReversed "period.reversed"
        "the period ends ({until}) before it begins ({from})" "periode berakhir ({until}) sebelum mulai ({from})"
        "" "";
    PeriodOutside "period.outside"
        "the period {period} is not inside the time for which this scheme holds: {in_force}" "periode {period} tidak berada dalam masa berlaku skema ini: {in_force}"
        "take the scheme that held then; a period over two schemes is appraised in two parts" "pakailah skema yang berlaku waktu itu; periode yang melintasi dua skema dinilai dalam dua bagian";
    TableIncomplete "table.incomplete"
        "the table has no value for: {missing}" "tabel belum berisi nilai untuk: {missing}"
        "" "";
    ParameterNoValue "parameter.no_value"
        "this constant has no value yet on {day}" "konstanta ini belum bernilai pada {day}"
        "" "";
    ParameterChanges "parameter.changes"
        "{title} changes inside the period: {before} until {day}, {after} after; the value on {used} was used" "{title} berubah dalam periode: {before} sampai {day}, {after} sesudahnya; dipakai nilai pada {used}"
        "" "";
    RequiresFailed "requires.failed"
        "a condition of the scheme is not met: {rule}" "syarat skema tidak terpenuhi: {rule}"
        "" "";
    StepNoRow "step.no_row"
        "no row applies" "tidak ada baris yang berlaku"
        "the scheme says that this cannot happen: its rule or the facts are wrong" "menurut skema hal ini mustahil: aturannya atau datanya keliru";
    StepConflict "step.conflict"
        "rows[{first}] and rows[{second}] both apply: `{one}` and `{other}`" "rows[{first}] dan rows[{second}] sama-sama berlaku: `{one}` dan `{other}`"
        "only one row may apply here: its conditions or the facts are wrong" "hanya satu baris yang boleh berlaku di sini: syaratnya atau datanya keliru";
    StepTooCostly "step.too_costly"
        "its exact value takes more arithmetic than one appraisal may cost" "nilai pastinya memerlukan perhitungan lebih banyak daripada yang boleh dalam satu penilaian"
        "round before numbers of many rows are added, multiplied or compared" "bulatkan sebelum angka dari banyak baris dijumlahkan, dikalikan atau dibandingkan";
    CurveOutside "curve.outside"
        "{found} lies outside the curve, which goes from {from} to {until}" "{found} di luar kurva, yang merentang dari {from} sampai {until}"
        "" "";
    OnlyCount "only.count"
        "exactly one row is needed here; rows found: {found}" "di sini harus ada tepat satu baris; yang ada: {found}"
        "" "";
    OutcomeAbsent "outcome.absent"
        "{title} cannot be calculated, because this is missing: {origins}" "{title} tidak dapat dihitung karena ini belum ada: {origins}"
        "give its value, or state its absence as the scheme allows" "isi nilainya, atau nyatakan ketiadaannya sebagaimana diperbolehkan skema";

    TakenSeal "taken.seal"
        "the document is not sealed, or was changed after it was sealed" "dokumen ini tidak bersegel, atau diubah sesudah disegel"
        "pass the document as it was given out; `seal` is part of it" "kirim dokumen sebagaimana diterbitkan; `seal` adalah bagiannya";
    TakenSource "taken.source"
        "{title} is not taken from a document of {found}" "{title} tidak diambil dari dokumen {found}"
        "it is taken from: {known}" "diambil dari: {known}";
    TakenPerson "taken.person"
        "the document is about `{found}`, the facts are about `{person}`" "dokumen ini tentang `{found}`, sedangkan datanya tentang `{person}`"
        "pass the document of the same person" "kirim dokumen orang yang sama";
    TakenValue "taken.value"
        "the document has no value for {title} at `{at}`" "dokumen ini tidak berisi nilai untuk {title} pada `{at}`"
        "if there is none, leave the input out or state its absence, where the scheme allows it" "bila memang tidak ada, kosongkan masukannya atau nyatakan ketiadaannya, bila skema membolehkan";
    TakenPeriod "taken.period"
        "{title} is taken from a document about {found}, which has no day in common with the period {period}" "{title} diambil dari dokumen tentang {found}, yang tidak beririsan dengan periode {period}"
        "check that the right document was passed" "periksa apakah dokumennya benar";

    CallUnknown "call.unknown"
        "there is no call `{found}`" "tidak ada panggilan `{found}`"
        "known: {known}" "yang ada: {known}";

    WeightsNone "weights.none"
        "there is nothing to weigh" "tidak ada yang dibobot"
        "name at least one goal" "sebutkan paling sedikit satu sasaran";
    WeightsTooMany "weights.too_many"
        "there are more than {most} here" "di sini lebih dari {most}"
        "nobody can weigh so many: group them, and weigh the groups" "sebanyak itu tidak mungkin dibobot: kelompokkan, lalu beri bobot kelompoknya";
    WeightsTotal "weights.total"
        "{found} is no total: it must be above zero" "{found} bukan jumlah: harus di atas nol"
        "" "";
    WeightsNameTwice "weights.name_twice"
        "`{name}` is named twice" "`{name}` disebut dua kali"
        "each goal is weighed once: give them different names" "setiap sasaran dibobot sekali: beri nama yang berbeda";
    WeightsNameEmpty "weights.name_empty"
        "a goal has no name" "sebuah sasaran tidak bernama"
        "give it a name" "beri nama";
    WeightsNegative "weights.negative"
        "{found} is below zero, which no weight can be" "{found} di bawah nol, padahal bobot tidak boleh negatif"
        "zero is allowed: it says that this one does not count" "nol boleh: artinya yang ini tidak diperhitungkan";
    WeightsAllZero "weights.all_zero"
        "all are zero, so no weights can follow" "semuanya nol, sehingga tidak ada bobot yang dapat dihitung"
        "give at least one of them a number above zero; for equal weights write \"equal\" for each" "isi paling sedikit satu dengan angka di atas nol; untuk bobot sama tulis \"equal\" pada semuanya";
    WeightsSum "weights.sum"
        "the weights sum to {sum}, not {total}: {difference}" "jumlah bobot {sum}, bukan {total}: {difference}"
        "change a weight, write \"rest\" for one of them, or ask for `normalise`" "ubah salah satu bobot, tulis \"rest\" pada salah satunya, atau minta `normalise`";
    WeightsScale "weights.scale"
        "these points do not use the method's scale" "poin ini tidak memakai skala metodenya"
        "" "";
    WeightsRank "weights.rank"
        "{found} is not a rank: a whole number from 1" "{found} bukan peringkat: bilangan bulat mulai 1"
        "1 is the most important; equal ranks are a tie" "1 yang paling penting; peringkat yang sama berarti seri";
    WeightsDiffer "weights.differ"
        "the weight of `{name}` is {found} here, but the method gives {wanted}" "bobot `{name}` di sini {found}, padahal metodenya menghasilkan {wanted}"
        "weights are changed by what is judged, not by hand: ask for them again" "bobot diubah lewat penilaiannya, bukan dengan tangan: mintalah lagi";
    WeightsSquare "weights.square"
        "this row has {length} cells, but there are {size} rows" "baris ini berisi {length} sel, padahal ada {size} baris"
        "each goal is compared with each: as many columns as rows" "setiap sasaran dibandingkan dengan setiap yang lain: kolom sebanyak baris";
    WeightsSize "weights.size"
        "this matrix compares {found} goals, but there are {wanted_count}" "matriks ini membandingkan {found} sasaran, padahal ada {wanted_count}"
        "" "";
    WeightsJudgement "weights.judgement"
        "{found} is no judgement: from {least} to {most}" "{found} bukan pertimbangan: dari {least} sampai {most}"
        "1 says equally important; write less important as \"1/3\"" "1 berarti sama penting; tulis yang kurang penting sebagai \"1/3\"";
    WeightsDiagonal "weights.diagonal"
        "a goal is as important as itself: 1, not {found}" "sasaran sama penting dengan dirinya sendiri: 1, bukan {found}"
        "" "";
    WeightsReciprocal "weights.reciprocal"
        "{found} contradicts its mirror image {mirror}" "{found} bertentangan dengan pasangannya {mirror}"
        "{wanted} is meant, or leave one of the two out" "yang dimaksud {wanted}, atau kosongkan salah satunya";
    WeightsUnjudged "weights.unjudged"
        "these two are not compared" "keduanya belum dibandingkan"
        "judge the pair, here or at its mirror image" "isi pertimbangannya, di sini atau pada pasangannya";
    WeightsJudges "weights.judges"
        "there is no judge who counts" "tidak ada penilai yang diperhitungkan"
        "give a matrix, or judges of whom one has a weight above zero" "isi matriks, atau penilai yang salah satunya berbobot di atas nol";
    WeightsBestWorst "weights.best_worst"
        "`{name}` is both the best and the worst" "`{name}` sekaligus terbaik dan terburuk"
        "choose two; where all are equally important, all judgements are 1" "pilih dua; bila semua sama penting, semua pertimbangan 1";
    WeightsNamesDiffer "weights.names_differ"
        "`{name}` is judged in only one of the two lists" "`{name}` hanya ada di salah satu daftar"
        "both lists are of the same goals" "kedua daftar memuat sasaran yang sama";
    WeightsInconsistent "weights.inconsistent"
        "the judgements contradict each other: consistency ratio {ratio}, accepted up to {most}" "pertimbangannya saling bertentangan: rasio konsistensi {ratio}, diterima sampai {most}"
        "" "";
    WeightsTooDeep "weights.too_deep"
        "there are more than {most} levels" "ada lebih dari {most} tingkat"
        "" "";
    WeightsRule "weights.rule"
        "this rule cannot be read" "aturan ini tidak dapat dibaca"
        "" "";
    WeightsStep "weights.step"
        "{found} is no step: above zero, and {total} a multiple of it" "{found} bukan kelipatan yang dapat dipakai: di atas nol, dan {total} kelipatannya"
        "" "";
    WeightsClash "weights.clash"
        "no weights that sum to {total} can keep all of these rules: {rules}" "tidak ada bobot berjumlah {total} yang memenuhi semua aturan ini: {rules}"
        "drop or loosen any one of them, and the others can be kept" "hapus atau longgarkan salah satunya, maka yang lain dapat dipenuhi";
    WeightsZero "weights.zero"
        "weights of zero stay at their least, and the others cannot take the rest" "bobot nol tetap pada batas bawahnya, dan yang lain tidak dapat menampung sisanya"
        "give them weights above zero, or loosen what the others may be at most" "beri bobot di atas nol, atau longgarkan batas atas yang lain";
    CurveZeroTarget "curve.zero_target"
        "nothing can be measured by a target of zero" "tidak ada yang dapat diukur dengan target nol"
        "give a `baseline` from which the way to the target is measured, or say `zero_target`: met_or_bound with `at_least` and `at_most`" "isi `baseline` sebagai awal jalan menuju target, atau sebutkan `zero_target`: met_or_bound beserta `at_least` dan `at_most`";
    CurveNegativeTarget "curve.negative_target"
        "the ratio by a target below zero, {found}, says nothing" "rasio terhadap target di bawah nol, {found}, tidak bermakna"
        "measure by the difference, or give a `baseline`" "ukur dengan selisih, atau isi `baseline`";
    CurveZeroActual "curve.zero_actual"
        "by the ratio, {found} would be better than can be told" "menurut rasio, {found} lebih baik daripada yang dapat disebut"
        "say what the best is with `at_most`" "sebutkan nilai terbaiknya dengan `at_most`";
    CurveNoWay "curve.no_way"
        "there is no way from the baseline to the target: both are {found}" "tidak ada jalan dari baseline ke target: keduanya {found}"
        "" "";
    CurveBounds "curve.bounds"
        "the least, {least}, is above the most, {most}" "batas bawah {least} di atas batas atas {most}"
        "" "";
    CurveTolerance "curve.tolerance"
        "a tolerance cannot be below zero, as {found} is" "toleransi tidak boleh di bawah nol, seperti {found}"
        "give how far from the target is as good as on it, as a part of the target: 0.05 is five percent" "isi seberapa jauh dari target masih sama baiknya, sebagai bagian dari target: 0.05 berarti lima persen";
    CurveIdle "curve.idle"
        "`{key}` has no meaning beside what else is said here" "`{key}` tidak bermakna di samping yang lain di sini"
        "`by` goes with better: lower, `tolerance` with better: near, and a `baseline` says itself what is better" "`by` berlaku untuk better: lower, `tolerance` untuk better: near, dan `baseline` sudah menyatakan mana yang lebih baik";
    CascadeCircle "cascade.circle"
        "this leads back to itself: {circle}" "ini kembali ke dirinya sendiri: {circle}"
        "let one of them lead elsewhere, or nowhere" "arahkan salah satunya ke tempat lain, atau kosongkan";
    CascadeWays "cascade.ways"
        "`{name}` is carried both in shares and whole" "`{name}` dipikul sekaligus dibagi dan utuh"
        "all who carry it directly do so in one way" "semua yang memikulnya langsung melakukannya dengan satu cara";
    CascadeStated "cascade.stated"
        "the achievement of `{name}` is rolled up from those who carry it, and stated here too" "capaian `{name}` dihitung dari yang memikulnya, dan dinyatakan juga di sini"
        "leave it out" "hilangkan";
    CascadeUncarried "cascade.uncarried"
        "nobody below {holder} carries `{name}`" "tidak ada bawahan {holder} yang memikul `{name}`"
        "let a subordinate's goal carry it, or keep it with its holder on purpose" "biarkan sasaran bawahan memikulnya, atau memang ditangani sendiri";
    CascadeNotBelow "cascade.not_below"
        "{holder} carries `{name}`, but is not below {superior}, who has it" "{holder} memikul `{name}`, tetapi bukan bawahan {superior} yang memilikinya"
        "" "";
    WeightsWords "weights.words"
        "\"rest\" may stand once, \"equal\" only for all" "\"rest\" hanya boleh sekali, \"equal\" hanya untuk semua"
        "" "";

    ColumnsUnknown "columns.unknown"
        "there is no input for the column `{column}`" "tidak ada masukan untuk kolom `{column}`"
        "drop the column, or name it in `keep`; known: {known}" "hapus kolomnya, atau sebutkan dalam `keep`; yang dikenal: {known}";
    ColumnsMissing "columns.missing"
        "there is no column for {title}" "tidak ada kolom untuk {title}"
        "the scheme always needs it" "skema selalu memerlukannya";
    ColumnsType "columns.type"
        "the column `{column}` is {found}, but {wanted} is needed" "kolom `{column}` bertipe {found}, padahal yang diperlukan {wanted}"
        "taken here: {taken}" "yang diterima di sini: {taken}";
    ColumnsKey "columns.key"
        "the rows of `{key}` do not stand together" "baris untuk `{key}` tidak berdampingan"
        "sort the table by its key" "urutkan tabelnya menurut kuncinya";
    ColumnsNobody "columns.nobody"
        "rows of the table belong to nobody: {keys}" "ada baris tabel tanpa pegawai: {keys}"
        "the key must be one of the first table" "kuncinya harus ada di tabel pertama";

    SchemeUnknown "scheme.unknown"
        "there is no built-in scheme `{found}`" "tidak ada skema bawaan `{found}`"
        "built in: {known}" "yang tersedia: {known}";
    NameReserved "name.reserved"
        "`{name}` is a word of the language or of every document" "`{name}` adalah kata bahasa skema atau kata setiap dokumen"
        "choose another name" "pilih nama lain";
    NameTaken "name.taken"
        "`{name}` is declared already" "`{name}` sudah dinyatakan"
        "choose another name" "pilih nama lain";
    NameUnknown "name.unknown"
        "there is no {what} `{name}`" "tidak ada {what} `{name}`"
        "known: {known}" "yang ada: {known}";
    InputRange "input.range"
        "no value lies in the range: {allowed}" "tidak ada nilai dalam batas: {allowed}"
        "the lower end must not lie above the upper end" "batas bawah tidak boleh melebihi batas atas";
    InputOptional "input.optional"
        "an input has `default` or `optional`, not both" "masukan memakai `default` atau `optional`, tidak keduanya"
        "" "";
    InputTakenFrom "input.taken_from"
        "it is not said from what the value is taken" "belum disebut dari mana nilainya diambil"
        "write {\"scheme\": id, \"outcome\": name} or {\"document\": kind, \"field\": path}" "tulis {\"scheme\": id, \"outcome\": nama} atau {\"document\": jenis, \"field\": letak}";
    ScaleValues "scale.values"
        "some levels of this scale have a value and others have none" "sebagian tingkat skala ini bernilai dan sebagian tidak"
        "give all of them a value, or none" "beri nilai semuanya, atau tidak sama sekali";
    StepForm "step.form"
        "{forms} stand together, but a step has only one form" "{forms} berada bersama, padahal langkah hanya punya satu bentuk"
        "keep one of `is`, `bands`, `rules`, `matrix`, `curve`" "pertahankan salah satu dari `is`, `bands`, `rules`, `matrix`, `curve`";
    StepScale "step.scale"
        "it is not said of which scale `{level}` is a level" "tidak disebut `{level}` tingkat dari skala yang mana"
        "name it with `scale`" "sebutkan dengan `scale`";
    GroupBy "group.by"
        "rows cannot be grouped by `{name}`" "baris tidak dapat dikelompokkan menurut `{name}`"
        "group by a level, choice, text or yes_no of the rows that cannot be absent" "kelompokkan menurut tingkat, pilihan, teks atau ya/tidak dari baris itu yang selalu ada";
    BandsOrder "bands.order"
        "the threshold {found} is not below the one above it" "batas {found} tidak lebih rendah dari batas di atasnya"
        "write the highest band first" "tulis rentang tertinggi lebih dahulu";
    MatrixIncomplete "matrix.incomplete"
        "there is no cell for: {missing}" "belum ada sel untuk: {missing}"
        "" "";
    CurvePoints "curve.points"
        "a curve needs two points or more, each further right than the one before" "kurva memerlukan dua titik atau lebih, setiap titik lebih ke kanan dari sebelumnya"
        "" "";
    ParameterDates "parameter.dates"
        "{found} is not after the date before it" "{found} tidak sesudah tanggal sebelumnya"
        "write the oldest value first" "tulis nilai terlama lebih dahulu";
    OutcomeRound "outcome.round"
        "a number outcome says how it is rounded, another says nothing" "hasil angka menyebut pembulatannya, hasil lain tidak"
        "for a number: {\"digits\": 2, \"mode\": \"half_up\"}, or \"exact\" where it always ends" "untuk angka: {\"digits\": 2, \"mode\": \"half_up\"}, atau \"exact\" bila desimalnya selalu berakhir";
    OutcomeExact "outcome.exact"
        "this number may have decimals without end" "angka ini mungkin berdesimal tanpa akhir"
        "say how it is rounded" "sebutkan pembulatannya";
    SchemeCycle "scheme.cycle"
        "these steps need each other: {circle}" "langkah-langkah ini saling memerlukan: {circle}"
        "" "";
    SchemeTooLarge "scheme.too_large"
        "the scheme is too large: {reason}" "skema terlalu besar: {reason}"
        "" "";

    FormulaSyntax "formula.syntax"
        "the formula cannot be read here: {reason}" "rumus tidak terbaca di sini: {reason}"
        "" "";
    FormulaUnknownName "formula.unknown_name"
        "there is no `{name}` here" "tidak ada `{name}` di sini"
        "" "";
    FormulaUnknownFunction "formula.unknown_function"
        "there is no function or formula `{name}`" "tidak ada fungsi atau rumus `{name}`"
        "" "";
    FormulaArguments "formula.arguments"
        "`{name}` takes {wanted}" "`{name}` memerlukan {wanted}"
        "" "";
    FormulaType "formula.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    FormulaWord "formula.word"
        "`{found}` is not a word of {set}" "`{found}` bukan kata dari {set}"
        "one of: {known}" "salah satu dari: {known}";
    FormulaPolicy "formula.policy"
        "{reason}" "{reason}"
        "" "";
    FormulaAbsence "formula.absence"
        "this may be absent, which is not allowed here" "ini mungkin tidak ada, dan itu tidak boleh di sini"
        "use if_absent(…, …) or ask with known(…)" "pakai if_absent(…, …) atau tanyakan dengan known(…)";
    FormulaReach "formula.reach"
        "`{name}` belongs to the row outside, which this aggregate over `{list}` may not use" "`{name}` milik baris di luar, yang tidak boleh dipakai agregat atas `{list}` ini"
        "make a step of the aggregate, without the row's names" "jadikan agregatnya sebuah langkah, tanpa nama dari baris";
    FormulaUnit "formula.unit"
        "`{left}` and `{right}` are different units" "`{left}` dan `{right}` satuan yang berbeda"
        "" "";
    FormulaDivision "formula.division"
        "`{divisor}` may be zero" "`{divisor}` mungkin nol"
        "declare a range that excludes zero, add a `requires`, or ask with if or rules first" "nyatakan batas yang tidak memuat nol, tambahkan `requires`, atau tanyakan dahulu dengan if atau rules";

    CheckTitle "check.title"
        "`{name}` has no title in `{lang}`" "`{name}` belum berjudul dalam bahasa `{lang}`"
        "" "";
    CheckCite "check.cite"
        "`{name}` says nowhere where it comes from" "`{name}` tidak menyebut sumbernya"
        "add `cite`" "tambahkan `cite`";
    CheckConstant "check.constant"
        "the number {found} is buried in a formula" "angka {found} terpendam dalam rumus"
        "make a parameter of it, with its citation" "jadikan parameter beserta sumbernya";
    CheckUnreachable "check.unreachable"
        "this row can never apply" "baris ini tidak pernah berlaku"
        "" "";
    CheckExample "check.example"
        "the example does not come out: `{at}` is {found}, expected {expected}" "contoh tidak sesuai: `{at}` menghasilkan {found}, seharusnya {expected}"
        "" "";
    CheckUnused "check.unused"
        "nothing uses `{name}`" "`{name}` tidak dipakai"
        "" "";
    CheckAmended "check.amended"
        "this is no published scheme: parameters were changed: {names}" "ini bukan skema terbitan: parameter diubah: {names}"
        "say so to whoever reads its results" "beri tahu pembaca hasilnya";
    CheckAccepts "check.accepts"
        "this accepts a finding that does not occur" "ini menerima temuan yang tidak terjadi"
        "remove it" "hapuslah";
    CheckPerverse "check.perverse"
        "a better value lowers the result: in examples[{example}], when `{at}` gets better from {worse} to {better}, {outcome} falls from {before} to {after} ({place}; {tried} parts and points tried)"
        "nilai yang lebih baik menurunkan hasil: pada examples[{example}], bila `{at}` membaik dari {worse} menjadi {better}, {outcome} turun dari {before} menjadi {after} ({place}; {tried} bagian dan titik dicoba)"
        "mend the rule, or accept the finding if the regulation has it so" "perbaiki aturannya, atau terima temuan ini bila peraturannya memang demikian";
    CheckOmission "check.omission"
        "leaving a value out is better than giving it: in examples[{example}], {outcome} is {given} where `{at}` is {value}, and {without} where it is left out"
        "mengosongkan nilai lebih menguntungkan daripada mengisinya: pada examples[{example}], {outcome} menjadi {given} bila `{at}` bernilai {value}, dan {without} bila dikosongkan"
        "let what is owed block the result, or accept the finding if the regulation has it so" "biarkan yang wajib menahan hasil, atau terima temuan ini bila peraturannya memang demikian";
    CheckConflict "check.conflict"
        "rows[{first}] and rows[{second}] can both apply: in examples[{example}] they do when `{at}` is {value}" "rows[{first}] dan rows[{second}] dapat sama-sama berlaku: pada examples[{example}] demikian bila `{at}` bernilai {value}"
        "let their conditions exclude each other" "buat syaratnya saling meniadakan";
    CheckPrinted "check.printed"
        "{title} and what follows from it can disagree when printed: {value} is printed as {printed} and gives `{calculated}`, where {printed} itself would give `{shown}`"
        "{title} dan akibatnya dapat berselisih dalam cetakan: {value} tercetak {printed} dan menghasilkan `{calculated}`, padahal {printed} sendiri menghasilkan `{shown}`"
        "round the bands as the outcome is rounded, or accept the finding" "bulatkan rentang seperti hasilnya dibulatkan, atau terima temuan ini";
    CheckGap "check.gap"
        "values between {low} and {high} are in no printed range: {count} such gaps are {share}% of the whole, and no `reading` says how they are read"
        "nilai di antara {low} dan {high} tidak masuk rentang tercetak mana pun: {count} celah seperti itu meliputi {share}% dari seluruhnya, dan tidak ada `reading` yang menyebut cara membacanya"
        "add a `reading`, or round to what is printed" "tambahkan `reading`, atau bulatkan sesuai cetakannya";
    CheckStale "check.stale"
        "what the example says of `{what}` holds no longer" "yang disebut contoh tentang `{what}` tidak berlaku lagi"
        "mend it or remove it" "perbaiki atau hapuslah";

    FrameworkUnknown "framework.unknown"
        "there is no built-in framework `{found}`" "tidak ada kerangka kompetensi bawaan `{found}`"
        "built in: {known}" "yang tersedia: {known}";
    FrameworkDangling "framework.dangling"
        "`{found}` is referred to here, but there is no such thing" "`{found}` dirujuk di sini, tetapi tidak ada"
        "add it, or say to which other framework it belongs" "tambahkan, atau sebutkan kerangka lain tempatnya berada";
    FrameworkDuplicate "framework.duplicate"
        "`{found}` is here twice" "`{found}` ada dua kali di sini"
        "keep one of the two, or give the other an id of its own" "pertahankan salah satu, atau beri yang lain id sendiri";
    FrameworkCycle "framework.cycle"
        "these stand in a circle of `{kind}`: {circle}" "ini membentuk lingkaran `{kind}`: {circle}"
        "remove one of the relations" "hapus salah satu hubungannya";
    FrameworkOrphan "framework.orphan"
        "`{found}` has no place in the hierarchy" "`{found}` tidak punya tempat dalam hierarki"
        "say with `child_of` where it belongs" "sebutkan tempatnya dengan `child_of`";
    FrameworkLevelOrder "framework.level_order"
        "the level `{level}` is not higher than the one before it" "tingkat `{level}` tidak lebih tinggi dari yang sebelumnya"
        "levels stand lowest first" "tingkat ditulis dari yang terendah";
    FrameworkIndicatorLevel "framework.indicator_level"
        "an indicator of `{of}` does not say which level it shows" "sebuah indikator `{of}` tidak menyebut tingkat yang ditunjukkannya"
        "" "";
    FrameworkCrosswalkVersion "framework.crosswalk_version"
        "this crosswalk is for version {found} of `{of}`, others here for {wanted}" "padanan ini untuk versi {found} dari `{of}`, yang lain di sini untuk {wanted}"
        "compare the two versions, then assert it anew for one" "bandingkan kedua versi, lalu nyatakan ulang untuk satu versi";
    ComparePerson "compare.person"
        "these are appraisals of two persons: `{one}` and `{other}`" "ini penilaian dua orang yang berbeda: `{one}` dan `{other}`"
        "compare two appraisals of one person" "bandingkan dua penilaian orang yang sama";
    WhatIfOutcome "what_if.outcome"
        "there is no outcome `{found}`" "tidak ada hasil `{found}`"
        "one of: {known}" "salah satu dari: {known}";
    WhatIfContradictory "what_if.contradictory"
        "{title} cannot be at least {low} and at most {high}" "{title} tidak mungkin paling sedikit {low} dan paling banyak {high}"
        "drop one of the two wishes" "hapus salah satu dari dua harapan itu";
    WhatIfUnordered "what_if.unordered"
        "{title} has no order in which something could be at least `{found}`" "{title} tidak berurutan, sehingga tidak ada yang paling sedikit `{found}`"
        "wish for it exactly" "harapkan nilai itu tepat";
    WhatIfNever "what_if.never"
        "{title} is never exactly {found}: it is rounded to {digits} digits" "{title} tidak pernah tepat {found}: dibulatkan menjadi {digits} desimal"
        "wish for a number of that many digits, or for at least this one" "harapkan angka dengan desimal sebanyak itu, atau paling sedikit angka ini";
    WhatIfInput "what_if.input"
        "there is no input `{found}`" "tidak ada isian `{found}`"
        "one of: {known}" "salah satu dari: {known}";
    WhatIfTooMany "what_if.too_many"
        "{found} inputs are too many to search, at most {most} are" "{found} isian terlalu banyak untuk dicari, paling banyak {most}"
        "name those that matter" "sebutkan yang penting saja";
    WhatIfUnratable "what_if.unratable"
        "nobody is rated here, so nothing can be wished for: {reason}" "di sini tidak ada yang dinilai, sehingga tidak ada yang dapat diharapkan: {reason}"
        "" "";

    ProfileTier "profile.tier"
        "there is no tier `{found}` in this framework" "tidak ada jenjang `{found}` dalam kerangka ini"
        "one of: {known}" "salah satu dari: {known}";
    ProfileNeed "profile.need"
        "a requirement is a level, a value or a percentage: here are several" "syarat berupa tingkat, nilai, atau persentase: di sini ada beberapa"
        "keep one of `level`, `value`, `percent`" "pertahankan salah satu dari `level`, `value`, `percent`";
    ProfileDuplicate "profile.duplicate"
        "`{found}` is required twice" "`{found}` disyaratkan dua kali"
        "keep one of the two" "pertahankan salah satu saja";
    ProfileScale "profile.scale"
        "it is not said on which scale `{of}` is required" "tidak disebut `{of}` disyaratkan pada skala yang mana"
        "name one of the profile's scales with `scale`: {known}" "sebutkan salah satu skala profil dengan `scale`: {known}";
    ProfileLevel "profile.level"
        "`{of}` has no level `{level}`" "`{of}` tidak punya tingkat `{level}`"
        "one of: {known}" "salah satu dari: {known}";
    ProfileWeights "profile.weights"
        "the weights do not fit: all requirements that count have one or none has, none below zero, not all zero" "bobot tidak sesuai: semua syarat yang dihitung berbobot atau tidak sama sekali, tidak ada yang di bawah nol, tidak semuanya nol"
        "" "";
    ProfileCompetency "profile.competency"
        "the framework has no competency `{found}`" "kerangka tidak memuat kompetensi `{found}`"
        "" "";
    ProfileVersion "profile.version"
        "the profile is made for version {found} of the framework, this is {wanted}" "profil dibuat untuk versi {found} dari kerangka, ini versi {wanted}"
        "compare the two versions first" "bandingkan dahulu kedua versi";
    ProfileScalesDiffer "profile.scales_differ"
        "the two profiles reckon `{of}` on different scales" "kedua profil memakai skala berbeda untuk `{of}`"
        "" "";

    AssessmentFound "assessment.found"
        "a result says exactly one of `level`, `value`, `has` and `absent`" "hasil menyebut tepat satu dari `level`, `value`, `has`, dan `absent`"
        "" "";
    AssessmentDuplicate "assessment.duplicate"
        "`{found}` is rated twice" "`{found}` dinilai dua kali"
        "keep one of the two, or aggregate the ratings first" "pertahankan salah satu, atau gabungkan dahulu penilaiannya";
    AssessmentLevel "assessment.level"
        "`{level}` is not a level on which `{of}` is required" "`{level}` bukan tingkat dari skala yang disyaratkan untuk `{of}`"
        "one of: {known}" "salah satu dari: {known}";
    AssessmentValue "assessment.value"
        "{found} is out of range: {allowed}" "{found} di luar batas: {allowed}"
        "" "";
    AssessmentKind "assessment.kind"
        "what was found of `{of}` is of another kind than what is required" "hasil untuk `{of}` lain jenisnya dari yang disyaratkan"
        "answer a level by a level or a value, and what is just to be had by `has`" "jawab tingkat dengan tingkat atau nilai, dan yang cukup dimiliki dengan `has`";

    GapNotRated "gap.not_rated"
        "`{of}` was not rated, so there is no score" "`{of}` belum dinilai, jadi tidak ada nilai"
        "rate it, or say with `unrated` what becomes of it: exclude or minimum" "nilailah, atau sebutkan dengan `unrated` perlakuannya: exclude atau minimum";
    GapNothing "gap.nothing"
        "nothing is left to reckon with" "tidak ada yang tersisa untuk dihitung"
        "rate at least one requirement that counts and asks for more than nothing" "nilailah paling sedikit satu syarat yang dihitung dan meminta lebih dari nol";
    GapBands "gap.bands"
        "the bands do not stand highest first, or one before the last has no `from`" "kategori tidak ditulis dari yang tertinggi, atau yang bukan terakhir tidak punya `from`"
        "" "";
    GapKnockOut "gap.knock_out"
        "{of} is mandatory and not met: {found} of {wanted}" "{of} wajib dipenuhi dan belum terpenuhi: {found} dari {wanted}"
        "no score makes up for it" "nilai setinggi apa pun tidak menutupinya";
    GapOpen "gap.open"
        "{of} is mandatory and was not rated" "{of} wajib dipenuhi dan belum dinilai"
        "" "";

    FormatUnknown "format.unknown"
        "there is no format `{found}`" "tidak ada format `{found}`"
        "one of: {known}" "salah satu dari: {known}";
    FormatUnclear "format.unclear"
        "nothing here tells in which format this is" "tidak ada petunjuk di sini format apa ini"
        "name the format" "sebutkan formatnya";
    FormatWrongKind "format.wrong_kind"
        "this is {what}, not a framework in a format that can be read" "ini {what}, bukan kerangka kompetensi dalam format yang dapat dibaca"
        "check that the right file was passed" "periksa apakah berkasnya benar";
    FormatEncoding "format.encoding"
        "byte {at} belongs to no encoding that is known" "bita {at} tidak termasuk pengodean yang dikenal"
        "save the file as UTF-8" "simpan berkas sebagai UTF-8";
    FormatTolerance "format.tolerance"
        "something was put up with: {found}" "sesuatu dibiarkan: {found}"
        "" "";
    FormatUuid "format.uuid"
        "`{found}` is not a UUID as this format asks for" "`{found}` bukan UUID sebagaimana diminta format ini"
        "lower-case hexadecimal digits in groups of 8, 4, 4, 4 and 12" "angka heksadesimal huruf kecil dalam kelompok 8, 4, 4, 4, dan 12";
    FormatTime "format.time"
        "`{found}` is not a time" "`{found}` bukan waktu"
        "write it as 2025-12-31T23:59:59Z" "tulis seperti 2025-12-31T23:59:59Z";

    FormatColumns "format.columns"
        "these columns are not here: {missing}" "kolom ini tidak ada: {missing}"
        "the titles of the columns stand in the first row" "judul kolom berada di baris pertama";
    FormatCell "format.cell"
        "`{found}` cannot stand here: {wanted}" "`{found}` tidak dapat berada di sini: {wanted}"
        "" "";
    FormatQuote "format.quote"
        "a quote is opened in this row and never closed" "tanda kutip dibuka di baris ini dan tidak pernah ditutup"
        "close it, or double it where it is a letter of the text" "tutup, atau gandakan bila bagian dari teks";
    FormatZeroByte "format.zero_byte"
        "there is a zero byte in this row" "ada bita nol di baris ini"
        "save the file as UTF-8 text" "simpan berkas sebagai teks UTF-8";
    FormatTooLarge "format.too_large"
        "the table is too large: more than {limit}" "tabel terlalu besar: lebih dari {limit}"
        "divide it" "bagilah";
    FormatFrameworkRow "format.framework_row"
        "{found} rows are marked as the framework, not one" "{found} baris ditandai sebagai kerangka, bukan satu"
        "" "";
    FormatCut "format.cut"
        "`{found}` is longer than {wanted} letters: the importer cuts it" "`{found}` lebih dari {wanted} huruf: pengimpor memotongnya"
        "shorten it" "persingkat";
    FormatWorkbook "format.workbook"
        "this workbook cannot be read: {reason}" "buku kerja ini tidak dapat dibaca: {reason}"
        "save it anew as XLSX, or as CSV" "simpan ulang sebagai XLSX, atau sebagai CSV";
    TableColumns "table.columns"
        "the column `{found}` comes twice, or is what another is" "kolom `{found}` ada dua kali, atau sama artinya dengan kolom lain"
        "" "";
    FormatRowDropped "format.row_dropped"
        "the importer drops `{found}` without a word: {reason}" "pengimpor membuang `{found}` tanpa pemberitahuan: {reason}"
        "" "";

    AppraisalNotice "appraisal.notice"
        "{say}" "{say}"
        "" "";
    AppraisalUnverified "appraisal.unverified"
        "{title} rests on what nobody has verified in the regulation's text" "{title} bertumpu pada ketentuan yang belum diverifikasi dalam naskah peraturan"
        "" "";
    AppraisalIllustration "appraisal.illustration"
        "this scheme is an illustration, not a regulation" "skema ini ilustrasi, bukan peraturan"
        "" "";
    AppraisalAmended "appraisal.amended"
        "the scheme was amended: these parameters have other values than in the published scheme: {names}" "skema ini diubah: parameter berikut bernilai lain dari skema terbitan: {names}"
        "" "";
    AppraisalSuperseded "appraisal.superseded"
        "this scheme is no longer in force" "skema ini tidak berlaku lagi"
        "" "";

    PeriodDay "period.day"
        "{found} is not in the period {period}" "{found} tidak ada dalam periode {period}"
        "check the day, or the period" "periksa tanggalnya, atau periodenya";

    FeedbackScale "feedback.scale"
        "no mark lies between {from} and {until}" "tidak ada angka antara {from} dan {until}"
        "the highest mark must lie above the lowest" "angka tertinggi harus di atas yang terendah";
    FeedbackLeast "feedback.least"
        "the raters of `{group}` must stay unknown, but a mean of {least} is shown" "penilai `{group}` tidak boleh dikenali, tetapi rata-rata dari {least} penilai ditampilkan"
        "ask for {fewest} or more with `least`; three or more is common" "minta {fewest} atau lebih dengan `least`; lazimnya tiga atau lebih";
    FeedbackWeights "feedback.weights"
        "all {what} have the weight zero, so that nothing counts" "semua {what} berbobot nol, sehingga tidak ada yang dihitung"
        "give at least one of them a weight above zero" "beri paling sedikit satu di antaranya bobot di atas nol";
    FeedbackTrim "feedback.trim"
        "{found} cannot be cut off at each end: nothing would be left" "{found} tidak dapat dibuang di tiap ujung: tidak ada yang tersisa"
        "a part from 0 and below 0.5" "bagian dari 0 dan kurang dari 0.5";
    FeedbackSelf "feedback.self"
        "`{rater}` rates himself or herself in the group `{group}`" "`{rater}` menilai dirinya sendiri dalam kelompok `{group}`"
        "the person's own answers belong to the group whose raters are `self`" "jawaban pegawai sendiri masuk kelompok yang penilainya `self`";
    FeedbackNotSelf "feedback.not_self"
        "`{rater}` is not the person whom `{group}` is for" "`{rater}` bukan pegawai yang dimaksud kelompok `{group}`"
        "this group holds the person's own answers" "kelompok ini untuk jawaban pegawai sendiri";
    FeedbackTwice "feedback.twice"
        "`{rater}` has answered this already, in {first}" "`{rater}` sudah menjawab ini, pada {first}"
        "keep one answer; where raters answer again in the course of a period, the policy says so with `repeated`, and each answer has its day" "pertahankan satu jawaban; bila penilai menjawab lagi dalam satu periode, kebijakan menyebutnya dengan `repeated`, dan tiap jawaban bertanggal";
    FeedbackTwoGroups "feedback.two_groups"
        "`{rater}` answers as `{one}` and as `{other}`" "`{rater}` menjawab sebagai `{one}` dan sebagai `{other}`"
        "a rater belongs to one group for one person" "seorang penilai masuk satu kelompok untuk satu pegawai";
    FeedbackNotAsked "feedback.not_asked"
        "the group `{group}` is not asked about `{item}`" "kelompok `{group}` tidak ditanyai tentang `{item}`"
        "remove the answer, or name the group in the item's `groups`" "hapus jawabannya, atau sebut kelompoknya dalam `groups` butir itu";
    FeedbackEndless "feedback.endless"
        "{found} has decimals without end, which no input takes" "{found} berdesimal tanpa akhir, yang tidak diterima masukan mana pun"
        "let the policy say how scores are rounded, with `round`" "sebutkan pembulatan nilai dalam kebijakan, dengan `round`";
    FeedbackDates "feedback.dates"
        "{found} does not come after {before}" "{found} tidak sesudah {before}"
        "write the earliest date first" "tulis tanggal paling awal lebih dahulu";
    FeedbackUndated "feedback.undated"
        "it is not said when this answer was given" "tidak disebut kapan jawaban ini diberikan"
        "where means are published up to dates, each answer has its day" "bila rata-rata diterbitkan sampai tanggal tertentu, tiap jawaban bertanggal";
    FeedbackLeftOut "feedback.left_out"
        "{group} is neither shown nor counted for {item}: fewer than {least} raters" "{group} tidak ditampilkan dan tidak dihitung untuk {item}: penilai kurang dari {least}"
        "" "";
    FeedbackMerged "feedback.merged"
        "{group} are put together for {item}, since each has fewer than {least} raters" "{group} digabung untuk {item}, karena penilai masing-masing kurang dari {least}"
        "" "";
    FeedbackNoAnswers "feedback.no_answers"
        "nobody of {group} gave a mark for {item}" "tidak ada dari {group} yang memberi angka untuk {item}"
        "" "";
    FeedbackNoScore "feedback.no_score"
        "{item} has no score: {reason}" "{item} tidak bernilai: {reason}"
        "" "";
    FeedbackNotesWithheld "feedback.notes_withheld"
        "the words of {group} are not shown: fewer than {least} raters wrote any" "catatan {group} tidak ditampilkan: penulisnya kurang dari {least} penilai"
        "" "";

    SuggestionBlank "suggestion.blank"
        "`{key}` says nothing" "`{key}` masih kosong"
        "a suggestion says what it is about, what is wrong and what is proposed" "saran menyebut tentang apa, apa masalahnya, dan apa usulnya";
    SuggestionStep "suggestion.step"
        "`{to}` cannot follow `{from}`" "`{to}` tidak dapat mengikuti `{from}`"
        "what may follow: {known}" "yang boleh mengikuti: {known}";
    SuggestionOrder "suggestion.order"
        "{found} comes before {before}, the day of the step before" "{found} sebelum {before}, hari langkah sebelumnya"
        "write the earliest step first" "tulis langkah paling awal lebih dahulu";
    SuggestionDecider "suggestion.decider"
        "it is not said who decided this" "tidak disebut siapa yang memutuskan ini"
        "give the one who decided with `by`" "isi yang memutuskan dengan `by`";
    SuggestionSelf "suggestion.self"
        "`{by}` decides a suggestion of his or her own" "`{by}` memutuskan sarannya sendiri"
        "somebody else decides" "yang memutuskan orang lain";
    SuggestionReason "suggestion.reason"
        "it is not said why this is declined" "tidak disebut mengapa ini ditolak"
        "who made the suggestion is owed a reason: give `because`" "pengusul berhak atas alasan: isi `because`";
    SuggestionEffect "suggestion.effect"
        "it is not said what was measured" "tidak disebut apa yang diukur"
        "give a figure before and after, with `effect`" "isi angka sebelum dan sesudah, dengan `effect`";
    SuggestionLater "suggestion.later"
        "{found} is after {as_of}, the day on which this is looked at" "{found} sesudah {as_of}, hari saat ini ditinjau"
        "check the day" "periksa tanggalnya";
    SuggestionNoIdea "suggestion.no_idea"
        "this is no new idea of `{person}`" "ini bukan ide baru dari `{person}`"
        "a new idea is a suggestion of one's own that was adopted and by which things became better, with evidence" "ide baru ialah saran sendiri yang disetujui dan membuat keadaan membaik, dengan bukti";
    SuggestionOpen "suggestion.open"
        "{ref} has waited for a decision for {days} days" "{ref} menunggu keputusan selama {days} hari"
        "" "";
    SuggestionOverdue "suggestion.overdue"
        "{ref} has waited for a decision for {days} days, of at most {within}" "{ref} menunggu keputusan selama {days} hari, paling lama {within}"
        "" "";

    JournalSize "journal.size"
        "a journal covers at most {most} days" "satu jurnal paling lama {most} hari"
        "split it by year" "pisahkan per tahun";
    JournalNorm "journal.norm"
        "the norm is either minutes of a day or minutes of a month" "norma adalah menit sehari atau menit sebulan"
        "give one of `a_day` and `a_month`" "isi salah satu dari `a_day` dan `a_month`";
    JournalTime "journal.time"
        "`{found}` is not a time of day" "`{found}` bukan waktu dalam sehari"
        "write it as 08:30" "tulis seperti 08:30";
    JournalMinutes "journal.minutes"
        "`{activity}` is worth {minutes} minutes each, so an entry has none of its own" "`{activity}` bernorma {minutes} menit tiap satuan, sehingga entri tidak mengisi menit sendiri"
        "give the `volume`" "isi `volume`";
    JournalVerdict "journal.verdict"
        "it is not said who accepted or rejected this" "tidak disebut siapa yang menerima atau menolak ini"
        "give the superior with `by`" "isi atasannya dengan `by`";
    JournalSelf "journal.self"
        "`{by}` accepts or rejects an entry of his or her own" "`{by}` menerima atau menolak entrinya sendiri"
        "the superior does that" "yang melakukannya adalah atasan";
    JournalReason "journal.reason"
        "it is not said why this is rejected" "tidak disebut mengapa ini ditolak"
        "give `because`" "isi `because`";
    JournalBefore "journal.before"
        "{found} is before {on}, the day of the activity" "{found} sebelum {on}, hari kegiatan"
        "what is not done yet cannot be entered" "yang belum dikerjakan tidak dapat dicatat";
    JournalLate "journal.late"
        "{ref} was entered {days} days after the activity, of at most {deadline}" "{ref} dicatat {days} hari setelah kegiatan, paling lambat {deadline}"
        "" "";
    JournalImpossible "journal.impossible"
        "{day} has {minutes} effective minutes, of at most {most}" "{day} berisi {minutes} menit efektif, paling banyak {most}"
        "" "";
    JournalDayOff "journal.day_off"
        "work was accepted on {day}, which is no working day" "ada kegiatan yang diterima pada {day}, padahal bukan hari kerja"
        "" "";
    JournalOverlap "journal.overlap"
        "{ref} begins before {other} has ended" "{ref} dimulai sebelum {other} selesai"
        "" "";

    AnnualSize "annual.size"
        "a year has at most {most} evaluations, and what is evaluated as a whole at most {days} days" "setahun paling banyak {most} evaluasi, dan yang dievaluasi sekaligus paling lama {days} hari"
        "" "";
    AnnualValue "annual.value"
        "an evaluation here has exactly a `{key}`" "evaluasi di sini berisi tepat satu `{key}`"
        "a level where the document names levels, a score where it does not" "tingkat bila dokumennya menyebut tingkat, nilai bila tidak";
    AnnualSet "annual.set"
        "the rule is that somebody sets the evaluation, but nobody has" "aturannya: ditetapkan seseorang, tetapi belum ada yang menetapkan"
        "give `explicit`: what was set, by whom and why" "isi `explicit`: apa yang ditetapkan, oleh siapa, dan mengapa";
    AnnualToLevel "annual.to_level"
        "it is not said how a mean of levels becomes a level" "tidak disebut bagaimana rata-rata tingkat menjadi tingkat"
        "give a rounding with `to_level`, or take another rule: levels are no numbers" "isi pembulatan dengan `to_level`, atau pakai aturan lain: tingkat bukan angka";
    AnnualShare "annual.share"
        "days of two evaluations are shared, but a month belongs to one of them" "hari dengan dua evaluasi dibagi, padahal satu bulan milik satu evaluasi"
        "let days weigh, or say with `overlap` whose the days are" "pakai bobot hari, atau sebutkan dengan `overlap` hari itu milik yang mana";
    AnnualGap "annual.gap"
        "nobody evaluated {gap}" "tidak ada evaluasi untuk {gap}"
        "add the evaluation or the leave, or let such days weigh nothing with `gap`" "tambahkan evaluasi atau cutinya, atau biarkan hari itu tidak berbobot dengan `gap`";
    AnnualOverlap "annual.overlap"
        "two evaluations cover {day}: this one and evaluations[{other}]" "dua evaluasi mencakup {day}: yang ini dan evaluations[{other}]"
        "correct the dates, or say with `overlap` whose the days are" "betulkan tanggalnya, atau sebutkan dengan `overlap` hari itu milik yang mana";
    AnnualTie "annual.tie"
        "several values have the same claim" "beberapa nilai sama berhaknya"
        "say with `tie` which is taken" "sebutkan dengan `tie` mana yang diambil";
    AnnualGapLeftOut "annual.gap_left_out"
        "nobody evaluated {gap}: these days weigh nothing" "tidak ada evaluasi untuk {gap}: hari itu tidak berbobot"
        "" "";
    AnnualWeighsNothing "annual.weighs_nothing"
        "the evaluation {ref} weighs nothing: no day or month of the period counts for it" "evaluasi {ref} tidak berbobot: tidak ada hari atau bulan dalam periode yang dihitung baginya"
        "" "";

    DevelopmentCatalogue "development.catalogue"
        "there is no training in the catalogue" "tidak ada pelatihan dalam katalog"
        "give the trainings that the organisation offers" "isi pelatihan yang ditawarkan instansi";
    DevelopmentTraining "development.training"
        "`{training}` closes nothing: it names neither a competency nor a behaviour" "`{training}` tidak menutup apa pun: tidak menyebut kompetensi maupun perilaku"
        "give either `competency` with `from` and `to`, or `behaviour`" "isi `competency` dengan `from` dan `to`, atau `behaviour`, salah satu";
    DevelopmentLevels "development.levels"
        "a training goes from a level to a higher one, not from {from} to {to}" "pelatihan berangkat dari suatu tingkat ke tingkat yang lebih tinggi, bukan dari {from} ke {to}"
        "" "";
    DevelopmentFactor "development.factor"
        "a requirement here is mandatory, but it is not said how much more it counts" "ada syarat wajib di sini, tetapi tidak disebut berapa kali bobotnya"
        "give `mandatory_factor`; with 1 it counts as the others do" "isi `mandatory_factor`; dengan 1 nilainya sama dengan yang lain";
    DevelopmentHours "development.hours"
        "it is not said how many hours `{training}` had, and the catalogue does not know it" "tidak disebut berapa jam `{training}`, dan katalog tidak memuatnya"
        "give `hours`" "isi `hours`";
    DevelopmentEffect "development.effect"
        "nothing can be said of {found} people: at least {least} are needed" "tidak ada yang dapat dikatakan tentang {found} orang: perlu paling sedikit {least}"
        "of fewer people a change is somebody's own" "pada orang yang lebih sedikit, perubahan itu milik orang tertentu";
    DevelopmentReason "development.reason"
        "it is not said why this person did not take part" "tidak disebut mengapa orang ini tidak ikut serta"
        "give a `reason`; where nobody knows it, declare one for that" "isi `reason`; bila tidak diketahui, sediakan satu alasan untuk itu";
    DevelopmentTwice "development.twice"
        "`{person}` was offered this training already" "`{person}` sudah ditawari pelatihan ini"
        "keep one of the two" "pertahankan salah satu saja";
    DevelopmentSize "development.size"
        "{found} counts are asked for here, and at most {most} are made at once" "di sini diminta {found} hitungan, paling banyak {most} sekaligus"
        "ask for fewer units or reasons at a time" "mintalah lebih sedikit unit atau alasan sekali jalan";
    DevelopmentNotRated "development.not_rated"
        "nothing was found of {title}: it is assessed before it is trained" "belum ada hasil untuk {title}: dinilai dahulu sebelum dilatih"
        "" "";
    DevelopmentNoTraining "development.no_training"
        "no training of the catalogue leads {title} from {from} to {to}" "tidak ada pelatihan dalam katalog yang membawa {title} dari {from} ke {to}"
        "" "";
    DevelopmentBeyond "development.beyond"
        "{training} has {hours} hours, and {left} of the year are left" "{training} lamanya {hours} jam, sedangkan sisa jam tahun ini {left}"
        "" "";
    DevelopmentRepeats "development.repeats"
        "{training} was done on {on} already, and what it closes is still lacking" "{training} sudah diikuti pada {on}, dan yang ditutupnya masih kurang"
        "" "";
    DevelopmentHoursLeft "development.hours_left"
        "{left} of {entitled} hours are not planned" "{left} dari {entitled} jam belum direncanakan"
        "" "";
    DevelopmentOver "development.over"
        "more was done than the year has: {used} of {entitled} hours" "yang sudah diikuti melebihi jam setahun: {used} dari {entitled} jam"
        "" "";
    DevelopmentNoComparison "development.no_comparison"
        "before and after of the same people: what changed meanwhile for another reason is in it too" "sebelum dan sesudah pada orang yang sama: perubahan karena sebab lain ikut terhitung"
        "" "";
    DevelopmentAlike "development.alike"
        "all changed alike, so nothing tells how far others would differ: there is no interval" "semua berubah sama, sehingga tidak ada petunjuk seberapa jauh orang lain akan berbeda: tidak ada selang"
        "" "";

}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
