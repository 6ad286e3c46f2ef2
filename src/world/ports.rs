//! Ports of the loopback interface, which other computers cannot reach.

use std::io;
use std::net::{Ipv4Addr, TcpListener};

/// Ports that a server can listen at.
pub trait Ports: Send + Sync {
    /// Listens at a port; at any free one for port 0.
    ///
    /// # Errors
    /// As the system says; `AddrInUse` if another program listens there.
    fn listen(&self, port: u16) -> io::Result<TcpListener>;
}

/// This computer's loopback interface.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoopbackPorts;

impl Ports for LoopbackPorts {
    fn listen(&self, port: u16) -> io::Result<TcpListener> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
    }
}
