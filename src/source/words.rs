//! The kinds of text of the model, with what editors offer for them and how to mend what is refused.

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::display::list::List;
use crate::display::near::nearest;
use crate::model::category::{CATEGORIES, Category, CategoryError};
use crate::model::check_settings::{Approval, ApprovalError};
use crate::model::episode_kind::{EpisodeKind, EpisodeKindError};
use crate::model::guid::{Guid, GuidError, ShowGuid};
use crate::model::http_url::{BaseUrl, HttpUrl, HttpUrlError};
use crate::model::language::{Language, LanguageError};
use crate::model::license::{LICENSES, License, LicenseError};
use crate::model::person::{Role, RoleError};
use crate::model::show::{EmailAddress, EmailAddressError};
use crate::model::show_type::{ShowType, ShowTypeError};
use crate::model::tag_version::{TagVersion, TagVersionError};
use crate::model::text::{Text, TextError};
use crate::source::leaf::Leaf;
use crate::source::reader::quote;
use crate::source::shape::{Shape, TextShape};

/// Text with something in it.
pub(crate) const NOT_BLANK: &str = r"\S";

/// Only characters that XML 1.0 can carry (section 2.2, `Char`).
pub(crate) const NO_CONTROLS: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]*$";

impl Leaf for Text {
    const NEEDED: &'static str = "text";

    fn shape() -> Shape {
        Shape::Text(TextShape { words: Vec::new(), patterns: vec![NOT_BLANK.to_owned(), NO_CONTROLS.to_owned()] })
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

/// Words of a short list, that take no other spelling.
macro_rules! short_list {
    ($($name:ident, $error:ident, $needed:literal;)+) => { $(
        impl Leaf for $name {
            const NEEDED: &'static str = $needed;

            fn shape() -> Shape {
                Shape::words(Self::ALL.iter().map(|word| word.as_str()))
            }

            fn problem(found: &str, _error: &$error) -> String {
                format!("`{}` is not known here", quote(found))
            }

            fn help(found: &str, _error: &$error) -> String {
                let words: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                did_you_mean(found, words.iter().copied()).unwrap_or_else(|| format!("write {}", List::or(&words)))
            }
        }
    )+ };
}

short_list! {
    ShowType, ShowTypeError, "`episodic` or `serial`";
    EpisodeKind, EpisodeKindError, "`full`, `trailer` or `bonus`";
    TagVersion, TagVersionError, "`v2.3` or `v2.4`";
    Approval, ApprovalError, "`optional` or `required`";
}

impl Leaf for Category {
    const NEEDED: &'static str = "a category of Apple's list";

    fn shape() -> Shape {
        let groups = CATEGORIES.iter().map(|(name, subs)| match subs {
            [] => escaped(name),
            subs => {
                format!("{}(\\s*>\\s*({}))?", escaped(name), subs.iter().map(|sub| escaped(sub)).collect::<Vec<_>>().join("|"))
            }
        });
        let pattern = format!("^\\s*({})\\s*$", groups.collect::<Vec<_>>().join("|"));
        Shape::Text(TextShape { words: Self::all().map(|category| category.to_string()).collect(), patterns: vec![pattern] })
    }

    fn help(found: &str, error: &CategoryError) -> String {
        let wanted = found.split('>').map(str::trim).collect::<Vec<_>>().join(" > ");
        if let Some((_, successor)) = OLD_CATEGORIES.iter().find(|(old, _)| old.eq_ignore_ascii_case(&wanted)) {
            return format!("Apple gave it up in 2019; write {successor}");
        }
        let all: Vec<String> = Self::all().map(|category| category.to_string()).collect();
        let exact = all.iter().find(|known| known.eq_ignore_ascii_case(&wanted));
        // `How To` alone is a subcategory without its category
        let sub = Self::all().find(|known| known.sub().is_some_and(|sub| sub.eq_ignore_ascii_case(&wanted)));
        if let Some(near) = exact.cloned().or_else(|| sub.map(|sub| sub.to_string())) {
            return format!("did you mean `{near}`?");
        }
        match error {
            CategoryError::UnknownSub { name, sub } => {
                let subs = CATEGORIES.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, subs)| subs);
                let subs_in_full: Vec<String> = subs.iter().map(|sub| format!("{name} > {sub}")).collect();
                match did_you_mean(&format!("{name} > {sub}"), subs_in_full.iter().map(String::as_str)) {
                    Some(question) => question,
                    None if subs.is_empty() => format!("`{name}` has no subcategories: write it alone"),
                    None => format!("below `{name}` there are {}", List::and(subs)),
                }
            }
            CategoryError::Unknown { .. } => did_you_mean(&wanted, all.iter().map(String::as_str)).unwrap_or_else(|| {
                let names = CATEGORIES.map(|(name, _)| name);
                format!("write one of {}, or one below it, such as `Education > How To`", List::or(&names))
            }),
        }
    }
}

/// Categories that Apple gave up in 2019, with those of today that are nearest in meaning.
const OLD_CATEGORIES: [(&str, &str); 37] = [
    ("Arts > Literature", "`Arts > Books`"),
    ("Business > Business News", "`News > Business News`"),
    ("Business > Management & Marketing", "`Business > Management` or `Business > Marketing`"),
    ("Business > Shopping", "`Business`"),
    ("Education > Education Technology", "`Education` or `Technology`"),
    ("Education > Educational Technology", "`Education` or `Technology`"),
    ("Education > Higher Education", "`Education > Courses`"),
    ("Education > K-12", "`Education` or `Kids & Family > Education for Kids`"),
    ("Education > Language Courses", "`Education > Language Learning`"),
    ("Education > Training", "`Education > How To` or `Education > Courses`"),
    ("Games & Hobbies", "`Leisure`"),
    ("Games & Hobbies > Automotive", "`Leisure > Automotive`"),
    ("Games & Hobbies > Aviation", "`Leisure > Aviation`"),
    ("Games & Hobbies > Hobbies", "`Leisure > Hobbies`"),
    ("Games & Hobbies > Other Games", "`Leisure > Games`"),
    ("Games & Hobbies > Video Games", "`Leisure > Video Games`"),
    ("Government & Organizations", "`Government`"),
    ("Government & Organizations > Local", "`Government`"),
    ("Government & Organizations > National", "`Government`"),
    ("Government & Organizations > Non-Profit", "`Business > Non-Profit`"),
    ("Government & Organizations > Regional", "`Government`"),
    ("Health", "`Health & Fitness`"),
    ("Health > Alternative Health", "`Health & Fitness > Alternative Health`"),
    ("Health > Fitness & Nutrition", "`Health & Fitness > Fitness` or `Health & Fitness > Nutrition`"),
    ("Health > Self-Help", "`Education > Self-Improvement`"),
    ("Health > Sexuality", "`Health & Fitness > Sexuality`"),
    ("News & Politics", "`News` or `News > Politics`"),
    ("Science & Medicine", "`Science` or `Health & Fitness > Medicine`"),
    ("Science & Medicine > Medicine", "`Health & Fitness > Medicine`"),
    ("Science & Medicine > Natural Sciences", "`Science > Natural Sciences`"),
    ("Science & Medicine > Social Sciences", "`Science > Social Sciences`"),
    ("Society & Culture > History", "`History`"),
    ("Sports & Recreation", "`Sports`"),
    ("Sports & Recreation > Outdoor", "`Sports > Wilderness`"),
    ("Technology > Gadgets", "`Technology`"),
    ("Technology > Tech News", "`News > Tech News`"),
    ("Technology > Software How-To", "`Technology` or `Education > How To`"),
];

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
        let patterns = vec![format!("^\\s*({})\\s*$", spellings.join("|"))];
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
        let codes: Vec<String> = ('a'..='z')
            .flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}")))
            .filter(|code| isolang::Language::from_639_1(code).is_some())
            .collect();
        let spellings: Vec<String> = codes.iter().map(|code| any_case(code)).collect();
        let words = ["en-GB", "en-US", "cy-GB"].map(str::to_owned).into_iter().chain(codes).collect();
        Shape::Text(TextShape { words, patterns: vec![format!("^({})(-[A-Za-z]{{2}})?$", spellings.join("|"))] })
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
                    None => "write two letters, such as `en`, with a region where it matters, such as `en-GB`".to_owned(),
                }
            }
            LanguageError::Region { .. } => {
                "write two letters after the hyphen, such as `en-GB`, or leave the region out".to_owned()
            }
        }
    }
}

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
        did_you_mean(found, TZ_VARIANTS.iter().map(|zone| zone.name()))
            .unwrap_or_else(|| "write a continent and a city, such as `Europe/London`".to_owned())
    }
}

impl Leaf for EmailAddress {
    const NEEDED: &'static str = "an e-mail address";

    fn shape() -> Shape {
        // what the model takes: printable ASCII without <>()[],;:"\ and one @, with a dot inside the host
        const PART: &str = r"[!#-'*+\-./0-9=?A-Z^-~]";
        const HOST: &str = r"[!#-'*+\-/0-9=?A-Z^-~]";
        Shape::pattern(format!("^{PART}+@{HOST}+{PART}*\\.{PART}*{HOST}+$"))
    }

    fn problem(found: &str, _error: &EmailAddressError) -> String {
        format!("`{}` is not an e-mail address", quote(found))
    }

    fn help(_found: &str, _error: &EmailAddressError) -> String {
        "write the address alone, such as `podcast@example.org`".to_owned()
    }
}

impl Leaf for HttpUrl {
    const NEEDED: &'static str = "a web address";

    fn shape() -> Shape {
        Shape::pattern(r#"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@<>"{}|\\^`\u0080-\uFFFF]+([/?#][^\s<>"{}|\\^`\u0080-\uFFFF]*)?$"#)
    }

    fn help(found: &str, error: &HttpUrlError) -> String {
        address_help(found, error)
    }
}

impl Leaf for BaseUrl {
    const NEEDED: &'static str = "a web address that ends in `/`";

    fn shape() -> Shape {
        Shape::pattern(r#"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@<>"{}|\\^`\u0080-\uFFFF]+/([^\s?#<>"{}|\\^`\u0080-\uFFFF]*/)?$"#)
    }

    fn help(found: &str, error: &HttpUrlError) -> String {
        address_help(found, error)
    }
}

fn address_help(found: &str, error: &HttpUrlError) -> String {
    let found = quote(found);
    match error {
        HttpUrlError::Unreadable { .. } if !found.contains(':') => format!("write the whole address, such as `https://{found}`"),
        HttpUrlError::Unreadable { .. } | HttpUrlError::Scheme { .. } => {
            "write the whole address, such as `https://example.org/page`".to_owned()
        }
        HttpUrlError::Character { character: ' ' } => "write `%20` for a blank, or remove it".to_owned(),
        HttpUrlError::Character { .. } => {
            "copy the address from the browser's address bar, which encodes such characters".to_owned()
        }
        HttpUrlError::Credentials => "remove the name and the password: everybody can read the feed".to_owned(),
        HttpUrlError::NoSlash => format!("write `{found}/`"),
        HttpUrlError::QueryOrFragment => "write the address of the folder that the feed is served from".to_owned(),
    }
}

impl Leaf for Guid {
    const NEEDED: &'static str = "a guid";

    fn shape() -> Shape {
        Shape::Text(TextShape { words: Vec::new(), patterns: vec![r"^\S+$".to_owned(), NO_CONTROLS.to_owned()] })
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

/// Longest word that is compared with known ones. // bytes; a comparison takes time for each letter
const WORD_MAX: usize = 200;

/// The known word that was probably meant, as a question.
pub(crate) fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if found.len() > WORD_MAX {
        return None;
    }
    nearest(found, known).map(|near| format!("did you mean `{near}`?"))
}

/// A regular expression for this text.
fn escaped(text: &str) -> String {
    let special = |c: char| !(c.is_ascii_alphanumeric() || c == ' ' || c == '&' || c == '-');
    text.chars().fold(String::new(), |mut all, c| {
        if special(c) {
            all.push('\\');
        }
        all.push(c);
        all
    })
}

/// A regular expression for this text in capitals, small letters, or both.
fn any_case(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
            c => escaped(&c.to_string()),
        })
        .collect()
}

/// The same, where a hyphen and a blank are one.
fn any_spelling(text: &str) -> String {
    text.chars().map(|c| if matches!(c, ' ' | '-') { "[ -]".to_owned() } else { any_case(&c.to_string()) }).collect()
}
