//! `podwright publish`: the show goes online, in an order in which no app ever sees a feed that names what is not there.

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;
use clap::ValueEnum;

use crate::check::consent::Consent;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::online::after_publish::{then, verified};
use crate::cli::online::notify::{lines, tell};
use crate::cli::online::wave_progress::WaveProgress;
use crate::cli::session::Session;
use crate::engine::{
    BlockedShow, Mode, NotifyMode, PublishOptions, ReadyShow, Reason, Release, Show, exclude_others, publish, publish_settings,
};
use crate::error::{Error, Exit};
use crate::model::settings::publish_settings::PublishSettings;
use crate::model::settings::target_address::TargetAddress;
use crate::model::settings::target_address::TargetAddressError;
use crate::model::time::build_time::BuildTime;
use crate::model::web::notified::NotifyTarget;
use crate::model::web::placeholder_address::is_placeholder;
use crate::publish::apply::{Adopt, Wishes};
use crate::report::findings::Folding;
use crate::report::publish::{PublishReport, human, json};

/// Arguments of `publish`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags, as one types them")]
#[command(
    after_help = "Examples:\n  podwright publish --dry-run\n  podwright publish\n  podwright publish --to dir:/srv/www/my-show --no-verify\n  podwright publish --then \"./purge.sh\""
)]
pub(in crate::cli) struct Arguments {
    /// Where to, in place of `publish: to:` in podcast.yaml
    #[arg(long, value_name = "TARGET", value_parser = target)]
    to: Option<TargetAddress>,
    /// Change nothing: say what would be sent and deleted
    #[arg(long)]
    dry_run: bool,
    /// How many files are sent at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    /// Publish although another run has not ended, such as one that was killed
    #[arg(long)]
    take_over: bool,
    /// Take over files on the target that podwright did not write: those that are the same, or all of them
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, default_missing_value = "same", require_equals = true)]
    adopt: Option<AdoptArgument>,
    /// Also delete recordings that the show stopped using long ago
    #[arg(long)]
    prune_media: bool,
    /// Do not check the site afterwards
    #[arg(long)]
    no_verify: bool,
    /// Tell neither the Podcast Index nor a hub that the feed has changed
    #[arg(long)]
    no_notify: bool,
    /// Do not note in podcast.lock which episodes were seen at the show's address
    #[arg(long)]
    no_record: bool,
    /// Publish a show that has `block: true`
    #[arg(long)]
    yes_public: bool,
    /// A command to run afterwards, without a shell; the variable `PODWRIGHT_CHANGED` names a file with the addresses that changed
    #[arg(long, value_name = "COMMAND")]
    then: Option<String>,
}

impl Arguments {
    fn wishes(&self) -> Wishes {
        let adopt = match self.adopt {
            None => Adopt::Nothing,
            Some(AdoptArgument::Same) => Adopt::Same,
            Some(AdoptArgument::Overwrite) => Adopt::Overwrite,
        };
        Wishes { dry_run: self.dry_run, adopt, take_over: self.take_over, prune_media: self.prune_media }
    }
}

/// Which files are taken over.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum AdoptArgument {
    /// Those that are the same.
    Same,
    /// All; those that differ are written over.
    Overwrite,
}

fn target(text: &str) -> Result<TargetAddress, String> {
    text.parse().map_err(|error| match error {
        TargetAddressError::Relative(_) => format!("{error}; begin with a slash, such as `dir:/srv/www/my-show`"),
        TargetAddressError::Bucket(_) => {
            format!("{error}, which has 3 to 63 letters, digits, dots and hyphens: write `s3://my-bucket/my-show`")
        }
        TargetAddressError::Password => {
            format!("{error}, which other programs can read: leave it out; docs/publish.md says where keys come from")
        }
        _ => format!("{error}: write `s3://bucket/folder`, `dir:/folder`, `sftp://user@host/folder` or `rclone:remote:folder`"),
    })
}

/// Runs `publish`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let machine = Arc::clone(&session.world.disk);
    let root = session.show_folder()?;
    let time = session.time()?;
    let began = session.world.clock.now();
    let exclusion = if arguments.dry_run { None } else { Some(exclude_others(session.world.disk.as_ref(), &root)?) };
    let Some((ready, settings)) = ready(session, &root, time, arguments)? else { return Ok(Exit::Faults) };
    let show = &ready.show;
    let progress = WaveProgress::new(session);
    let options = PublishOptions {
        root: &root,
        settings: &settings,
        wishes: arguments.wishes(),
        jobs: usize::from(arguments.jobs),
        today: time.now.as_date_time().to_utc().date_naive(),
        machine,
        watcher: &progress,
    };
    let outcome = publish(&session.world, &ready, &options)?;
    drop((progress, exclusion));
    if outcome.lacks_conditions && !outcome.is_nothing() {
        session.say(
            "note: this target takes no conditions, so two runs at the same moment could both write: publish from one place only",
        );
    }
    let seconds = session.world.clock.now().duration_since(began).unwrap_or(Duration::ZERO).as_secs_f64();
    let report = |notified| PublishReport {
        outcome: &outcome,
        target: settings.to.as_str(),
        is_dry: arguments.dry_run,
        notified,
        seconds,
    };
    let (is_over, is_json) = (arguments.dry_run || outcome.is_nothing(), session.global.format == OutputFormat::Json);
    if !is_json {
        session.print(&human(&report(&[])))?;
    } else if is_over {
        session.print(&json(&report(&[])))?;
    }
    if is_over {
        return Ok(Exit::Fine);
    }
    // What empties the copies of a CDN comes first: the others ask the address, and would meet what was there before. Each is done whatever became of those
    // before it.
    let followed = arguments.then.as_ref().map_or(Ok(()), |command| then(session, &root, show, &outcome, command));
    let told = if arguments.no_notify || outcome.new_feed.is_none() || is_placeholder(show.url.as_url()) {
        Ok(Vec::new())
    } else {
        say_told(session, &root, show)
    };
    if is_json {
        session.print(&json(&report(told.as_deref().unwrap_or_default())))?;
    }
    let is_noted = !arguments.no_record && !settings.is_on_this_computer();
    let exit = if arguments.no_verify { Ok(Exit::Fine) } else { verified(session, &root, show, &outcome, is_noted) };
    followed?;
    told?;
    exit
}

/// Tells whoever carries news, and says who was told; each of them, and why it could not be.
fn say_told(
    session: &mut Session,
    root: &Utf8Path,
    show: &crate::model::show::Show,
) -> Result<Vec<(NotifyTarget, Option<String>)>, Error> {
    let told = tell(session, root, show, NotifyMode::Tell)?;
    let text = lines(&told, show, NotifyMode::Tell);
    if !text.is_empty() {
        session.say(text.trim_end());
    }
    Ok(told.told.into_iter().map(|outcome| (outcome.to, outcome.failure)).collect())
}

/// The show, and where it goes; `None`, and the findings printed, where the show has faults. What has no way out is said before everything is checked.
fn ready(
    session: &mut Session,
    root: &Utf8Path,
    time: BuildTime,
    arguments: &Arguments,
) -> Result<Option<(ReadyShow, PublishSettings)>, Error> {
    let blocked = if arguments.yes_public { BlockedShow::Allowed } else { BlockedShow::Refused };
    let settings = |show: &crate::model::show::Show| publish_settings(show, arguments.to.as_ref(), blocked);
    let (disk, program) = (Arc::clone(&session.world.disk), &session.world.environment.program);
    if let Some(built) = ReadyShow::of_last_build(disk.as_ref(), root, program, time.now) {
        let settings = settings(&built.show)?;
        return Ok(Some((built, settings)));
    }
    let opened = Show::open(disk, root, &session.progress())?;
    // a show that cannot be read has faults
    let settings = opened.catalog().show.as_ref().map(settings).transpose()?;
    let (Some(release), Some(settings)) = (release(session, opened, time)?, settings) else { return Ok(None) };
    Ok(Some((ReadyShow::of_release(&release)?, settings)))
}

/// What `build --locked` would write; `None`, and the findings printed, where the show has faults. A recording that is not here may be on the target.
fn release(session: &mut Session, show: Show, time: BuildTime) -> Result<Option<Release>, Error> {
    let consent = Consent { without_media: true, ..Consent::default() };
    match show.check(&consent, time).clear(Mode::Locked) {
        Ok(cleared) => cleared.tag(&session.progress())?.seal(time.now).map(Some),
        Err(refusal) => {
            let report = refusal.show().report().clone();
            let findings = refusal.show().located(report.clone());
            let text = session.report_text(&report, &findings, Folding::Folded);
            session.print(&text)?;
            match refusal.reason() {
                Reason::Faults => Ok(None),
                Reason::StaleTags(_) => Err(refusal.into()),
            }
        }
    }
}
