//! What the programs say of themselves names nobody.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use clinic::records::Role;
use serde_json::json;
use tracing_subscriber::EnvFilter;

use crate::place::{Place, booking, registration};

/// All of ours at every level, the libraries' as the programs have them.
const FILTER: &str = "info,workstation=trace,sync=trace,store=trace,workflows=trace,server=trace,vitals=trace,clinic=trace";

/// What this process has said.
static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Said;

impl io::Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        said.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_s_work_leaves_no_patient_and_no_secret_in_the_log() {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(FILTER))
        .with_writer(|| Said)
        .init();
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    let other = place.workstation("other", Role::Reception).await;
    desk.done("register_patient", registration(1, "Quetzalcoatlus"))
        .await;
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    other.until_shared().await;
    // What is refused is what is most tempting to be told in full.
    for (command, request) in [
        ("register_patient", registration(1, "Quetzalcoatlus")),
        ("book_appointment", booking(2, 1, "10:00")),
        ("patient_search", json!({ "text": "Quetzalcoatlus" })),
        ("edit_patient", json!({ "id": "Quetzalcoatlus", "sex": 7 })),
        (
            "sign_in",
            json!({ "person": "Quetzalcoatlus", "password": "a wrong sentinel" }),
        ),
    ] {
        desk.call(command, request).await.ok();
    }
    desk.until_shared().await;
    let said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let said = String::from_utf8_lossy(&said).to_lowercase();
    assert!(!said.is_empty(), "the log is heard");
    for sentinel in ["quetzalcoatlus", "check-up", "nora", "sentinel", "demo\""] {
        let told = said.lines().find(|line| line.contains(sentinel));
        assert_eq!(told, None, "{sentinel}");
    }
}
