//! The reference data that every screen needs.

use clinic::records::{Facility, Kind, Person, Practitioner, Room, Service};
use wire::directory::{DirectoryRequest, DirectoryView, PersonView};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Who and what there is in this facility. Inactive people, practitioners and services are among them,
/// because old records name them.
pub async fn directory(
    context: &mut Context<'_>,
    _request: DirectoryRequest,
) -> Outcome<DirectoryView> {
    let practitioners: Vec<Kept<Practitioner>> =
        context.find(Query::All(Kind::Practitioner)).await?;
    let rooms: Vec<Kept<Room>> = context.find(Query::All(Kind::Room)).await?;
    let services: Vec<Kept<Service>> = context.find(Query::All(Kind::Service)).await?;
    let people: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let facilities: Vec<Kept<Facility>> = context.find(Query::All(Kind::Facility)).await?;
    Ok(DirectoryView {
        facility: context.facility().await?,
        facilities: facilities.into_iter().map(|kept| kept.record).collect(),
        practitioners: practitioners.into_iter().map(|kept| kept.record).collect(),
        rooms: rooms.into_iter().map(|kept| kept.record).collect(),
        services: services.into_iter().map(|kept| kept.record).collect(),
        people: people
            .iter()
            .map(|kept| person_view(&kept.record))
            .collect(),
    })
}

/// A member of staff, without what only sign-in needs.
pub fn person_view(person: &Person) -> PersonView {
    PersonView {
        id: person.id,
        display_name: person.name.letter(),
        role: person.role,
        practitioner: person.practitioner,
    }
}
