//! Guids that a test chooses.

use std::sync::{Mutex, PoisonError};

use crate::model::identity::guid::Guid;
use crate::world::identities::Identities;

/// Gives guids in an order that a test knows.
pub struct FakeIdentities(Mutex<Box<dyn FnMut() -> Guid + Send>>);

impl FakeIdentities {
    /// Gives these guids one after the other, and the last one from then on.
    pub fn giving(first: Guid, others: impl IntoIterator<Item = Guid>) -> Self {
        let mut others: Vec<Guid> = others.into_iter().collect();
        others.reverse();
        let mut next = first;
        Self(Mutex::new(Box::new(move || {
            let after = others.pop().unwrap_or_else(|| next.clone());
            std::mem::replace(&mut next, after)
        })))
    }
}

impl Default for FakeIdentities {
    /// Numbered guids, none of which is given twice.
    fn default() -> Self {
        let mut count = 0_u64;
        Self(Mutex::new(Box::new(move || {
            count += 1;
            format!("01857000-0000-7000-8000-{count:012}").parse().expect("a UUID has no spaces")
        })))
    }
}

impl Identities for FakeIdentities {
    fn fresh_guid(&self) -> Guid {
        (self.0.lock().unwrap_or_else(PoisonError::into_inner))()
    }
}
