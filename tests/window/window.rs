//! One workstation's window in the hands of a journey.

use std::cell::Cell;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use xtask::contract::environment;
use xtask::display::VirtualDisplay;
use xtask::process;

use crate::accessibility;
use crate::driver::{Driver, Element};
use crate::sought::Sought;
use crate::trouble::Trouble;

/// How long a person would wait before saying that it does not work, and then some: the machine
/// that runs the journeys is busy and draws in software.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a new workstation may take to fetch the clinic's records.
const FIRST_COPY: Duration = Duration::from_mins(4);

/// More than any screen has between one end and the other.
const TABS_MAX: usize = 80;

const TEXT: &str = r#"return arguments[0].textContent.replace(/\s+/g, " ").trim();"#;

const SEARCH: &str = include_str!("search.js");

/// Changes a point of the page in every frame until it is told to stop: the engine takes a picture
/// with the next frame, and a page on which nothing moves has none.
const STIR: &str = r#"
const point = document.createElement("div");
point.setAttribute("aria-hidden", "true");
Object.assign(point.style, {
  position: "fixed", insetBlockEnd: 0, insetInlineEnd: 0, width: "1px", height: "1px", opacity: 0.01,
});
document.body.append(point);
let isOdd = false;
const stir = () => {
  isOdd = !isOdd;
  point.style.background = isOdd ? "black" : "white";
  if (point.isConnected) requestAnimationFrame(stir);
};
stir();
window.stopStirring = () => point.remove();
"#;

/// An open window.
pub(crate) struct Window {
    driver: Driver,
    // Dropped after the driver, which closes what is on it.
    _display: VirtualDisplay,
    evidence: PathBuf,
    number: usize,
    keystrokes: Cell<usize>,
}

impl Window {
    /// Takes over the window of workstation `number`; `evidence` is where pictures of trouble go.
    pub(crate) fn new(
        driver: Driver,
        display: VirtualDisplay,
        evidence: PathBuf,
        number: usize,
    ) -> Self {
        Self {
            driver,
            _display: display,
            evidence,
            number,
            keystrokes: Cell::new(0),
        }
    }

    /// How often a key was struck since the window was opened; a chord is one stroke.
    pub(crate) fn keystrokes(&self) -> usize {
        self.keystrokes.get()
    }

    /// Waits until it can be seen.
    pub(crate) fn see(&self, sought: &Sought) -> Result<(), Trouble> {
        self.with(sought, Search::only, |_| Ok(()))
    }

    /// Like [`Self::see`], for what takes a busy machine longer than anything that a person does.
    pub(crate) fn see_at_last(&self, sought: &Sought) -> Result<(), Trouble> {
        self.within(FIRST_COPY, sought, Search::only, |_| Ok(()))
    }

    /// Waits until it can no longer be seen.
    pub(crate) fn gone(&self, sought: &Sought) -> Result<(), Trouble> {
        let mut last = Ok(());
        process::poll(PATIENCE, || match self.search(sought) {
            Ok(search) if search.found.is_empty() => Some(()),
            other => {
                last = other.map(|_| ());
                None
            }
        })
        .ok_or(())
        .or_else(|()| {
            last?;
            Err(self.missing(&format!("{sought} to go away"), "it is still there"))
        })
    }

    /// Clicks it, once it is enabled.
    pub(crate) fn click(&self, sought: &Sought) -> Result<(), Trouble> {
        self.with(sought, Search::usable, |element| self.driver.click(element))
    }

    /// Types into the field in place of what is in it.
    pub(crate) fn fill(&self, sought: &Sought, text: &str) -> Result<(), Trouble> {
        self.click(sought)?;
        self.press("Ctrl+A")?;
        self.write(text)
    }

    /// Waits until it can be seen, and reads its text.
    pub(crate) fn read(&self, sought: &Sought) -> Result<String, Trouble> {
        self.with(sought, Search::only, |element| {
            let text = self.driver.run(TEXT, &[element.to_json()])?;
            Ok(text.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Presses Tab until it has the focus. Fails when the keyboard does not get there.
    pub(crate) fn tab_to(&self, sought: &Sought) -> Result<(), Trouble> {
        let wanted = sought.clone().focused();
        for _ in 0..TABS_MAX {
            if self.search(&wanted)?.only().is_some() {
                return Ok(());
            }
            self.press("Tab")?;
        }
        Err(self.missing(&wanted.to_string(), "Tab does not lead to it"))
    }

    /// Types where the focus is.
    pub(crate) fn write(&self, text: &str) -> Result<(), Trouble> {
        self.struck(text.chars().count());
        let keys: Vec<Vec<char>> = text.chars().map(|letter| vec![letter]).collect();
        self.driver.press(&keys)
    }

    /// Presses one key or a chord where the focus is: `Enter`, `Ctrl+K`, `Alt+ArrowDown`, `/`.
    pub(crate) fn press(&self, chord: &str) -> Result<(), Trouble> {
        self.struck(1);
        self.driver.press(&[keys(chord)?])
    }

    fn struck(&self, times: usize) {
        self.keystrokes.set(self.keystrokes.get() + times);
    }

    /// Sets the window's size in pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), Trouble> {
        self.driver.resize(width, height)
    }

    /// Finds nothing that keeps a person with a screen reader, a keyboard or weak eyes out.
    pub(crate) fn is_accessible(&self) -> Result<(), Trouble> {
        let mut violations = Vec::new();
        // A colour that fades in is judged once it has arrived.
        let clean = process::poll(Duration::from_secs(5), || {
            match accessibility::violations(&self.driver) {
                Ok(found) => violations = found,
                Err(trouble) => return Some(Err(trouble)),
            }
            violations.is_empty().then_some(Ok(()))
        });
        clean.unwrap_or_else(|| {
            Err(self.missing(
                "a screen without accessibility faults",
                &violations.join("\n"),
            ))
        })
    }

    /// Writes a picture for people to look at, when they asked for pictures.
    pub(crate) fn picture(&self, name: &str) -> Result<(), Trouble> {
        let Some(folder) = env::var_os(environment::SCREENS) else {
            return Ok(());
        };
        self.write_picture(&PathBuf::from(folder).join(format!("{name}.png")))
    }

    /// Waits for exactly one such thing and does something with it; again when the page replaced
    /// it meanwhile.
    fn with<T>(
        &self,
        sought: &Sought,
        choose: fn(&Search) -> Option<&Element>,
        act: impl FnMut(&Element) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.within(PATIENCE, sought, choose, act)
    }

    fn within<T>(
        &self,
        patience: Duration,
        sought: &Sought,
        choose: fn(&Search) -> Option<&Element>,
        mut act: impl FnMut(&Element) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut instead = String::from("nothing like it is there");
        process::poll(patience, || {
            let outcome = self.search(sought).and_then(|search| {
                instead = search.instead();
                choose(&search).map(&mut act).transpose()
            });
            match outcome {
                Err(trouble) if trouble.is_passing() => {
                    instead = format!("{trouble:?}");
                    None
                }
                other => other.transpose(),
            }
        })
        .unwrap_or_else(|| Err(self.missing(&sought.to_string(), &instead)))
    }

    fn search(&self, sought: &Sought) -> Result<Search, Trouble> {
        let mut answer = self.driver.run(SEARCH, &[sought.to_json()])?;
        if answer.is_string() {
            accessibility::bring(&self.driver)?;
            answer = self.driver.run(SEARCH, &[sought.to_json()])?;
        }
        Ok(Search::from_answer(&answer))
    }

    fn missing(&self, what: &str, instead: &str) -> Trouble {
        self.keep_evidence();
        Trouble::Missing {
            what: what.to_owned(),
            instead: instead.to_owned(),
            evidence: self.evidence.clone(),
        }
    }

    /// What could be seen at this moment. Trouble on top of trouble is not reported.
    fn keep_evidence(&self) {
        let file = |ending| {
            self.evidence
                .join(format!("window-{}.{ending}", self.number))
        };
        let _ = self.write_picture(&file("png"));
        if let Ok(page) = self
            .driver
            .run("return document.documentElement.outerHTML;", &[])
        {
            let text = page.as_str().unwrap_or_default();
            let _ = fs::write(file("html"), text);
        }
    }

    fn write_picture(&self, path: &Path) -> Result<(), Trouble> {
        self.driver.run(STIR, &[])?;
        let picture = self.driver.picture();
        self.driver.run("window.stopStirring();", &[])?;
        let bytes = STANDARD.decode(picture?).unwrap_or_default();
        fs::write(path, bytes).map_err(Trouble::file(path))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_evidence();
        }
    }
}

/// What a search of the page found.
struct Search {
    /// None, one, or more than one.
    found: Vec<Element>,
    /// True when the first is neither disabled nor inert.
    is_usable: bool,
    /// The names of what has the role but not the name.
    others: Vec<String>,
}

impl Search {
    fn from_answer(answer: &Value) -> Self {
        let list = |name: &str| {
            let items = answer.get(name).and_then(Value::as_array);
            items.into_iter().flatten()
        };
        Self {
            found: list("found").filter_map(Element::from_answer).collect(),
            is_usable: answer.get("usable").and_then(Value::as_bool) == Some(true),
            others: list("others")
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The one that was found, if it is the only one.
    fn only(&self) -> Option<&Element> {
        match self.found.as_slice() {
            [element] => Some(element),
            _ => None,
        }
    }

    fn usable(&self) -> Option<&Element> {
        self.only().filter(|_| self.is_usable)
    }

    fn instead(&self) -> String {
        match (self.found.len(), self.others.is_empty()) {
            (1, _) => "it is there, but disabled".to_owned(),
            (0, true) => "nothing like it is there".to_owned(),
            (0, false) => format!("there are only: {}", self.others.join(" | ")),
            _ => "there is more than one".to_owned(),
        }
    }
}

/// The protocol's characters for a chord; names are those of the web's `KeyboardEvent.key`.
fn keys(chord: &str) -> Result<Vec<char>, Trouble> {
    chord
        .split('+')
        .map(|name| {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Some(letter.to_ascii_lowercase()),
                _ => special_key(name),
            }
        })
        .collect::<Option<Vec<char>>>()
        .ok_or_else(|| Trouble::Driver {
            error: "unknown key".to_owned(),
            message: chord.to_owned(),
        })
}

fn special_key(name: &str) -> Option<char> {
    Some(match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Ctrl" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Delete" => '\u{e017}',
        "F6" => '\u{e036}',
        _ => return None,
    })
}
