//! The doctor's day.

use super::{DOCTOR, look, open_patient, sign_in};
use crate::sought::{css, field, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn the_doctor_reads_allergies_and_vital_signs_and_records_an_allergy() -> Result<(), Trouble> {
    let stage = Stage::set("the_doctor_reads_allergies")?;
    let window = stage.open(1)?;
    sign_in(&window, DOCTOR)?;
    window.see(&named("heading", "Today"))?;
    look(&window, "today-doctor")?;

    open_patient(&window, "trant", "Trantow")?;
    window.see(&css("[data-state=known]"))?;
    look(&window, "patient")?;
    open_patient(&window, "turco", "Turcotte")?;
    window.see(&css("[data-state=none]"))?;
    look(&window, "patient-no-known-allergies")?;
    open_patient(&window, "reing", "Reinger")?;
    window.see(&css("[data-state=unasked]"))?;
    look(&window, "patient-not-asked")?;

    window.press("A")?;
    window.see(&field("Drug / substance").focused())?;
    window.write("penicillin")?;
    window.press("Tab")?;
    window.write("hives + swelling")?;
    window.press("Tab")?;
    window.press("Space")?;
    look(&window, "allergy")?;
    window.press("Enter")?;
    window.see(&text("penicillin").within(css("[data-state=known]")))?;

    window.press("4")?;
    window.see(&css("[role=tab][aria-selected=true]"))?;
    look(&window, "vital-signs")?;
    window.press("Ctrl+4")?;
    window.see(&text_with("Heart rate").within(css("article[aria-label=\"Bed 2\"]")))
}
