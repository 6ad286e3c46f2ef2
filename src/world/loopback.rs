//! The loopback: the one address that podwright listens at, with a limit to everything that a client may take.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};

/// How many connections may be open at once: a browser opens six for each host.
const CONNECTIONS: usize = 64;
/// The longest head of a request (bytes), as most servers have it.
const HEAD: usize = 16 * 1024;
/// The most headers of a request.
const HEADERS: usize = 64;
/// How long a client may take to send the head of a request, and may stay silent between two.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one that is told to come back later may take to hear it.
const FAREWELL: Duration = Duration::from_secs(1);

/// A place on the loopback where nobody else listens.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    /// Its address.
    pub address: SocketAddr,
}

impl Loopback {
    /// Takes the port that is wanted, else any that is free. Other machines reach neither.
    ///
    /// # Errors
    /// Where no port is free, as the system says.
    pub fn open(wanted: u16) -> io::Result<Self> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match bind(wanted) {
            // Ports below 1024 are not everybody's.
            Err(error) if matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied) => bind(0)?,
            other => other?,
        };
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Answers until `stop` is over; then lets each connection finish what it is sending, for a second at most.
    ///
    /// # Errors
    /// Where the system does not let anyone listen.
    pub async fn answer(self, router: Router, stop: impl Future<Output = ()>) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let (stopping, stopped) = watch::channel(());
        tokio::pin!(stop);
        loop {
            let stream = tokio::select! {
                () = &mut stop => break,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = stream else {
                // Out of file descriptors, most likely: others have to finish first.
                tokio::time::sleep(FAREWELL).await;
                continue;
            };
            match Arc::clone(&room).try_acquire_owned() {
                Ok(place) => {
                    let (router, stopped) = (router.clone(), stopped.clone());
                    tokio::spawn(async move {
                        converse(stream, router, stopped).await;
                        drop(place);
                    });
                }
                Err(_) => {
                    tokio::spawn(turn_away(stream));
                }
            }
        }
        drop(listener);
        drop(stopped);
        let _closed = stopping.send(());
        let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
        let _in_time = tokio::time::timeout(FAREWELL, room.acquire_many(all)).await;
        Ok(())
    }
}

/// One connection, until its client has enough or the server stops.
async fn converse(stream: TcpStream, router: Router, mut stopped: watch::Receiver<()>) {
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_headers(HEADERS)
        .max_header_size(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _over = connection.as_mut() => return,
        _stopped = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _over = connection.await;
}

/// Says that there is no room now.
async fn turn_away(mut stream: TcpStream) {
    const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let _told = tokio::time::timeout(FAREWELL, async {
        stream.write_all(FULL).await?;
        stream.shutdown().await
    })
    .await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_another_port_where_the_wanted_one_is_taken() {
        let first = Loopback::open(0).unwrap();
        let second = Loopback::open(first.address.port()).unwrap();
        assert_ne!(first.address.port(), second.address.port());
        assert!(first.address.ip().is_loopback() && second.address.ip().is_loopback());
        let port = first.address.port();
        drop(first);
        assert_eq!(Loopback::open(port).unwrap().address.port(), port);
    }
}
