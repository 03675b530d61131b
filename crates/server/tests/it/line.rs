//! A line between workstations and a server that is as bad as a test wants it. Bytes pass as they are, late, cut
//! off, or not at all.

use std::{
    future::pending,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{mpsc, watch},
    task::{JoinHandle, JoinSet},
    time::{Instant, sleep, sleep_until},
};

/// So many bytes go over a slow line in one piece.
const PIECE_BYTES: usize = 512;

/// What happens on the line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Weather {
    Clear,
    /// So many bytes a second each way, and so long for there and back.
    Slow {
        bytes_per_second: u32,
        round_trip: Duration,
    },
    /// After so many bytes more on this way every connection breaks, once; then it is clear.
    Cut {
        way: Way,
        after: usize,
    },
    /// Connections are taken, nothing goes over them any more, and nobody is told.
    Hole,
    /// What the server answers is lost, and nobody is told.
    Mute,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

/// The line. Dropped, every connection over it breaks.
pub(crate) struct Line {
    address: SocketAddr,
    state: Arc<State>,
    _taking: Taking,
}

struct Taking(JoinHandle<()>);

impl Drop for Taking {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct State {
    server: SocketAddr,
    weather: Mutex<Weather>,
    up: Mutex<Lane>,
    down: Mutex<Lane>,
    breaks: watch::Sender<()>,
}

/// What all connections share on one way.
struct Lane {
    carried: usize,
    free_at: Instant,
}

/// What becomes of some bytes.
enum Fate {
    /// The line is free for others when they are sent.
    Arrive {
        sent: Instant,
        arrives: Instant,
    },
    /// So many of them arrive, and the line breaks.
    Break(usize),
    Vanish,
}

impl Line {
    pub(crate) async fn to(server: SocketAddr) -> Self {
        let lane = || {
            Mutex::new(Lane {
                carried: 0,
                free_at: Instant::now(),
            })
        };
        let state = Arc::new(State {
            server,
            weather: Mutex::new(Weather::Clear),
            up: lane(),
            down: lane(),
            breaks: watch::Sender::new(()),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            address: listener.local_addr().unwrap(),
            _taking: Taking(tokio::spawn(take(listener, state.clone()))),
            state,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn weather(&self, weather: Weather) {
        *self.state.weather.lock().unwrap() = weather;
    }

    /// Whether a cut that was asked for has not come yet.
    pub(crate) fn is_clear(&self) -> bool {
        matches!(self.state.weather(), Weather::Clear)
    }

    /// How many bytes went over it on one way.
    pub(crate) fn carried(&self, way: Way) -> usize {
        self.state.lane(way).lock().unwrap().carried
    }
}

impl State {
    fn weather(&self) -> Weather {
        *self.weather.lock().unwrap()
    }

    fn lane(&self, way: Way) -> &Mutex<Lane> {
        match way {
            Way::Up => &self.up,
            Way::Down => &self.down,
        }
    }

    /// Decides on bytes that were handed in now.
    fn fate(&self, on: Way, bytes: usize) -> Fate {
        let mut weather = self.weather.lock().unwrap();
        let mut lane = self.lane(on).lock().unwrap();
        let now = Instant::now();
        let (sent, arrives) = match &mut *weather {
            Weather::Hole => return Fate::Vanish,
            Weather::Mute if on == Way::Down => return Fate::Vanish,
            Weather::Cut { way, after } if *way == on => {
                if *after < bytes {
                    let fate = Fate::Break(*after);
                    *weather = Weather::Clear;
                    return fate;
                }
                *after -= bytes;
                (now, now)
            }
            Weather::Clear | Weather::Mute | Weather::Cut { .. } => (now, now),
            Weather::Slow {
                bytes_per_second,
                round_trip,
            } => {
                let sent = lane.occupy(bytes, *bytes_per_second);
                (sent, sent + *round_trip / 2)
            }
        };
        lane.carried += bytes;
        Fate::Arrive { sent, arrives }
    }
}

impl Lane {
    /// When the last of these bytes has left.
    fn occupy(&mut self, bytes: usize, bytes_per_second: u32) -> Instant {
        let nanos = bytes as u64 * 1_000_000_000 / u64::from(bytes_per_second);
        self.free_at = self.free_at.max(Instant::now()) + Duration::from_nanos(nanos);
        self.free_at
    }
}

async fn take(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let state = state.clone();
        connections.spawn(async move {
            let mut breaks = state.breaks.subscribe();
            tokio::select! {
                () = connect(client, &state) => {}
                _ = breaks.changed() => {}
            }
        });
    }
}

/// One connection, until both ways are closed.
async fn connect(client: TcpStream, state: &State) {
    match state.weather() {
        Weather::Slow { round_trip, .. } => sleep(round_trip).await,
        Weather::Hole => pending().await,
        Weather::Clear | Weather::Cut { .. } | Weather::Mute => {}
    }
    let Ok(server) = TcpStream::connect(state.server).await else {
        return;
    };
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::join!(
        bring(Way::Up, from_client, to_server, state),
        bring(Way::Down, from_server, to_client, state),
    );
}

async fn bring(way: Way, from: OwnedReadHalf, to: OwnedWriteHalf, state: &State) {
    let (under_way, arriving) = mpsc::unbounded_channel();
    tokio::join!(
        send(way, from, under_way, state),
        arrive(arriving, to, state)
    );
}

/// A piece under way: when it arrives, and whether the line breaks then.
type Piece = (Instant, Vec<u8>, bool);

async fn send(
    way: Way,
    mut from: OwnedReadHalf,
    under_way: mpsc::UnboundedSender<Piece>,
    state: &State,
) {
    let mut piece = [0; PIECE_BYTES];
    while let Ok(bytes @ 1..) = from.read(&mut piece).await {
        let handed = match state.fate(way, bytes) {
            Fate::Arrive { sent, arrives } => {
                sleep_until(sent).await;
                under_way.send((arrives, piece[..bytes].to_vec(), false))
            }
            Fate::Break(after) => under_way.send((Instant::now(), piece[..after].to_vec(), true)),
            // As nobody is told, the connection stays.
            Fate::Vanish => pending().await,
        };
        if handed.is_err() {
            return;
        }
    }
}

async fn arrive(
    mut arriving: mpsc::UnboundedReceiver<Piece>,
    mut to: OwnedWriteHalf,
    state: &State,
) {
    while let Some((at, piece, breaks)) = arriving.recv().await {
        sleep_until(at).await;
        let written = to.write_all(&piece).await;
        if breaks {
            state.breaks.send_replace(());
        }
        if written.is_err() {
            return;
        }
    }
    to.shutdown().await.ok();
}
