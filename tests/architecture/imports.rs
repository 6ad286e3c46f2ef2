//! The rooms that a file names.

/// A room that is named, and the line, from 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Import {
    pub(crate) room: String,
    pub(crate) line: usize,
}

/// Every `crate::room`, in groups too, and every `super` that leads out of the room.
pub(crate) fn imports(code: &str, module: &[String]) -> Vec<Import> {
    let words = words(code);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let after = &words[index + 1..];
        match word.text.as_str() {
            "crate" => found.extend(named_after(after, &[])),
            "super" if !follows_super(&words[..index]) => {
                let climbs = 1 + after
                    .chunks(2)
                    .take_while(|pair| pair.len() == 2 && pair[0].text == "::" && pair[1].text == "super")
                    .count();
                let kept = module.len().saturating_sub(climbs);
                found.extend(named_after(&after[2 * (climbs - 1)..], &module[..kept]));
            }
            _ => {}
        }
    }
    found
}

fn follows_super(before: &[Word]) -> bool {
    matches!(before, [.., first, second] if first.text == "super" && second.text == "::")
}

/// The rooms named by what follows a path's beginning: `::room…` or `::{room…, room…}`.
fn named_after(after: &[Word], beginning: &[String]) -> Vec<Import> {
    let [colons, next, ..] = after else { return Vec::new() };
    if colons.text != "::" {
        return Vec::new();
    }
    if let Some(room) = beginning.first() {
        return vec![Import { room: room.clone(), line: next.line }];
    }
    if next.text != "{" {
        return vec![Import { room: next.text.clone(), line: next.line }];
    }
    let (mut depth, mut found) = (0, Vec::new());
    for pair in after[1..].windows(2) {
        match pair[0].text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(pair[0].text.as_str(), "{" | ",") && is_name(&pair[1].text) {
            found.push(Import { room: pair[1].text.clone(), line: pair[1].line });
        }
    }
    found
}

struct Word {
    text: String,
    line: usize,
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn words(code: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let name = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let length = match name {
                0 if rest.starts_with("::") => 2,
                0 => rest.chars().next().map_or(1, char::len_utf8),
                name => name,
            };
            words.push(Word { text: rest[..length].to_owned(), line: index + 1 });
            rest = rest[length..].trim_start();
        }
    }
    words
}
