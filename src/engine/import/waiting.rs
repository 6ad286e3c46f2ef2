//! Waits where a server asks for it (RFC 6585, section 4; RFC 9110, section 10.2.3), and never for long.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::world::clock::Clock;

/// How often one file is asked for.
const TRIES: u32 = 4;
/// The longest time that is waited once: who asks for more is asked again in a later run.
const ONCE_MAX: Duration = Duration::from_mins(2);
/// The longest time that a run waits in all, whatever how many servers ask for.
const ALL_MAX: Duration = Duration::from_mins(10);
/// What is waited first where a server does not say how long; then twice as much.
const UNSAID: Duration = Duration::from_secs(5);

/// The patience of one run.
pub(in crate::engine::import) struct Waiting {
    clock: Arc<dyn Clock>,
    /// What is left of it.
    left: Mutex<Duration>,
}

impl Waiting {
    /// All of it.
    pub(in crate::engine::import) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, left: Mutex::new(ALL_MAX) }
    }

    /// The answer to a request, which is sent again after a while where the server asks for that.
    pub(in crate::engine::import) fn answer(
        &self,
        ask: &dyn Fn() -> Result<WebAnswer, WebFailure>,
    ) -> Result<WebAnswer, WebFailure> {
        for attempt in 1..TRIES {
            let answer = ask()?;
            let Some(time) = self.wanted(&answer, attempt).filter(|time| self.take(*time)) else { return Ok(answer) };
            self.clock.sleep(time);
        }
        ask()
    }

    /// How long the server wants to be left alone.
    fn wanted(&self, answer: &WebAnswer, attempt: u32) -> Option<Duration> {
        let said = answer.header("retry-after");
        match answer.status {
            429 => said.map_or(Some(UNSAID * 2_u32.pow(attempt - 1)), |said| self.read(said)),
            503 => self.read(said?),
            _ => None,
        }
    }

    /// Seconds, or a date.
    fn read(&self, said: &str) -> Option<Duration> {
        if let Ok(seconds) = said.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = DateTime::parse_from_rfc2822(said).ok()?.to_utc();
        // Past dates are answered at once.
        Some((date - DateTime::<Utc>::from(self.clock.now())).to_std().unwrap_or_default())
    }

    /// Takes so much time, if that is left.
    fn take(&self, time: Duration) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = left.checked_sub(time).filter(|_| time <= ONCE_MAX);
        if let Some(rest) = rest {
            *left = rest;
        }
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::SystemTime;

    use super::*;
    use crate::world::fakes::FakeClock;

    /// Asks a server that answers so, so often, and then well; the last status, how often it was asked, and the seconds that were waited.
    fn asked(waiting: &Waiting, clock: &FakeClock, status: u16, retry_after: Option<&str>, often: u32) -> (u16, u32, u64) {
        let count = AtomicU32::new(0);
        let before = clock.slept();
        let headers: Vec<_> = retry_after.map(|value| ("Retry-After".to_owned(), value.to_owned())).into_iter().collect();
        let answer = waiting.answer(&|| {
            let status = if count.fetch_add(1, Ordering::SeqCst) < often { status } else { 200 };
            Ok(WebAnswer { status, headers: headers.clone(), ..WebAnswer::default() })
        });
        (answer.unwrap().status, count.into_inner(), clock.slept().saturating_sub(before).as_secs())
    }

    fn fresh() -> (Waiting, Arc<FakeClock>) {
        let clock = Arc::new(FakeClock::showing([SystemTime::UNIX_EPOCH + Duration::from_hours(24)]));
        (Waiting::new(Arc::clone(&clock) as Arc<dyn Clock>), clock)
    }

    #[test]
    fn a_server_gets_the_time_that_it_asks_for() {
        let case = |status, retry_after, often, expected| {
            let (waiting, clock) = fresh();
            assert_eq!(asked(&waiting, &clock, status, retry_after, often), expected, "{status} {retry_after:?}");
        };
        case(429, Some("7"), 1, (200, 2, 7));
        case(503, Some("7"), 2, (200, 3, 14));
        case(503, None, 1, (503, 1, 0));
        case(500, Some("7"), 1, (500, 1, 0));
        case(429, None, 2, (200, 3, 15));
        case(429, Some("7"), 9, (429, 4, 21));
        case(429, Some("121"), 1, (429, 1, 0));
        case(429, Some("soon"), 1, (429, 1, 0));
        case(429, Some("Fri, 02 Jan 1970 00:00:09 GMT"), 1, (200, 2, 9));
        case(429, Some("Thu, 01 Jan 1970 00:00:09 GMT"), 1, (200, 2, 0));
    }

    #[test]
    fn a_run_waits_ten_minutes_at_most() {
        let (waiting, clock) = fresh();
        for _ in 0..20 {
            asked(&waiting, &clock, 429, Some("100"), 9);
        }
        assert_eq!(clock.slept(), Duration::from_mins(10));
    }
}
