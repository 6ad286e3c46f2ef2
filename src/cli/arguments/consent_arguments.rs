//! What the person at the keyboard agrees to.

use crate::check::consent::{Acceptance, Consent};
use crate::check::rule::Rule;

/// What the person at the keyboard agrees to.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct ConsentArguments {
    /// Count what this rule finds, and do not show it
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    allow: Vec<Rule>,
    /// Make this rule's findings warnings
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    warn: Vec<Rule>,
    /// Make this rule's findings errors
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    deny: Vec<Rule>,
    /// Publish although this rule of the lock says no: RULE, or RULE:EPISODE
    #[arg(long, value_name = "RULE[:EPISODE]", add = crate::cli::completions::candidates::rules())]
    accept: Vec<Acceptance>,
}

impl ConsentArguments {
    /// Whether nothing is asked for that the show does not say itself.
    pub(in crate::cli) fn is_silent(&self) -> bool {
        self.consent() == Consent::default()
    }

    pub(in crate::cli) fn consent(&self) -> Consent {
        Consent { allow: self.allow.clone(), warn: self.warn.clone(), deny: self.deny.clone(), accept: self.accept.clone() }
    }
}
