//! ZIP archives, as far as workbooks use them: entries that are stored or deflated, below 4 GiB.

use std::cell::Cell;
use std::collections::HashMap;

/// The most bytes that one part of an archive may have when uncompressed: an archive of a few bytes can claim to hold any number.
const LARGEST: usize = 64 * 1024 * 1024;
/// The most that all parts that are read may have together: entries may lie over each other, so that many large parts take no room in the archive.
pub(super) const LARGEST_TOGETHER: usize = 2 * LARGEST;

/// Where an entry's bytes are, and how they are held.
struct Entry {
    method: u16,
    at: usize,
    compressed: usize,
}

/// The entries of an archive by name.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    entries: HashMap<String, Entry>,
    /// How many bytes may still be read.
    left: Cell<usize>,
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..)?.get(..N)?;
    Some(found.iter().rev().fold(0usize, |number, byte| number.wrapping_shl(8) | usize::from(*byte)))
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        let start = bytes.len().saturating_sub(66_000);
        let end = bytes.get(start..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?.saturating_add(start);
        let count = number::<2>(bytes, end.saturating_add(10))?;
        let mut at = number::<4>(bytes, end.saturating_add(16))?;
        let mut entries = HashMap::new();
        for _ in 0..count {
            if bytes.get(at..)?.get(..4)? != b"PK\x01\x02" {
                return None;
            }
            let field = |offset: usize| at.saturating_add(offset);
            let (method, compressed) = (number::<2>(bytes, field(10))?, number::<4>(bytes, field(20))?);
            let [name, extra, comment] = [28, 30, 32].map(|offset| number::<2>(bytes, field(offset)));
            let (name, extra, comment) = (name?, extra?, comment?);
            let local = number::<4>(bytes, field(42))?;
            let name_at = field(46);
            let text = String::from_utf8_lossy(bytes.get(name_at..)?.get(..name)?).into_owned();
            at = name_at.saturating_add(name).saturating_add(extra).saturating_add(comment);
            let [name, extra] = [26, 28].map(|offset| number::<2>(bytes, local.saturating_add(offset)));
            let data = local.saturating_add(30).saturating_add(name?).saturating_add(extra?);
            entries.insert(text, Entry { method: u16::try_from(method).ok()?, at: data, compressed });
        }
        Some(Archive { bytes, entries, left: Cell::new(LARGEST_TOGETHER) })
    }

    /// The text of a part; none where it is not there, too large, or no text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let entry = self.entries.get(name)?;
        let data = self.bytes.get(entry.at..)?.get(..entry.compressed)?;
        let most = LARGEST.min(self.left.get());
        let bytes = match entry.method {
            0 if data.len() <= most => data.to_vec(),
            8 => miniz_oxide::inflate::decompress_to_vec_with_limit(data, most).ok()?,
            _ => return None,
        };
        self.left.set(self.left.get().saturating_sub(bytes.len()));
        String::from_utf8(bytes).ok()
    }

    /// Whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }
}

/// Bytes of an archive that is being written: its entries are stored as they are.
#[derive(Default)]
pub(super) struct Written {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// The check sum of ZIP (CRC-32).
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
    !bytes.iter().fold(u32::MAX, byte)
}

impl Written {
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let at = small(self.out.len());
        let mut shared: Vec<u8> = Vec::new();
        // Version 2.0, no flags, stored, the first day that ZIP knows: there is no clock here.
        shared.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        shared.extend(sum(bytes).to_le_bytes());
        shared.extend(small(bytes.len()));
        shared.extend(small(bytes.len()));
        shared.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        shared.extend([0, 0]);
        self.out.extend(b"PK\x03\x04");
        self.out.extend(&shared);
        self.out.extend(name.as_bytes());
        self.out.extend(bytes);
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&shared);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at);
        self.directory.extend(name.as_bytes());
        self.count = self.count.saturating_add(1);
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let (at, size) = (small(self.out.len()), small(self.directory.len()));
        self.out.append(&mut self.directory);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(size);
        self.out.extend(at);
        self.out.extend([0, 0]);
        self.out
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::{Archive, LARGEST_TOGETHER, Written, sum};

    #[test]
    fn what_is_put_in_comes_out() {
        // The check value of the CRC-32 catalogue.
        assert_eq!(sum(b"123456789"), 0xcbf4_3926);
        let mut written = Written::default();
        written.add("a.txt", "é".as_bytes());
        written.add("b/c.txt", b"");
        let bytes = written.finish();
        let archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.text("a.txt").as_deref(), Some("é"));
        assert_eq!(archive.text("b/c.txt").as_deref(), Some(""));
        assert!(archive.text("d").is_none() && !archive.has("d"));
        for cut in 0..bytes.len() {
            let _ = Archive::open(bytes.get(..cut).unwrap()).map(|archive| archive.text("a.txt"));
        }
    }

    #[test]
    fn all_parts_together_are_bounded() {
        let mut written = Written::default();
        written.add("a", &[b'x'; 1000]);
        let bytes = written.finish();
        let archive = Archive::open(&bytes).unwrap();
        assert!(archive.text("a").is_some());
        assert_eq!(archive.left.get(), LARGEST_TOGETHER - 1000);
        archive.left.set(1999);
        assert!(archive.text("a").is_some() && archive.text("a").is_none());
        // A deflated part too: the same bytes, of which the directory says how they are held.
        let packed = miniz_oxide::deflate::compress_to_vec(&[b'x'; 1000], 6);
        let mut written = Written::default();
        written.add("a", &packed);
        let mut bytes = written.finish();
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[directory + 10] = 8;
        let archive = Archive::open(&bytes).unwrap();
        archive.left.set(1999);
        assert!(archive.text("a").is_some() && archive.text("a").is_none());
    }
}
