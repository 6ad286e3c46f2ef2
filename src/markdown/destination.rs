//! Where links lead.

/// What a link's target is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Destination {
    /// A whole address of a scheme that apps open.
    Good,
    /// Not a whole address.
    Relative,
    /// Another scheme.
    Scheme(String),
    /// Not an address at all.
    Broken(String),
}

impl Destination {
    /// What a link's target is.
    pub(crate) fn of(target: &str) -> Self {
        match url::Url::parse(target) {
            Ok(url) => match url.scheme() {
                "http" | "https" if url.host_str().is_none_or(str::is_empty) => Self::Broken("it has no host".to_owned()),
                "http" | "https" | "mailto" => Self::Good,
                scheme => Self::Scheme(scheme.to_owned()),
            },
            Err(url::ParseError::RelativeUrlWithoutBase) if target.is_empty() => Self::Broken("it is empty".to_owned()),
            Err(url::ParseError::RelativeUrlWithoutBase) => Self::Relative,
            Err(error) => Self::Broken(error.to_string()),
        }
    }
}

/// The host that an address leads to; `None` for an address within the page or of another kind.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.host_str().map(str::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_good_links_from_others() {
        for (target, expected) in [
            ("https://example.org/a#b", Destination::Good),
            ("mailto:a@example.org", Destination::Good),
            ("notes.html", Destination::Relative),
            ("#top", Destination::Relative),
            ("//example.org/a", Destination::Relative),
            ("javascript:alert(1)", Destination::Scheme("javascript".to_owned())),
            ("", Destination::Broken("it is empty".to_owned())),
            ("https://", Destination::Broken("empty host".to_owned())),
        ] {
            assert_eq!(Destination::of(target), expected, "{target}");
        }
    }
}
