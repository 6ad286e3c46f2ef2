//! A YAML text without some of its topmost keys, everything else letter for letter as it was.

/// The text without the lines of these keys and of what is in them.
pub fn without_keys(text: &str, keys: &[&str]) -> String {
    let mut out = String::new();
    let mut is_inside = false;
    for line in text.split_inclusive('\n') {
        let is_topmost = !line.starts_with([' ', '\t', '\r', '\n']);
        if is_topmost {
            is_inside = keys.iter().any(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
        }
        if !is_inside {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_key_goes_with_it() {
        let text = "# top\ntitle: A\nenclosure:\n  url: https://a.example/\n\n  type: audio/mpeg\n# about tags\ntags: keep # here\nnotes: |\n  tags: x\n";
        assert_eq!(without_keys(text, &["enclosure", "tags"]), "# top\ntitle: A\n# about tags\nnotes: |\n  tags: x\n");
        assert_eq!(without_keys("tags: keep", &["tags"]), "");
        assert_eq!(without_keys("tag: a\ntagss: b\n", &["tags"]), "tag: a\ntagss: b\n");
    }
}
