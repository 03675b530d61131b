//! Everything that a seeding wrote, read once for all tests.

use std::{sync::LazyLock, thread};

use clinic::records::{
    Allergy, Appointment, Condition, Coverage, Facility, Invoice, MonitorAssignment, Observation,
    Patient, Payment, Person, Practitioner, Record, Service,
};
use store::{OpenOptions, Store};
use values::Instant;
use wire::sync::RowVersion;

/// A Friday, twenty to eleven.
pub(crate) const NOW: &str = "2026-11-20T10:40:00Z";

/// The clinic at [`NOW`].
pub(crate) static CLINIC: LazyLock<Seeded> = LazyLock::new(|| seeded(NOW));

/// A seeded clinic, out of its store.
pub(crate) struct Seeded {
    pub(crate) now: Instant,
    pub(crate) facility: Facility,
    pub(crate) practitioners: Vec<Practitioner>,
    pub(crate) services: Vec<Service>,
    pub(crate) people: Vec<Person>,
    pub(crate) patients: Vec<Patient>,
    pub(crate) allergies: Vec<Allergy>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) observations: Vec<Observation>,
    pub(crate) coverages: Vec<Coverage>,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) invoices: Vec<Invoice>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) assignments: Vec<MonitorAssignment>,
}

/// Seeds a clinic at a moment.
pub(crate) fn seeded(now: &str) -> Seeded {
    lived(&[now])
}

/// Seeds a clinic at the first moment and starts it again at the others, on a runtime of its own: tests
/// share what was written, not the connections.
pub(crate) fn lived(moments: &[&str]) -> Seeded {
    let moments: Vec<Instant> = moments.iter().map(|at| at.parse().unwrap()).collect();
    let now = *moments.last().unwrap();
    let seeding = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(rows(&moments))
    });
    let rows = seeding.join().unwrap();
    Seeded {
        now,
        facility: all(&rows).remove(0),
        practitioners: all(&rows),
        services: all(&rows),
        people: all(&rows),
        patients: all(&rows),
        allergies: all(&rows),
        conditions: all(&rows),
        observations: all(&rows),
        coverages: all(&rows),
        appointments: all(&rows),
        invoices: all(&rows),
        payments: all(&rows),
        assignments: all(&rows),
    }
}

async fn rows(moments: &[Instant]) -> Vec<RowVersion> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("server.db");
    let store = Store::open(&OpenOptions { path, key: None }).await.unwrap();
    demo::seed(&store, moments[0]).await.unwrap();
    assert_eq!(demo::seeded_at(&store).await.unwrap(), Some(moments[0]));
    for now in moments {
        demo::catch_up(&store, *now).await.unwrap();
    }
    let (rows, _) = store
        .read()
        .await
        .unwrap()
        .rows_since(0, 1_000_000)
        .await
        .unwrap();
    store.close().await;
    rows
}

fn all<T: Record>(rows: &[RowVersion]) -> Vec<T> {
    rows.iter()
        .filter(|row| row.kind == T::KIND.name())
        .map(|row| serde_json::from_value(row.body.clone()).unwrap())
        .collect()
}
