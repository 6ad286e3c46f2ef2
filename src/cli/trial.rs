//! Faults that only show when pages are made: a template may be sound, and still name a value that does not exist.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check;
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::cli::build::published;
use crate::cli::judge::judge;
use crate::engine::load::{Loaded, template_fault};
use crate::engine::tagging::Tagging;
use crate::model::fault::Fault;
use crate::model::moment::Moment;
use crate::model::slug::Slug;
use crate::site;
use crate::site::error::SiteError;
use crate::site::render_inputs::RenderInputs;
use crate::site::template_error::TemplateError;
use crate::site::templates::TEMPLATE_FOLDER;

/// Checks the show, and where it is without an error and has templates of its own, makes its pages once for trial.
pub(in crate::cli) fn checked(loaded: &mut Loaded, taggings: &BTreeMap<Slug, Tagging>, consent: &Consent, now: Moment) -> Report {
    let report = judge(loaded, taggings, consent, now);
    match trial(&report, loaded, taggings, consent, now) {
        None => report,
        Some(fault) => {
            loaded.catalog.faults.push(fault);
            check::run(loaded.catalog.clone(), consent.clone(), now).report().clone()
        }
    }
}

fn trial(report: &Report, loaded: &Loaded, taggings: &BTreeMap<Slug, Tagging>, consent: &Consent, now: Moment) -> Option<Fault> {
    if loaded.templates.is_empty() {
        return None;
    }
    if report.count(crate::model::level::Level::Error) > 0 {
        return None;
    }
    let cleared = check::run(loaded.catalog.clone(), consent.clone(), now).clear().ok()?;
    // Held-back episodes too: they must not fail on the day they are due. What cannot be sealed is told elsewhere.
    let sealed = published(&cleared, loaded, taggings, Moment::last()).ok()?;
    let inputs = RenderInputs { templates: &loaded.templates, ..RenderInputs::none() };
    match site::render(sealed.view(), &inputs) {
        Err(SiteError::Template(error)) => Some(template_fault(file(&error, loaded), &error)),
        _ => None,
    }
}

/// The show's own file that a fault is in. Where one of ours fails over what another of the show's lacks, the folder.
fn file(error: &TemplateError, loaded: &Loaded) -> Utf8PathBuf {
    let folder = Utf8Path::new(TEMPLATE_FOLDER);
    match error {
        TemplateError::Fault { name, .. } | TemplateError::Unknown { name, .. } if loaded.templates.has(name) => {
            folder.join(name)
        }
        _ => folder.to_owned(),
    }
}
