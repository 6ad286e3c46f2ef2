//! The kinds of text of the model, with what editors offer for them and how to mend what is refused.

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::display::list::List;
use crate::model::identity::guid::{Guid, GuidError, ShowGuid};
use crate::model::keywords::KeywordError;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::show_type::{FeedOrder, ShowType};
use crate::model::people::location::{Country, LocationError};
use crate::model::people::person::{Role, RoleError};
use crate::model::settings::check_settings::Approval;
use crate::model::settings::tag_version::{TagPolicy, TagVersion};
use crate::model::wording::language::{Language, LanguageError};
use crate::model::wording::license::{LICENSES, License, LicenseError};
use crate::model::wording::region;
use crate::model::wording::text::{Text, TextError};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::reader::quote;
use crate::source::reading::shape::{BLANK, NO_BLANK, Shape, TextShape};
use crate::source::reading::spelling::{any_case, any_spelling, did_you_mean};

/// Only characters that texts may hold: those of XML 1.0 (section 2.2, `Char`) without those that it discourages.
pub(crate) const NO_CONTROLS: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]*$";

/// Only characters that XML 1.0 can carry at all, and no line end: a guid is kept as it was published.
const GUID_SIGN: &str = r"[^\u0000-\u0008\u000A-\u001F\uFFFE\uFFFF]";

impl Leaf for Text {
    const NEEDED: &'static str = "text";

    fn shape() -> Shape {
        Shape::Text(TextShape { words: Vec::new(), patterns: vec![NO_BLANK.to_owned(), NO_CONTROLS.to_owned()] })
    }

    /// A text in a block ends in a line end by itself.
    fn is_trimmed(found: &str) -> bool {
        found.trim_matches('\u{FEFF}').trim_end_matches('\n') != found.trim_matches('\u{FEFF}').trim()
    }

    fn help(_found: &str, error: &TextError) -> String {
        match error {
            TextError::Empty => "write a text, or remove the key".to_owned(),
            TextError::ControlCharacter { .. } => {
                "remove the character; in double quotes it is written with a backslash".to_owned()
            }
        }
    }
}

/// Case-sensitive keywords.
macro_rules! short_list {
    ($($name:ident, $needed:literal;)+) => { $(
        impl Leaf for $name {
            const NEEDED: &'static str = $needed;

            fn shape() -> Shape {
                Shape::words(Self::ALL.iter().map(|word| word.as_str()))
            }

            fn problem(found: &str, _error: &KeywordError) -> String {
                format!("`{}` is not known here", quote(found))
            }

            fn help(found: &str, _error: &KeywordError) -> String {
                let words: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                did_you_mean(found, words.iter().copied()).unwrap_or_else(|| format!("write {}", List::or(&words)))
            }
        }
    )+ };
}

short_list! {
    FeedOrder, "`newest_first` or `oldest_first`";
    ShowType, "`episodic` or `serial`";
    EpisodeKind, "`full`, `trailer` or `bonus`";
    TagPolicy, "`write` or `keep`";
    TagVersion, "`v2.3` or `v2.4`";
    Approval, "`optional` or `required`";
}

impl Leaf for Role {
    const NEEDED: &'static str = "a role such as `Host`";

    fn shape() -> Shape {
        let mut words: Vec<String> = Vec::new();
        for role in Self::all() {
            if !words.iter().any(|word| word == role.name()) {
                words.push(role.name().to_owned());
            }
        }
        let spellings: Vec<String> = words.iter().map(|word| any_spelling(word)).collect();
        let patterns = vec![format!("^{BLANK}*({}){BLANK}*$", spellings.join("|"))];
        Shape::Text(TextShape { words, patterns })
    }

    fn help(found: &str, _error: &RoleError) -> String {
        did_you_mean(found, Self::all().map(|role| role.name())).unwrap_or_else(|| {
            "write a role of the Podcast Namespace, such as `Host`, `Guest`, `Producer` or `Narrator`".to_owned()
        })
    }
}

impl Leaf for License {
    const NEEDED: &'static str = "a licence such as `CC-BY-4.0`";

    fn shape() -> Shape {
        let spellings: Vec<String> = LICENSES.iter().map(|(name, _)| any_case(name)).collect();
        let words = LICENSES.iter().map(|(name, _)| (*name).to_owned()).collect();
        Shape::Text(TextShape { words, patterns: vec![format!("^({})$", spellings.join("|"))] })
    }

    fn help(found: &str, _error: &LicenseError) -> String {
        let names = LICENSES.map(|(name, _)| name);
        let known = format!("known licences are {}", List::and(&names));
        did_you_mean(found, names).map_or(known.clone(), |near| format!("{near} {known}"))
    }
}

impl Leaf for Language {
    const NEEDED: &'static str = "a language such as `en` or `en-GB`";

    fn shape() -> Shape {
        let two: Vec<isolang::Language> = isolang::languages().filter(|language| language.to_639_1().is_some()).collect();
        let codes: Vec<String> = two.iter().filter_map(isolang::Language::to_639_1).map(str::to_owned).collect();
        let joined = |codes: Vec<String>| codes.join("|");
        let spellings = joined(codes.iter().map(|code| any_case(code)).collect());
        // languages of three letters are too many to list, but those that have two letters are not among them
        let three = joined(two.iter().map(|language| any_case(language.to_639_3())).collect());
        let regions = joined(region::all().map(any_case).collect());
        let words = ["en-GB", "en-US", "cy-GB"].map(str::to_owned).into_iter().chain(codes).collect();
        let variant = "-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})";
        let pattern = format!(
            "^({spellings}|(?!({three})(-|$))[A-Za-z]{{3}})(-[A-Za-z]{{3}})?(-[A-Za-z]{{4}})?(-({regions}|[0-9]{{3}}))?({variant})*$"
        );
        Shape::Text(TextShape { words, patterns: vec![pattern] })
    }

    fn help(found: &str, error: &LanguageError) -> String {
        match error {
            LanguageError::Underscore { wanted } => format!("write `{}`", quote(wanted)),
            LanguageError::Unknown { .. } => {
                let name = found.trim().to_lowercase();
                let by_name = LANGUAGE_NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
                let three = || isolang::Language::from_639_3(name.split('-').next().unwrap_or_default())?.to_639_1();
                match by_name.or_else(three) {
                    Some(code) => format!("write `{code}`"),
                    None => "write the letters of the language, such as `en`, with a region where it matters, such as `en-GB`"
                        .to_owned(),
                }
            }
            LanguageError::Region { language, region } => match region::meant_by(region, language) {
                Some(meant) => format!("did you mean `{language}-{meant}`?"),
                None => format!("write two letters after the hyphen, such as `en-GB`, or leave the region out: `{language}`"),
            },
            LanguageError::Part { language, .. } => {
                format!("write the language with a region, such as `{language}-GB`, or alone: `{language}`")
            }
        }
    }
}

impl Leaf for Country {
    const NEEDED: &'static str = "a country";

    fn shape() -> Shape {
        Shape::words(region::all())
    }

    fn help(found: &str, _error: &LocationError) -> String {
        let capitals = found.trim().to_uppercase();
        let named = || COUNTRY_NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&capitals)).map(|(_, code)| *code);
        match region::all().find(|code| *code == capitals).or_else(|| region::meant_by(&capitals, "")).or_else(named) {
            Some(code) => format!("write `{code}`"),
            None => "write the two capital letters of ISO 3166, such as `GB`".to_owned(),
        }
    }
}

/// Countries that people call by other letters or by their English names.
const COUNTRY_NAMES: [(&str, &str); 24] = [
    ("australia", "AU"),
    ("britain", "GB"),
    ("canada", "CA"),
    ("england", "GB"),
    ("france", "FR"),
    ("gbr", "GB"),
    ("germany", "DE"),
    ("great britain", "GB"),
    ("india", "IN"),
    ("ireland", "IE"),
    ("italy", "IT"),
    ("netherlands", "NL"),
    ("new zealand", "NZ"),
    ("northern ireland", "GB"),
    ("poland", "PL"),
    ("scotland", "GB"),
    ("south africa", "ZA"),
    ("spain", "ES"),
    ("u.k.", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("wales", "GB"),
];

/// Languages that people call by their English names.
const LANGUAGE_NAMES: [(&str, &str); 16] = [
    ("arabic", "ar"),
    ("bengali", "bn"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("french", "fr"),
    ("gaelic", "gd"),
    ("german", "de"),
    ("irish", "ga"),
    ("italian", "it"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("punjabi", "pa"),
    ("spanish", "es"),
    ("urdu", "ur"),
    ("welsh", "cy"),
];

impl Leaf for Tz {
    const NEEDED: &'static str = "a time zone such as `Europe/London`";

    fn shape() -> Shape {
        Shape::words(TZ_VARIANTS.iter().map(|zone| zone.name()))
    }

    fn problem(found: &str, _error: &Self::Err) -> String {
        format!("`{}` is not a time zone of the IANA list", quote(found))
    }

    fn help(found: &str, _error: &Self::Err) -> String {
        let is_offset =
            ["GMT", "UTC"].iter().any(|name| found.strip_prefix(name).is_some_and(|rest| rest.starts_with(['+', '-'])));
        if is_offset {
            return "write the zone of a place, such as `Europe/London`, so that summer time counts too".to_owned();
        }
        did_you_mean(found, TZ_VARIANTS.iter().map(|zone| zone.name()))
            .unwrap_or_else(|| "write a continent and a city, such as `Europe/London`".to_owned())
    }
}

impl Leaf for Guid {
    const NEEDED: &'static str = "a guid";

    fn shape() -> Shape {
        // whatever blanks are around it are left out
        let pattern = format!("^{BLANK}*{GUID_SIGN}*{BLANK}*$");
        Shape::Text(TextShape { words: Vec::new(), patterns: vec![NO_BLANK.to_owned(), pattern] })
    }

    fn help(_found: &str, _error: &GuidError) -> String {
        "copy the guid from the published feed, or let `podwright new` make one; a guid never changes once it is published"
            .to_owned()
    }
}

impl Leaf for ShowGuid {
    const NEEDED: &'static str = "a UUID";

    fn shape() -> Shape {
        Shape::pattern("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
    }

    fn help(found: &str, _error: &GuidError) -> String {
        let lower = found.trim().to_lowercase();
        match lower.parse::<Self>() {
            Ok(_) => format!("write `{lower}`"),
            Err(_) => "copy the `podcast:guid` of the published feed, or let `podwright init` make one; it has the form \
                       `917393e3-1b1e-5cef-ace4-edaa54e1f810`"
                .to_owned(),
        }
    }
}
