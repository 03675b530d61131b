//! Another language, written from the right.

use super::{RECEPTION, choose_arabic, look, sign_in};
use crate::sought::named;
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn a_person_chooses_arabic_and_every_screen_is_mirrored() -> Result<(), Trouble> {
    let stage = Stage::set("a_person_chooses_arabic")?;
    let window = stage.open(1)?;
    sign_in(&window, RECEPTION)?;
    window.press("Ctrl+,")?;
    window.see(&named("heading", "Settings"))?;
    look(&window, "settings")?;
    choose_arabic(&window)?;
    look(&window, "settings-ar")?;
    window.press("Ctrl+2")?;
    window.see(&named("heading", "المواعيد"))?;
    look(&window, "schedule-ar")
}
