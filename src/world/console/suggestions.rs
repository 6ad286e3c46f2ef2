//! The list below a question, as the prompt library asks for it.

use inquire::CustomUserError;
use inquire::autocompletion::{Autocomplete, Replacement};

/// What can be answered, given what is typed so far.
#[derive(Clone)]
pub(super) struct Suggestions(pub(super) fn(&str) -> Vec<String>);

impl Autocomplete for Suggestions {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        Ok((self.0)(input))
    }

    fn get_completion(&mut self, input: &str, highlighted: Option<String>) -> Result<Replacement, CustomUserError> {
        // the tabulator takes the only answer that is left
        Ok(highlighted.or_else(|| <[String; 1]>::try_from((self.0)(input)).ok().map(|[only]| only)))
    }
}
