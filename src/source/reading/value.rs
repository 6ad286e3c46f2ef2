//! Single values that do not stand in a file, such as those of flags and answers: read as those of the files are, with the same advice.

use crate::model::web::http_url::BaseUrl;
use crate::source::reading::leaf::Leaf;

/// Why a value was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{problem}")]
pub struct Advice {
    /// What is wrong.
    pub problem: String,
    /// What is allowed, or how to mend it.
    pub help: String,
}

fn read<T: Leaf>(text: &str) -> Result<T, Advice> {
    text.parse().map_err(|error| Advice { problem: T::problem(text, &error), help: T::help(text, &error) })
}

/// The address of a folder; it ends in a slash.
///
/// # Errors
/// Where the text is not one, with the way to mend it.
pub fn base_url(text: &str) -> Result<BaseUrl, Advice> {
    read(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::category::Category;
    use crate::model::web::http_url::HttpUrl;
    use crate::model::wording::language::Language;

    #[track_caller]
    fn refused<T: std::fmt::Debug>(result: Result<T, Advice>, problem: &str, help: &str) {
        assert_eq!(result.unwrap_err(), Advice { problem: problem.to_owned(), help: help.to_owned() });
    }

    #[test]
    fn a_flag_is_read_as_a_key_is() {
        assert_eq!(read::<Language>("en-GB").unwrap().as_str(), "en-GB");
        let code = "`english` is not a language code of ISO 639, such as `en`, `cy` or `yue`";
        refused(read::<Language>("english"), code, "write `en`");
        refused(read::<Category>("how to"), "`how to` is not one of Apple's categories", "did you mean `Education > How To`?");
        let scheme = "the address does not begin with `https://`";
        refused(base_url("example.org/"), scheme, "write the whole address, such as `https://example.org/`");
        refused(
            read::<HttpUrl>("https://"),
            "the address has no host",
            "write the whole address, such as `https://example.org/page`",
        );
    }
}
