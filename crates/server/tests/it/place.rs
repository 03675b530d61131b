//! A seeded server that can be stopped, backed up and restored.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use server::{Options, ProviderOptions, Server, Transport};
use store::{OpenOptions, Share, Store};
use sync::{Client, Identity};
use testkit::{START, Seed, SetClock};
use values::ids::FacilityId;
use wire::sync::{Fingerprint, KindSums};

use crate::desk::{Desk, Rows, rows};

pub(crate) const CODE: &str = "JOIN-HERE";

pub(crate) struct Place {
    pub(crate) clock: Arc<SetClock>,
    pub(crate) seed: Seed,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) address: SocketAddr,
    pub(crate) transport: Transport,
    kept: server::backup::Place,
    /// Through which people may sign in.
    pub(crate) provider: Option<ProviderOptions>,
    /// The folder of newer versions of the program.
    pub(crate) updates: Option<PathBuf>,
    server: Option<Server>,
}

/// A seeded database in a folder.
pub(crate) async fn seed(data: &std::path::Path, seed: &Seed) {
    std::fs::create_dir_all(data).unwrap();
    let path = data.join("server.db");
    let store = Store::open(&OpenOptions { path, key: None }).await.unwrap();
    put_seed(&store, seed).await;
    store.close().await;
}

async fn put_seed(store: &Store, seed: &Seed) {
    let mut tx = testkit::shared(store).await.unwrap();
    seed.put(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The token that a workstation gets for its key.
pub(crate) async fn bearer(identity: &Identity) -> String {
    let client = Client::enrolled(identity).unwrap();
    client.bearer().await.unwrap().unwrap().to_string()
}

impl Place {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("server");
        std::fs::create_dir_all(&data).unwrap();
        Self::open_at(
            server::backup::Place::Folder(data),
            folder,
            Transport::Plain,
        )
        .await
    }

    /// The same over TLS.
    pub(crate) async fn open_secured() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("server");
        std::fs::create_dir_all(&data).unwrap();
        let own = Transport::Own(data.join("tls"));
        Self::open_at(server::backup::Place::Folder(data), folder, own).await
    }

    /// The same with its records in a database of PostgreSQL.
    pub(crate) async fn open_on_postgres() -> Self {
        let database = testkit::postgres::database().unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self::open_at(
            server::backup::Place::Database(database),
            folder,
            Transport::Plain,
        )
        .await
    }

    async fn open_at(
        kept: server::backup::Place,
        folder: tempfile::TempDir,
        transport: Transport,
    ) -> Self {
        let mut place = Self {
            clock: Arc::new(SetClock::at(START.parse().unwrap())),
            seed: Seed::new(),
            folder,
            address: "127.0.0.1:0".parse().unwrap(),
            transport,
            kept,
            provider: None,
            updates: None,
            server: None,
        };
        let inside = place.inside().await;
        put_seed(&inside, &place.seed).await;
        inside.close().await;
        place.start().await;
        place
    }

    pub(crate) const fn kept(&self) -> &server::backup::Place {
        &self.kept
    }

    /// The folder of records that are kept in a file.
    pub(crate) fn data(&self) -> PathBuf {
        self.options().data
    }

    pub(crate) fn url(&self) -> String {
        let scheme = match self.transport {
            Transport::Plain => "http",
            _ => "https",
        };
        format!("{scheme}://{}", self.address)
    }

    /// What the running server is known by.
    pub(crate) fn fingerprint(&self) -> Option<Fingerprint> {
        self.server.as_ref()?.fingerprint
    }

    pub(crate) fn options(&self) -> Options {
        let (data, database) = match &self.kept {
            server::backup::Place::Folder(data) => (data.clone(), None),
            server::backup::Place::Database(database) => (PathBuf::new(), Some(database.clone())),
        };
        Options {
            data,
            database,
            listen: self.address,
            transport: self.transport.clone(),
            mqtt: None,
            enrolment_code: Some(CODE.into()),
            provider: self.provider.clone(),
            updates: self.updates.clone(),
            demo: false,
        }
    }

    pub(crate) async fn start(&mut self) {
        let server = Server::start(self.options(), self.clock.clone())
            .await
            .unwrap();
        self.address = server.address;
        self.server = Some(server);
    }

    pub(crate) async fn stop(&mut self) {
        self.server.take().unwrap().stop().await;
    }

    /// Lays a backup back, as an administrator does.
    pub(crate) async fn restore(&mut self, backup: &std::path::Path) {
        self.stop().await;
        let now = values::Clock::now(self.clock.as_ref());
        server::backup::restore(&self.kept, backup, true, now)
            .await
            .unwrap();
        self.start().await;
    }

    pub(crate) async fn back_up(&self, name: &str) -> PathBuf {
        let to = self.folder.path().join(name);
        server::backup::back_up(&self.kept, &to).await.unwrap();
        to
    }

    pub(crate) async fn join(&self, name: &str) -> Identity {
        self.join_at(name, None).await
    }

    pub(crate) async fn join_at(&self, name: &str, facility: Option<FacilityId>) -> Identity {
        let answer = Client::known_by(&self.url(), self.fingerprint())
            .unwrap()
            .enrol_at(CODE, name, facility)
            .await
            .unwrap();
        Identity::new(answer, self.url(), None).known_by(self.fingerprint())
    }

    /// A workstation that joined and shares.
    pub(crate) async fn desk(&self, name: &str) -> Desk {
        self.desk_at(name, None).await
    }

    /// A workstation of one of several facilities.
    pub(crate) async fn desk_at(&self, name: &str, facility: Option<FacilityId>) -> Desk {
        let identity = self.join_at(name, facility).await;
        let mut desk = Desk::open(self.folder.path().join(name), self.clock.clone()).await;
        desk.take_on(identity).await;
        desk.start().await;
        desk
    }

    /// A second store on the server's database, to look into it and to set it up.
    pub(crate) async fn inside(&self) -> Store {
        let data = match &self.kept {
            server::backup::Place::Folder(data) => data,
            server::backup::Place::Database(database) => {
                return Store::open_postgres(database).await.unwrap();
            }
        };
        let path = data.join("server.db");
        Store::open(&OpenOptions { path, key: None }).await.unwrap()
    }

    /// The digests of the seeded facility.
    pub(crate) async fn kind_sums(&self) -> KindSums {
        let store = self.inside().await;
        let share = Share {
            facility: self.seed.facility.id,
            is_divided: false,
        };
        let sums = store.read().await.unwrap().kind_sums_of(share).await;
        store.close().await;
        sums.unwrap()
    }

    /// Whether digests are those of the records, of every facility.
    pub(crate) async fn counts(&self) -> bool {
        let store = self.inside().await;
        let mut tx = store.read().await.unwrap();
        let miscounted = testkit::sums::miscounted(&mut tx).await.unwrap();
        drop(tx);
        store.close().await;
        miscounted.is_empty()
    }

    pub(crate) async fn rows(&self) -> Rows {
        let store = self.inside().await;
        let rows = rows(&store).await;
        store.close().await;
        rows
    }
}
