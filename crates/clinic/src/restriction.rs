//! Who may open a restricted record, who may say so, and what opening one in an emergency takes.

use values::{Instant, ids::PersonId};

use crate::{
    access::{Permission, Rights},
    records::{EmergencyAccess, EmergencyReview, EmergencyVerdict, Restriction, RestrictionLabel},
};

/// For how long an emergency access holds: minutes.
pub const EMERGENCY_MINUTES: i64 = 60;
/// Fewer characters say nothing that a reviewer could judge.
pub const WORDS_LENGTH_MIN: usize = 10;
/// A paragraph.
pub const WORDS_LENGTH_MAX: usize = 500;
/// More people than that are no restriction.
pub const ENTITLED_MAX: usize = 200;

/// Whether a record stands open to `person` at `now` without anything further. Before a restriction was made, it
/// restricted nobody: what was done then is judged by what held then.
pub fn is_open(restriction: Option<&Restriction>, person: PersonId, now: Instant) -> bool {
    restriction
        .is_none_or(|restriction| restriction.since > now || restriction.entitled.contains(&person))
}

/// Whether an emergency access holds at `now`.
pub fn is_in_force(access: &EmergencyAccess, now: Instant) -> bool {
    let end = access
        .ended_at
        .map_or(access.until, |ended| ended.min(access.until));
    access.from <= now && now < end
}

/// Why a restriction is not made, changed or lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestrictionRefused {
    /// The record is restricted, and the person is not among those who may open it.
    NotEntitled,
    /// Nobody would be left who may open the record.
    NobodyEntitled,
    /// More people than a restriction is for.
    TooManyEntitled,
    /// The person would give themself a right that they do not hold.
    WidensOwn,
}

/// What somebody wants of a restriction.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Wanted {
    pub label: RestrictionLabel,
    pub entitled: Vec<PersonId>,
}

/// The restriction as `actor` wants it, in place of the one there is. Whoever is entitled may change it, and an
/// administrator may, who sees nothing of the record; neither gives themself what they did not hold (security:
/// a grantee's permissions never grow by their own command). It holds since it was first made.
pub fn restrict(
    before: Option<&Restriction>,
    actor: (PersonId, Rights),
    wanted: Wanted,
    now: Instant,
) -> Result<Restriction, RestrictionRefused> {
    let (person, rights) = actor;
    let is_entitled = is_entitled(before, actor, now);
    if !is_entitled && !rights.may(Permission::ReviewEmergencyAccess) {
        return Err(RestrictionRefused::NotEntitled);
    }
    let mut entitled = wanted.entitled;
    entitled.sort_unstable();
    entitled.dedup();
    if entitled.is_empty() {
        return Err(RestrictionRefused::NobodyEntitled);
    }
    if entitled.len() > ENTITLED_MAX {
        return Err(RestrictionRefused::TooManyEntitled);
    }
    let was_named = before.is_some_and(|before| before.entitled.contains(&person));
    if entitled.contains(&person) && !is_entitled && !was_named {
        return Err(RestrictionRefused::WidensOwn);
    }
    Ok(Restriction {
        label: wanted.label,
        entitled,
        since: before.map_or(now, |before| before.since.min(now)),
        by: person,
    })
}

/// Whether `actor` may lift a restriction: who may open the record, and nobody else.
pub fn may_lift(restriction: &Restriction, actor: (PersonId, Rights), now: Instant) -> bool {
    is_entitled(Some(restriction), actor, now)
}

fn is_entitled(restriction: Option<&Restriction>, actor: (PersonId, Rights), now: Instant) -> bool {
    let (person, rights) = actor;
    rights.may(Permission::OpenPatients) && is_open(restriction, person, now)
}

/// What is wrong with the words for an emergency access; `None` when they do.
pub fn words_problem(words: &str) -> Option<&'static str> {
    match words.chars().count() {
        0 => Some("required"),
        length if length < WORDS_LENGTH_MIN => Some("too_short"),
        length if length > WORDS_LENGTH_MAX => Some("too_long"),
        _ => None,
    }
}

/// The access, ended; one that is over already stays as it is.
pub fn end(access: &EmergencyAccess, now: Instant) -> EmergencyAccess {
    let mut ended = access.clone();
    if is_in_force(access, now) {
        ended.ended_at = Some(now);
    }
    ended
}

/// Why a review is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewRefused {
    /// Nobody judges what they did themself.
    Own,
    /// Somebody else has reviewed it.
    Reviewed {
        /// Who.
        by: PersonId,
    },
}

/// The access with the review that `by` gives it. The same review again changes nothing.
pub fn review(
    access: &EmergencyAccess,
    by: PersonId,
    (verdict, words): (EmergencyVerdict, String),
    at: Instant,
) -> Result<EmergencyAccess, ReviewRefused> {
    if access.person == by {
        return Err(ReviewRefused::Own);
    }
    if let Some(before) = &access.review {
        let is_same = before.by == by && before.verdict == verdict && before.words == words;
        return if is_same {
            Ok(access.clone())
        } else {
            Err(ReviewRefused::Reviewed { by: before.by })
        };
    }
    let review = EmergencyReview {
        by,
        at,
        verdict,
        words,
    };
    Ok(EmergencyAccess {
        review: Some(review),
        ..access.clone()
    })
}

#[cfg(test)]
mod tests;
