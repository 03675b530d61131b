//! Where the key of the records is.

use std::fs;

use super::{ADMINISTRATOR, RECEPTION, look, sign_in};
use crate::sought::{button, field, named, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

/// What a key file says of a key that the keyring holds.
const IN_KEYRING: &str = r#""mode":"keyring""#;
/// And of one that a passphrase opens.
const BY_PASSPHRASE: &str = r#""mode":"passphrase""#;

fn key_file(stage: &Stage) -> Result<String, Trouble> {
    let path = stage.records_of(1).join("key.json");
    fs::read_to_string(&path).map_err(Trouble::file(&path))
}

#[test]
fn the_keyring_keeps_the_key_and_nobody_is_asked_for_a_passphrase() -> Result<(), Trouble> {
    let stage = Stage::set("the_keyring_keeps_the_key")?;
    let window = stage.open(1)?;
    window.see_at_last(&named("heading", "Who is working here?"))?;
    assert!(key_file(&stage)?.contains(IN_KEYRING));
    drop(window);

    let again = stage.open(1)?;
    sign_in(&again, RECEPTION)
}

#[test]
fn without_a_keyring_a_passphrase_is_chosen_and_asked_for_at_the_next_start() -> Result<(), Trouble>
{
    const PASSPHRASE: &str = "seven herons on one leg";
    let stage = Stage::set_without_keyring("without_a_keyring")?;
    let window = stage.open(1)?;
    window.see(&named(
        "heading",
        "Choose a passphrase for this workstation",
    ))?;
    look(&window, "choose-passphrase")?;
    window.write(PASSPHRASE)?;
    window.press("Tab")?;
    window.write("seven herons on two legs")?;
    window.press("Enter")?;
    window.see(&text_with("The two are not the same."))?;
    window.fill(&field("Once more"), PASSPHRASE)?;
    window.press("Enter")?;
    window.see_at_last(&named("heading", "Who is working here?"))?;
    assert!(key_file(&stage)?.contains(BY_PASSPHRASE));
    drop(window);

    let again = stage.open(1)?;
    again.see(&named("heading", "Unlock this workstation"))?;
    look(&again, "unlock")?;
    again.write("seven herons on two legs")?;
    again.press("Enter")?;
    again.see(&text_with(
        "That passphrase does not open this workstation.",
    ))?;
    again.fill(&field("Passphrase"), PASSPHRASE)?;
    again.click(&button("Unlock"))?;
    again.see_at_last(&named("heading", "Who is working here?"))
}

#[test]
fn a_recovery_key_opens_what_the_keyring_lost() -> Result<(), Trouble> {
    let stage = Stage::set("a_recovery_key_opens")?;
    let window = stage.open(1)?;
    sign_in(&window, ADMINISTRATOR)?;
    window.press("Ctrl+,")?;
    window.click(&button("Make a recovery key"))?;
    window.fill(&field("Your password"), "demo")?;
    window.press("Enter")?;
    window.see(&named("alertdialog", "Write down the recovery key"))?;
    look(&window, "recovery-key")?;
    let code = window.read(&named("status", "Recovery key"))?;
    window.click(&text_with("I have written it down"))?;
    window.click(&button("Done"))?;
    drop(window);

    let path = stage.records_of(1).join("key.json");
    let kept = key_file(&stage)?;
    // An entry of another name, which the keyring does not have.
    let lost = kept.replacen(r#""entry":""#, r#""entry":"x"#, 1);
    fs::write(&path, lost).map_err(Trouble::file(&path))?;
    let again = stage.open(1)?;
    again.see(&named(
        "heading",
        "The key of the patient data is not in the keyring",
    ))?;
    again.click(&button("Use the recovery key"))?;
    again.fill(&field("Recovery key"), &code)?;
    again.press("Enter")?;
    again.see_at_last(&named("heading", "Who is working here?"))
}

#[test]
fn a_workstation_that_asks_for_a_person_opens_with_their_password_alone() -> Result<(), Trouble> {
    let stage = Stage::set("a_workstation_that_asks")?;
    let window = stage.open(1)?;
    sign_in(&window, ADMINISTRATOR)?;
    window.press("Ctrl+,")?;
    window.click(&button("Make a recovery key"))?;
    window.fill(&field("Your password"), "demo")?;
    window.press("Enter")?;
    window.click(&text_with("I have written it down"))?;
    window.click(&button("Done"))?;
    window.click(&button("Ask for a person"))?;
    window.fill(&field("Your password"), "demo")?;
    window.press("Enter")?;
    window.see(&text_with("A start waits for a person now"))?;
    look(&window, "key")?;
    assert!(key_file(&stage)?.contains(r#""mode":"person""#));
    drop(window);

    let again = stage.open(1)?;
    again.see(&named("heading", "Who opens this workstation?"))?;
    look(&again, "opening")?;
    again.write("guess")?;
    again.press("Enter")?;
    again.see(&text_with("That is not the password"))?;
    again.write("demo")?;
    again.press("Enter")?;
    again.see(&named("navigation", "Places"))
}
