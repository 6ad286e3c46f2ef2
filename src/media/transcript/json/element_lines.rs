//! The lines on which the elements of a list begin, which a parsed value does not tell.

/// The line of each object in the list of a key at the top, or in the list that the file is (`None`). The text is JSON.
pub(in crate::media) fn element_lines(text: &str, key: Option<&str>) -> Vec<u32> {
    let list_depth = if key.is_some() { 2 } else { 1 };
    let (mut line, mut depth, mut in_list) = (1_u32, 0_usize, false);
    let mut last_string: &str = "";
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line = line.saturating_add(1),
            b'"' => {
                let start = at + 1;
                at = string_end(bytes, start);
                if depth == 1 {
                    last_string = text.get(start..at).unwrap_or_default();
                }
            }
            b'[' => {
                depth += 1;
                in_list = in_list || (depth == list_depth && key.is_none_or(|key| key == last_string));
            }
            b'{' => {
                depth += 1;
                if in_list && depth == list_depth + 1 {
                    found.push(line);
                }
            }
            b']' | b'}' => {
                in_list = in_list && depth != list_depth;
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where the string that begins here has its closing quote. Strings of JSON have no line breaks.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_elements_of_one_list() {
        let text = "{\"other\":[{}],\n\"segments\":[\n{\"a\":\"[{\\\"\",\n\"words\":[{}]},{},\n{}],\"more\":[{}]}";
        assert_eq!(element_lines(text, Some("segments")), [3, 4, 5]);
        assert_eq!(element_lines("[\n{},\n[{}],{}]", None), [2, 3]);
        assert_eq!(element_lines("\"\\", None), [] as [u32; 0]);
    }
}
