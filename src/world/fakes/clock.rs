//! A clock that shows what a test says.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::world::clock::Clock;

/// 1 January 2023, 00:00 UTC (seconds since 1970): every episode of the example series is out.
const NEW_YEAR_2023: u64 = 1_672_531_200;

/// Shows one time after the other, and the last one from then on. Nobody waits for it.
#[derive(Debug)]
pub struct FakeClock {
    times: Mutex<VecDeque<SystemTime>>,
    slept: Mutex<Duration>,
}

impl FakeClock {
    /// Shows these times; the start of 1970 if there are none.
    pub fn showing(times: impl IntoIterator<Item = SystemTime>) -> Self {
        Self { times: Mutex::new(times.into_iter().collect()), slept: Mutex::default() }
    }

    /// How long was waited in all.
    pub fn slept(&self) -> Duration {
        *self.slept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for FakeClock {
    fn default() -> Self {
        Self::showing([UNIX_EPOCH + Duration::from_secs(NEW_YEAR_2023)])
    }
}

impl Clock for FakeClock {
    fn now(&self) -> SystemTime {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let next = if times.len() > 1 { times.pop_front() } else { times.front().copied() };
        next.unwrap_or(UNIX_EPOCH)
    }

    fn sleep(&self, time: Duration) {
        *self.slept.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}
