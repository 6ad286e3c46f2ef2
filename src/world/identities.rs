//! New identities: the one place where randomness comes in.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use uuid::{NoContext, Timestamp, Uuid};

use crate::model::identity::guid::Guid;
use crate::world::clock::Clock;

/// Makes identities.
pub trait Identities: Send + Sync {
    /// A guid that should be new. Callers that know other guids compare, and ask again if it is one of them.
    fn fresh_guid(&self) -> Guid;
}

/// Makes UUIDs of version 7 (RFC 9562, section 5.7), whose first digits are the time at which they were made.
pub struct UuidIdentities {
    clock: Arc<dyn Clock>,
}

impl UuidIdentities {
    /// Takes the time from this clock.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }
}

impl Identities for UuidIdentities {
    fn fresh_guid(&self) -> Guid {
        // A clock that is wrong makes no guid wrong: 74 bits of each are random.
        let since_1970 = self.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let timestamp = Timestamp::from_unix(NoContext, since_1970.as_secs(), since_1970.subsec_nanos());
        Uuid::new_v7(timestamp).hyphenated().to_string().parse().expect("a UUID has no spaces")
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::world::fakes::FakeClock;

    fn fresh_at(shown: SystemTime) -> String {
        UuidIdentities::new(Arc::new(FakeClock::showing([shown]))).fresh_guid().to_string()
    }

    #[test]
    fn begins_with_the_time_whatever_the_clock_shows() {
        // RFC 9562, appendix A.6: 22 February 2022, 19:22:22 UTC.
        let example = UNIX_EPOCH + Duration::from_secs(1_645_557_742);
        assert!(fresh_at(example).starts_with("017f22e2-79b0-7"));
        let before_1970 = UNIX_EPOCH - Duration::from_secs(1);
        assert!(fresh_at(before_1970).starts_with("00000000-0000-7"));
        assert_ne!(fresh_at(before_1970), fresh_at(before_1970));
    }
}
