//! Taking connections: few enough, patient with slow lines, and not with those who only hold a place.

use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::Router;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{Sleep, sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Workstations keep two or three each. Below what a process may usually open (1,024), so that files still can be.
const CONNECTIONS_MAX: usize = 768;
/// Half of them, so that one computer never takes the last place from all others. A balancer is one address, too.
const OF_ONE_ADDRESS_MAX: usize = CONNECTIONS_MAX / 2;
/// How long it may take until both sides have agreed on keys.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(15);
/// How long a connection may bring no whole head of a request: a slow one, or none at all.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// How long the other side may take nothing of an answer. Longer than a workstation waits for one.
const TAKEN_WITHIN: Duration = Duration::from_mins(2);
/// Bytes of a head at most; ours have some five hundred.
const HEAD_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 64;
/// After the system refused a connection, most likely because too many files are open.
const AFTER_TROUBLE: Duration = Duration::from_millis(500);

/// Where a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Takes connections until `stopping` says so, and then lets those end on which something is asked.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) {
    let door = Arc::new(Door::default());
    let tls = tls.map(TlsAcceptor::from);
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = open.join_next() => continue,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let address = from.ip().to_canonical();
                // Whoever finds no place is hung up on at once: that costs nothing, and they come again.
                let Some(place) = Place::take(&door, address) else {
                    tracing::warn!(%address, "no place for another connection");
                    continue;
                };
                let asking = Asking {
                    router: router.clone(),
                    peer: Peer(address),
                };
                open.spawn(converse(
                    stream,
                    tls.clone(),
                    place,
                    asking,
                    stopping.clone(),
                ));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                sleep(AFTER_TROUBLE).await;
            }
        }
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// Whose requests, and who answers them.
#[derive(Clone)]
struct Asking {
    router: Router,
    peer: Peer,
}

async fn converse(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    place: Place,
    asking: Asking,
    stopping: watch::Receiver<bool>,
) {
    // Small answers must not wait for the other side's delayed acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "nodelay refused");
    }
    match tls {
        None => answer(Held::new(stream, place), asking, stopping).await,
        Some(tls) => match timeout(HANDSHAKE_WITHIN, tls.accept(stream)).await {
            Ok(Ok(stream)) => Box::pin(answer(Held::new(stream, place), asking, stopping)).await,
            Ok(Err(error)) => tracing::debug!(%error, "no agreement on keys"),
            Err(_) => tracing::debug!("no agreement on keys in time"),
        },
    }
}

async fn answer<S>(stream: Held<S>, asking: Asking, mut stopping: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |mut request: Request<Incoming>| {
        let Asking { router, peer } = asking.clone();
        request.extensions_mut().insert(peer);
        router.oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_header_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let asked_to_stop = async { stopping.wait_for(|stopping| *stopping).await.map(drop) };
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        _ = asked_to_stop => None,
    };
    let ended = if let Some(ended) = ended {
        ended
    } else {
        connection.as_mut().graceful_shutdown();
        connection.await
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended");
    }
}

/// How many connections each address has.
#[derive(Default)]
struct Door(Mutex<HashMap<IpAddr, usize>>);

/// A connection's place. Dropped, it is free again.
struct Place {
    door: Arc<Door>,
    address: IpAddr,
}

impl Place {
    fn take(door: &Arc<Door>, address: IpAddr) -> Option<Self> {
        let mut taken = door.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = taken.get(&address).copied().unwrap_or_default();
        let free = taken.values().sum::<usize>() < CONNECTIONS_MAX;
        if !free || of_address >= OF_ONE_ADDRESS_MAX {
            return None;
        }
        taken.insert(address, of_address + 1);
        drop(taken);
        Some(Self {
            door: door.clone(),
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.door.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

/// A stream with its place, which it keeps when it becomes a doorbell; it ends when nobody takes what is sent.
struct Held<S> {
    stream: S,
    _place: Place,
    stuck: Option<Pin<Box<Sleep>>>,
}

impl<S> Held<S> {
    fn new(stream: S, place: Place) -> Self {
        Self {
            stream,
            _place: place,
            stuck: None,
        }
    }

    /// Passes on how writing went, unless it has not gone on for too long.
    fn moved<T>(
        &mut self,
        context: &mut Context<'_>,
        went: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if went.is_ready() {
            self.stuck = None;
            return went;
        }
        let stuck = self
            .stuck
            .get_or_insert_with(|| Box::pin(sleep(TAKEN_WITHIN)));
        match stuck.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Held<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Held<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let went = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.moved(context, went)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let went = Pin::new(&mut self.stream).poll_flush(context);
        self.moved(context, went)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let went = Pin::new(&mut self.stream).poll_shutdown(context);
        self.moved(context, went)
    }
}

#[cfg(test)]
mod tests;
