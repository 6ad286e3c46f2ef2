//! What was found at an address.

use crate::check::rule::live::LiveRule;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::model::web::web_request::WebRequest;

/// Something wrong with what a server answers, before the show's own settings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LiveBreach {
    pub(crate) rule: LiveRule,
    /// How grave this case is: a rule can have milder ones than its own level.
    pub(crate) level: Level,
    pub(crate) url: String,
    pub(crate) episode: Option<Slug>,
    pub(crate) message: String,
    pub(crate) help: String,
    /// What was asked.
    pub(crate) request: Option<WebRequest>,
    /// What was answered.
    pub(crate) answer: Option<AnswerHead>,
}

/// The head of an answer, with the header fields that findings are about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AnswerHead {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
}
