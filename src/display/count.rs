//! `1 episode`, `6 episodes`.

use std::fmt;

/// A number with its noun, in the right number.
#[derive(Clone, Copy, Debug)]
pub struct Count<'a>(pub usize, pub &'a str);

impl Count<'_> {
    /// The number with its noun and what follows in the right number, as `1 byte is` and `2 bytes are`.
    pub fn with(self, one: &str, many: &str) -> String {
        format!("{self} {}", if self.0 == 1 { one } else { many })
    }
}

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(Count(0, "error").to_string(), "0 errors");
        assert_eq!(Count(1, "error").to_string(), "1 error");
        assert_eq!(Count(2, "error").to_string(), "2 errors");
    }

    #[test]
    fn one_is_and_two_are() {
        assert_eq!(Count(1, "byte").with("is", "are"), "1 byte is");
        assert_eq!(Count(2, "byte").with("is", "are"), "2 bytes are");
    }
}
