//! What people do in the window: one file a role, and one for what concerns them all.

mod keyring;
mod languages;
mod offline;
mod reception;

use crate::sought::{css, named, text};
use crate::trouble::Trouble;
use crate::window::Window;

/// The demo clinic's password for everybody.
const PASSWORD: &str = "demo";

const RECEPTION: &str = "Niamh Doyle";

/// Signs in one of the demo clinic's people by keyboard: back to the list, the first letters of the
/// name, Enter, the password, Enter.
fn sign_in(window: &Window, person: &str) -> Result<(), Trouble> {
    window.see(&named("heading", "Who is working here?"))?;
    window.press("Shift+Tab")?;
    window.write(person)?;
    window.see(&text(person).within(css("[role=option][aria-selected=true]")))?;
    window.press("Enter")?;
    window.write(PASSWORD)?;
    window.press("Enter")?;
    window.see(&named("navigation", "Places"))
}

/// Looks for what keeps people out, and writes a picture: the end of every step that shows a screen.
fn look(window: &Window, picture: &str) -> Result<(), Trouble> {
    window.is_accessible()?;
    window.picture(picture)
}
