//! One run of the program: the world, and what the command line says for every command.

pub(in crate::cli) mod accepted;
pub(in crate::cli) mod known_episodes;
pub(in crate::cli) mod progress;
pub(in crate::cli) mod request_counter;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
use crate::cli::arguments::options::{Color, Global, OutputFormat};
use crate::cli::session::progress::ProgressBars;
use crate::cli::session::request_counter::RequestCounter;
use crate::engine::{Show, misnamed};
use crate::error::Error;
use crate::model::files::show_files::SHOW_FILE;
use crate::model::identity::slug::Slug;
use crate::model::time::build_time::{BuildTime, ClockSource};
use crate::model::time::moment::Moment;
use crate::report::findings::{self, Folding, Tally};
use crate::report::paint::Paint;
use crate::world::World;
use crate::world::clock::TimeError;
use crate::world::disk::feed_link::FeedLink;

/// One run of the program.
pub(super) struct Session {
    /// Everything outside.
    pub(super) world: World,
    /// What every command understands.
    pub(super) global: Global,
}

impl Session {
    pub(super) fn new(world: World, global: Global) -> Self {
        Self { world, global }
    }

    /// The folder of the show. From here on the disk is used as that show may use it.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) fn show_folder(&mut self) -> Result<Utf8PathBuf, Error> {
        let folder = self.find_show_folder()?;
        self.enter(&folder)?;
        Ok(folder)
    }

    /// The folder of the show, where there is one.
    pub(super) fn show_if_any(&self) -> Option<Utf8PathBuf> {
        self.find_show_folder().ok()
    }

    /// Uses the disk only as the show in this folder may use it.
    ///
    /// # Errors
    /// As the disk says.
    pub(super) fn enter(&mut self, show: &Utf8Path) -> Result<(), Error> {
        let feed_link = if self.global.follow_feed_link { FeedLink::Followed } else { self.world.environment.feed_link };
        let disk = self.world.disk.for_show(show, feed_link);
        let disk = disk.map_err(|source| Error::Disk { step: "read", path: show.to_owned(), source })?;
        if let Some(disk) = disk {
            self.world.disk = disk;
        }
        Ok(())
    }

    fn find_show_folder(&self) -> Result<Utf8PathBuf, Error> {
        let here = &self.world.environment.folder;
        let has_show = |folder: &Utf8Path| {
            let file = folder.join(SHOW_FILE);
            self.world.disk.status(&file).map_err(|source| Error::Disk { step: "read", path: file, source })
        };
        let near = |folder: &Utf8Path| {
            let names = self.world.disk.list_names(folder).unwrap_or_default();
            misnamed(&names, SHOW_FILE).cloned()
        };
        let misspelt = |folder: &Utf8Path, name: &str| Error::Usage {
            message: format!("there is no podcast.yaml in `{folder}`, but there is `{name}`"),
            help: format!("rename `{name}` to `podcast.yaml`"),
        };
        if let Some(folder) = &self.global.show {
            let folder = here.join(folder);
            return match has_show(&folder)? {
                Some(_) => Ok(folder),
                None if let Some(name) = near(&folder) => Err(misspelt(&folder, &name)),
                None => Err(Error::Usage {
                    message: format!("there is no podcast.yaml in `{folder}`"),
                    help: "name the folder that has it with `--show DIR`".to_owned(),
                }),
            };
        }
        for folder in here.ancestors() {
            if has_show(folder)?.is_some() {
                return Ok(folder.to_owned());
            }
        }
        if let Some(name) = near(here) {
            return Err(misspelt(here, &name));
        }
        Err(Error::Usage {
            message: format!("there is no podcast.yaml in `{here}`, nor in a folder above it"),
            help: "go to the folder of your show, or name it with `--show DIR`".to_owned(),
        })
    }

    /// The time that decides which episodes are held back, and where it comes from.
    ///
    /// # Errors
    /// As [`Session::now`].
    pub(super) fn time(&self) -> Result<BuildTime, Error> {
        let clock = if self.global.now.is_some() {
            ClockSource::Option
        } else if self.world.environment.source_date_epoch.is_some() {
            ClockSource::SourceDateEpoch
        } else {
            ClockSource::System
        };
        Ok(BuildTime { now: self.now()?, clock })
    }

    /// The time that decides which episodes are held back.
    ///
    /// # Errors
    /// If `SOURCE_DATE_EPOCH` is not a number of seconds, or the clock is wrong.
    pub(super) fn now(&self) -> Result<Moment, Error> {
        match self.global.now {
            Some(now) => Ok(now),
            None => self.world.now().map_err(|error| match error {
                TimeError::SourceDateEpoch => {
                    Error::Usage { message: error.to_string(), help: "unset it, or give the time with `--now`".to_owned() }
                }
                TimeError::TooEarly | TimeError::TooLate => Error::Clock(error),
            }),
        }
    }

    /// Where progress is shown: on a terminal, unless quiet is wanted.
    pub(super) fn progress(&self) -> ProgressBars {
        let is_terminal = self.world.console.err_is_terminal;
        ProgressBars {
            is_drawn: is_terminal && !self.global.quiet,
            is_verbose: self.global.verbose && !is_terminal,
            console: self.world.console.clone(),
        }
    }

    /// Where requests are counted: on a terminal, unless quiet is wanted.
    pub(super) fn request_counter(&self) -> RequestCounter {
        RequestCounter::new(self.world.console.err_is_terminal && !self.global.quiet)
    }

    /// Loads the show in a folder.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub(super) fn open(&self, root: &Utf8Path) -> Result<Show, Error> {
        Show::open(Arc::clone(&self.world.disk), root, &self.progress())
    }

    /// Loads the show in a folder, to compare it with what a build would write.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub(super) fn open_for_build(&self, root: &Utf8Path) -> Result<Show, Error> {
        Show::open_for_build(Arc::clone(&self.world.disk), root, &self.progress())
    }

    /// Loads the show in a folder, to write the tags of these episodes again.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub(super) fn open_to_rewrite(&self, root: &Utf8Path, episodes: &[Slug]) -> Result<Show, Error> {
        Show::open_to_rewrite(Arc::clone(&self.world.disk), root, episodes, &self.progress())
    }

    /// A report in the format that the command line asks for. `located` are its findings.
    pub(super) fn report_text(&self, report: &Report, located: &[LocatedFinding], folding: Folding) -> String {
        let tally = Tally { episodes: report.episodes, allowed: report.allowed };
        match self.global.format {
            OutputFormat::Human => findings::human(located, tally, self.paint(), folding),
            OutputFormat::Json => findings::json(located, tally),
            OutputFormat::Github => findings::github(located),
            OutputFormat::Sarif => findings::sarif(located),
        }
    }

    /// How text for people is laid out on standard output.
    pub(super) fn paint(&self) -> Paint {
        let terminal = self.world.console.out_is_terminal;
        let colour = match self.global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !self.world.environment.no_color && !self.world.environment.is_plain_terminal,
        };
        let width = self.world.environment.columns.or(self.world.console.width.filter(|_| terminal));
        Paint { colour, width: width.unwrap_or(DEFAULT_WIDTH) }
    }

    /// Writes data to standard output.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Error> {
        self.world.console.print(text).map_err(Error::Output)
    }

    /// Says something to the person at the keyboard, unless they want quiet.
    pub(super) fn say(&mut self, text: &str) {
        if !self.global.quiet {
            self.world.console.say(text);
        }
    }
}

/// Columns where there is no terminal.
const DEFAULT_WIDTH: usize = 100;
