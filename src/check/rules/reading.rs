//! Faults of reading: what the YAML files cannot mean. The parser finds most of them; here they get their names.

use crate::catalog::Catalog;
use crate::check::found::Found;
use crate::check::rule::Rule;
use crate::check::rule::reading::ReadingRule;
use crate::display::count::Count;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_files::EPISODES_FOLDER;
use crate::model::identity::slug::Slug;
use crate::model::place::Place;
use crate::model::settings::check_settings::RuleMention;

impl ReadingRule {
    /// The rule of a fault that the parser found.
    pub fn of_fault(kind: FaultKind) -> Self {
        match kind {
            FaultKind::UnreadableFile => Self::UnreadableFile,
            FaultKind::InvalidYaml => Self::InvalidYaml,
            FaultKind::UnknownKey => Self::UnknownKey,
            FaultKind::Secret => Self::SecretInYaml,
            FaultKind::MissingKey => Self::MissingKey,
            FaultKind::DuplicateKey => Self::DuplicateKey,
            FaultKind::WrongType => Self::WrongType,
            FaultKind::BadValue => Self::BadValue,
            FaultKind::ImpossibleTime => Self::ImpossibleTime,
            FaultKind::MisspeltPath => Self::MisspeltPath,
            FaultKind::Misread => Self::LostInYaml,
            FaultKind::BidiOverride => Self::BidiOverride,
            FaultKind::LeftOver => Self::LeftOverText,
            FaultKind::BrokenLetters => Self::BrokenLetters,
            FaultKind::Conflict => Self::UnfinishedMerge,
            FaultKind::FileName => Self::FileNameAsText,
            FaultKind::PathOutside => Self::PathOutside,
            FaultKind::BadSlug => Self::BadSlug,
            FaultKind::UnknownTemplate => Self::UnknownTemplate,
            FaultKind::BrokenTemplate => Self::BrokenTemplate,
            FaultKind::TemplateLoads => Self::TemplateLoadsFromElsewhere,
            FaultKind::TemplateBlocked => Self::TemplateBlockedByPolicy,
            FaultKind::TemplateAlt => Self::TemplateWithoutAlt,
            FaultKind::TemplateLanguage => Self::TemplateWithoutLanguage,
            FaultKind::TemplateUnclosed => Self::TemplateUnclosed,
            FaultKind::TemplateFeedLink => Self::TemplateWithoutFeed,
        }
    }
}

/// Names a fault that was found while a file was read.
pub(crate) fn fault(fault: &Fault, found: &mut Found) {
    let slug = episode_of(&fault.place);
    found.add(ReadingRule::of_fault(fault.kind), (fault.place.clone(), slug.as_ref()), fault.message.clone(), fault.help.clone());
}

/// Names the parser's faults, and looks at the rules that the YAML files name.
pub(crate) fn check(catalog: &Catalog, found: &mut Found) {
    for place in &catalog.untrimmed {
        found.add(
            ReadingRule::UntrimmedText,
            (place.clone(), episode_of(place).as_ref()),
            "the text has blanks around it, which are left out of the feed",
            "take the blanks out; they stand inside the quotes",
        );
    }
    for one in &catalog.faults {
        fault(one, found);
    }
    if let Some(show) = &catalog.show {
        let checks = &show.checks;
        for (list, mentions) in [("allow", &checks.allow), ("warn", &checks.warn), ("deny", &checks.deny)] {
            for mention in mentions {
                named(mention, list, None, found);
            }
        }
        for mention in checks.allow.iter().chain(&checks.warn) {
            let strict = checks.deny.iter().chain(checks.warn.iter().filter(|warned| *warned != mention));
            if strict.clone().any(|other| other.name == mention.name) {
                found.add(
                    ReadingRule::RuleAtTwoLevels,
                    (mention.place.clone(), None),
                    format!("`{}` is named at two levels, and only the strictest counts", mention.name),
                    "leave it in one of `allow`, `warn` and `deny`",
                );
            }
        }
    }
    for entry in &catalog.episodes {
        for mention in &entry.episode.allow {
            named(mention, "allow", Some(&entry.episode.slug), found);
            if mention.reason.is_none() {
                found.add(
                    ReadingRule::AllowWithoutReason,
                    (mention.place.clone(), Some(&entry.episode.slug)),
                    format!("`{}` is allowed without a reason", mention.name),
                    format!("write `- {{rule: {}, reason: ...}}`", mention.name),
                );
            }
        }
    }
}

fn named(mention: &RuleMention, list: &str, episode: Option<&Slug>, found: &mut Found) {
    let at = (mention.place.clone(), episode);
    match mention.name.parse::<Rule>() {
        Err(error) => {
            let help = match error.nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("`podwright rules` lists the {}", Count(Rule::all().len(), "rule")),
            };
            found.add(ReadingRule::UnknownRule, at, format!("there is no rule `{}`", mention.name), help);
        }
        Ok(rule) if list != "deny" && !rule.can_be_allowed() => found.add(
            ReadingRule::RuleNotAllowable,
            at,
            format!("`{rule}` is named under `{list}`, but a feed cannot be written while it is broken"),
            format!("take `{rule}` out of the list; `podwright explain {rule}` says how to mend the fault"),
        ),
        Ok(_) => {}
    }
}

/// The episode in whose folder a file is.
fn episode_of(place: &Place) -> Option<Slug> {
    let mut parts = place.file.components();
    let folder = parts.next()?;
    let name = parts.next()?;
    (folder.as_str() == EPISODES_FOLDER && parts.next().is_some()).then(|| name.as_str().parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
