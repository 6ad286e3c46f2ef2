//! The preview's HTTP server. It listens on the loopback interface only, and limits everything that a client can use up.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore, watch};

use crate::world::ports::Ports;
use crate::world::timed_stream::TimedStream;

/// The most connections open at once; a browser opens six for each host.
const CONNECTIONS: usize = 64;
/// The longest head of a request (bytes); most servers have this limit.
const HEAD: usize = 16 * 1024;
/// The most headers of a request.
const HEADERS: usize = 64;
/// How long a client may take to send the head of a request, and may stay idle between requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take to read what is sent to it at once, which is up to 400 kB. A browser that has enough of a recording closes the connection
/// or is closed here, and asks for the rest by a range.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long open connections get to finish at the end, and a client that is turned away to read why.
const GRACE: Duration = Duration::from_secs(1);

/// A server that has its port and does not answer yet.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    /// Its address.
    pub address: SocketAddr,
}

impl Loopback {
    /// Listens at the wanted port, or at any free one if that is taken.
    ///
    /// # Errors
    /// If no port is free.
    pub fn open(ports: &dyn Ports, wanted: u16) -> io::Result<Self> {
        let listener = match ports.listen(wanted) {
            // Ports below 1024 need special rights.
            Err(error) if matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied) => {
                ports.listen(0)?
            }
            other => other?,
        };
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Answers until `stop` resolves; then lets each connection finish the response that it is sending, for at most a second.
    ///
    /// # Errors
    /// If the system does not let the server listen.
    pub async fn answer(self, router: Router, stop: impl Future<Output = ()>) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let connection_ended = Arc::new(Notify::new());
        let (stopping, stopped) = watch::channel(());
        tokio::pin!(stop);
        loop {
            let stream = tokio::select! {
                () = &mut stop => break,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = stream else {
                // Most likely there are no file descriptors left: another connection has to end first.
                let _ended = tokio::time::timeout(GRACE, connection_ended.notified()).await;
                continue;
            };
            match Arc::clone(&room).try_acquire_owned() {
                Ok(place) => {
                    let (router, stopped, ended) = (router.clone(), stopped.clone(), Arc::clone(&connection_ended));
                    tokio::spawn(async move {
                        serve_connection(stream, router, stopped).await;
                        drop(place);
                        ended.notify_one();
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
        let _in_time = tokio::time::timeout(GRACE, room.acquire_many(all)).await;
        Ok(())
    }
}

/// Serves one connection until the client closes it or the server stops.
async fn serve_connection(stream: TcpStream, router: Router, mut stopped: watch::Receiver<()>) {
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(HEADERS)
        .max_header_size(HEAD)
        .serve_connection(TokioIo::new(TimedStream::new(stream, BODY_TIMEOUT)), service);
    tokio::pin!(connection);
    tokio::select! {
        _over = connection.as_mut() => return,
        _stopped = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _over = connection.await;
}

/// Answers that the server is busy.
async fn turn_away(mut stream: TcpStream) {
    const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let _sent = tokio::time::timeout(GRACE, async {
        stream.write_all(BUSY).await?;
        stream.shutdown().await
    })
    .await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::ports::LoopbackPorts;

    #[test]
    fn takes_another_port_where_the_wanted_one_is_taken() {
        let first = Loopback::open(&LoopbackPorts, 0).unwrap();
        let second = Loopback::open(&LoopbackPorts, first.address.port()).unwrap();
        assert_ne!(first.address.port(), second.address.port());
        assert!(first.address.ip().is_loopback() && second.address.ip().is_loopback());
        let port = first.address.port();
        drop(first);
        assert_eq!(Loopback::open(&LoopbackPorts, port).unwrap().address.port(), port);
    }
}
