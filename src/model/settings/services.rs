//! Which directories and apps may show a show: `podcast:block` (Podcast Namespace, `docs/tags/block.md`).

use std::fmt;
use std::str::FromStr;

/// Who may not show a show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Blocked {
    /// Nobody may, but those who are allowed.
    All,
    /// These may not.
    These(Vec<Service>),
}

impl Default for Blocked {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

/// A service, by its short name in the namespace's list (`serviceslugs.txt`), such as `amazon`. The list grows, so any word of its form is
/// taken.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Service(String);

/// A text that is no short name of a service.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the short name of a service, such as `amazon`")]
pub struct ServiceError;

impl FromStr for Service {
    type Err = ServiceError;

    fn from_str(input: &str) -> Result<Self, ServiceError> {
        let fits = (1..=32).contains(&input.len())
            && input.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.')
            && input.starts_with(|c: char| c.is_ascii_lowercase());
        if fits { Ok(Self(input.to_owned())) } else { Err(ServiceError) }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_one_short_word() {
        for good in ["amazon", "rss.com", "podcastindex"] {
            assert_eq!(good.parse::<Service>().unwrap().to_string(), good);
        }
        for bad in ["", "Amazon", "pocket casts", ".com", "a".repeat(33).as_str()] {
            assert_eq!(bad.parse::<Service>(), Err(ServiceError), "{bad}");
        }
    }
}
