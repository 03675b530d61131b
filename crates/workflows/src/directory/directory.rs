//! The reference data that every screen needs.

use clinic::{
    access::standing_at,
    records::{CustomRole, Facility, Kind, Person, Practitioner, Room, Service},
};
use values::ids::FacilityId;
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
    let custom: Vec<Kept<CustomRole>> = context.find(Query::All(Kind::CustomRole)).await?;
    let custom: Vec<CustomRole> = custom.into_iter().map(|kept| kept.record).collect();
    let here = context.actor().facility;
    let facilities: Vec<Kept<Facility>> = context.find(Query::All(Kind::Facility)).await?;
    Ok(DirectoryView {
        facility: context.facility().await?,
        facilities: facilities.into_iter().map(|kept| kept.record).collect(),
        practitioners: practitioners.into_iter().map(|kept| kept.record).collect(),
        rooms: rooms.into_iter().map(|kept| kept.record).collect(),
        services: services.into_iter().map(|kept| kept.record).collect(),
        people: people
            .iter()
            .map(|kept| person_view(&kept.record, here, &custom))
            .collect(),
    })
}

/// A member of staff as they are at a facility, without what only sign-in needs.
pub fn person_view(person: &Person, here: FacilityId, custom: &[CustomRole]) -> PersonView {
    let standing = standing_at(person, here).unwrap_or_else(|| person.standing());
    let custom = standing
        .custom_role
        .and_then(|id| custom.iter().find(|custom| custom.id == id));
    PersonView {
        id: person.id,
        display_name: person.name.letter(),
        role: standing.role,
        role_name: custom.map(|custom| custom.name.clone()),
        practitioner: person.practitioner,
    }
}
