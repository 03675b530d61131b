//! A seeded server that can be stopped, backed up and restored.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use server::{Options, Server};
use store::{Mode, OpenOptions, Store};
use sync::{Client, Identity};
use testkit::{START, Seed, SetClock};
use values::ids::FacilityId;

use crate::desk::{Desk, Rows, rows};

pub(crate) const CODE: &str = "JOIN";

pub(crate) struct Place {
    pub(crate) clock: Arc<SetClock>,
    pub(crate) seed: Seed,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) address: SocketAddr,
    server: Option<Server>,
}

/// A seeded database in a folder.
pub(crate) async fn seed(data: &std::path::Path, seed: &Seed) {
    std::fs::create_dir_all(data).unwrap();
    let path = data.join("server.db");
    let store = Store::open(&OpenOptions { path, key: None }).await.unwrap();
    let mut tx = store
        .write(Mode::Shared {
            commit: 1,
            change: None,
        })
        .await
        .unwrap();
    seed.put(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}

impl Place {
    pub(crate) async fn open() -> Self {
        let mut place = Self {
            clock: Arc::new(SetClock::at(START.parse().unwrap())),
            seed: Seed::new(),
            folder: tempfile::tempdir().unwrap(),
            address: "127.0.0.1:0".parse().unwrap(),
            server: None,
        };
        seed(&place.data(), &place.seed).await;
        place.start().await;
        place
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            data: self.data(),
            listen: self.address,
            mqtt: None,
            enrolment_code: CODE.into(),
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
        server::backup::restore(&self.data(), backup, true, now)
            .await
            .unwrap();
        self.start().await;
    }

    pub(crate) async fn back_up(&self, name: &str) -> PathBuf {
        let to = self.folder.path().join(name);
        server::backup::back_up(&self.data(), &to).await.unwrap();
        to
    }

    pub(crate) async fn join(&self, name: &str) -> Identity {
        self.join_at(name, None).await
    }

    async fn join_at(&self, name: &str, facility: Option<FacilityId>) -> Identity {
        let answer = Client::anonymous(&self.url())
            .unwrap()
            .enrol_at(CODE, name, facility)
            .await
            .unwrap();
        Identity::new(answer, self.url(), None)
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
        let path = self.data().join("server.db");
        Store::open(&OpenOptions { path, key: None }).await.unwrap()
    }

    pub(crate) async fn rows(&self) -> Rows {
        let store = self.inside().await;
        let rows = rows(&store).await;
        store.close().await;
        rows
    }
}
