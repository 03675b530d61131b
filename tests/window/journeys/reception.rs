//! The receptionist's day.

use super::sign_in;
use crate::sought::{named, text};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn reception_signs_in_and_sees_the_schedule() -> Result<(), Trouble> {
    let stage = Stage::set("reception_signs_in_and_sees_the_schedule")?;
    let window = stage.open(1)?;
    window.resize(1280, 800)?;

    window.see(&text("Harbour Street Clinic"))?;
    window.is_accessible()?;
    window.picture("sign-in")?;

    sign_in(&window, "Reception")?;
    window.press("Ctrl+2")?;
    window.see(&named("heading", "Schedule"))?;
    window.is_accessible()?;
    window.picture("schedule")
}
