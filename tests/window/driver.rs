//! The W3C `WebDriver` protocol, as far as the journeys need it, spoken to `WebKitWebDriver`.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use xtask::failure::Failure;
use xtask::process;

use crate::trouble::Trouble;

/// The key under which the protocol puts the id of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Longer than any single answer takes on a busy machine.
const ANSWER_WITHIN: Duration = Duration::from_mins(1);

/// A driver process and the one window that it holds.
pub(crate) struct Driver {
    process: Child,
    agent: ureq::Agent,
    session: String,
}

/// An element of the page, until the page replaces it.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

impl Element {
    /// Reads a reference from a script's answer.
    pub(crate) fn from_answer(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }

    /// The reference as an argument of a script.
    pub(crate) fn to_json(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl Driver {
    /// Starts a driver with this environment, and through it `program` with `arguments`.
    pub(crate) fn open(
        environment: &[(&str, String)],
        log: &Path,
        program: &Path,
        arguments: &[String],
    ) -> Result<Self, Trouble> {
        let port = free_port()?;
        let file = File::create(log).map_err(Trouble::file(log))?;
        let errors = file.try_clone().map_err(Trouble::file(log))?;
        let process = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .map_err(Failure::start("WebKitWebDriver"))?;
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER_WITHIN))
            .build()
            .new_agent();
        let base = format!("http://127.0.0.1:{port}");
        // From here on the process ends with this value, whatever goes wrong.
        let mut driver = Self {
            process,
            agent,
            session: base.clone(),
        };
        driver.wait_for_answer()?;
        let options = json!({ "binary": program, "args": arguments });
        let answer = driver.post(
            "/session",
            &json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } }),
        )?;
        let id = answer
            .get("sessionId")
            .and_then(Value::as_str)
            .unwrap_or_default();
        driver.session = format!("{base}/session/{id}");
        Ok(driver)
    }

    fn wait_for_answer(&self) -> Result<(), Trouble> {
        process::poll(Duration::from_secs(20), || self.get("/status").ok())
            .map(|_| ())
            .ok_or_else(|| Failure::Refused("WebKitWebDriver does not answer".to_owned()).into())
    }

    fn get(&self, path: &str) -> Result<Value, Trouble> {
        let request = self.agent.get(format!("{}{path}", self.session));
        answer(path, request.call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Trouble> {
        let request = self
            .agent
            .post(format!("{}{path}", self.session))
            .content_type("application/json");
        answer(path, request.send(body.to_string()))
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, Trouble> {
        self.post(
            "/execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// Like [`Self::run`], for a body that calls its last argument with the answer.
    pub(crate) fn run_until_called(&self, script: &str) -> Result<Value, Trouble> {
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Clicks in the middle of the element, after scrolling to it.
    pub(crate) fn click(&self, element: &Element) -> Result<(), Trouble> {
        self.post(&format!("/element/{}/click", element.0), &json!({}))
            .map(|_| ())
    }

    /// Presses and releases keys one after the other, wherever the focus is. Each entry of `keys`
    /// is pressed together and released in the opposite order.
    pub(crate) fn press(&self, keys: &[Vec<char>]) -> Result<(), Trouble> {
        let act = |kind: &str, key: &char| json!({ "type": kind, "value": key });
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|chord| {
                let down = chord.iter().map(move |key| act("keyDown", key));
                down.chain(chord.iter().rev().map(move |key| act("keyUp", key)))
            })
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("/actions", &json!({ "actions": [keyboard] }))
            .map(|_| ())
    }

    /// The window's content as a PNG, in base64.
    pub(crate) fn picture(&self) -> Result<String, Trouble> {
        let answer = self.get("/screenshot")?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Sets the window's size in pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), Trouble> {
        let rectangle = json!({ "x": 0, "y": 0, "width": width, "height": height });
        self.post("/window/rect", &rectangle).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the session closes the window; ending the driver alone would leave it open.
        let _ = self.agent.delete(&self.session).call();
        process::stop_child(&mut self.process);
    }
}

fn answer(
    path: &str,
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value, Trouble> {
    let mut response = response.map_err(Trouble::unanswered(path))?;
    let text = response
        .body_mut()
        .with_config()
        .limit(64 * 1024 * 1024)
        .read_to_string()
        .map_err(Trouble::unanswered(path))?;
    let mut body: Value = serde_json::from_str(&text).unwrap_or_default();
    let value = body.get_mut("value").map(Value::take).unwrap_or_default();
    let said = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    match said("error") {
        None if response.status().is_success() => Ok(value),
        error => Err(Trouble::Driver {
            error: error.unwrap_or_else(|| response.status().to_string()),
            message: said("message").unwrap_or(text),
        }),
    }
}

/// A port that nobody listens on at this moment.
fn free_port() -> Result<u16, Trouble> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::start("WebKitWebDriver")(error).into())
}
