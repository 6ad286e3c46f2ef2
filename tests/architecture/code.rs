//! Rust text without what does not count: comments, strings, tests. Lines stay where they are.

/// The text with each comment, string and character replaced by blanks, and without the items marked `#[cfg(test)]`.
pub(crate) fn code_of(text: &str) -> String {
    without_tests(&without_comments_and_strings(text))
}

/// The lines, from 1, on which a path such as `serde_yaml` or `std::fs` begins.
pub(crate) fn lines_naming(code: &str, path: &str) -> Vec<usize> {
    let part_of_a_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.lines()
        .enumerate()
        .filter(|(_, line)| {
            line.match_indices(path).any(|(start, _)| {
                let before = line[..start].chars().next_back();
                let after = &line[start + path.len()..];
                let is_named = path.contains("::") || after.starts_with("::") || line.trim_start().starts_with("use ");
                is_named && !part_of_a_word(before) && before != Some(':') && !part_of_a_word(after.chars().next())
            })
        })
        .map(|(index, _)| index + 1)
        .collect()
}

fn without_comments_and_strings(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = past_what_does_not_count(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where the comment, string or character that begins here ends; the same place when none begins here.
fn past_what_does_not_count(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let begins_a_word = at == 0 || !(chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match rest {
        ['/', '/', ..] => at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => past_block_comment(chars, at),
        ['"', ..] => past_string(chars, at + 1),
        ['r', '"' | '#', ..] if begins_a_word => past_raw_string(chars, at + 1).unwrap_or(at),
        ['b', 'r', '"' | '#', ..] if begins_a_word => past_raw_string(chars, at + 2).unwrap_or(at),
        ['\'', '\\', ..] => at + 3 + rest.iter().skip(3).position(|c| *c == '\'').map_or(0, |end| end + 1),
        ['\'', _, '\'', ..] => at + 3,
        _ => at,
    }
}

fn past_block_comment(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < chars.len() {
        match &chars[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] if depth == 1 => return at + 2,
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    at
}

fn past_string(chars: &[char], start: usize) -> usize {
    let mut at = start;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn past_raw_string(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start..].iter().take_while(|c| **c == '#').count();
    let open = start + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let closes = |at: &usize| chars[*at] == '"' && chars[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    Some((open + 1..chars.len()).find(closes).map_or(chars.len(), |at| at + 1 + hashes))
}

const TEST_MARK: &str = "#[cfg(test)]";

/// The strings outside tests, as they are written, each with its line, from 1.
pub(crate) fn strings_of(text: &str) -> Vec<(usize, String)> {
    const TEST: char = '\0';
    let chars: Vec<char> = text.chars().collect();
    let tested: Vec<char> = filled_tests(&without_comments_and_strings(text), TEST).chars().collect();
    let (mut strings, mut line, mut at) = (Vec::new(), 1, 0);
    while at < chars.len() {
        let end = past_what_does_not_count(&chars, at).max(at + 1);
        let written: String = chars[at..end].iter().collect();
        let is_string = written.len() > 1 && written.ends_with(['"', '#']) && !written.starts_with('/');
        if is_string && tested[at] != TEST {
            let inner = written.trim_start_matches(['b', 'r', '#']).trim_end_matches('#');
            strings.push((line, inner.trim_matches('"').to_owned()));
        }
        line += written.matches('\n').count();
        at = end;
    }
    strings
}

fn without_tests(code: &str) -> String {
    filled_tests(code, ' ')
}

/// The code with this character in the place of each one of its tests.
fn filled_tests(code: &str, fill: char) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find(TEST_MARK) {
        let end = start + end_of_item(&out[start..]);
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { fill }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// Where an item ends: at its semicolon or at the brace that closes it.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (index, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return index + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return index + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}
