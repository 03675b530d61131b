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
    let proofs = |person: &Person| {
        (
            person.verifier.clone(),
            person.activation_until,
            person.second_factor.clone(),
            person.identities.clone(),
        )
    };
    let before = proofs(&person);
    change(&mut person);
    if before != proofs(&person) {
        context.save(&person).await?;
    }
    Ok(())
}
