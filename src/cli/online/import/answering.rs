//! What a feed leaves open, asked at a terminal until the answer can be used. In a pipe the flags are named that answer.

use chrono_tz::Tz;

use crate::cli::session::Session;
use crate::error::Error;
use crate::import::answers::ImportAnswers;
use crate::import::known_episodes::KnownEpisodes;
use crate::import::old_feed::OldFeed;
use crate::import::plan::{ImportPlan, plan};
use crate::import::question::Question;

/// The plan, when everything is answered.
///
/// # Errors
/// Where nobody answers.
pub(in crate::cli::online::import) fn answered(
    session: &Session,
    feed: &OldFeed,
    mut answers: ImportAnswers,
    known: &KnownEpisodes,
) -> Result<ImportPlan, Error> {
    loop {
        let questions = match plan(feed, &answers, known) {
            Ok(plan) => return Ok(plan),
            Err(questions) => questions,
        };
        for question in &questions {
            loop {
                let Some(answer) = session.world.console.ask(&asked(question)) else { return Err(unanswered(&questions)) };
                match take(question, answer.trim(), &mut answers) {
                    Ok(()) => break,
                    Err(problem) => session.world.console.say(&problem),
                }
            }
        }
    }
}

fn asked(question: &Question) -> String {
    match question {
        Question::Locked(_) => format!("{question} (yes or no)"),
        Question::SameGuid { .. } => format!("{question}; write another guid for the further one, or nothing to leave it out"),
        Question::Category(_) => format!("{question}; such as Education > How To"),
        other => other.to_string(),
    }
}

/// A time zone by its name.
pub(in crate::cli::online::import) fn time_zone(name: &str) -> Result<Tz, String> {
    name.parse().map_err(|_| format!("`{name}` is no time zone: write one such as `Europe/London`"))
}

fn take(question: &Question, answer: &str, answers: &mut ImportAnswers) -> Result<(), String> {
    fn read<T: std::str::FromStr<Err: std::fmt::Display>>(answer: &str) -> Result<T, String> {
        answer.parse().map_err(|error: T::Err| error.to_string())
    }
    match question {
        Question::Title => answers.title = Some(read(answer)?),
        Question::Author => answers.author = Some(read(answer)?),
        Question::Description => answers.description = Some(read(answer)?),
        Question::Language(_) => answers.language = Some(read(answer)?),
        Question::Category(_) => answers.categories.push(read(answer)?),
        Question::TimeZone(_) => answers.time_zone = Some(time_zone(answer)?),
        Question::FeedAddress => {
            let _: crate::model::web::http_url::HttpUrl = read(answer)?;
            answers.feed_address = Some(answer.to_owned());
        }
        Question::Locked(_) => match answer.to_lowercase().as_str() {
            "yes" | "y" => answers.owns = true,
            _ => return Err("a locked feed is imported by its owner alone: answer yes, or stop with Ctrl-C".to_owned()),
        },
        Question::SameGuid { guid, .. } if answer.is_empty() => answers.drops.push(guid.clone()),
        Question::SameGuid { guid, .. } => answers.guids.push((guid.clone(), read(answer)?)),
    }
    Ok(())
}

fn unanswered(questions: &[Question]) -> Error {
    let told: Vec<String> = questions.iter().map(ToString::to_string).collect();
    let flags: Vec<String> = questions.iter().map(Question::flag).collect();
    Error::Usage { message: told.join("\n       "), help: format!("answer with {}", flags.join(" ")) }
}
