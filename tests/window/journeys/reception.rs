//! The receptionist's day.

use crate::sought::{button, css, field, text};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn signs_in_and_sees_the_schedule() -> Result<(), Trouble> {
    let stage = Stage::set("reception_signs_in")?;
    let window = stage.open(1)?;
    window.resize(1280, 800)?;

    window.see(&text("Harbour Street Clinic"))?;
    window.is_accessible()?;
    window.picture("sign-in")?;

    window.fill(&field("Password"), "reception")?;
    window.click(&button("Sign in"))?;
    window.gone(&button("Sign in"))?;

    window.press("Ctrl+2")?;
    window.see(&css("[role=grid]"))?;
    window.is_accessible()?;
    window.picture("schedule")
}
