//! UUIDs made from names (RFC 9562, version 5), for formats that know things by nothing else. The same name gives the same UUID, always.

use sha1::{Digest, Sha1};

/// The namespace of addresses in RFC 9562, as bytes.
const ADDRESSES: [u8; 16] =
    [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// The UUID of a name.
pub(crate) fn of_name(name: &str) -> String {
    let hash = Sha1::new().chain_update(ADDRESSES).chain_update(name.as_bytes()).finalize();
    let mut text = String::with_capacity(36);
    for (position, byte) in hash.iter().take(16).enumerate() {
        let byte = match position {
            6 => (byte & 0x0f) | 0x50,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if [4, 6, 8, 10].contains(&position) {
            text.push('-');
        }
        text.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)));
    }
    text
}

/// Whether a text has the form of a UUID: 8, 4, 4, 4 and 12 hexadecimal digits.
pub(crate) fn has_form(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(position, byte)| {
            if [8, 13, 18, 23].contains(&position) { byte == b'-' } else { byte.is_ascii_hexdigit() }
        })
}

/// Whether it is in lower case, of a version from 1 to 5 and of the usual variant, as CASE 1.0 asks.
pub(crate) fn is_strict(text: &str) -> bool {
    let at = |position: usize| text.as_bytes().get(position).copied();
    has_form(text)
        && !text.bytes().any(|byte| byte.is_ascii_uppercase())
        && at(14).is_some_and(|version| (b'1'..=b'5').contains(&version))
        && at(19).is_some_and(|variant| matches!(variant, b'8' | b'9' | b'a' | b'b'))
}

#[cfg(test)]
mod tests {
    use super::{has_form, is_strict, of_name};

    /// The example of Python's documentation of `uuid.uuid5(uuid.NAMESPACE_URL, …)`, made with it.
    #[test]
    fn names_have_one_uuid() {
        assert_eq!(of_name("http://www.example.com/"), "fcde3c85-2270-590f-9e7c-ee003d65e0e2");
        assert!(has_form(&of_name("")) && is_strict(&of_name("x")));
        assert!(!has_form("fcde3c85-2270-590f-9e7c-ee003d65e0e") && !is_strict("d0000000-0000-0000-0000-000000000000"));
    }
}
