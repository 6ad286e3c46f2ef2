//! `podwright switch-media`: recordings that came with an import are served from here from now on.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::json;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::engine::exclude_others;
use crate::engine::import::switching::{plan_switch, switch};
use crate::error::{Error, Exit};

/// So many addresses are named.
const NAMED: usize = 3;

/// Arguments of `switch-media`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  podwright switch-media --dry-run\n  podwright switch-media")]
pub(in crate::cli) struct Arguments {
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs `switch-media`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let disk = Arc::clone(&session.world.disk);
    let _alone = if arguments.dry_run { None } else { Some(exclude_others(disk.as_ref(), &root)?) };
    let plan = plan_switch(disk.as_ref(), &root)?;
    if plan.switched.is_empty() {
        return Err(Error::Usage {
            message: "this show has no imported recordings to switch".to_owned(),
            help: "`podwright import FEED --media fetch` brings them".to_owned(),
        });
    }
    if !arguments.dry_run {
        switch(disk.as_ref(), &root, &plan, session.now()?.as_date_time().to_utc().date_naive())?;
    }
    let text = if session.global.format == OutputFormat::Json {
        let switched = plan
            .switched
            .iter()
            .map(|one| json!({"episode": one.episode.slug.as_str(), "from": one.from.as_str(), "to": one.to.as_str()}));
        let absent: Vec<&str> = plan.absent.iter().map(|episode| episode.slug.as_str()).collect();
        format!("{:#}\n", json!({"dry_run": arguments.dry_run, "switched": switched.collect::<Vec<_>>(), "absent": absent}))
    } else {
        let would = if arguments.dry_run { "would be" } else { "will be" };
        let mut text = format!("{} {would} served from here, with the next build:\n", Count(plan.switched.len(), "recording"));
        for one in plan.switched.iter().take(NAMED) {
            let _infallible = writeln!(text, "  {} -> {}", one.from, one.to);
        }
        if plan.switched.len() > NAMED {
            let _infallible = writeln!(text, "  and {} more", plan.switched.len() - NAMED);
        }
        if !plan.absent.is_empty() {
            let _infallible = writeln!(text, "{} without a recording here stay as they are", Count(plan.absent.len(), "episode"));
        }
        text
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}
