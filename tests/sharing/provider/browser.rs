//! A browser without a person: it follows where it is sent, and fills in the provider's pages.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use tokio::sync::Notify;
use ureq::{Agent, http::Response};
use workstation::{Browser, BrowserSilent};

/// More pages than any way through the provider has.
const PAGES_MAX: usize = 20;

/// What whoever sits before it does.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    /// Signs in.
    SignsIn,
    /// Leaves the page as it is.
    Waits,
    /// Calls it off there.
    Declines,
}

#[derive(Clone)]
pub(super) struct FakeBrowser(Arc<Inside>);

struct Inside {
    login: &'static str,
    manner: Mutex<Manner>,
    opened: Notify,
    ended: Notify,
    ended_at: Mutex<Option<String>>,
}

impl FakeBrowser {
    /// Of somebody who is known to the provider under this name.
    pub(super) fn of(login: &'static str) -> Self {
        Self(Arc::new(Inside {
            login,
            manner: Mutex::new(Manner::SignsIn),
            opened: Notify::new(),
            ended: Notify::new(),
            ended_at: Mutex::default(),
        }))
    }

    pub(super) fn behave(&self, manner: Manner) {
        *self.0.manner.lock().unwrap() = manner;
    }

    /// Waits until it was opened, since this was asked last.
    pub(super) async fn until_opened(&self) {
        self.0.opened.notified().await;
    }

    /// The page at which the last way ended, which may be a moment after the workstation has gone on.
    pub(super) async fn until_ended(&self) -> String {
        loop {
            if let Some(page) = self.0.ended_at.lock().unwrap().take() {
                return page;
            }
            self.0.ended.notified().await;
        }
    }
}

impl Browser for FakeBrowser {
    fn open(&self, address: &str) -> Result<(), BrowserSilent> {
        let manner = *self.0.manner.lock().unwrap();
        let (inside, address) = (self.0.clone(), address.to_owned());
        if let Manner::Waits = manner {
            inside.opened.notify_one();
            return Ok(());
        }
        std::thread::spawn(move || {
            let declines = matches!(manner, Manner::Declines);
            let page = Way::from(&address).walk(inside.login, declines);
            *inside.ended_at.lock().unwrap() = Some(page);
            inside.ended.notify_one();
        });
        Ok(())
    }
}

/// One way through the provider, with the cookies that it sets.
struct Way {
    agent: Agent,
    origin: String,
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Way {
    fn from(address: &str) -> Self {
        let agent = Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        Self {
            agent: agent.into(),
            origin: address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/"),
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// Goes on until it is back at the workstation; the page that it is shown there.
    fn walk(mut self, login: &str, declines: bool) -> String {
        let mut form = None;
        for _ in 0..PAGES_MAX {
            let (location, page) = self.go(form.take());
            if let Some(location) = location {
                self.address = self.absolute(&location);
            } else if !self.address.starts_with(&self.origin) {
                return page;
            } else if declines {
                self.address = format!("{}/abort", self.address);
            } else {
                self.address = self.absolute(between(&page, "action=\"", "\""));
                let prompt = between(&page, "name=\"prompt\" value=\"", "\"");
                form = Some(format!("prompt={prompt}&login={login}&password=anything"));
            }
        }
        panic!("the provider never ends");
    }

    /// One request: where it leads, or the page that it shows.
    fn go(&mut self, form: Option<String>) -> (Option<String>, String) {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        let answer = match form {
            Some(form) => self
                .agent
                .post(&self.address)
                .header("cookie", &cookies)
                .header("content-type", "application/x-www-form-urlencoded")
                .send(&form),
            None => self
                .agent
                .get(&self.address)
                .header("cookie", &cookies)
                .call(),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{}: {error}", self.address));
        self.keep_cookies(&answer);
        let location = answer.headers().get("location");
        let location = location.map(|value| value.to_str().unwrap().to_owned());
        (location, answer.body_mut().read_to_string().unwrap())
    }

    fn keep_cookies<T>(&mut self, answer: &Response<T>) {
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn absolute(&self, location: &str) -> String {
        if location.starts_with('/') {
            format!("{}{location}", self.origin)
        } else {
            location.to_owned()
        }
    }
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let rest = page.split_once(start);
    let (_, rest) = rest.unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split_once(end).unwrap().0
}
