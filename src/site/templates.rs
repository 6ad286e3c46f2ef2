//! The templates of the pages: ours, and those that a show puts in their place, one by one.

pub(in crate::site) mod deep_stack;
pub(in crate::site) mod template_environment;
pub mod template_error;
pub(in crate::site) mod template_syntax;
use std::collections::BTreeMap;

use minijinja::Environment;

use crate::display::near::nearest;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::site::templates::deep_stack::with_deep_stack;
use crate::site::templates::template_error::TemplateError;

/// The longest template of a page: the engine reads it by recursion, so its length bounds its depth. The longest of ours has less than 5,000. // bytes
pub(crate) const TEXT_MAX: usize = 64 << 10;

/// The style of all pages, which a show can replace too.
pub(crate) const STYLE: &str = "style.css";

macro_rules! originals {
    ($($name:literal)*) => {
        /// Every file that a show can put in the place of ours, by name.
        const ORIGINALS: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name))),)*];
    };
}

originals! {
    "404.html"
    "base.html"
    "easy-read.html"
    "embed.html"
    "episode.html"
    "foot.html"
    "impact-easy-read.html"
    "impact.html"
    "index.html"
    "paragraph.html"
    "parts.html"
    "picture.html"
    "preview.html"
    "style.css"
    "subscribe.html"
    "titles.html"
    "top.html"
    "transcript.html"
}

/// The templates that a show has of its own.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    own: BTreeMap<&'static str, String>,
}

impl Templates {
    /// No templates but ours.
    pub const NONE: &'static Self = &Self { own: BTreeMap::new() };

    /// The names of all templates.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ORIGINALS.iter().map(|(name, _)| *name)
    }

    /// Our own text of a template.
    pub fn original(name: &str) -> Option<&'static str> {
        ORIGINALS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// Whether there are none but ours.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether the show has this one of its own.
    pub fn has(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// Puts a template in the place of ours.
    ///
    /// # Errors
    /// Where no template has this name, or its text is no template.
    pub fn add(&mut self, name: &str, text: String) -> Result<(), TemplateError> {
        let Some(known) = Self::names().find(|known| *known == name) else {
            return Err(TemplateError::Unknown { name: name.to_owned(), nearest: nearest(name, Self::names()) });
        };
        if known != STYLE {
            let refused = |message| TemplateError::Fault { name: name.to_owned(), line: 1, message };
            if text.len() > TEXT_MAX {
                return Err(refused(format!("it is longer than {}", BinarySize(ByteCount::new(TEXT_MAX as u64)))));
            }
            let parse = || {
                let mut environment = Environment::new();
                environment.set_syntax(template_syntax::syntax());
                environment.add_template(known, &text).map_err(|error| template_syntax::fault(&error, |_| true))
            };
            with_deep_stack(parse).map_err(|error| refused(error.to_string()))??;
        }
        self.own.insert(known, text);
        Ok(())
    }

    /// The same templates with another text, which is made of each with its place among all names.
    pub(in crate::site) fn map(&self, change: impl Fn(usize, &str) -> String) -> Self {
        let own = Self::names().enumerate().filter_map(|(index, name)| {
            let text = self.own.get(name)?;
            Some((name, if name == STYLE { text.clone() } else { change(index, text) }))
        });
        Self { own: own.collect() }
    }

    /// The text of a template: the show's own, else ours.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.own.get(name).map(String::as_str).or_else(|| Self::original(name)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::locale::Locale;
    use crate::site::templates::template_environment::TemplateEnvironment;
    use crate::site::view;
    use crate::site::words::Words;

    #[test]
    fn names_every_file_of_the_folder_but_the_scripts() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/site/templates");
        #[expect(clippy::disallowed_methods, reason = "a test compares the list with the folder")]
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !matches!(name.split('.').next_back(), Some("js" | "rs")));
        names.sort();
        assert_eq!(names, Templates::names().collect::<Vec<_>>());
    }

    #[test]
    fn refuses_a_name_that_no_template_has() {
        let error = Templates::default().add("epsiode.html", String::new()).unwrap_err();
        assert_eq!(error, TemplateError::Unknown { name: "epsiode.html".to_owned(), nearest: Some("episode.html") });
    }

    #[test]
    fn nothing_that_fits_into_a_template_is_too_deep() {
        let chains = [
            ("{{ ", "not ", "1 }}"),
            ("{{ ", "-", "1 }}"),
            ("{{ 1", "+1", " }}"),
            ("{{ 1", "~1", " }}"),
            ("{{ 1", "**1", " }}"),
            ("{{ 1", " and 1", " }}"),
            ("{{ 1", " if 1 else 1", " }}"),
            ("{{ 1", "|e", " }}"),
            ("{{ 1", " is odd", " }}"),
            ("{{ a", ".a", " }}"),
            ("{{ a", "[0]", " }}"),
            ("{{ a", "()", " }}"),
            ("{{ 1", "<1", " }}"),
            ("{{ 1", " in 1", " }}"),
            ("{% if 1 %}", "{% elif 1 %}", "{% endif %}"),
        ];
        let (title, description) = (String::new(), String::new());
        let show = view::Show { title, description, copyright: None, licence: None, funding: Vec::new() };
        let content = "en".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &content };
        for (start, link, end) in chains {
            let text = format!("{start}{}{end}", link.repeat((TEXT_MAX - start.len() - end.len()) / link.len()));
            let mut templates = Templates::default();
            if templates.add("top.html", text).is_ok() {
                let environment = TemplateEnvironment::new(&templates, &locale, &show).unwrap();
                let _ = environment.print("top.html", minijinja::context! {});
            }
        }
        for (open, close) in [("[", "]"), ("(", ")"), ("{1:", "}"), ("a(", ")"), ("a[", "]")] {
            let text = format!("{{{{ {}1{} }}}}", open.repeat(20_000), close.repeat(20_000));
            assert!(Templates::default().add("top.html", text).is_err());
        }
        let blocks = "{% if 1 %}".repeat(6_000);
        assert!(Templates::default().add("top.html", blocks).is_err());
    }

    #[test]
    fn refuses_a_template_that_is_too_long_and_lets_the_style_be_longer() {
        let long = "x".repeat(TEXT_MAX + 1);
        let error = Templates::default().add("top.html", long.clone()).unwrap_err();
        assert!(matches!(&error, TemplateError::Fault { message, .. } if message == "it is longer than 64 KiB"), "{error:?}");
        assert_eq!(Templates::default().add(STYLE, long), Ok(()));
    }

    #[test]
    fn tells_the_line_of_what_is_no_template() {
        let error = Templates::default().add("top.html", "<p>\n{% if show.title %}\n</p>\n".to_owned()).unwrap_err();
        assert!(matches!(&error, TemplateError::Fault { name, line: 3 | 4, .. } if name == "top.html"), "{error:?}");
        let error = Templates::default().add("top.html", "<p>\n{{ show. }}\n</p>\n".to_owned()).unwrap_err();
        assert!(matches!(&error, TemplateError::Fault { line: 2, .. }), "{error:?}");
    }
}
