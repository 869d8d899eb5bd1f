//! HTML that is written piece by piece: what is no part of this program can only come in as text, and is escaped.

use crate::text::{Lang, on_one_line, without_names};

/// Of a word longer than this the line may be broken after so many letters: seven columns of such words still fit on paper.
const LONG: usize = 20;
const BROKEN: usize = 12;

/// HTML that is being written.
pub(crate) struct Markup {
    pub(crate) lang: Lang,
    /// The names to be left out of every text, the longest first.
    names: Vec<String>,
    out: String,
}

impl Markup {
    pub(crate) fn new(lang: Lang, names: Vec<String>) -> Markup {
        Markup { lang, names, out: String::new() }
    }

    /// HTML of this program itself.
    pub(crate) fn raw(&mut self, html: &'static str) -> &mut Markup {
        self.out.push_str(html);
        self
    }

    /// A text, which stays text, where no element may stand: in an attribute between double quotes, in a picture.
    ///
    /// Control characters and bidirectional marks become blanks, so that nothing pretends to stand elsewhere.
    pub(crate) fn plain(&mut self, text: &str) -> &mut Markup {
        let kept = without_names(text, &self.names);
        on_one_line(&kept).chars().for_each(|letter| self.letter(letter));
        self
    }

    /// A text, which stays text; a word too long for a line may be broken.
    pub(crate) fn text(&mut self, text: &str) -> &mut Markup {
        let kept = without_names(text, &self.names);
        for word in on_one_line(&kept).split_inclusive(' ') {
            let is_long = word.chars().nth(LONG).is_some();
            for (index, letter) in word.chars().enumerate() {
                if is_long && index > 0 && index.is_multiple_of(BROKEN) {
                    self.out.push_str("<wbr>");
                }
                self.letter(letter);
            }
        }
        self
    }

    fn letter(&mut self, letter: char) {
        match letter {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            '\'' => self.out.push_str("&#39;"),
            letter => self.out.push(letter),
        }
    }

    /// A whole number, as places in a picture are.
    pub(crate) fn number(&mut self, number: i64) -> &mut Markup {
        self.out.push_str(&number.to_string());
        self
    }

    /// An element around a text: `<tag>text</end>`, the tags as they are written.
    pub(crate) fn element(&mut self, tag: &'static str, text: &str, end: &'static str) -> &mut Markup {
        self.raw(tag).text(text).raw(end)
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// A heading in capitals, as a page has it.
pub(crate) fn heading(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}
