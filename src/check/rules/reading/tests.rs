use crate::check::rule::reading::ReadingRule;
use crate::check::testing::{check, expect, mention};
use crate::model::fault::{Fault, FaultKind};
use crate::model::place::{FilePosition, Place};

fn fault(kind: FaultKind, file: &str) -> Fault {
    Fault {
        kind,
        place: Place { file: file.into(), position: FilePosition::LineColumn { line: 3, column: 1 } },
        message: "found so".to_owned(),
        help: "mend it".to_owned(),
    }
}

#[test]
fn each_kind_of_fault_has_a_rule_and_keeps_its_words() {
    for (kind, rule) in [
        (FaultKind::UnreadableFile, "unreadable-file"),
        (FaultKind::InvalidYaml, "invalid-yaml"),
        (FaultKind::UnknownKey, "unknown-key"),
        (FaultKind::Secret, "secret-in-yaml"),
        (FaultKind::MissingKey, "missing-key"),
        (FaultKind::DuplicateKey, "duplicate-key"),
        (FaultKind::WrongType, "wrong-type"),
        (FaultKind::BadValue, "bad-value"),
        (FaultKind::ImpossibleTime, "impossible-time"),
        (FaultKind::Misread, "lost-in-yaml"),
        (FaultKind::BidiOverride, "bidi-override"),
        (FaultKind::LeftOver, "left-over-text"),
        (FaultKind::BrokenLetters, "broken-letters"),
        (FaultKind::Conflict, "unfinished-merge"),
        (FaultKind::FileName, "file-name-as-text"),
        (FaultKind::PathOutside, "path-outside"),
        (FaultKind::BadSlug, "bad-slug"),
        (FaultKind::UnknownTemplate, "unknown-template"),
        (FaultKind::BrokenTemplate, "broken-template"),
        (FaultKind::TemplateLoads, "template-loads-from-elsewhere"),
        (FaultKind::TemplateBlocked, "template-blocked-by-policy"),
        (FaultKind::TemplateAlt, "template-without-alt"),
        (FaultKind::TemplateLanguage, "template-without-language"),
        (FaultKind::TemplateUnclosed, "template-unclosed"),
        (FaultKind::TemplateFeedLink, "template-without-feed"),
    ] {
        assert_eq!(ReadingRule::of_fault(kind).id(), rule);
        let report = check(|catalog| catalog.faults.push(fault(kind, "episodes/door/episode.yaml")));
        let finding = &report.findings[0];
        assert_eq!((finding.rule.id(), finding.message.as_str(), finding.help.as_str()), (rule, "found so", "mend it"));
        assert_eq!(finding.episode.as_ref().map(ToString::to_string).as_deref(), Some("door"));
    }
}

#[test]
fn a_fault_of_the_show_belongs_to_no_episode() {
    for file in ["podcast.yaml", "episodes/cover.jpg", "elsewhere/door/episode.yaml", "episodes/Bad Name/episode.yaml"] {
        let report = check(|catalog| catalog.faults.push(fault(FaultKind::UnreadableFile, file)));
        assert_eq!(report.findings[0].episode, None, "{file}");
    }
}

#[test]
fn faults_are_found_even_where_the_show_itself_cannot_be_read() {
    expect(&["missing-key podcast.yaml 3:1"], |catalog| {
        catalog.show = None;
        catalog.cover = None;
        catalog.faults.push(fault(FaultKind::MissingKey, "podcast.yaml"));
    });
}

#[test]
fn a_rule_that_is_named_exists() {
    expect(&["unknown-rule podcast.yaml checks"], |catalog| {
        catalog.show_mut().checks.deny.push(mention("missing-transcripts"));
    });
    let report = check(|catalog| catalog.episodes[0].episode.allow.push(mention("missing-transcripts")));
    assert_eq!(report.findings[0].help, "did you mean `missing-transcript`?");
    assert_eq!(report.findings[0].episode.as_ref().map(ToString::to_string).as_deref(), Some("door"));
}

#[test]
fn a_rule_is_named_once_can_be_allowed_and_has_a_reason() {
    expect(&["rule-at-two-levels podcast.yaml checks"], |catalog| {
        catalog.show_mut().checks.deny.push(mention("fast-reading"));
        catalog.show_mut().checks.allow.push(mention("fast-reading"));
    });
    expect(&["rule-not-allowable podcast.yaml checks"], |catalog| {
        catalog.show_mut().checks.warn.push(mention("duplicate-guid"));
    });
    expect(&[], |catalog| catalog.show_mut().checks.deny.push(mention("duplicate-guid")));
    expect(&["allow-without-reason podcast.yaml checks"], |catalog| {
        let mut bare = mention("fast-reading");
        bare.reason = None;
        catalog.episodes[0].episode.allow.push(bare);
    });
}

#[test]
fn blanks_around_a_text_are_told() {
    for (file, episode) in [("podcast.yaml", None), ("episodes/door/episode.yaml", Some("door"))] {
        let report = check(|catalog| {
            catalog
                .untrimmed
                .push(Place { file: file.into(), position: FilePosition::Value(crate::model::place::KeyPath::key("title")) });
        });
        let finding = &report.findings[0];
        assert_eq!(
            (finding.rule.id(), finding.episode.as_ref().map(crate::model::identity::slug::Slug::as_str)),
            ("untrimmed-text", episode)
        );
    }
}
