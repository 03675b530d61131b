//! The network between desks and server: it loses, doubles, delays and cuts.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use http::{Request, Response, header::AUTHORIZATION};
use sha2::{Digest, Sha256};
use sync::{Carried, Carrier, SyncError};
use tokio::time::Instant as Moment;

use crate::{chance::Chance, faults::Faults, host::Host, locked, trace::Trace};

/// What all lines share.
pub(crate) struct Network {
    pub(crate) host: Arc<Host>,
    pub(crate) faults: Faults,
    pub(crate) chance: Chance,
    pub(crate) trace: Arc<Trace>,
    /// Rows in a page, so that there are many pages.
    pub(crate) page: u64,
    healed: AtomicBool,
}

impl Network {
    pub(crate) fn new(host: Arc<Host>, faults: Faults, chance: Chance, trace: Arc<Trace>) -> Self {
        Self {
            host,
            faults,
            page: chance.between(1, 12),
            chance,
            trace,
            healed: AtomicBool::new(true),
        }
    }

    /// Whether everything passes.
    pub(crate) fn heal(&self, healed: bool) {
        self.healed.store(healed, Ordering::SeqCst);
    }

    fn has(&self, fault: bool, one_in: u64) -> bool {
        fault && !self.healed.load(Ordering::SeqCst) && self.chance.one_in(one_in)
    }

    /// Delivers once more, later; whoever sent it hears nothing of it.
    fn later(self: &Arc<Self>, request: Request<Vec<u8>>) {
        let network = Arc::clone(self);
        let delay = self.chance.millis(20, 20_000);
        tokio::spawn(async move {
            tokio::time::sleep(delay).await;
            let answer = network.host.answer(request).await;
            let status = answer.map_or(0, |answer| answer.status().as_u16());
            network.trace.note(&format!("late delivery {status}"));
        });
    }
}

/// One desk's line.
pub(crate) struct Line {
    network: Arc<Network>,
    desk: usize,
    cut_until: Mutex<Option<Moment>>,
    unknown_until: Mutex<Option<Moment>>,
}

impl Line {
    pub(crate) fn new(network: Arc<Network>, desk: usize) -> Self {
        Self {
            network,
            desk,
            cut_until: Mutex::new(None),
            unknown_until: Mutex::new(None),
        }
    }

    async fn pass(&self, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, SyncError> {
        let Network {
            faults,
            chance,
            page,
            ..
        } = &*self.network;
        tokio::time::sleep(chance.millis(1, 60)).await;
        if self.is_cut() || self.network.has(faults.lost_request, 10) {
            return Err(lost());
        }
        let path = request.uri().path().to_owned();
        if path.ends_with("/pull")
            && let Ok(uri) = format!("{}&limit={page}", request.uri()).parse()
        {
            *request.uri_mut() = uri;
        }
        if self.network.has(faults.late, 10) {
            self.network.later(request);
            return Err(lost());
        }
        if self.network.has(faults.duplicate, 6) {
            self.network.later(request.clone());
        }
        if self.is_unknown() {
            request.headers_mut().remove(AUTHORIZATION);
        }
        let answer = self.network.host.answer(request).await;
        self.note(&path, answer.as_ref());
        let answer = answer.ok_or_else(lost)?;
        tokio::time::sleep(chance.millis(1, 60)).await;
        if self.network.has(faults.lost_answer, 10) {
            return Err(lost());
        }
        Ok(answer)
    }

    fn is_cut(&self) -> bool {
        let Network { faults, chance, .. } = &*self.network;
        let mut cut = locked(&self.cut_until);
        if self.network.has(faults.partition, 20) {
            *cut = Some(Moment::now() + chance.millis(5_000, 60_000));
        }
        cut.is_some_and(|until| Moment::now() < until)
            && !self.network.healed.load(Ordering::SeqCst)
    }

    /// Whether the server takes no token of this desk's for now.
    fn is_unknown(&self) -> bool {
        let Network { faults, chance, .. } = &*self.network;
        let mut unknown = locked(&self.unknown_until);
        if self.network.has(faults.token, 12) {
            *unknown = Some(Moment::now() + chance.millis(100, 5_000));
        }
        unknown.is_some_and(|until| Moment::now() < until)
            && !self.network.healed.load(Ordering::SeqCst)
    }

    fn note(&self, path: &str, answer: Option<&Response<Vec<u8>>>) {
        let what = match answer {
            Some(answer) => {
                let digest = Sha256::digest(answer.body());
                format!("{} {:02x?}", answer.status(), digest.first_chunk::<4>())
            }
            None => "no answer".to_owned(),
        };
        self.network
            .trace
            .note(&format!("desk {} {path} {what}", self.desk));
    }
}

impl Carrier for Line {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        Box::pin(self.pass(request))
    }
}

fn lost() -> SyncError {
    SyncError::Unreachable("lost".into())
}

/// How long a server stays down.
pub(crate) const DOWN: (u64, u64) = (100, 20_000);
/// How often somebody looks whether it is.
pub(crate) const LOOKED_AFTER: Duration = Duration::from_millis(400);
