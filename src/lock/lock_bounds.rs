//! How much a lock may hold. What reads YAML gathers a whole file before anything is made of it, so this is looked at before.

use crate::lock::lock_error::LockError;

/// Most lines and values of a lock. Some 100 bytes are kept for each, so this bounds the memory. An entry has about 140, so 20,000 episodes have
/// 2,800,000.
pub const VALUES_MAX: usize = 3 << 20;

/// Most brackets that may stay open at the end of their line. We close each on its line; libyaml looks through all that are open at every word.
const OPEN_MAX: usize = 64;

/// Refuses a text of more lines and values than a lock has.
///
/// # Errors
/// [`LockError::TooManyValues`].
pub fn refuse_too_many_values(text: &str) -> Result<(), LockError> {
    let bytes = text.as_bytes();
    // No value of YAML begins without one of these before it. A date and a guid have `-` between letters.
    let is_apart = |next: usize| bytes.get(next).is_none_or(u8::is_ascii_whitespace);
    let begins = |(index, byte): (usize, &u8)| match byte {
        b'\n' | b'\r' | b',' | b':' | b'[' | b'{' => true,
        b'-' | b'?' => is_apart(index + 1),
        _ => false,
    };
    if bytes.iter().enumerate().filter(|place| begins(*place)).count() > VALUES_MAX {
        return Err(LockError::TooManyValues { limit: VALUES_MAX });
    }
    Ok(())
}

/// Refuses a text that opens bracket after bracket.
///
/// # Errors
/// [`LockError::OpenBrackets`].
pub fn refuse_open_brackets(text: &str) -> Result<(), LockError> {
    let mut open = 0;
    for (index, line) in text.lines().enumerate() {
        // While no list is open, what begins and ends with a quote is one text.
        if open > 0 || !is_quoted(line) {
            open += left_open(line);
        }
        if open > OPEN_MAX {
            return Err(LockError::OpenBrackets { line: index + 1 });
        }
    }
    Ok(())
}

/// Whether the line is a key with a text in quotes, as titles with signs of YAML are written.
fn is_quoted(line: &str) -> bool {
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
    ['\'', '"'].iter().any(|quote| value.len() > 1 && value.starts_with(*quote) && value.ends_with(*quote))
}

/// How many brackets a line opens and does not close: all of them where a text in quotes or a comment could hide that one is still open.
fn left_open(line: &str) -> usize {
    let (mut opened, mut closed, mut is_hidden) = (0, 0, false);
    let mut before = "";
    for (index, sign) in line.char_indices() {
        match sign {
            '[' | '{' if begins_value(before) => opened += 1,
            ']' | '}' if opened > closed => closed += 1,
            '"' | '\'' | '#' if opened > 0 => is_hidden = true,
            _ => {}
        }
        if !matches!(sign, ' ' | '\t') {
            before = &line[..index + sign.len_utf8()];
        }
    }
    if is_hidden { opened } else { opened - closed }
}

/// Whether a value can begin behind this part of a line; `[` in the middle of a text is a letter.
fn begins_value(before: &str) -> bool {
    let is_property = || before.rsplit([' ', '\t', ',', '[', '{']).next().is_some_and(|word| word.starts_with(['&', '!']));
    before.is_empty() || before.ends_with([':', '-', '?', ',', '[', '{']) || is_property()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_every_way_to_begin_a_value() {
        let refused = Err(LockError::TooManyValues { limit: VALUES_MAX });
        for value in ["\n", "\r", "a,", "[", "{", "a:", "- ", "-\t", "? "] {
            assert_eq!(refuse_too_many_values(&value.repeat(VALUES_MAX + 1)), refused, "{value:?}");
        }
        let dates = "2022-07-04T07-00-00-".repeat(VALUES_MAX / 4);
        assert_eq!(refuse_too_many_values(&dates), Ok(()));
    }

    #[test]
    fn brackets_in_titles_and_in_our_own_lines_are_none_too_many() {
        let entry = "  g:\n    title: Part [1 {x\n    audio: {bytes: 1, list: [a]}\n";
        let quoted = "    title: 'Ask us: [live'\n    title: \"Q: {\"\n    title: '[it''s]'\n";
        assert_eq!(refuse_open_brackets(&(entry.to_owned() + quoted).repeat(1000)), Ok(()));
        assert_eq!(refuse_open_brackets(&"a: [\n  1, 2\n]\n".repeat(30)), Ok(()));
    }

    #[test]
    fn brackets_that_stay_open_are_found_however_they_are_written() {
        let each = [
            "a: [\n",
            "- {\n",
            "[\n",
            "- [ # ]\n",
            "- [ \"]\n\", ",
            "[ ']',\n",
            "? [\n",
            "&a [\n",
            "!x\t{\n",
            "['x', \"y\",\n",
            "[1], [\n",
            "{a: {\n",
        ];
        for line in each {
            assert!(refuse_open_brackets(&line.repeat(OPEN_MAX + 2)).is_err(), "{line:?}");
        }
        assert_eq!(refuse_open_brackets(&"[".repeat(OPEN_MAX + 1)), Err(LockError::OpenBrackets { line: 1 }));
        assert!(refuse_open_brackets(&("a: [\n".to_owned() + &"k: 'x', j: ['\n".repeat(100))).is_err());
    }
}
