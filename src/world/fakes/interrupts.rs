//! Interrupts that come when a test says so.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::world::interrupts::{InterruptListener, Interrupts};

/// Interrupts the program when a test says so.
#[derive(Clone, Debug)]
pub struct FakeInterrupts {
    /// One permit for each interrupt that nobody has received yet.
    pending: Arc<Semaphore>,
    refusal: Option<io::ErrorKind>,
}

struct FakeListener(Arc<Semaphore>);

impl Default for FakeInterrupts {
    fn default() -> Self {
        Self { pending: Arc::new(Semaphore::new(0)), refusal: None }
    }
}

impl FakeInterrupts {
    /// The system lets nobody listen.
    pub fn refusing(kind: io::ErrorKind) -> Self {
        Self { refusal: Some(kind), ..Self::default() }
    }

    /// Presses Ctrl-C.
    pub fn interrupt(&self) {
        self.pending.add_permits(1);
    }
}

impl Interrupts for FakeInterrupts {
    fn listen(&self) -> io::Result<Box<dyn InterruptListener>> {
        match self.refusal {
            Some(kind) => Err(kind.into()),
            None => Ok(Box::new(FakeListener(Arc::clone(&self.pending)))),
        }
    }
}

impl InterruptListener for FakeListener {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            if let Ok(permit) = self.0.acquire().await {
                permit.forget();
            }
        })
    }
}
