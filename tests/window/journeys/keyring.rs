//! Where the key of the records is.

use std::fs;

use super::{RECEPTION, look, sign_in};
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
