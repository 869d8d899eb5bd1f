//! Bytes in documents: base64 (RFC 4648, section 4), with its padding.

const LETTERS: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
#[cfg(feature = "xlsx")]
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | group.get(at).map_or(0, |byte| u32::from(*byte)));
        for at in 0..4usize {
            let letter =
                usize::try_from(bits >> 18u32.saturating_sub(u32::try_from(at).unwrap_or(0).saturating_mul(6)) & 63);
            let letter = letter.ok().and_then(|letter| LETTERS.get(letter)).copied().unwrap_or(b'=');
            out.push(char::from(if at > group.len() { b'=' } else { letter }));
        }
    }
    out
}

/// The bytes of a text; none of one that is not base64. Line ends are passed over.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let body = letters.strip_suffix(b"==").or_else(|| letters.strip_suffix(b"=")).unwrap_or(&letters);
    let mut out = Vec::with_capacity(body.len());
    let (mut bits, mut count) = (0u32, 0u32);
    for letter in body {
        let value = LETTERS.iter().position(|known| known == letter)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        count = count.saturating_add(6);
        if count >= 8 {
            count = count.saturating_sub(8);
            out.push(u8::try_from(bits >> count & 255).ok()?);
        }
        bits &= (1u32 << count).saturating_sub(1);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::decode;
    #[cfg(feature = "xlsx")]
    use super::encode;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn vectors_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            #[cfg(feature = "xlsx")]
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert!(decode("Zg").is_none() && decode("Z?==").is_none());
        assert_eq!(decode("Zm9v\r\nYmFy").as_deref(), Some(b"foobar".as_slice()));
    }
}
