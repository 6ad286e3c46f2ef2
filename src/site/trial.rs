//! What is wrong with the pages that a show's own templates make, although each template can be carried out. The pages are made once with a mark before
//! each tag that stands in such a template, so a fault is found where it shows and told where it is written.

mod element_stack;
mod page_tag;
mod page_tags;
mod style_addresses;
mod tag_rules;
mod trace;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use crate::layout::output_file::Content;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_files::TEMPLATES_FOLDER;
use crate::model::place::{FilePosition, Place};
use crate::seal::SiteView;
use crate::site::error::SiteError;
use crate::site::render;
use crate::site::render_inputs::RenderInputs;
use crate::site::templates::{STYLE, Templates};
use crate::site::trial::element_stack::ElementStack;
use crate::site::trial::page_tag::{PageTag, TagOrigin};
use crate::site::trial::page_tags::page_tags;
use crate::site::trial::style_addresses::style_addresses;
use crate::site::trial::tag_rules::TagRules;
use crate::site::trial::trace::traced;

/// Makes every page once, and looks at what the show's own templates have put there.
///
/// # Errors
/// Where a template of the show cannot be carried out.
pub fn trial(sealed: &SiteView, templates: &Templates) -> Result<Vec<Fault>, SiteError> {
    let marked = templates.map(|index, text| traced(text, index));
    let pages = render(sealed, &RenderInputs { templates: &marked, ..RenderInputs::none() })?;
    let mut faults = Faults::new(templates);
    let written = written(templates);
    for page in &pages {
        if let Content::Bytes(bytes) = &page.content
            && page.path().as_path().extension() == Some("html")
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            of_page(text, sealed.show.url.host(), &written, &mut faults);
        }
    }
    of_style(templates, &mut faults);
    Ok(faults.into_faults())
}

/// What the show's own templates hold, in small letters.
fn written(templates: &Templates) -> Vec<String> {
    Templates::names().filter(|name| templates.has(name)).map(|name| templates.text(name).to_ascii_lowercase()).collect()
}

/// Looks at a page.
fn of_page(page: &str, host: &str, written: &[String], faults: &mut Faults<'_>) {
    let tags = page_tags(page);
    let rules = TagRules::new(&tags, host, written);
    let mut stack = ElementStack::default();
    for tag in &tags {
        rules.check(tag, faults);
        stack.read(tag, faults);
    }
    stack.end(faults);
    if let Some(origin) = head_of(&tags)
        && !tags.iter().any(PageTag::is_feed_link)
    {
        faults.add(
            FaultKind::TemplateFeedLink,
            origin,
            "the pages made from it do not link to the feed".to_owned(),
            "put `<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{{ page.feed }}\">` into its head",
        );
    }
    if let Some(origin) = tags.iter().find_map(|tag| tag.origin)
        && !tags.iter().any(|tag| tag.is_start("html"))
    {
        let origin = TagOrigin { line: 1, column: 1, ..origin };
        faults.add(FaultKind::TemplateLanguage, origin, "the page has no `<html>` that names its language".to_owned(), LANGUAGE);
    }
}

const LANGUAGE: &str = "write `<html lang=\"{{ page.language }}\">`: screen readers choose their voice by it";

/// Where a page's head is written by a template of the show: where that is one of ours, it is tested.
fn head_of(tags: &[PageTag]) -> Option<TagOrigin> {
    let first = tags.iter().find(|tag| tag.is_start("head"));
    first
        .or_else(|| tags.iter().find(|tag| tag.is_start("html")))
        .map_or_else(|| tags.iter().find_map(|tag| tag.origin), |tag| tag.origin)
}

/// Looks at the style, which is no template, and stands as it is. A base of the show's own may let pages load more.
fn of_style(templates: &Templates, faults: &mut Faults<'_>) {
    let Some(index) = Templates::names().position(|name| name == STYLE).filter(|_| templates.has(STYLE)) else { return };
    let text = templates.text(STYLE);
    let is_ours = !templates.has("base.html");
    for (at, address) in style_addresses(text) {
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        let column = u32::try_from(text[line_start..at].chars().count() + 1).unwrap_or(u32::MAX);
        let origin = TagOrigin { template: index, line, column };
        tag_rules::address(address, origin, is_ours, faults);
    }
}

/// What was found, each fault once however many pages show it.
struct Faults<'t> {
    names: Vec<&'static str>,
    templates: &'t Templates,
    found: BTreeMap<(TagOrigin, FaultKind), (String, &'static str)>,
}

impl<'t> Faults<'t> {
    fn new(templates: &'t Templates) -> Self {
        Self { names: Templates::names().collect(), templates, found: BTreeMap::new() }
    }

    fn add(&mut self, kind: FaultKind, origin: TagOrigin, message: String, help: &'static str) {
        if self.names.get(origin.template).is_some_and(|name| self.templates.has(name)) {
            self.found.entry((origin, kind)).or_insert((message, help));
        }
    }

    fn into_faults(self) -> Vec<Fault> {
        let names = self.names;
        let fault = |((origin, kind), (message, help)): ((TagOrigin, FaultKind), (String, &str))| {
            let file = Utf8PathBuf::from(TEMPLATES_FOLDER).join(names.get(origin.template).copied().unwrap_or_default());
            let position = FilePosition::LineColumn { line: origin.line, column: origin.column };
            Fault { kind, place: Place { file, position }, message, help: help.to_owned() }
        };
        self.found.into_iter().map(fault).collect()
    }
}

#[cfg(test)]
mod tests;
