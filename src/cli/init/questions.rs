//! The few questions without a safe answer of their own: each is a flag, else it is asked on a terminal until the answer can be used.

use crate::cli::init::Arguments;
use crate::cli::lists::listed_language::{ListedLanguage, listed_languages};
use crate::cli::session::Session;
use crate::display::list::List;
use crate::display::near::nearest;
use crate::error::Error;
use crate::layout::output::Output;
use crate::model::files::placeholder::{ALT, DESCRIPTION};
use crate::model::files::show_files::NEW_COVER_FILE;
use crate::model::identity::guid::ShowGuid;
use crate::model::kind::category::{Category, CategoryError};
use crate::model::kind::show_type::ShowType;
use crate::model::media::artwork::Artwork;
use crate::model::settings::theme::Theme;
use crate::model::settings::theme_source::ThemeSource;
use crate::model::show::{EmailAddress, Owner, RequiredShow, Show};
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::BaseUrl;
use crate::model::wording::language::{Language, LanguageError};
use crate::model::wording::text::Text;

/// How many categories a message names.
const NAMED: usize = 6;

/// The show that the answers make.
pub(super) fn show(session: &mut Session, arguments: &Arguments) -> Result<Show, Error> {
    let title: Text = answer(session, arguments.title.as_deref(), "title", ("What is the show called?", None), plain)?;
    let question = "What will the podcast's web address be? For example https://example.org/my-show/";
    let url: BaseUrl = answer(session, arguments.url.as_deref(), "url", (question, None), address)?;
    let question = "What language is it in? For example Welsh, or en-GB";
    let language: Language =
        answer(session, arguments.language.as_deref(), "language", (question, Some(suggested_languages)), language)?;
    let categories = if arguments.category.is_empty() {
        let question = "Which Apple Podcasts category fits best? Type part of a name, for example non-profit";
        vec![answer(session, None, "category", (question, Some(suggested_categories)), category)?]
    } else {
        let given = arguments.category.iter().map(|text| category(text).map_err(|problem| refused("category", &problem)));
        given.collect::<Result<Vec<_>, _>>()?
    };
    let email = email(session, arguments)?;
    let text = |given: &Option<String>, name| {
        given.as_deref().map(|text| plain::<Text>(text).map_err(|p| refused(name, &p))).transpose()
    };
    let author = text(&arguments.author, "author")?.unwrap_or_else(|| title.clone());
    let ours = |words: &str| -> Text { words.parse().expect("it is not empty") };
    let guid = ShowGuid::of_feed(Output::Feed(FeedFile::default()).url_below(&url).as_str());
    Ok(Show {
        owner: email.map(|email| Owner { name: author.clone(), email }),
        show_type: if arguments.serial { ShowType::Serial } else { ShowType::Episodic },
        time_zone: arguments.time_zone.unwrap_or(chrono_tz::UTC),
        copyright: Some(author.clone()),
        theme: Theme { from: Some(ThemeSource::Cover), ..Theme::default() },
        ..Show::from(RequiredShow {
            description: text(&arguments.description, "description")?.unwrap_or_else(|| ours(DESCRIPTION)),
            artwork: Artwork { file: NEW_COVER_FILE.parse().expect("a plain path"), alt: Some(ours(ALT)) },
            explicit: arguments.explicit,
            title,
            url,
            guid,
            language,
            author,
            categories,
        })
    })
}

/// The answers that are listed for what is typed so far.
type Suggest = fn(&str) -> Vec<String>;

/// The value of a flag; else what a person at a terminal answers, asked again until it can be used.
fn answer<T>(
    session: &mut Session,
    given: Option<&str>,
    flag: &str,
    (question, suggest): (&str, Option<Suggest>),
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Error> {
    if let Some(text) = given {
        return read(text).map_err(|problem| refused(flag, &problem));
    }
    loop {
        let console = &session.world.console;
        let typed = suggest.map_or_else(|| console.ask(question), |suggest| console.ask_with(question, suggest));
        let Some(text) = typed else {
            return Err(Error::Usage {
                message: format!("the show needs `--{flag}`"),
                help: "`podwright init --help` shows an example; on a terminal, `podwright init` asks".to_owned(),
            });
        };
        match read(text.trim()) {
            Ok(value) => return Ok(value),
            Err(problem) => session.world.console.say(&problem),
        }
    }
}

/// Asked with the other questions, or not at all: whoever gives all others as flags has left it out on purpose.
fn email(session: &mut Session, arguments: &Arguments) -> Result<Option<EmailAddress>, Error> {
    if let Some(text) = &arguments.email {
        return plain(text).map(Some).map_err(|problem| refused("email", &problem));
    }
    let flags = [&arguments.title, &arguments.url, &arguments.language];
    if flags.iter().all(|flag| flag.is_some()) && !arguments.category.is_empty() {
        return Ok(None);
    }
    loop {
        let question = "Contact e-mail for Apple and Spotify (it will be public; press Enter to skip)";
        let Some(text) = session.world.console.ask(question) else { return Ok(None) };
        if text.trim().is_empty() {
            return Ok(None);
        }
        match plain(text.trim()) {
            Ok(email) => return Ok(Some(email)),
            Err(problem) => session.world.console.say(&problem),
        }
    }
}

fn refused(flag: &str, problem: &str) -> Error {
    Error::Usage {
        message: format!("`--{flag}` cannot be used: {problem}"),
        help: "`podwright init --help` shows an example".to_owned(),
    }
}

fn plain<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// The commonest slips are told in the words of whoever made them.
fn address(text: &str) -> Result<BaseUrl, String> {
    text.parse().map_err(|error: <BaseUrl as std::str::FromStr>::Err| {
        let start = if text.contains("://") { "" } else { "https://" };
        let end = if text.ends_with('/') { "" } else { "/" };
        let whole = format!("{start}{text}{end}");
        match whole.parse::<BaseUrl>() {
            Ok(_) if text.contains("://") => format!("the address must end in a slash; did you mean `{whole}`?"),
            // a word alone is no host that anybody has
            Ok(_) if text.contains('.') => {
                format!("an address begins with https:// and ends in a slash; did you mean `{whole}`?")
            }
            _ => error.to_string(),
        }
    })
}

fn category(text: &str) -> Result<Category, String> {
    let known_as = Category::meant(text);
    match known_as.as_slice() {
        [only] => return Ok(*only),
        [_, _, ..] if !text.trim().is_empty() => {
            let names: Vec<String> = known_as.iter().take(NAMED).map(ToString::to_string).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let more = if known_as.len() > NAMED { "; `podwright categories` lists all" } else { "" };
            return Err(format!("`{}` may be {}{more}: write one of them", text.trim(), List::or(&names)));
        }
        _ => {}
    }
    text.parse().map_err(|error: CategoryError| {
        let known: Vec<String> = Category::all().map(|category| category.to_string()).collect();
        match nearest(text, known.iter().map(String::as_str)) {
            Some(near) => format!("{error}; did you mean `{near}`?"),
            None => format!("{error}; such as `Education > How To` or `Society & Culture`"),
        }
    })
}

fn suggested_categories(typed: &str) -> Vec<String> {
    Category::meant(typed).iter().map(ToString::to_string).collect()
}

/// The code, and the name behind it, of each language whose name or code begins like this; none before anything is typed, since there are hundreds.
fn suggested_languages(typed: &str) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let is_meant = |listed: &&ListedLanguage| listed.code == typed || listed.name.to_lowercase().starts_with(&typed);
    listed_languages().iter().filter(is_meant).map(|listed| format!("{} ({})", listed.code, listed.name)).collect()
}

/// A language by its code, or by its whole name in English; what was picked from the list has both. A code goes before a name: there are languages that
/// are called En, Hu and Ko.
fn language(text: &str) -> Result<Language, String> {
    let picked = text.split_once(" (").map_or(text, |(code, _)| code).trim();
    picked.parse().or_else(|error: LanguageError| {
        let named = listed_languages().iter().find(|listed| listed.name.eq_ignore_ascii_case(picked));
        if let Some(language) = named.and_then(|listed| listed.code.parse().ok()) {
            return Ok(language);
        }
        Err(match code_of(picked) {
            Some(code) => format!("{error}; did you mean `{code}`?"),
            None => error.to_string(),
        })
    })
}

/// The letters of a language whose English name is spelt nearly right, or whose two letters are wanted.
fn code_of(text: &str) -> Option<&'static str> {
    let first = text.split(['-', '_', ' ', '(']).next()?.trim().to_lowercase();
    if let Some(language) = isolang::Language::from_639_3(&first) {
        return language.to_639_1();
    }
    let known = || isolang::languages().filter(|language| language.to_639_1().is_some());
    // Names of some have an addition: "Modern Greek (1453-)".
    let name = |language: isolang::Language| language.to_name().split(" (").next().unwrap_or_default();
    let near = nearest(&first, known().map(name))?;
    known().find(|language| name(*language) == near)?.to_639_1()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, told: &str) {
        assert_eq!(language(text).unwrap_err().rsplit_once("; ").map(|(_, question)| question), Some(told), "{text}");
    }

    #[test]
    fn a_language_goes_by_its_name_and_one_that_is_misspelt_is_told() {
        for (name, code) in [
            ("English", "en"),
            ("welsh", "cy"),
            ("British Sign Language", "bfi"),
            ("cy (Welsh)", "cy"),
            ("en-GB", "en-GB"),
            ("swiss german", "gsw"),
            ("en", "en"),
            ("ko", "ko"),
            ("hu", "hu"),
            ("ga", "ga"),
            ("EN", "EN"),
        ] {
            assert_eq!(language(name).map(|language| language.as_str().to_owned()), Ok(code.to_owned()));
        }
        case("Wellsh", "did you mean `cy`?");
        case("Germann", "did you mean `de`?");
        case("eng", "did you mean `en`?");
        assert!(language("zzz").is_err_and(|told| !told.contains("did you mean")));
    }
}
