//! Two facilities share a server: joining one, and a patient of the other.

use super::{RECEPTION, banner_of, choose_arabic, look, sign_in};
use crate::sought::{button, css, field, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

const OTHER: &str = "Hillside Clinic";

#[test]
fn a_patient_of_another_facility_is_found_registered_here_and_let_go() -> Result<(), Trouble> {
    let mut stage = Stage::set("two_facilities")?;
    stage.stop_clinic();
    stage.found_facility(OTHER)?;
    stage.start_clinic()?;
    let window = stage.open(1)?;
    join(&window, &stage)?;
    sign_in(&window, RECEPTION)?;
    search_elsewhere(&window, "feat")?;
    look(&window, "elsewhere")?;
    window.click(&button("Register here"))?;
    window.see(&css("[role=alertdialog] input").focused())?;
    window.write("Referred to us")?;
    look(&window, "register-here")?;
    window.press("Enter")?;
    window.see(&banner_of("Featherstonehaugh"))?;

    window.press("2")?;
    window.see(&named("heading", "Facilities that give care"))?;
    window.see(&text(OTHER).within(css("main")))?;
    window.tab_to(&button("End care here"))?;
    look(&window, "patient-facilities")?;
    window.press("Enter")?;
    window.see(&css("[role=alertdialog] input").focused())?;
    window.write("Moved away")?;
    look(&window, "end-care")?;
    window.press("Enter")?;
    window.gone(&css("[role=alertdialog]"))?;
    window.see(&text_with("All shared"))?;
    window.see(&css("main [role=combobox]"))?;
    look(&window, "care-ended")?;
    in_arabic(&window)
}

/// The server asks which facility the workstation stands in.
fn join(window: &Window, stage: &Stage) -> Result<(), Trouble> {
    window.see(&named("heading", "Join this workstation to the clinic"))?;
    window.see(&text_with("Several facilities share this server"))?;
    look(window, "join-several")?;
    let code = stage.ready().enrolment_codes.first();
    window.fill(&field("Address of the server"), &stage.ready().server_url)?;
    window.fill(
        &field("Enrolment code"),
        code.map_or("", |code| code.as_str()),
    )?;
    window.press("Enter")?;
    let choice = css("button[aria-haspopup=listbox]");
    window.see(&choice.clone().focused())?;
    window.press("Enter")?;
    window.see(&text(OTHER).within(css("[role=listbox]")))?;
    look(window, "join-facilities")?;
    window.write("Hill")?;
    window.press("Enter")?;
    window.see(&text(OTHER).within(choice))?;
    window.click(&button("Join"))
}

/// Asks the server for patients of other facilities.
fn search_elsewhere(window: &Window, letters: &str) -> Result<(), Trouble> {
    window.press("Ctrl+3")?;
    window.see(&css("main [role=combobox]").focused())?;
    window.write(letters)?;
    window.see(&css("[data-scope=patients] section"))?;
    window.press("Alt+F")?;
    window.see(&css("[data-scope=patients] section li"))
}

/// The same screens, mirrored.
fn in_arabic(window: &Window) -> Result<(), Trouble> {
    choose_arabic(window)?;
    search_elsewhere(window, "feat")?;
    look(window, "elsewhere-ar")?;
    window.click(&css("[data-scope=patients] section li button"))?;
    window.see(&css("[role=alertdialog] input").focused())?;
    look(window, "register-here-ar")?;
    window.write("مراجعة")?;
    window.press("Enter")?;
    window.see(&css("section[data-pattern]"))?;
    window.press("2")?;
    window.tab_to(&button("إنهاء الرعاية هنا"))?;
    look(window, "patient-facilities-ar")
}
