//! `attention_list`: the worklist.

use std::collections::BTreeMap;

use clinic::{
    agenda::Slot,
    records::{Appointment, Attention, AttentionState, Kind, Person, Practitioner, Subject},
};
use serde_json::Value;
use values::ids::{PatientId, PersonId, PractitionerId};
use wire::{
    agenda::{BookAppointment, MoveAppointment},
    attention::{AttentionListRequest, AttentionListView, AttentionView},
};

use super::{asked::Asked, concerned::patients_of, open_item::open_to};
use crate::{
    agenda::{Days, Wanted, summaries},
    context::{Context, Outcome},
    records::Query,
};

/// For how long settled items are shown.
const SETTLED_DAYS: i64 = 30;
const DAY_MILLIS: i64 = 24 * 3_600_000;

/// What waits for somebody, with what they need to decide: whose it is, who asked; for a refused place in
/// the agenda what is free near it now, for two values of a field what it holds now.
pub async fn attention_list(
    context: &mut Context<'_>,
    request: AttentionListRequest,
) -> Outcome<AttentionListView> {
    let settled_since = request
        .settled
        .then(|| context.now().plus_millis(-SETTLED_DAYS * DAY_MILLIS));
    let items = context
        .find::<Attention>(Query::Attention { settled_since })
        .await?;
    let mut items = open_to(context, items).await?;
    let person = context.actor().person;
    items.retain(|item| !request.mine || concerns(item, person));
    let open = items.iter().filter(|item| is_open(item)).count();

    let records: Vec<&Attention> = items.iter().map(|item| &item.record).collect();
    let concerned = patients_of(context, &records).await?;
    let before = items.iter().filter_map(|item| existing(item));
    let shown: Vec<PatientId> = concerned.values().copied().chain(before).collect();
    let patients = summaries(context, shown.into_iter()).await?;
    let people = people(context).await?;
    let mut offering = Offering::new(context).await?;
    let mut views = Vec::with_capacity(items.len());
    for item in items {
        let offers = if is_open(&item) {
            offering.offers(context, &item).await?
        } else {
            Vec::new()
        };
        let named = |person| people.get(&person).cloned();
        let theirs = item.conflict().and_then(|conflict| conflict.theirs_edited);
        views.push(AttentionView {
            patient: concerned
                .get(&item.id)
                .and_then(|id| patients.get(id))
                .cloned(),
            existing: existing(&item).and_then(|id| patients.get(&id)).cloned(),
            asked_by: named(item.asked().person).unwrap_or_default(),
            theirs_by: theirs.and_then(|edited| named(edited.by)),
            current: current(context, &item).await?,
            offers,
            item: item.record,
        });
    }
    Ok(AttentionListView {
        items: views,
        open: u32::try_from(open).unwrap_or(u32::MAX),
    })
}

fn is_open(item: &Attention) -> bool {
    item.state == AttentionState::Open
}

/// Whether an item comes from somebody's own change, or stands against one.
fn concerns(item: &Attention, person: PersonId) -> bool {
    let theirs = item.conflict().and_then(|conflict| conflict.theirs_edited);
    item.asked().person == person || theirs.is_some_and(|edited| edited.by == person)
}

fn existing(item: &Attention) -> Option<PatientId> {
    match &item.subject {
        Subject::Duplicate(duplicate) => Some(duplicate.existing),
        Subject::Refused(_) | Subject::Conflict(_) => None,
    }
}

/// What the field of an open conflict holds now.
async fn current(context: &mut Context<'_>, item: &Attention) -> Outcome<Value> {
    match item.conflict().filter(|_| is_open(item)) {
        Some(conflict) => {
            context
                .value_of(conflict.kind, conflict.record, &conflict.field)
                .await
        }
        None => Ok(Value::Null),
    }
}

async fn people(context: &mut Context<'_>) -> Outcome<BTreeMap<PersonId, String>> {
    let people = context.find::<Person>(Query::All(Kind::Person)).await?;
    Ok(people
        .into_iter()
        .map(|person| (person.id, person.name.letter()))
        .collect())
}

/// Finds offers for one item after the other, reading practitioners and days once.
struct Offering {
    practitioners: BTreeMap<PractitionerId, Practitioner>,
    days: Days,
}

impl Offering {
    async fn new(context: &mut Context<'_>) -> Outcome<Self> {
        let practitioners = context
            .find::<Practitioner>(Query::All(Kind::Practitioner))
            .await?;
        Ok(Self {
            practitioners: practitioners
                .into_iter()
                .map(|kept| (kept.id, kept.record))
                .collect(),
            days: Days::default(),
        })
    }

    /// What is free near the place that the item asked for.
    async fn offers(&mut self, context: &mut Context<'_>, item: &Attention) -> Outcome<Vec<Slot>> {
        let (patient, slot, moving) = match Asked::of(item) {
            Some(Asked::Book(request)) => (request.patient, booked(&request), None),
            Some(Asked::Move(request)) => {
                let visit = context
                    .look_up::<Appointment>(request.appointment.uuid())
                    .await?;
                let Some(visit) = visit else {
                    return Ok(Vec::new());
                };
                (visit.patient, moved(&request), Some(visit.record))
            }
            None => return Ok(Vec::new()),
        };
        let Some(practitioner) = self.practitioners.get(&slot.practitioner) else {
            return Ok(Vec::new());
        };
        let wanted = Wanted {
            practitioner,
            slot,
            patient,
            moving: moving.as_ref(),
        };
        self.days.offers(context, &wanted).await
    }
}

fn booked(request: &BookAppointment) -> Slot {
    Slot {
        practitioner: request.practitioner,
        room: request.room,
        date: request.date,
        start: request.start,
        minutes: request.minutes,
    }
}

fn moved(request: &MoveAppointment) -> Slot {
    Slot {
        practitioner: request.practitioner,
        room: request.room,
        date: request.date,
        start: request.start,
        minutes: request.minutes,
    }
}
