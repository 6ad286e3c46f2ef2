//! Whether each element of a page is closed.

use crate::model::fault::FaultKind;
use crate::site::trial::Faults;
use crate::site::trial::page_tag::{PageTag, TagForm, TagOrigin};

/// Elements without an end (HTML, 13.1.2 "Elements").
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose end may be left out. That of a paragraph may too, but then whatever follows up to the next one belongs to it.
const MAY_STAY_OPEN: [&str; 18] = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "rp", "rt", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];
/// Elements in which others can close themselves.
const FOREIGN: [&str; 2] = ["svg", "math"];

const HELP: &str = "close each element, the innermost first";

/// The elements that are open.
#[derive(Default)]
pub(in crate::site::trial) struct ElementStack {
    open: Vec<(String, Option<TagOrigin>)>,
    /// Tags of the show's templates that close an element of ours, or that one of ours closes: if something is left over, it is because of them.
    suspects: Vec<(String, TagOrigin)>,
}

impl ElementStack {
    /// Takes the next tag of the page.
    pub(in crate::site::trial) fn read(&mut self, tag: &PageTag, faults: &mut Faults<'_>) {
        match tag.kind {
            TagForm::Endless => {
                if let Some(origin) = tag.origin {
                    let what = if tag.name == "!--" {
                        "the comment `<!--` never ends"
                    } else {
                        "a tag never ends: `>` or a quotation mark is missing"
                    };
                    faults.add(FaultKind::TemplateUnclosed, origin, what.to_owned(), "end it");
                }
            }
            TagForm::End => self.close(tag, faults),
            TagForm::SelfClosing
                if self.open.iter().any(|(name, _)| FOREIGN.contains(&name.as_str())) || FOREIGN.contains(&tag.name.as_str()) => {
            }
            TagForm::Start | TagForm::SelfClosing if !VOID.contains(&tag.name.as_str()) && tag.name != "!--" => {
                self.open.push((tag.name.clone(), tag.origin));
            }
            TagForm::Start | TagForm::SelfClosing => {}
        }
    }

    fn close(&mut self, tag: &PageTag, faults: &mut Faults<'_>) {
        if VOID.contains(&tag.name.as_str()) {
            return;
        }
        let Some(at) = self.open.iter().rposition(|(name, _)| *name == tag.name) else {
            self.stray(&tag.name, tag.origin, faults);
            return;
        };
        for (name, origin) in self.open.split_off(at + 1) {
            match (origin, tag.origin) {
                (None, Some(end)) if !MAY_STAY_OPEN.contains(&name.as_str()) => self.stray(&tag.name, Some(end), faults),
                _ => self.unclosed(&name, origin, faults),
            }
        }
        if let Some((name, origin)) = self.open.pop()
            && origin.is_some() != tag.origin.is_some()
        {
            self.suspects.extend(origin.or(tag.origin).map(|origin| (name, origin)));
        }
    }

    /// What is open at the end of the page.
    pub(in crate::site::trial) fn end(mut self, faults: &mut Faults<'_>) {
        for (name, origin) in std::mem::take(&mut self.open) {
            self.unclosed(&name, origin, faults);
        }
    }

    fn unclosed(&self, name: &str, origin: Option<TagOrigin>, faults: &mut Faults<'_>) {
        if MAY_STAY_OPEN.contains(&name) {
            return;
        }
        if let Some(origin) = origin.or_else(|| self.suspect(name)) {
            faults.add(FaultKind::TemplateUnclosed, origin, format!("`<{name}>` is never closed"), HELP);
        }
    }

    fn stray(&self, name: &str, origin: Option<TagOrigin>, faults: &mut Faults<'_>) {
        if let Some(origin) = origin.or_else(|| self.suspect(name)) {
            faults.add(
                FaultKind::TemplateUnclosed,
                origin,
                format!("`</{name}>` closes an element that is not open there"),
                HELP,
            );
        }
    }

    fn suspect(&self, name: &str) -> Option<TagOrigin> {
        self.suspects.iter().rev().find(|(known, _)| known == name).map(|(_, origin)| *origin)
    }
}
