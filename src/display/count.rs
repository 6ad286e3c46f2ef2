//! `1 episode`, `6 episodes`.

use std::fmt;

/// A number with its noun, in the right number.
#[derive(Clone, Copy, Debug)]
pub struct Count<'a>(pub usize, pub &'a str);

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
}
