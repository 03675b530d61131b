//! The demo clinic as something that runs: server, broker and six bedside monitors in one process.

use std::{
    fs::{self, File, TryLockError},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use server::{PostgresOptions, Server, StartError, Transport};
use store::{OpenError, OpenOptions, Store};
use tokio::{
    net::TcpStream,
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};
use values::{Clock, Instant};
use vitals::simulator::{self, Broker, RecordingError};
use wire::sync::Invitation;
use workflows::RecordsError;

use crate::{
    many::seed_large,
    ports::{Ports, PortsError},
    seed::{SeedError, Seeded, catch_up, seed, seeded_at},
};

/// The code with which workstations enrol. It is no secret: nothing in a demo is.
pub const ENROLMENT_CODE: &str = server::DEMO_CODE;

const DATABASE: &str = "server.db";
/// What SQLite keeps beside a database.
const COMPANIONS: [&str; 3] = ["", "-wal", "-shm"];
const LOCK: &str = "lock";
/// The server's certificate and key, which `--fresh` leaves.
const TLS: &str = "tls";
const BROKER_WITHIN: Duration = Duration::from_secs(10);
const BROKER_ASKED_EVERY: Duration = Duration::from_millis(10);
const SIGN_OFF_WITHIN: Duration = Duration::from_secs(3);

/// How a demo clinic is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of its records; made and seeded when empty.
    pub data: PathBuf,
    /// The database of PostgreSQL that holds the records instead; seeded when empty, never thrown away.
    pub database: Option<PostgresOptions>,
    /// Whether the records that are there are thrown away first.
    pub fresh: bool,
    /// The port for workstations: as before when absent, else a free one.
    pub server_port: Option<u16>,
    /// The port for devices: as before when absent, else a free one.
    pub mqtt_port: Option<u16>,
    /// How many more patients an empty folder is seeded with, each with ten records: what a large clinic feels like.
    pub more_patients: u64,
    /// Whether the six bedside monitors play.
    pub simulators: bool,
    /// Whether workstations reach it in the clear, as measurements do that are compared with others.
    pub plain: bool,
}

impl Options {
    /// Everything as usual, in that folder.
    pub fn at(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database: None,
            fresh: false,
            server_port: None,
            mqtt_port: None,
            more_patients: 0,
            simulators: true,
            plain: false,
        }
    }
}

/// Why a demo clinic did not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder cannot be used.
    #[error("{} cannot be used", path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Another demo clinic runs on these records.
    #[error("a demo clinic runs on {} already", data.display())]
    InUse {
        /// The folder.
        data: PathBuf,
    },
    /// A port that was asked for is taken.
    #[error(transparent)]
    Ports(#[from] PortsError),
    /// The database could not be opened.
    #[error("the database could not be opened")]
    Store(#[from] OpenError),
    /// The database could not be read.
    #[error("the database could not be read")]
    Records(#[from] RecordsError),
    /// The clinic could not be seeded.
    #[error("the clinic could not be seeded")]
    Seed(#[from] SeedError),
    /// The server did not start.
    #[error("the server did not start")]
    Server(#[from] StartError),
    /// The broker did not answer in time.
    #[error("the broker does not answer at {0}")]
    Broker(SocketAddr),
    /// A recording could not be played.
    #[error("a simulated monitor did not start")]
    Recording(#[from] RecordingError),
}

/// Seeds an empty store. What was written, and when it was first seeded.
async fn begin(
    store: &Store,
    options: &Options,
    now: Instant,
) -> Result<(Option<Seeded>, Instant), DemoError> {
    if let Some(at) = seeded_at(store).await? {
        return Ok((None, at));
    }
    let seeded = seed(store, now).await?;
    seed_large(store, options.more_patients, now).await?;
    Ok((Some(seeded), now))
}

/// A running demo clinic. Dropped, it takes no more requests; [`Demo::stop`] ends it in order.
pub struct Demo {
    /// The shared server.
    pub server: Server,
    /// Where devices reach the broker.
    pub mqtt: SocketAddr,
    /// What workstations join with, any number of them.
    pub invitation: Invitation,
    /// What this start wrote, when the folder was empty.
    pub seeded: Option<Seeded>,
    /// When the folder was seeded.
    pub seeded_at: Instant,
    /// How many days this start let go by, because the last one was on an earlier day.
    pub days_gone_by: u32,
    stop: watch::Sender<bool>,
    monitors: Vec<JoinHandle<()>>,
    _alone: File,
}

impl Demo {
    /// Opens the folder, seeds it when it is empty, and starts everything. Both ports answer afterwards.
    pub async fn start(options: &Options, clock: Arc<dyn Clock>) -> Result<Self, DemoError> {
        let data = &options.data;
        let folder = |source| DemoError::Folder {
            path: data.clone(),
            source,
        };
        fs::create_dir_all(data).map_err(folder)?;
        let alone = lock(data)?;
        if options.fresh {
            wipe(data)?;
        }
        let ports = Ports::choose(data, options.server_port, options.mqtt_port)?;
        let store = if let Some(database) = &options.database {
            Store::open_postgres(database).await?
        } else {
            let path = data.join(DATABASE);
            Store::open(&OpenOptions { path, key: None }).await?
        };
        let now = clock.now();
        let (seeded, seeded_at) = begin(&store, options, now).await?;
        let days_gone_by = catch_up(&store, now).await?;
        let set_up = server::Options {
            data: data.clone(),
            database: options.database.clone(),
            listen: (Ipv4Addr::LOCALHOST, ports.server).into(),
            transport: if options.plain {
                Transport::Plain
            } else {
                Transport::Own(data.join(TLS))
            },
            mqtt: Some((Ipv4Addr::LOCALHOST, ports.mqtt).into()),
            enrolment_code: Some(ENROLMENT_CODE.to_owned()),
            provider: None,
            updates: None,
            demo: true,
        };
        let server = Server::start_on(store, set_up, Arc::clone(&clock)).await?;
        let mqtt = server.mqtt.unwrap_or((Ipv4Addr::LOCALHOST, 0).into());
        answers(mqtt).await?;
        Ports {
            server: server.address.port(),
            mqtt: mqtt.port(),
        }
        .remember(data)?;
        let invitation = Invitation {
            code: ENROLMENT_CODE.to_owned(),
            fingerprint: server.fingerprint,
        };
        let stop = watch::Sender::new(false);
        let monitors = if options.simulators {
            play(mqtt, &clock, &stop)?
        } else {
            Vec::new()
        };
        Ok(Self {
            server,
            mqtt,
            invitation,
            seeded,
            seeded_at,
            days_gone_by,
            stop,
            monitors,
            _alone: alone,
        })
    }

    /// Where workstations reach the server.
    pub fn server_url(&self) -> String {
        self.server.url()
    }

    /// Where devices and workstations reach the broker.
    pub fn mqtt_url(&self) -> String {
        format!("mqtt://{}", self.mqtt)
    }

    /// The monitors sign off, then the server closes its database.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for monitor in self.monitors {
            timeout(SIGN_OFF_WITHIN, monitor).await.ok();
        }
        self.server.stop().await;
    }
}

/// Two servers on one database would not know of each other's commits.
fn lock(data: &Path) -> Result<File, DemoError> {
    let path = data.join(LOCK);
    let file = File::create(&path).map_err(|source| DemoError::Folder {
        path: path.clone(),
        source,
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(DemoError::InUse {
            data: data.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(DemoError::Folder { path, source }),
    }
}

/// Throws the records away, and nothing else that may lie in the folder.
fn wipe(data: &Path) -> Result<(), DemoError> {
    for companion in COMPANIONS {
        let path = data.join(format!("{DATABASE}{companion}"));
        if path.exists() {
            fs::remove_file(&path).map_err(|source| DemoError::Folder { path, source })?;
        }
    }
    Ok(())
}

/// The broker opens its port on a thread of its own, some time after it was started.
async fn answers(mqtt: SocketAddr) -> Result<(), DemoError> {
    let reached = async {
        while TcpStream::connect(mqtt).await.is_err() {
            sleep(BROKER_ASKED_EVERY).await;
        }
    };
    timeout(BROKER_WITHIN, reached)
        .await
        .map_err(|_| DemoError::Broker(mqtt))
}

fn play(
    mqtt: SocketAddr,
    clock: &Arc<dyn Clock>,
    stop: &watch::Sender<bool>,
) -> Result<Vec<JoinHandle<()>>, DemoError> {
    let bedsides = simulator::bedsides(clock.now())?;
    let broker = Broker {
        host: mqtt.ip().to_string(),
        port: mqtt.port(),
    };
    Ok(bedsides
        .into_iter()
        .map(|bedside| {
            let playing =
                simulator::publish(bedside, broker.clone(), Arc::clone(clock), stop.subscribe());
            tokio::spawn(playing)
        })
        .collect())
}
