//! Ports of the real loopback interface, some of which count as taken.

use std::io;
use std::net::TcpListener;

use crate::world::ports::{LoopbackPorts, Ports};

/// Refuses the ports that a test says; the others are real.
#[derive(Clone, Copy, Debug, Default)]
pub struct FakePorts {
    refused: Option<(RefusedPorts, io::ErrorKind)>,
}

#[derive(Clone, Copy, Debug)]
enum RefusedPorts {
    All,
    /// All but port 0, which stands for any free one.
    Numbered,
}

impl FakePorts {
    /// No port can be had.
    pub fn refusing_all(kind: io::ErrorKind) -> Self {
        Self { refused: Some((RefusedPorts::All, kind)) }
    }

    /// Each port that is asked for by its number is refused.
    pub fn refusing_numbered(kind: io::ErrorKind) -> Self {
        Self { refused: Some((RefusedPorts::Numbered, kind)) }
    }
}

impl Ports for FakePorts {
    fn listen(&self, port: u16) -> io::Result<TcpListener> {
        match self.refused {
            Some((RefusedPorts::All, kind)) => Err(kind.into()),
            Some((RefusedPorts::Numbered, kind)) if port != 0 => Err(kind.into()),
            _ => LoopbackPorts.listen(port),
        }
    }
}
