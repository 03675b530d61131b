//! One's own account: password, PIN, second factor; and codes that admit somebody else.

use std::sync::Arc;

use clinic::{
    people::{
        RECOVERY_CODES, SECRET_BYTES, enrolment_address, matching_step, password_problem,
        tidy_code, written_secret,
    },
    records::{Facility, Kind, Person, SecondFactor},
};
use passwords::{NoSecret, code, code_digest, random, verifier};
use qrcode::{QrCode, render::svg};
use serde_json::json;
use values::{Sensitive, ids::PersonId};
use wire::{
    Code, Failure,
    local::{
        AccountRequest, AccountView, Activation, BeginSecondFactor, ChangePassword, ChoosePin,
        ConfirmSecondFactor, EndSecondFactor, MakeActivation, RecoveryCodes, SecondFactorOffer,
    },
    people::Done,
};
use workflows::{Records, RecordsError, context::decode_body};
use zeroize::Zeroizing;

use super::{
    at_server, pin,
    proof::{Typed, find_person, prove, prove_pin},
    provider::is_linked,
};
use crate::{Core, dispatch, holders, secret, session::Session};

/// Symbols of a code on paper: 80 bits.
const CODE_LENGTH: usize = 16;
/// How long a code that admits once does so: long enough for somebody who starts tomorrow.
const ACTIVATION_MS: i64 = 72 * 60 * 60 * 1_000;

/// How the signed-in person's account stands.
pub(super) async fn account(
    core: &Arc<Core>,
    _request: AccountRequest,
) -> Result<AccountView, Failure> {
    let me = own(core, "account").await?;
    let factor = me.second_factor.as_ref();
    let store = core.ready().await?.opened.store.clone();
    let failed = |error: RecordsError| core.records_failure("account", &error);
    let pin_chosen = pin::is_chosen(&store, me.id).await.map_err(failed)?;
    let linked = is_linked(&store, &me).await.map_err(failed)?;
    Ok(AccountView {
        second_factor_since: factor.map(|factor| factor.since),
        recovery_codes_left: factor.map_or(0, |factor| {
            u16::try_from(factor.recovery.len()).unwrap_or(u16::MAX)
        }),
        pin_chosen,
        password_length_min: clinic::people::password_length_min(factor.is_some()),
        linked,
    })
}

/// Changes one's own password. The shift goes on; PINs of other workstations end with the password.
pub(super) async fn change_password(
    core: &Arc<Core>,
    request: ChangePassword,
) -> Result<Done, Failure> {
    let me = own(core, "change_password").await?;
    again(core, &me, request.current).await?;
    let new = Zeroizing::new(request.new);
    let kept = chosen(core, &me, new.clone()).await?;
    change_own(core, "set_password", json!({ "verifier": kept })).await?;
    at_server::sign_in_once_shared(core, me.id, new.clone());
    holders::remember(core, new).await;
    Ok(Done {})
}

/// Chooses a PIN for this workstation.
pub(super) async fn choose_pin(core: &Arc<Core>, request: ChoosePin) -> Result<Done, Failure> {
    let me = own(core, "choose_pin").await?;
    again(core, &me, request.password).await?;
    let pin = Zeroizing::new(request.pin);
    if !secret::is_pin(&pin) {
        return Err(Failure::field("pin", "invalid"));
    }
    let kept = slowly(core, "choose_pin", move || verifier(&pin)).await?;
    let store = core.ready().await?.opened.store.clone();
    pin::keep(&store, me.id, &kept)
        .await
        .map_err(|error| core.records_failure("choose_pin", &error))?;
    Ok(Done {})
}

/// A new secret. Nothing is in force yet.
pub(super) async fn begin_second_factor(
    core: &Arc<Core>,
    _request: BeginSecondFactor,
) -> Result<SecondFactorOffer, Failure> {
    let me = own(core, "begin_second_factor").await?;
    let bytes = random::<SECRET_BYTES>().map_err(|error| no_secret(&error))?;
    let secret = written_secret(bytes);
    let clinic = clinic_name(core).await?;
    let address = enrolment_address(&secret, &me.name.letter(), &clinic);
    let drawing = QrCode::new(address).map_err(|error| no_secret(&error))?;
    let drawing = drawing
        .render::<svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    *core.offered_secret() = Some((me.id, Zeroizing::new(secret.clone())));
    Ok(SecondFactorOffer { secret, drawing })
}

/// Puts the second factor in force, once the app has shown that it has the secret.
pub(super) async fn confirm_second_factor(
    core: &Arc<Core>,
    request: ConfirmSecondFactor,
) -> Result<RecoveryCodes, Failure> {
    let me = own(core, "confirm_second_factor").await?;
    let now = core.clock.now();
    let offered = core
        .offered_secret()
        .clone()
        .filter(|(person, _)| *person == me.id)
        .map(|(_, secret)| secret)
        .ok_or(Failure::new(Code::WrongCode))?;
    if matching_step(&offered, &request.code, now, None).is_none() {
        return Err(Failure::new(Code::WrongCode));
    }
    let codes: Vec<Zeroizing<String>> = (0..RECOVERY_CODES)
        .map(|_| code::<CODE_LENGTH>())
        .collect::<Result<_, _>>()
        .map_err(|error| no_secret(&error))?;
    let factor = SecondFactor {
        secret: Sensitive(offered.to_string()),
        since: now,
        recovery: codes.iter().map(|code| code_digest(code)).collect(),
    };
    change_own(core, "set_second_factor", json!({ "factor": factor })).await?;
    *core.offered_secret() = None;
    Ok(RecoveryCodes {
        codes: codes.iter().map(|code| code.to_string()).collect(),
    })
}

/// Takes one's own second factor away.
pub(super) async fn end_second_factor(
    core: &Arc<Core>,
    request: EndSecondFactor,
) -> Result<Done, Failure> {
    let me = own(core, "end_second_factor").await?;
    again(core, &me, request.password).await?;
    change_own(core, "set_second_factor", json!({})).await?;
    Ok(Done {})
}

/// A code that admits somebody once.
pub(super) async fn make_activation(
    core: &Arc<Core>,
    _request: MakeActivation,
) -> Result<Activation, Failure> {
    let made = code::<CODE_LENGTH>().map_err(|error| no_secret(&error))?;
    let tidy = Zeroizing::new(tidy_code(&made));
    let verifier = slowly(core, "make_activation", move || verifier(&tidy)).await?;
    Ok(Activation {
        code: made.to_string(),
        verifier,
        until: core.clock.now().plus_millis(ACTIVATION_MS),
    })
}

/// Refuses a password that would not be taken for somebody; nothing is looked at for who does not exist.
pub(super) async fn taken(
    core: &Arc<Core>,
    person: PersonId,
    password: &Zeroizing<String>,
) -> Result<(), Failure> {
    let store = core.ready().await?.opened.store.clone();
    let found = find_person(&store, person).await;
    match found.map_err(|error| core.records_failure("activate", &error))? {
        Some(person) => refuse_weak(core, &person, password).await,
        None => Ok(()),
    }
}

/// What is kept of a password that a person chose, if it is taken.
pub(super) async fn chosen(
    core: &Arc<Core>,
    person: &Person,
    password: Zeroizing<String>,
) -> Result<String, Failure> {
    refuse_weak(core, person, &password).await?;
    slowly(core, "change_password", move || verifier(&password)).await
}

async fn refuse_weak(
    core: &Arc<Core>,
    person: &Person,
    password: &Zeroizing<String>,
) -> Result<(), Failure> {
    let clinic = clinic_name(core).await?;
    let name = person.name.letter();
    let beside = person.second_factor.is_some();
    match password_problem(password, &[&name, &clinic], beside) {
        Some(problem) => Err(Failure::with(
            Code::PasswordNotTaken,
            json!({
                "problem": problem.name(),
                "length_min": clinic::people::password_length_min(beside),
            }),
        )),
        None => Ok(()),
    }
}

/// Runs a change of one's own account, and goes on under what it is then.
pub(super) async fn change_own(
    core: &Arc<Core>,
    command: &'static str,
    request: serde_json::Value,
) -> Result<(), Failure> {
    let session = core.signed_in()?;
    dispatch::change_by_name(core, &session, command, request).await?;
    let store = core.ready().await?.opened.store.clone();
    let person = find_person(&store, session.person.id)
        .await
        .map_err(|error| core.records_failure(command, &error))?
        .ok_or(Failure::new(Code::NotSignedIn))?;
    core.shifts().begin(&person, session.proved_at);
    *core.session() = Some(Session { person, ..session });
    Ok(())
}

/// Asks for the password of somebody who is signed in: another may stand at their window.
pub(super) async fn again(core: &Arc<Core>, me: &Person, password: String) -> Result<(), Failure> {
    let typed = Typed {
        person: me.id,
        password: Zeroizing::new(password),
        code: None,
        activation: false,
    };
    match prove(core, "change_password", typed).await {
        // The telephone is not asked for again.
        Err(failure) if failure.code == Code::SecondFactorNeeded => Ok(()),
        other => other.map(drop),
    }
}

/// Asks for the password or the PIN of somebody who is signed in.
pub(super) async fn once_more(
    core: &Arc<Core>,
    command: &str,
    me: &Person,
    proof: (Option<String>, Option<String>),
) -> Result<(), Failure> {
    match proof {
        (Some(password), _) => again(core, me, password).await,
        (None, Some(pin)) => prove_pin(core, command, me.id, pin).await.map(drop),
        (None, None) => Err(Failure::field("password", "required")),
    }
}

/// The signed-in person as the cache has them now.
pub(super) async fn own(core: &Arc<Core>, command: &str) -> Result<Person, Failure> {
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    find_person(&store, session.person.id)
        .await
        .map_err(|error| core.records_failure(command, &error))?
        .ok_or(Failure::new(Code::NotSignedIn))
}

async fn clinic_name(core: &Arc<Core>) -> Result<String, Failure> {
    let (store, facility) = {
        let ready = core.ready().await?;
        (ready.opened.store.clone(), ready.identity.facility)
    };
    let found = async {
        let stored = store
            .read()
            .await?
            .get(Kind::Facility, facility.uuid())
            .await?;
        stored
            .map(|stored| decode_body::<Facility>(stored.body))
            .transpose()
    };
    let found: Result<Option<Facility>, RecordsError> = found.await;
    let facility = found.map_err(|error| core.records_failure("account", &error))?;
    Ok(facility.map_or_else(|| "Mainstay".to_owned(), |facility| facility.name))
}

/// Runs what is slow on purpose off the async threads.
async fn slowly<T: Send + 'static>(
    core: &Arc<Core>,
    command: &str,
    run: impl FnOnce() -> Result<T, NoSecret> + Send + 'static,
) -> Result<T, Failure> {
    let ran = tokio::task::spawn_blocking(run).await;
    ran.unwrap_or(Err(NoSecret))
        .map_err(|error| core.records_failure(command, &RecordsError::Other(Box::new(error))))
}

fn no_secret(error: &(dyn std::error::Error + 'static)) -> Failure {
    tracing::error!(error, "no secret can be made");
    Failure::new(Code::Internal)
}
