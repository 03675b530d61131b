//! What people do in the window: one file a role, and one for what concerns them all.

mod asleep;
mod billing;
mod doctor;
mod facilities;
mod keyring;
mod languages;
mod nurse;
mod offline;
mod reception;
mod reserved;
mod together;
mod void_numbers;

use crate::sought::{Sought, css, field, named, text};
use crate::trouble::Trouble;
use crate::window::Window;

/// The demo clinic's password for everybody.
const PASSWORD: &str = "demo";

const RECEPTION: &str = "Niamh Doyle";
const DOCTOR: &str = "Dr Aoife Byrne";
const NURSE: &str = "Nurse Thuy Nguyen";
const BILLING: &str = "Maeve O’Sullivan";
const ADMINISTRATOR: &str = "Kofi Mensah";

/// Signs in one of the demo clinic's people by keyboard: back to the list, the first letters of the
/// name, Enter, the password, Enter.
fn sign_in(window: &Window, person: &str) -> Result<(), Trouble> {
    window.see_at_last(&named("heading", "Who is working here?"))?;
    window.see(&field("Password").focused())?;
    window.press("Shift+Tab")?;
    window.write(person)?;
    window.see(&text(person).within(css("[role=option]:focus")))?;
    window.press("Enter")?;
    window.see(&text(person).within(css("form")))?;
    window.see(&field("Password").focused())?;
    window.write(PASSWORD)?;
    window.press("Enter")?;
    window.see(&named("navigation", "Places"))
}

/// Opens a patient's page from anywhere: the palette, some letters of the name, Enter.
fn open_patient(window: &Window, letters: &str, family: &str) -> Result<(), Trouble> {
    window.press("Ctrl+K")?;
    window.see(&css("[role=dialog] input").focused())?;
    window.write(letters)?;
    window.press("Enter")?;
    window.see(&banner_of(family))
}

/// Chooses Arabic in the settings, from anywhere.
fn choose_arabic(window: &Window) -> Result<(), Trouble> {
    window.press("Ctrl+,")?;
    window.see(&named("heading", "Settings"))?;
    window.click(&text("العربية"))?;
    window.see(&css("main:dir(rtl)"))
}

/// The banner over the page of a patient of this family name, however it is written.
fn banner_of(family: &str) -> Sought {
    css(&format!("[aria-label^=\"Patient: {family}\" i]"))
}

/// Looks for what keeps people out, and writes a picture: the end of every step that shows a screen.
fn look(window: &Window, picture: &str) -> Result<(), Trouble> {
    window.is_accessible()?;
    window.picture(picture)
}
