//! The token that podping.cloud gives to those who may send podpings.

use std::fmt;
use std::str::FromStr;

/// A secret: it is sent to podping.cloud, and shown nowhere.
#[derive(Clone, Eq, PartialEq)]
pub struct PodpingToken(String);

/// A token with characters that no header field can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("it is empty, or has spaces or other characters that no token has")]
pub struct PodpingTokenError;

impl PodpingToken {
    /// The token, to be sent.
    pub fn exposed(&self) -> &str {
        &self.0
    }
}

impl FromStr for PodpingToken {
    type Err = PodpingTokenError;

    fn from_str(text: &str) -> Result<Self, PodpingTokenError> {
        let text = text.trim();
        let is_sound = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_sound.then(|| Self(text.to_owned())).ok_or(PodpingTokenError)
    }
}

impl fmt::Debug for PodpingToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PodpingToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_word_and_is_not_shown() {
        let token: PodpingToken = " abc-123==\n".parse().unwrap();
        assert_eq!((token.exposed(), format!("{token:?}").as_str()), ("abc-123==", "PodpingToken(…)"));
        for refused in ["", " ", "a b", "a\r\nx-header: y", "é"] {
            assert_eq!(refused.parse::<PodpingToken>(), Err(PodpingTokenError), "{refused:?}");
        }
    }
}
