//! Everybody who has an account, and the roles that the clinic made itself.

use clinic::{
    people::Staff,
    records::{CustomRole, Person, Record},
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// What a rule about accounts looks at.
pub(super) struct Everybody {
    people: Vec<Person>,
    custom_roles: Vec<CustomRole>,
}

impl Everybody {
    pub(super) async fn of(context: &mut Context<'_>) -> Outcome<Self> {
        Ok(Self {
            people: all(context).await?,
            custom_roles: all(context).await?,
        })
    }

    pub(super) fn staff(&self) -> Staff<'_> {
        Staff {
            people: &self.people,
            custom_roles: &self.custom_roles,
        }
    }
}

async fn all<T: Record>(context: &mut Context<'_>) -> Outcome<Vec<T>> {
    let found: Vec<Kept<T>> = context.find(Query::All(T::KIND)).await?;
    Ok(found.into_iter().map(|kept| kept.record).collect())
}
