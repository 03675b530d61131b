//! What a server really answers, beside what the description says of it.

use std::{cell::RefCell, collections::BTreeSet};

use clinic::records::Role;
use serde_json::{Value, json};
use sync::DeviceKey;
use testkit::id;
use values::Clock;
use wire::sync::{ChainHash, ChainedLine, Change, PROTOCOL, TrailEnd, TrailLine};

use super::{Route, described, description, shape::Shapes};
use crate::{
    desk::registration,
    place::{CODE, Place},
    transport::exchange,
    updates::{handing_out, lay_out},
};

/// A workstation that looks at every answer.
struct Reader {
    place: Place,
    description: Value,
    key: DeviceKey,
    token: String,
    person: String,
    /// What was answered with 200 so far.
    done: RefCell<BTreeSet<Route>>,
}

impl Reader {
    async fn open() -> Self {
        Self {
            place: handing_out(|folder| lay_out(folder, "0.2.0", "linux-x86_64-deb", b"bytes"))
                .await,
            description: description(),
            key: DeviceKey::made(),
            token: String::new(),
            person: String::new(),
            done: RefCell::default(),
        }
    }

    /// Asks as this workstation and, once one is signed in, this person; status and body.
    async fn ask(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let mut headers = format!("mainstay-protocol: {PROTOCOL}\r\n");
        for (name, token) in [
            ("authorization: Bearer", &self.token),
            ("mainstay-person:", &self.person),
        ] {
            if !token.is_empty() {
                headers.extend([name, " ", token, "\r\n"]);
            }
        }
        let body = body.to_string();
        let request = format!(
            "{} {path} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n{body}",
            method.to_uppercase(),
            body.len()
        );
        let answer = exchange(self.place.address, request.as_bytes()).await;
        let route = self.route(method, path);
        let read = self.look(&route, answer.status, &answer.headers, &answer.body);
        if answer.status == 200 {
            self.done.borrow_mut().insert(route);
        }
        (answer.status, read)
    }

    /// The same; it must be done.
    async fn done(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.ask(method, path, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.done("post", path, body).await
    }

    /// Which operation a request asks for.
    fn route(&self, method: &str, path: &str) -> Route {
        let asked: Vec<&str> = path.split('?').next().unwrap().split('/').collect();
        let fits = |template: &str| {
            let parts: Vec<&str> = template.split('/').collect();
            let same = |(part, asked): (&&str, &&str)| part.starts_with('{') || part == asked;
            parts.len() == asked.len() && parts.iter().zip(&asked).all(same)
        };
        let paths = self.description["paths"].as_object().unwrap();
        let exact = paths.keys().find(|template| **template == asked.join("/"));
        let template = exact.or_else(|| paths.keys().find(|template| fits(template)));
        let template = template.unwrap_or_else(|| panic!("{path} is not described"));
        (method.to_owned(), template.clone())
    }

    /// Looks whether an answer is one that the description knows; its body, where that is JSON.
    fn look(&self, (method, path): &Route, status: u16, headers: &str, body: &[u8]) -> Value {
        let shapes = Shapes(&self.description);
        let responses = &self.description["paths"][path][method]["responses"];
        let response = shapes.resolve(&responses[status.to_string()]);
        assert!(response.is_object(), "{path}: {status} is not described");
        for name in response["headers"].as_object().unwrap().keys() {
            let name = format!("\r\n{}: ", name.to_lowercase());
            assert!(headers.contains(&name), "{path}: {name} is missing");
        }
        let (media, content) = response["content"]
            .as_object()
            .unwrap()
            .iter()
            .next()
            .unwrap();
        let said = format!("\r\ncontent-type: {media}");
        assert!(headers.contains(&said), "{path}: {headers}");
        if media == "application/zstd" {
            return Value::Null;
        }
        let text = String::from_utf8(body.to_vec()).unwrap();
        let value = if media == "application/json" {
            serde_json::from_str(&text).unwrap()
        } else {
            Value::String(text)
        };
        let faults = shapes.faults(&content["schema"], &value);
        assert!(faults.is_empty(), "{method} {path}: {faults:#?}");
        value
    }

    /// Joins, and gets a token for its key; the workstation's id.
    async fn join(&mut self) -> String {
        let asked = json!({ "code": CODE, "name": "reader", "public_key": self.key.public() });
        let joined = self.post("/sync/v1/enrol", asked).await;
        let device = joined["device"].as_str().unwrap().to_owned();
        let challenge = self.post("/sync/v1/challenge", json!({})).await;
        let challenge = challenge["challenge"].as_str().unwrap();
        let signature = self.key.sign(device.parse().unwrap(), challenge);
        let signed = json!({ "device": device, "challenge": challenge, "signature": signature });
        let given = self.post("/sync/v1/token", signed).await;
        given["token"].as_str().unwrap().clone_into(&mut self.token);
        device
    }

    /// Changes that take effect and are refused; the id of the first.
    async fn push(&self, device: &str) -> String {
        let change = |n: u32, previous: ChainHash, command: &str| -> Change {
            serde_json::from_value(json!({
                "id": id("change", n), "device": device, "sequence": n, "previous": previous,
                "person": self.place.seed.person(Role::Reception), "command": command,
                "request": registration(n, "Described"), "recorded_at": self.place.clock.now(),
            }))
            .unwrap()
        };
        let first = change(1, ChainHash::ZERO, "register_patient");
        let second = change(2, first.hash().unwrap(), "of_another_time");
        let pushed = self
            .post("/sync/v1/push", json!({ "changes": [first, second] }))
            .await;
        let outcomes = pushed["outcomes"].as_array().unwrap().iter();
        let outcomes: Vec<_> = outcomes
            .map(|outcome| outcome["outcome"].as_str())
            .collect();
        assert_eq!(outcomes, [Some("applied"), Some("refused")]);
        first.id.to_string()
    }

    /// A copy, and what proves that it is whole.
    async fn copy(&self) {
        let begun = self.post("/sync/v1/snapshot", json!({})).await;
        let snapshot = format!("/sync/v1/snapshot/{}", begun["id"].as_str().unwrap());
        let mut header = begun;
        while header["whole"] != true {
            let known = header["chunks"].as_array().unwrap().len();
            header = self
                .done("get", &format!("{snapshot}?after={known}"), Value::Null)
                .await;
        }
        self.done("get", &format!("{snapshot}?after=0"), Value::Null)
            .await;
        self.done("get", &format!("{snapshot}/0"), Value::Null)
            .await;
        let patient = id("patient", 1);
        let bucket = patient.as_bytes()[15];
        self.post("/sync/v1/buckets", json!({ "kind": "patient" }))
            .await;
        self.post(
            "/sync/v1/bucket",
            json!({ "kind": "patient", "bucket": bucket }),
        )
        .await;
        self.post(
            "/sync/v1/records",
            json!({ "kind": "patient", "ids": [patient] }),
        )
        .await;
        let held = json!([{ "id": patient, "version": 1 }]);
        let differed = json!({ "at": self.place.clock.now(), "kind": "patient", "bucket": bucket, "here": held, "there": [] });
        self.post("/sync/v1/divergence", differed).await;
    }

    /// A newer version of the program.
    async fn update(&self) {
        let target = "target=linux-x86_64-deb";
        let offer = format!("/sync/v1/update?{target}&newer_than=0.1.0");
        let offered = self.done("get", &offer, Value::Null).await;
        assert_eq!(offered["offer"]["manifest"], "words");
        let package = format!("/sync/v1/update/package?{target}&version=0.2.0&from=0");
        let package = self.done("get", &package, Value::Null).await;
        assert_eq!(package, "bytes");
    }

    /// Signs the administrator in; their id.
    async fn sign_in(&mut self) -> String {
        let person = self.place.seed.person(Role::Administrator).to_string();
        let signed = json!({ "person": person, "password": "demo" });
        let signed = self.post("/auth/login", signed).await;
        let access = signed["access"].clone();
        self.post("/auth/validate", json!({ "access": access }))
            .await;
        let refreshed = json!({ "refresh": signed["refresh"] });
        let refreshed = self.post("/auth/refresh", refreshed).await;
        refreshed["access"]
            .as_str()
            .unwrap()
            .clone_into(&mut self.person);
        person
    }

    /// The audit trail, handed in and read.
    async fn read_the_trail(&self, device: &str, person: &str) {
        let patient = id("patient", 1).to_string();
        let line = TrailLine {
            at: self.place.clock.now().to_string(),
            person: self.place.seed.person(Role::Reception).to_string(),
            role: "reception".to_owned(),
            device: device.to_owned(),
            command: "patient_page".to_owned(),
            patient: Some(patient.clone()),
            outcome: "done".to_owned(),
            reason: None,
        };
        let line = ChainedLine::after(device.to_owned(), TrailEnd::default(), line);
        let mut far = line.clone();
        far.sequence = 7;
        for (lines, outcome) in [(vec![line], "taken"), (vec![far], "gap")] {
            let handed = json!({ "writer": device, "lines": lines });
            let taken = self.post("/sync/v1/audit", handed).await;
            assert_eq!(taken["outcome"], outcome);
        }
        for (what, question) in [
            ("trail", json!({ "page": 0 })),
            ("report", json!({ "patient": patient })),
            ("unusual", json!({ "days": 14 })),
        ] {
            let asked = json!({ "person": person, "question": question });
            self.post(&format!("/sync/v1/audit/{what}"), asked).await;
        }
    }
}

impl Reader {
    /// What an administrator sees of workstations, and does with them.
    async fn care_for_workstations(&self) {
        let other = self.place.join("other").await;
        self.post("/auth/sessions/all", json!({})).await;
        let facility = json!({ "facility": other.facility });
        self.post("/auth/workstations/invite", facility).await;
        let list = self.done("get", "/auth/workstations", Value::Null).await;
        let made = json!({ "invitation": list["invitations"][0]["id"] });
        self.post("/auth/workstations/withdraw", made).await;
        let revoke = json!({ "workstation": other.device, "wipe": true });
        self.post("/auth/workstations/revoke", revoke).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_answers_has_the_shape_that_is_described() {
    let mut reader = Reader::open().await;
    reader.done("get", "/health", Value::Null).await;
    let device = reader.join().await;
    reader.post("/sync/v1/hello", json!({})).await;
    let change = reader.push(&device).await;
    reader
        .post("/sync/v1/known", json!({ "ids": [change] }))
        .await;
    reader
        .done("get", "/sync/v1/pull?since=0&digest=true", Value::Null)
        .await;
    reader.copy().await;
    reader.update().await;
    let person = reader.sign_in().await;
    let text = json!({ "person": person, "text": "Described" });
    reader.post("/sync/v1/search", text).await;
    reader.read_the_trail(&device, &person).await;
    reader
        .post("/sync/v1/escrow", json!({ "changes": [] }))
        .await;
    let sessions = reader.done("get", "/auth/sessions", Value::Null).await;
    reader.care_for_workstations().await;
    reader
        .post("/auth/logout", json!({ "refresh": "of nobody" }))
        .await;
    reader.done("get", "/auth/oidc", Value::Null).await;
    reader.post("/sync/v1/wiped", json!({})).await;
    let session = sessions["sessions"][0]["id"].as_str().unwrap();
    reader
        .done("delete", &format!("/auth/sessions/{session}"), Value::Null)
        .await;
    // The key of a workstation that has none is handed in by those alone who joined long ago; and there is no
    // provider here that could prove anybody.
    let not_here = ["/auth/oidc", "/auth/oidc/identity", "/sync/v1/key"];
    let not_here = not_here.map(|path| ("post".to_owned(), path.to_owned()));
    let done = reader.done.take();
    let missed: Vec<_> = described()
        .into_iter()
        .filter(|route| !done.contains(route))
        .collect();
    assert_eq!(missed, not_here);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_one_that_is_described() {
    let mut reader = Reader::open().await;
    let routes = described();
    let ask = async |reader: &Reader, body: &Value| {
        let mut statuses = BTreeSet::new();
        for (method, path) in &routes {
            let path = path.replace("{id}", &id("nothing", 1).to_string());
            let (status, _) = reader
                .ask(method, &path.replace("{n}", "0"), body.clone())
                .await;
            statuses.insert(status);
        }
        statuses
    };
    let strangers = ask(&reader, &json!([])).await;
    assert_eq!(
        strangers,
        BTreeSet::from([200, 400, 401]),
        "only its health is told to anybody"
    );
    reader.join().await;
    let workstations = ask(&reader, &json!({ "unknown": true })).await;
    assert_eq!(workstations, BTreeSet::from([200, 400, 401, 404]));
}
