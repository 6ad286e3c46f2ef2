//! APE tags (<https://wiki.hydrogenaud.io/index.php?title=APEv2_specification>): items before a footer of 32 bytes.
//!
//! ```text
//! length of the value, 4 bytes   flags, 4 bytes   key, 0   value
//! ```
//!
//! Numbers are little-endian.

use crate::media::bytes::numbers::le32;
use crate::media::tags::found_tags::FoundTags;

/// Items that are read.
const ITEMS_MAX: usize = 256;

/// The longest key. // bytes; the specification has 255
const KEY_MAX: usize = 255;

/// Names for keys; others go by their own, in lower case.
const NAMES: [(&str, &str); 3] = [("year", "date"), ("album artist", "album_artist"), ("albumartist", "album_artist")];

/// The items of the tag that ends with these bytes that are text: key in lower case, and value, its values parted by zeros.
pub(crate) fn texts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Some((before, footer)) = bytes.split_last_chunk::<32>().filter(|(_, footer)| footer.starts_with(b"APETAGEX")) else {
        return found;
    };
    let size = le32(footer, 12).and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
    let mut rest = before.get(before.len().saturating_sub(size.saturating_sub(32))..).unwrap_or_default();
    for _ in 0..ITEMS_MAX {
        let Some((head, after)) = rest.split_first_chunk::<8>() else { break };
        let length = le32(head, 0).and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
        let Some(end) = after.iter().take(KEY_MAX + 1).position(|byte| *byte == 0) else { break };
        let (key, Some((value, others))) = (&after[..end], after[end + 1..].split_at_checked(length)) else { break };
        // bits 1 and 2 of the flags: 0 is text, 1 is data such as a picture
        if head[4] & 0x06 == 0 {
            let key = String::from_utf8_lossy(key).to_ascii_lowercase();
            found.push((key, String::from_utf8_lossy(value).into_owned()));
        }
        rest = others;
    }
    found
}

/// The tag that ends with these bytes, where nothing was found before.
pub(crate) fn read(bytes: &[u8], found: &mut FoundTags) {
    let mut own = FoundTags::default();
    for (key, value) in texts(bytes) {
        let name = NAMES.iter().find(|(known, _)| *known == key).map_or(key.as_str(), |(_, name)| name);
        value.split('\0').for_each(|value| own.add(name, value));
    }
    found.merge(own);
}
