//! Single values that do not stand in a file, such as those of flags and answers: read as those of the files are, with the same advice.

use chrono_tz::Tz;

use crate::model::category::Category;
use crate::model::guid::Guid;
use crate::model::http_url::{BaseUrl, HttpUrl};
use crate::model::language::Language;
use crate::model::license::License;
use crate::model::moment::Moment;
use crate::model::person::Role;
use crate::model::show::EmailAddress;
use crate::model::text::Text;
use crate::source::date::{self, Refused};
use crate::source::defaults::ShowZone;
use crate::source::leaf::Leaf;

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

macro_rules! values {
    ($($(#[$doc:meta])+ $function:ident: $name:ty;)+) => { $(
        $(#[$doc])+
        ///
        /// # Errors
        /// Where the text is not one, with the nearest that is.
        pub fn $function(text: &str) -> Result<$name, Advice> {
            read(text)
        }
    )+ };
}

values! {
    /// The address of a folder; it ends in a slash.
    base_url: BaseUrl;
    /// One of Apple's categories.
    category: Category;
    /// An e-mail address.
    email_address: EmailAddress;
    /// An episode's guid.
    guid: Guid;
    /// A web address.
    http_url: HttpUrl;
    /// A language, with a region where it matters.
    language: Language;
    /// A licence of the Podcast Namespace's list.
    license: License;
    /// What a person did.
    role: Role;
    /// Text with something in it.
    text: Text;
    /// A time zone of the IANA list.
    time_zone: Tz;
}

/// A date with a time, on the clocks of `zone` where it has no offset.
///
/// # Errors
/// Where it is none, or the clocks of the zone leave it out or show it twice.
pub fn moment(text: &str, zone: ShowZone) -> Result<Moment, Advice> {
    date::moment(text, zone).map_err(|Refused { kind: _, problem, help }| Advice { problem, help })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused<T: std::fmt::Debug>(result: Result<T, Advice>, problem: &str, help: &str) {
        assert_eq!(result.unwrap_err(), Advice { problem: problem.to_owned(), help: help.to_owned() });
    }

    #[test]
    fn a_flag_is_read_as_a_key_is() {
        assert_eq!(language("en-GB").unwrap().as_str(), "en-GB");
        let code = "`english` is not a two-letter language code of ISO 639, such as `en`, `cy` or `de`";
        refused(language("english"), code, "write `en`");
        refused(category("how to"), "`how to` is not one of Apple's categories", "did you mean `Education > How To`?");
        let scheme = "the address does not begin with `https://`";
        refused(base_url("example.org/"), scheme, "write the whole address, such as `https://example.org/`");
        refused(http_url("https://"), "the address has no host", "write the whole address, such as `https://example.org/page`");
        let london = ShowZone::Known(Tz::Europe__London);
        assert_eq!(moment("2022-07-04 07:00", london).unwrap().rfc_3339(), "2022-07-04T07:00:00+01:00");
        refused(moment("2022-07-04", london), "the date has no time of day", "write `2022-07-04 07:00`, or what the time is");
    }
}
