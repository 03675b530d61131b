//! The account of whoever asks.

use clinic::records::Person;

use crate::context::{Context, Kept, Outcome};

/// Changes the account of whoever asks; one that is not changed by it is not saved.
pub(super) async fn change_own(
    context: &mut Context<'_>,
    change: impl FnOnce(&mut Person),
) -> Outcome<()> {
    let me = context.actor().person;
    let kept: Kept<Person> = context.load(me.uuid()).await?;
    let mut person = kept.record;
    let before = (
        person.verifier.clone(),
        person.activation_until,
        person.second_factor.clone(),
    );
    change(&mut person);
    if before
        != (
            person.verifier.clone(),
            person.activation_until,
            person.second_factor.clone(),
        )
    {
        context.save(&person).await?;
    }
    Ok(())
}
