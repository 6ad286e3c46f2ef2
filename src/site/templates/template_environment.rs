//! Makes pages of templates. HTML is escaped by default, a name that does not exist is a fault, and no template runs for ever or
//! fills the memory.

use std::io;

use minijinja::value::{Rest, Serde};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use crate::markdown::escape::escaped;
use crate::site::html::Html;
use crate::site::isolation::isolated;
use crate::site::locale::Locale;
use crate::site::templates::deep_stack::with_deep_stack;
use crate::site::templates::template_error::TemplateError;
use crate::site::templates::template_syntax::{fault, syntax};
use crate::site::templates::{STYLE, Templates};
use crate::site::view;

/// What one page may use up. A unit is an instruction or 64 bytes, and a page of ours takes less than 20,000.
const FUEL: u64 = 1_000_000;

/// How deep templates may include one another.
const DEPTH: usize = 50;

/// Templates, ready to be filled in.
#[derive(Debug)]
pub(crate) struct TemplateEnvironment<'a> {
    environment: Environment<'a>,
    templates: &'a Templates,
    /// The language of words that are written the other way than the page.
    isolated: Option<&'static str>,
}

impl<'a> TemplateEnvironment<'a> {
    /// Prepares the templates with what is the same on every page: `show`, `words`, `lang`.
    pub(crate) fn new(templates: &'a Templates, locale: &Locale<'_>, show: &view::Show) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(write_escaped);
        environment.set_syntax(syntax());
        // Otherwise errors do not say where they are; it costs nothing before there is one.
        environment.set_debug(true);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(DEPTH);
        environment.add_filter("fill", fill);
        environment.add_filter("whole", no_break);
        environment.add_global("words", value(locale.words.of_templates()));
        environment.add_global("show", value(show));
        let lang = locale.content_language().map(|lang| format!(" lang=\"{}\"", escaped(lang))).unwrap_or_default();
        // A title among words of the other direction has its own.
        let direction = if locale.isolates_words() { " dir=\"rtl\"" } else { "" };
        environment.add_global("lang", Html::trusted(lang + direction).value());
        let parse = || {
            for name in Templates::names().filter(|name| *name != STYLE) {
                environment
                    .add_template(name, templates.text(name))
                    .map_err(|error| fault(&error, |name| templates.has(name)))?;
            }
            Ok(Self { environment, templates, isolated: locale.isolates_words().then_some(locale.words.code) })
        };
        with_deep_stack(parse).map_err(|error| no_room(STYLE, &error))?
    }

    /// A page, or a part of one.
    pub(crate) fn print(&self, template: &str, values: Value) -> Result<String, TemplateError> {
        let failed = |error: minijinja::Error| fault(&error, |name| self.templates.has(name));
        let render = || self.environment.get_template(template).and_then(|template| template.render(values)).map_err(failed);
        let page = with_deep_stack(render).map_err(|error| no_room(template, &error))??;
        Ok(match self.isolated {
            Some(language) => isolated(&page, language),
            None => page,
        })
    }
}

fn no_room(template: &str, error: &io::Error) -> TemplateError {
    TemplateError::Fault { name: template.to_owned(), line: 1, message: error.to_string() }
}

/// A value for a template.
pub(crate) fn value(view: impl Serialize) -> Value {
    Value::from(Serde(view))
}

fn write_escaped(output: &mut Output<'_>, _state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if value.is_safe() => output.write_str(text)?,
        Some(text) => output.write_str(&escaped(text))?,
        None => output.write_str(&escaped(&value.to_string()))?,
    }
    Ok(())
}

/// The filter `fill`: puts values into the gaps `{}` of one of the words, in order.
fn fill(template: &str, values: Rest<Value>) -> Value {
    let mut parts = template.split("{}");
    let mut text = parts.next().map(escaped).unwrap_or_default();
    for (index, part) in parts.enumerate() {
        match values.get(index) {
            Some(value) if value.is_safe() => text.push_str(value.as_str().unwrap_or_default()),
            Some(value) => text.push_str(&escaped(&value.to_string())),
            None => {}
        }
        text.push_str(&escaped(part));
    }
    Html::trusted(text).value()
}

/// The filter `whole`, whose name stands in the templates of shows: keeps a word with a hyphen on one line, where the line is long enough for it.
fn no_break(text: &str) -> Value {
    let piece = |piece: &str| {
        let word = piece.trim_end();
        let (safe, blank) = (escaped(word), escaped(&piece[word.len()..]));
        if word.trim_matches('-').contains('-') { format!("<span class=\"whole\">{safe}</span>{blank}") } else { safe + &blank }
    };
    Html::trusted(text.split_inclusive(char::is_whitespace).map(piece).collect::<String>()).value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words::Words;

    fn show() -> view::Show {
        view::Show {
            title: "<Title>".to_owned(),
            description: String::new(),
            copyright: None,
            licence: None,
            funding: Vec::new(),
        }
    }

    fn print(top: &str) -> Result<String, TemplateError> {
        let mut templates = Templates::default();
        templates.add("top.html", top.to_owned()).unwrap();
        let german = "de".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &german };
        let environment = TemplateEnvironment::new(&templates, &locale, &show()).unwrap();
        environment.print(
            "top.html",
            minijinja::context! { evil => "'\"&<script>/", safe => Html::trusted("<b>").value(), none => None::<i32> },
        )
    }

    #[track_caller]
    fn refused(top: &str, line: u32, words: &str) {
        match print(top).unwrap_err() {
            TemplateError::Fault { name, line: found, message } => {
                assert_eq!((name.as_str(), found), ("top.html", line), "{message}");
                assert!(message.contains(words), "{message}");
            }
            error @ TemplateError::Unknown { .. } => panic!("{error}"),
        }
    }

    #[test]
    fn everything_is_escaped_unless_it_is_html_already() {
        assert_eq!(print("{{ evil }}{{ safe }}{{ none }}|").unwrap(), "&#39;&quot;&amp;&lt;script&gt;/<b>|");
        assert_eq!(print("{{ show.title }}<p{{ lang }}>").unwrap(), "&lt;Title&gt;<p lang=\"de\">");
        assert_eq!(print("{{ [evil] }}").unwrap().matches('<').count(), 0);
    }

    #[test]
    fn gaps_are_filled_and_what_fills_them_is_escaped() {
        assert_eq!(print("{{ '{} <of> {}' | fill(evil, safe) }}").unwrap(), "&#39;&quot;&amp;&lt;script&gt;/ &lt;of&gt; <b>");
        assert_eq!(print("{{ words.page_of | fill(1, 2) }}").unwrap(), "Page 1 of 2");
        assert_eq!(print("{{ '{}{}' | fill('{}') }}").unwrap(), "{}");
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        refused("<p>\n{{ show.titel }}", 2, "there is no value `show.titel`");
        refused("\n\n{{ show.title | upside_down }}", 3, "upside_down");
        refused("{% include 'other.html' %}", 1, "other.html");
    }

    #[test]
    fn no_template_runs_for_ever_or_fills_the_memory() {
        refused("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", 1, "too long");
        refused("{% set a = 'x' * 90000000 %}{{ a }}", 1, "");
        refused("{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}", 1, "");
        refused("{% include 'top.html' %}", 1, "");
        // a list in a list in a list, as deep as the steps of a page allow
        let nested = "{% for i in range(10000) %}{% set n.a = [n.a] %}{% endfor %}".repeat(20);
        let _ = print(&format!("{{% set n = namespace(a=[]) %}}{nested}"));
    }
}
