//! The receptionist's day.

use super::{RECEPTION, banner_of, look, open_patient, sign_in};
use crate::sought::{css, field, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

/// Keys that finding a known patient may take.
const FINDING_MAX: usize = 6;
/// Keys that a payment and its receipt may take, the invoice being open.
const PAYING_MAX: usize = 8;

#[test]
fn reception_takes_a_new_patient_from_the_door_to_the_receipt() -> Result<(), Trouble> {
    let stage = Stage::set("reception_takes_a_new_patient")?;
    let window = stage.open(1)?;
    window.see_at_last(&named("heading", "Who is working here?"))?;
    look(&window, "signin")?;
    sign_in(&window, RECEPTION)?;
    window.see(&named("heading", "Today"))?;
    look(&window, "today-reception")?;
    window.press("Ctrl+2")?;
    window.see(&css("[role=grid]"))?;
    look(&window, "schedule")?;

    let before = window.keystrokes();
    open_patient(&window, "feat", "Featherstonehaugh")?;
    assert!(window.keystrokes() - before <= FINDING_MAX);
    look(&window, "patient-reception")?;

    register(&window)?;
    book(&window)?;
    let receipt = pay(&window)?;
    let printed = stage.printer().text_of(1)?;
    assert!(printed.contains(&receipt), "{receipt} is not in: {printed}");
    Ok(())
}

/// A name that is known already is warned of; another one is registered.
fn register(window: &Window) -> Result<(), Trouble> {
    window.press("Alt+R")?;
    window.see(&named("heading", "Register a patient"))?;
    window.see(&field("Family name").focused())?;
    window.write("Kavanagh")?;
    window.tab_to(&field("Given names"))?;
    window.write("Philomena")?;
    window.see(&text_with("might be the same person"))?;
    look(window, "register")?;

    window.fill(&field("Family name"), "Marlowe-Quigley")?;
    window.fill(&field("Given names"), "Orla")?;
    window.see(&text("Nobody like this so far"))?;
    window.tab_to(&field("Birth date"))?;
    window.write("14jul85")?;
    window.tab_to(&css("input[type=radio][value=female]"))?;
    window.press("Space")?;
    window.press("Ctrl+Enter")?;
    window.see(&banner_of("Marlowe-Quigley"))
}

/// Waits until the cursor of the day book stands on the new patient's visit, in this status.
fn see_visit(window: &Window, status: &str) -> Result<(), Trouble> {
    let cell = || css("[role=gridcell]:focus");
    window.see(&text_with("MARLOWE-QUIGLEY").within(cell()))?;
    window.see(&text_with(status).within(cell()))
}

/// Books before the doors open, which has to be meant, and notes that the patient is here.
fn book(window: &Window) -> Result<(), Trouble> {
    window.press("B")?;
    window.see(&named("dialog", "Book an appointment"))?;
    window.tab_to(&css(
        "[data-scope=booking] button[aria-haspopup=listbox]:has([data-placeholder])",
    ))?;
    window.write("Nurse")?;
    window.tab_to(&field("Start"))?;
    window.write("0600")?;
    window.tab_to(&field("Reason"))?;
    window.write("Ear care")?;
    window.tab_to(&field("Services"))?;
    window.write("Ear care")?;
    window.see(&css("[role=option]"))?;
    window.press("ArrowDown")?;
    window.press("Enter")?;
    window.see(&text("Ear care").within(css("[data-scope=booking] [role=grid]")))?;
    window.press("Shift+Tab")?;
    window.gone(&css("[role=option]"))?;
    look(window, "booking")?;
    window.press("Ctrl+Enter")?;
    window.see(&text_with("does not work then"))?;
    window.press("O")?;
    see_visit(window, "Booked")?;
    window.press("I")?;
    see_visit(window, "Waiting")?;
    look(window, "schedule-booked")
}

/// Bills the visit, takes the payment and prints the receipt. Returns the receipt's number.
fn pay(window: &Window) -> Result<String, Trouble> {
    window.press("B")?;
    window.see(&text_with("Issuing gives the invoice"))?;
    window.see(&text_with("Issue €"))?;
    look(window, "invoice-draft")?;
    window.press("Ctrl+Enter")?;
    window.see(&named("button", "Take payment"))?;
    look(window, "invoice")?;

    let before = window.keystrokes();
    window.press("P")?;
    window.see(&css("[data-scope=payment] input:focus"))?;
    window.press("D")?;
    window.press("Ctrl+Enter")?;
    let receipt = window.read(&text_with("Receipt ").within(css("aside")))?;
    assert!(window.keystrokes() - before <= PAYING_MAX);
    look(window, "invoice-paid")?;
    Ok(receipt.replace("Receipt ", ""))
}
