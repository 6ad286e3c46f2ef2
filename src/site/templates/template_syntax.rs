//! How templates are written, and what is wrong with one.

use std::error::Error;

use minijinja::ErrorKind;
use minijinja::syntax::SyntaxConfig;

use crate::site::templates::template_error::TemplateError;

/// Lines that hold nothing but a tag leave nothing behind.
pub(crate) fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("the delimiters are the usual ones")
}

/// An error as a fault of a template. It is laid on the innermost template that the show has of its own, since ours are tested.
pub(crate) fn fault(error: &minijinja::Error, is_own: impl Fn(&str) -> bool) -> TemplateError {
    let chain: Vec<&minijinja::Error> = std::iter::successors(Some(error), |error: &&minijinja::Error| {
        (*error).source().and_then(|source| source.downcast_ref())
    })
    .collect();
    let placed = |error: &&&minijinja::Error| error.name().is_some() && error.line().is_some();
    let at = chain
        .iter()
        .filter(placed)
        .rfind(|error| error.name().is_some_and(&is_own))
        .or_else(|| chain.iter().rfind(placed))
        .unwrap_or(&error);
    let cause = chain.last().unwrap_or(&error);
    TemplateError::Fault {
        name: at.name().unwrap_or_default().to_owned(),
        line: at.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(1).max(1),
        message: in_words(cause),
    }
}

fn in_words(error: &minijinja::Error) -> String {
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => match culprit(error) {
            Some(name) => format!("there is no value `{name}`"),
            None => format!("there is no such value{detail}"),
        },
        ErrorKind::OutOfFuel => "the template works for too long, or writes too much".to_owned(),
        ErrorKind::SyntaxError => format!("this is no template{detail}"),
        kind => format!("{kind}{detail}"),
    }
}

/// The words of the template that an error is about.
fn culprit(error: &minijinja::Error) -> Option<&str> {
    error.template_source()?.get(error.range()?).map(str::trim).filter(|text| !text.is_empty() && !text.contains('\n'))
}
