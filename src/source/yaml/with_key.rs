//! A YAML text with another value for one of its topmost keys, everything else letter for letter as it was.

/// The text with `key: value`. The key's line takes the value; where there is none, a line is put after that of `after`. `None` where the line is not of
/// the plain form `key: value`, so that it cannot be changed without a guess.
pub fn with_key(text: &str, key: &str, value: &str, after: Option<&str>) -> Option<String> {
    let is_of = |line: &str, key: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut found = lines.iter().enumerate().filter(|(_, line)| is_of(line, key));
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match (found.next(), found.next()) {
        (Some((index, line)), None) => out[index] = changed(line, key, value)?,
        (None, _) => {
            let index = lines.iter().position(|line| is_of(line, after.unwrap_or(key)))?;
            let line = lines.get(index)?;
            changed(line, after?, value)?;
            let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
            if !line.ends_with('\n') {
                out[index].push_str(end);
            }
            out.insert(index + 1, format!("{key}: {value}{end}"));
        }
        _ => return None,
    }
    Some(out.concat())
}

/// The line with another value; a comment at its end stays.
fn changed(line: &str, key: &str, value: &str) -> Option<String> {
    let rest = line.strip_prefix(key)?.strip_prefix(':')?;
    let old = rest.trim_start();
    let written = match old.chars().next()? {
        quote @ ('"' | '\'') => {
            let end = old.get(1..)?.find(quote)?;
            old.get(..end + 2)?
        }
        '|' | '>' | '&' | '*' | '[' | '{' | '#' | '\r' | '\n' => return None,
        _ => old.split([' ', '\t', '\r', '\n']).next()?,
    };
    let tail = old.get(written.len()..)?;
    let is_whole = tail.trim().is_empty() || tail.trim_start_matches([' ', '\t']).starts_with('#');
    is_whole.then(|| format!("{key}: {value}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Option<&str>) {
        let changed = with_key(text, "url", "https://n/", None);
        assert_eq!(changed.as_deref(), expected, "{text}");
    }

    #[test]
    fn changes_the_value_and_nothing_else() {
        case("a: 1\nurl: https://o/ # served\nb: 2\n", Some("a: 1\nurl: https://n/ # served\nb: 2\n"));
        case("url:   \"https://o/\"\r\nb: 2", Some("url: https://n/\r\nb: 2"));
        case("url: 'https://o/'", Some("url: https://n/"));
        case("x:\n  url: https://o/\n", None);
        case("url: >-\n  https://o/\n", None);
        case("url:\n  https://o/\n", None);
        case("url: a b\n", None);
        case("url: a\nurl: b\n", None);
    }

    #[test]
    fn puts_a_new_key_after_another() {
        let add = |text| with_key(text, "new_feed_url", "https://n/feed.xml", Some("url"));
        assert_eq!(add("url: https://n/\nb: 2\n").unwrap(), "url: https://n/\nnew_feed_url: https://n/feed.xml\nb: 2\n");
        assert_eq!(add("url: https://n/").unwrap(), "url: https://n/\nnew_feed_url: https://n/feed.xml\n");
        assert_eq!(add("url: https://n/\nnew_feed_url: x\n").unwrap(), "url: https://n/\nnew_feed_url: https://n/feed.xml\n");
        assert_eq!(add("b: 2\n"), None);
    }
}
