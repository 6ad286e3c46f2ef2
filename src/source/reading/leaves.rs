//! Keywords, and texts of a form, each with what is said of a wrong one.

use crate::display::list::List;
use crate::model::keywords::KeywordError;
use crate::model::kind::feed_medium::FeedMedium;
use crate::model::kind::medium::Medium;
use crate::model::media::artwork::ImagePurpose;
use crate::model::media::chapter::ChaptersType;
use crate::model::media::transcript::TranscriptType;
use crate::model::people::chat::{ChatProtocol, HostName, HostNameError};
use crate::model::people::location::{GeoPoint, LocationError, OsmObject, PlaceRelation};
use crate::model::people::social::SocialProtocol;
use crate::model::settings::services::{Service, ServiceError};
use crate::model::time::recurrence::{CountedRule, RecurrenceRule, RecurrenceRuleError};
use crate::model::web::feed_file::{FeedFile, FeedFileError, TAKEN};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::shape::{Shape, TextShape};

/// Keywords, and texts of a form.
macro_rules! leaves {
    ($($name:ident, $error:path, $needed:literal, $shape:expr, $help:expr;)+) => { $(
        impl Leaf for $name {
            const NEEDED: &'static str = $needed;

            fn shape() -> Shape {
                $shape
            }

            fn help(_found: &str, _error: &$error) -> String {
                $help
            }
        }
    )+ };
}

pub(crate) use leaves;

/// Keywords.
macro_rules! keyword_leaves {
    ($($name:ident, $needed:literal;)+) => {
        leaves! { $(
            $name, KeywordError, $needed, Shape::words($name::ALL.iter().map(|word| word.as_str())),
                format!("allowed are {}", List::and(&$name::ALL.map($name::as_str)));
        )+ }
    };
}

pub(crate) use keyword_leaves;

keyword_leaves! {
    ChaptersType, "a media type of chapters";
    ChatProtocol, "a chat protocol";
    ImagePurpose, "a purpose of a picture";
    FeedMedium, "a kind of feed";
    Medium, "a kind of show";
    PlaceRelation, "`subject` or `creator`";
    SocialProtocol, "a network";
    TranscriptType, "a media type of a transcript";
}

leaves! {
    GeoPoint, LocationError, "degrees north and east", Shape::pattern(GEO.to_owned()),
        "write two numbers with a comma and no blank between them, such as `\"51.5,-0.1\"`".to_owned();
    OsmObject, LocationError, "an object of OpenStreetMap", Shape::pattern("^[NWR][0-9]{1,19}(#[0-9]{1,19})?$".to_owned()),
        "write N, W or R and the number that openstreetmap.org shows, such as `R65606`".to_owned();
    HostName, HostNameError, "the name of a server", Shape::pattern(format!("^{HOST_NAME}$")),
        "write its full name without `https://`, such as `irc.example.org`".to_owned();
    Service, ServiceError, "the short name of a service", Shape::pattern("^[a-z][a-z0-9.]{0,31}$".to_owned()),
        "write it as the Podcast Namespace lists it (serviceslugs.txt), such as `amazon`".to_owned();
    FeedFile, FeedFileError, "the name of a file", Shape::Text(TextShape { words: Vec::new(), patterns: feed_file_patterns() }),
        "write what the feed's address has after the show's `url`, such as `feed.xml`, `rss`, `podcast.rss` or `feed/index.xml`".to_owned();
    CountedRule, RecurrenceRuleError, "a rule", Shape::pattern(RULE.to_owned()),
        "write it as calendars do (RFC 5545), such as `FREQ=WEEKLY;COUNT=10`".to_owned();
    RecurrenceRule, RecurrenceRuleError, "a rule", Shape::pattern(RULE.to_owned()),
        "write it as calendars do (RFC 5545), such as `FREQ=WEEKLY;BYDAY=MO`, or remove it and keep `text`".to_owned();
}

/// The full name of a machine.
pub(crate) const HOST_NAME: &str = r"[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)+";

/// What `FeedFile` takes. JSON Schema has no flag for capitals.
fn feed_file_patterns() -> Vec<String> {
    let either = |c: char| if c.is_ascii_lowercase() { format!("[{}{c}]", c.to_ascii_uppercase()) } else { c.to_string() };
    let taken = TAKEN.map(|name| name.chars().map(either).collect::<String>().replace('.', "\\."));
    vec![
        "^.{1,200}$".to_owned(),
        "^[A-Za-z0-9]([-._A-Za-z0-9]*[-_A-Za-z0-9])?(/[A-Za-z0-9]([-._A-Za-z0-9]*[-_A-Za-z0-9])?)*$".to_owned(),
        r"(^|/)([^./]+|[^/]+\.([Xx][Mm][Ll]|[Rr][Ss][Ss]))$".to_owned(),
        format!("^(?!({})(/|$))", taken.join("|")),
    ]
}

/// A rule of a calendar.
const RULE: &str = "^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-A-Z0-9,+]+)*$";

/// Two decimal numbers, up to 90 and up to 180.
const GEO: &str = r"^-?0*([0-8]?[0-9](\.[0-9]+)?|90(\.0+)?),-?0*((1[0-7][0-9]|[0-9]?[0-9])(\.[0-9]+)?|180(\.0+)?)$";
