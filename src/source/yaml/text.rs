//! Bytes to text.

use camino::Utf8Path;

use crate::model::fault::{Fault, FaultKind};
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::place::{FilePosition, Place};
use crate::source::yaml::position::Position;

/// Largest YAML file that is read. // bytes; the longest notes that Apple shows have 4,000
pub const FILE_MAX: usize = 1 << 20;

/// The byte order mark, which some editors put before the text.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The text of a file, without a byte order mark.
///
/// # Errors
/// Where the file is larger than [`FILE_MAX`], or is not UTF-8; the fault names the place of the first byte that is not.
pub fn decode<'a>(bytes: &'a [u8], file: &Utf8Path) -> Result<&'a str, Fault> {
    let fault = |position, message, help: &str| Fault {
        kind: FaultKind::UnreadableFile,
        place: Place { file: file.to_owned(), position },
        message,
        help: help.to_owned(),
    };
    if bytes.len() > FILE_MAX {
        let message = format!("the file is larger than {}", BinarySize(ByteCount::new(FILE_MAX as u64)));
        return Err(fault(FilePosition::File, message, "move long texts out of the file"));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(without_mark(text)),
        Err(error) => {
            let before = without_mark(str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default());
            let Position { line, column } = Position::of_byte(before, before.len());
            let message = match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the file is UTF-16 text, where UTF-8 is needed".to_owned(),
                _ => format!("the byte 0x{:02X} is not UTF-8 text", bytes.get(error.valid_up_to()).unwrap_or(&0)),
            };
            Err(fault(FilePosition::LineColumn { line, column }, message, "save the file as UTF-8 in your editor"))
        }
    }
}

/// The text without the byte order mark at its start.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8], position: FilePosition, message: &str) {
        let fault = decode(bytes, Utf8Path::new("podcast.yaml")).unwrap_err();
        assert_eq!((fault.kind, fault.place.position, fault.message.as_str()), (FaultKind::UnreadableFile, position, message));
    }

    #[test]
    fn takes_text_with_and_without_a_mark() {
        let file = Utf8Path::new("podcast.yaml");
        assert_eq!(decode("title: é".as_bytes(), file), Ok("title: é"));
        assert_eq!(decode("\u{FEFF}title: é".as_bytes(), file), Ok("title: é"));
    }

    #[test]
    fn refuses_what_is_not_utf_8_and_says_where() {
        refused(b"a: b\nc: \xE9t\xE9", FilePosition::LineColumn { line: 2, column: 4 }, "the byte 0xE9 is not UTF-8 text");
        refused(b"\xEF\xBB\xBFa\xFF", FilePosition::LineColumn { line: 1, column: 2 }, "the byte 0xFF is not UTF-8 text");
        let utf_16 = "the file is UTF-16 text, where UTF-8 is needed";
        refused(b"\xFF\xFEa\0", FilePosition::LineColumn { line: 1, column: 1 }, utf_16);
        let long = "the file is larger than 1 MiB";
        refused(&vec![b'a'; FILE_MAX + 1], FilePosition::File, long);
    }
}
