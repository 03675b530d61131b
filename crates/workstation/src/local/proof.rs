//! Proof that a person is who they say: password and second factor, tried one at a time.

use std::sync::Arc;

use clinic::{
    people::{CODE_DIGITS, matching_step, tidy_code},
    records::{Kind, Person},
};
use passwords::{code_digest, is_outdated, verify};
use store::{Mode, Store};
use values::{Instant, ids::PersonId};
use wire::{Code, Failure};
use workflows::{Records, RecordsError, context::decode_body};
use zeroize::Zeroizing;

use super::pin;
use crate::{Core, session::Attempts};

const ATTEMPTS: &str = "sign_in_attempts";
const LAST_STEP: &str = "second_factor_step";

/// A person who gave what was asked for.
pub(super) struct Proved {
    pub(super) person: Person,
    /// The digest of the code from paper, when it was one.
    pub(super) spent: Option<String>,
    /// The password's verifier in this program's own form, when it came from another.
    pub(super) renewed: Option<String>,
}

impl Proved {
    const fn of(person: Person, spent: Option<String>) -> Self {
        let renewed = None;
        Self {
            person,
            spent,
            renewed,
        }
    }
}

/// What was typed.
pub(super) struct Typed {
    pub(super) person: PersonId,
    pub(super) password: Zeroizing<String>,
    pub(super) code: Option<String>,
    /// Whether it is a code that admits once.
    pub(super) activation: bool,
}

/// Looks whether it is right, and notes how the attempt went. Attempts wait for each other, so that many at once are
/// no more than one after another.
pub(super) async fn prove(
    core: &Arc<Core>,
    command: &str,
    typed: Typed,
) -> Result<Proved, Failure> {
    let _turn = core.proving.lock().await;
    let store = core.ready().await?.opened.store.clone();
    let now = core.clock.now();
    let failed = |error: RecordsError| core.records_failure(command, &error);
    let mut attempts = attempts(&store).await.map_err(failed)?;
    attempts.may_try(typed.person, now)?;
    let who = typed.person;
    let found = find_person(&store, who).await.map_err(failed)?;
    let judged = match found {
        Some(person) => judge(&store, person, typed, now).await.map_err(failed)?,
        None => Err(Failure::new(Code::WrongPassword)),
    };
    let wrong = matches!(
        &judged,
        Err(Failure {
            code: Code::WrongPassword | Code::WrongCode,
            ..
        })
    );
    let right = judged.is_ok();
    if (wrong || right) && attempts.note(who, right, now) {
        keep(&store, &attempts).await.map_err(failed)?;
    }
    judged
}

/// Looks whether a PIN is right, in a shift that began here with the password; answers when it did.
pub(super) async fn prove_pin(
    core: &Arc<Core>,
    command: &str,
    person: PersonId,
    pin: String,
) -> Result<(Person, Instant), Failure> {
    let _turn = core.proving.lock().await;
    let store = core.ready().await?.opened.store.clone();
    let failed = |error: RecordsError| core.records_failure(command, &error);
    let found = find_person(&store, person).await.map_err(failed)?;
    let kept = pin::kept(&store, person).await.map_err(failed)?;
    let now = core.clock.now();
    let proved_at = found
        .as_ref()
        .and_then(|person| core.shifts().proved_at(person, now));
    let (Some(person), Some(verifier), Some(proved_at)) = (found, kept, proved_at) else {
        return Err(Failure::new(Code::PinNotEnough));
    };
    let pin = Zeroizing::new(pin);
    let right = tokio::task::spawn_blocking(move || verify(&verifier, &pin)).await;
    if !right.unwrap_or(false) {
        return Err(match core.shifts().wrong(person.id) {
            0 => Failure::new(Code::PinNotEnough),
            left => Failure::with(Code::WrongPin, serde_json::json!({ "tries_left": left })),
        });
    }
    core.shifts().right(person.id);
    Ok((person, proved_at))
}

async fn judge(
    store: &Store,
    person: Person,
    typed: Typed,
    now: Instant,
) -> Result<Result<Proved, Failure>, RecordsError> {
    let (verifier, mut password) = (person.verifier.clone(), typed.password);
    if person.activation_until.is_some() {
        password = Zeroizing::new(tidy_code(&password));
    }
    let looked = tokio::task::spawn_blocking(move || {
        let right = verify(&verifier, &password);
        let renews = right && is_outdated(&verifier);
        let renewed = renews.then(|| passwords::verifier(&password).ok());
        (right, renewed.flatten())
    });
    let (right, renewed) = looked.await.unwrap_or_default();
    if !right {
        return Ok(Err(Failure::new(Code::WrongPassword)));
    }
    if let Some(until) = person.activation_until {
        if until < now {
            return Ok(Err(Failure::new(Code::ActivationExpired)));
        }
        if !typed.activation {
            return Ok(Err(Failure::new(Code::PasswordToBeChosen)));
        }
    } else if typed.activation {
        return Ok(Err(Failure::new(Code::WrongPassword)));
    }
    let proved = second_factor(store, person, typed.code, now).await?;
    Ok(proved.map(|proved| Proved { renewed, ..proved }))
}

/// A code of the app is good once on this workstation, one from paper once anywhere.
async fn second_factor(
    store: &Store,
    person: Person,
    code: Option<String>,
    now: Instant,
) -> Result<Result<Proved, Failure>, RecordsError> {
    let Some(factor) = &person.second_factor else {
        return Ok(Ok(Proved::of(person, None)));
    };
    let Some(code) = code.filter(|code| !code.trim().is_empty()) else {
        return Ok(Err(Failure::new(Code::SecondFactorNeeded)));
    };
    if tidy_code(&code).len() != CODE_DIGITS {
        let digest = code_digest(&code);
        let known = factor.recovery.contains(&digest);
        return Ok(known
            .then_some(Proved::of(person, Some(digest)))
            .ok_or(Failure::new(Code::WrongCode)));
    }
    let key = format!("{LAST_STEP}/{}", person.id);
    let last = store.read().await?.setting(&key).await?;
    let last = last.and_then(|step| step.parse().ok());
    let Some(step) = matching_step(&factor.secret.0, &code, now, last) else {
        return Ok(Err(Failure::new(Code::WrongCode)));
    };
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.set_setting(&key, &step.to_string()).await?;
    tx.commit().await?;
    Ok(Ok(Proved::of(person, None)))
}

async fn attempts(store: &Store) -> Result<Attempts, RecordsError> {
    let kept = store.read().await?.setting(ATTEMPTS).await?;
    Ok(kept
        .and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default())
}

async fn keep(store: &Store, attempts: &Attempts) -> Result<(), RecordsError> {
    let text =
        serde_json::to_string(attempts).map_err(|error| RecordsError::Other(error.into()))?;
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.set_setting(ATTEMPTS, &text).await?;
    tx.commit().await
}

/// Somebody who may sign in.
pub(super) async fn find_person(
    store: &Store,
    person: PersonId,
) -> Result<Option<Person>, RecordsError> {
    let stored = store.read().await?.get(Kind::Person, person.uuid()).await?;
    let person: Option<Person> = stored.map(|stored| decode_body(stored.body)).transpose()?;
    Ok(person.filter(|person| person.active))
}
