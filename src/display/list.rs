//! `a`, `b` or `c`.

use std::fmt;

/// Words in backticks, joined by commas and a last `or` or `and`.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    words: &'a [&'a str],
    joint: &'static str,
}

impl<'a> List<'a> {
    /// Any one of these.
    pub fn or(words: &'a [&'a str]) -> Self {
        Self { words, joint: "or" }
    }

    /// All of these.
    pub fn and(words: &'a [&'a str]) -> Self {
        Self { words, joint: "and" }
    }
}

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.words.iter().enumerate() {
            match index {
                0 => {}
                _ if index + 1 == self.words.len() => write!(f, " {} ", self.joint)?,
                _ => f.write_str(", ")?,
            }
            write!(f, "`{word}`")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_words() {
        assert_eq!(List::or(&["a"]).to_string(), "`a`");
        assert_eq!(List::or(&["a", "b"]).to_string(), "`a` or `b`");
        assert_eq!(List::and(&["a", "b", "c"]).to_string(), "`a`, `b` and `c`");
    }
}
