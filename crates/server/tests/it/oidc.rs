//! People sign in through another provider; and whatever else is brought back signs in nobody.

mod provider;

use clinic::records::Role;
use serde_json::{Value, json};
use testkit::Seed;
use values::Clock;
use wire::Code;

use crate::{
    place::Place,
    sign_in::{Answer, Station, change, lines, nurse},
};
use provider::{CLIENT, Provider, Signed, options};

const VERIFIER: &str = "what-the-challenge-of-this-sign-in-was-made-of";
const NONCE: &str = "of this sign-in";
const BACK: &str = "http://127.0.0.1:50123/cb";
const COMMAND: &str = "sign_in_through_provider";
const MINUTE: i64 = 60;

/// A server whose people sign in through a provider; the nurse has linked an account there.
struct House {
    place: Place,
    provider: Provider,
}

impl House {
    async fn open() -> Self {
        let provider = Provider::start().await;
        let mut place = Place::open().await;
        place.stop().await;
        place.provider = Some(provider.options());
        place.start().await;
        let house = Self { place, provider };
        house.link("nora").await;
        house
    }

    async fn link(&self, subject: &str) {
        let account = json!({ "issuer": self.provider.issuer, "subject": subject });
        change(&self.place, nurse(), json!({ "identities": [account] })).await;
    }

    fn now(&self) -> i64 {
        self.place.clock.now().as_millis() / 1_000
    }

    /// What a provider says that has just let the nurse through.
    fn claims(&self) -> Value {
        let now = self.now();
        json!({
            "iss": self.provider.issuer, "aud": CLIENT, "sub": "nora", "nonce": NONCE, "iat": now, "exp": now + MINUTE,
            "auth_time": now - 20,
        })
    }

    fn brought(&self, claims: &Value, signed: Signed) -> Value {
        let code = self.provider.give(claims, signed, (VERIFIER, BACK));
        json!({ "code": code, "verifier": VERIFIER, "nonce": NONCE, "redirect_uri": BACK })
    }

    async fn desk(&self) -> Station<'_> {
        Station::at(&self.place).await
    }
}

async fn sign_in(desk: &Station<'_>, brought: Value) -> Answer {
    desk.ask("POST /auth/oidc", None, brought).await
}

fn refused(answer: &Answer) -> (u16, Option<Code>) {
    (answer.status, answer.code())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_the_provider_proves_is_signed_in_as_what_they_are_now() {
    let house = House::open().await;
    let desk = house.desk().await;
    let offered = desk.ask("GET /auth/oidc", None, json!({})).await;
    assert_eq!(
        offered.body["provider"],
        json!({
            "name": "Clinic ID", "issuer": house.provider.issuer, "client_id": CLIENT,
            "authorization_endpoint": format!("{}/authorize", house.provider.issuer), "redirect_host": "127.0.0.1",
        })
    );
    // A second factor of ours is not asked for: the provider asks for what it wants.
    let factor = json!({ "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "since": "2026-11-20T09:00:00.000Z", "recovery": [] });
    let now_a_doctor = json!({ "role": "doctor", "second_factor": factor });
    change(&house.place, nurse(), now_a_doctor).await;
    for signed in [Signed::Fitting, Signed::Edwards] {
        let answer = sign_in(&desk, house.brought(&house.claims(), signed)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.body["person"], json!(nurse()));
        assert_eq!(answer.body["role"], "doctor");
        let access = answer.text("access");
        assert_eq!(
            desk.validate(&access).await.body["device"],
            json!(desk.identity.device)
        );
        let next = desk.refresh(&answer.text("refresh")).await;
        assert_eq!(next.status, 200, "{next:?}");
    }
    let done = (nurse().to_string(), "done".to_owned());
    assert_eq!(lines(&house.place, COMMAND).await, [done.clone(), done]);
}

/// What else a token may say, signed as it should be.
fn lies(house: &House) -> Vec<(&'static str, Value)> {
    let with = |name: &str, value: Value| {
        let mut claims = house.claims();
        claims[name] = value;
        claims
    };
    let without = |name: &str| {
        let mut claims = house.claims();
        claims.as_object_mut().unwrap().remove(name);
        claims
    };
    let at = |minutes: i64| json!(house.now() + minutes * MINUTE);
    vec![
        ("the nonce of another", with("nonce", json!("another"))),
        ("no nonce", without("nonce")),
        ("for another client", with("aud", json!("another"))),
        ("for two", with("aud", json!([CLIENT, "another"]))),
        ("for nobody", with("aud", json!([]))),
        ("asked for by another", with("azp", json!("another"))),
        ("another issuer's", with("iss", json!("https://id.example"))),
        ("expired", with("exp", at(-2))),
        ("without an end", without("exp")),
        ("made an hour ago", with("iat", at(-60))),
        ("made tomorrow", with("iat", at(24 * 60))),
        ("not yet", with("nbf", at(60))),
        ("of whoever was there before", with("auth_time", at(-60))),
        ("of nobody", with("sub", json!(""))),
        ("of what is no text", with("sub", json!(7))),
    ]
}

const FORGED: [(&str, Signed); 7] = [
    ("none", Signed::Nobody),
    ("HS256 under the public key", Signed::PublicKey),
    ("by a stranger", Signed::Stranger),
    ("by a key that is not known", Signed::UnknownKey),
    ("by one key under the name of the other", Signed::Exchanged),
    ("changed after it was signed", Signed::Changed),
    ("with what has to be understood", Signed::Critical),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_else_the_provider_s_token_says_it_signs_in_nobody() {
    let house = House::open().await;
    let lies = lies(&house)
        .into_iter()
        .map(|(name, claims)| (name, claims, Signed::Fitting));
    let forged = FORGED.map(|(name, signed)| (name, house.claims(), signed));
    let all: Vec<_> = lies.chain(forged).collect();
    let count = all.len();
    for (name, claims, signed) in all {
        // Each at a workstation of its own: wrong ones slow down.
        let desk = house.desk().await;
        let answer = sign_in(&desk, house.brought(&claims, signed)).await;
        assert_eq!(
            refused(&answer),
            (401, Some(Code::IdentityNotProven)),
            "{name}"
        );
    }
    let written = lines(&house.place, COMMAND).await;
    assert_eq!(written.len(), count, "each is written down");
    for (_, outcome) in written {
        assert_eq!(outcome, "identity_not_proven");
    }
    let desk = house.desk().await;
    let fits = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(fits.status, 200, "what was forged differed in nothing else");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_once_for_its_own_verifier_and_where_it_was_sent() {
    let house = House::open().await;
    let not_proven = (401, Some(Code::IdentityNotProven));
    let desk = house.desk().await;
    let brought = house.brought(&house.claims(), Signed::Fitting);
    assert_eq!(sign_in(&desk, brought.clone()).await.status, 200);
    assert_eq!(
        refused(&sign_in(&desk, brought).await),
        not_proven,
        "used twice"
    );

    let mut another_s = house.brought(&house.claims(), Signed::Fitting);
    another_s["verifier"] = json!("a".repeat(43));
    assert_eq!(
        refused(&sign_in(&desk, another_s).await),
        not_proven,
        "another's verifier"
    );
    let mut moved = house.brought(&house.claims(), Signed::Fitting);
    moved["redirect_uri"] = json!("http://127.0.0.1:50124/cb");
    assert_eq!(
        refused(&sign_in(&desk, moved).await),
        not_proven,
        "another workstation's"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_to_go_elsewhere_is_not_even_brought_to_the_provider() {
    let house = House::open().await;
    let desk = house.desk().await;
    for elsewhere in [
        "https://evil.example/cb",
        "http://evil.example:50123/cb",
        "http://127.0.0.1.evil.example:50123/cb",
        "http://127.0.0.1:50123@evil.example/cb",
        "http://127.0.0.1:50123/other",
        "http://127.0.0.1:50123/cb?to=evil.example",
        "http://127.0.0.1:50123/cb#x",
        "http://127.0.0.1/cb",
        "http://localhost:50123/cb",
        "mainstay://cb",
        "",
    ] {
        let mut brought = house.brought(&house.claims(), Signed::Fitting);
        brought["redirect_uri"] = json!(elsewhere);
        let answer = sign_in(&desk, brought).await;
        assert_eq!(
            refused(&answer),
            (400, Some(Code::BadRequest)),
            "{elsewhere}"
        );
    }
    for (field, value) in [
        ("verifier", "short".to_owned()),
        ("verifier", "a".repeat(129)),
        ("code", String::new()),
        ("nonce", String::new()),
    ] {
        let mut brought = house.brought(&house.claims(), Signed::Fitting);
        brought[field] = json!(value);
        assert_eq!(sign_in(&desk, brought).await.status, 400, "{field}");
    }
    assert_eq!(house.provider.asked_for_tokens(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_known_by_its_link_and_says_how_its_person_stands() {
    let house = House::open().await;
    let desk = house.desk().await;
    let mut namesake = house.claims();
    namesake["sub"] = json!("another");
    // Whatever else a provider says of somebody links nobody.
    namesake["email"] = json!("nora@clinic.example");
    namesake["preferred_username"] = json!("nora");
    let answer = sign_in(&desk, house.brought(&namesake, Signed::Fitting)).await;
    assert_eq!(refused(&answer), (403, Some(Code::IdentityNotLinked)));

    let until = house.place.clock.now().plus_millis(60_000);
    for (fields, code) in [
        (json!({ "active": false }), Code::AccountDisabled),
        (
            json!({ "active": true, "activation_until": until }),
            Code::AccountPending,
        ),
    ] {
        change(&house.place, nurse(), fields).await;
        let answer = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
        assert_eq!(refused(&answer), (403, Some(code)));
    }
    let nobody = uuid::Uuid::nil().to_string();
    let line = |who: &str, outcome: &str| (who.to_owned(), outcome.to_owned());
    assert_eq!(
        lines(&house.place, COMMAND).await,
        [
            line(&nobody, "identity_not_linked"),
            line(&nurse().to_string(), "account_disabled"),
            line(&nurse().to_string(), "account_pending"),
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_two_people_should_have_signs_in_neither() {
    let house = House::open().await;
    let account = json!({ "issuer": house.provider.issuer, "subject": "nora" });
    let doctor = Seed::new().person(Role::Doctor);
    change(&house.place, doctor, json!({ "identities": [account] })).await;
    let desk = house.desk().await;
    let answer = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(refused(&answer), (403, Some(Code::IdentityNotLinked)));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_password_or_no_link_ends_what_the_provider_began() {
    let house = House::open().await;
    let desk = house.desk().await;
    for fields in [
        json!({ "verifier": "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA" }),
        json!({ "identities": [] }),
    ] {
        let answer = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
        let access = answer.text("access");
        assert_eq!(desk.sessions(&access).await.len(), 1);
        change(&house.place, nurse(), fields).await;
        assert_eq!(desk.validate(&access).await.status, 401);
        assert_eq!(desk.refresh(&answer.text("refresh")).await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_account_it_is_is_told_to_who_links_it_and_signs_in_nobody() {
    let house = House::open().await;
    let desk = house.desk().await;
    let brought = house.brought(&house.claims(), Signed::Fitting);
    let answer = desk
        .ask("POST /auth/oidc/identity", None, brought.clone())
        .await;
    let account = json!({ "issuer": house.provider.issuer, "subject": "nora" });
    assert_eq!(
        (answer.status, &answer.body),
        (200, &json!({ "identity": account }))
    );
    let again = desk.ask("POST /auth/oidc/identity", None, brought).await;
    assert_eq!(refused(&again), (401, Some(Code::IdentityNotProven)));
    assert_eq!(lines(&house.place, "link_provider").await.len(), 1);
    assert!(lines(&house.place, COMMAND).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn bringing_what_proves_nobody_is_slowed_down_for_whoever_does_and_nobody_else() {
    let house = House::open().await;
    let (desk, other) = (house.desk().await, house.desk().await);
    for _ in 0..5 {
        let forged = house.brought(&house.claims(), Signed::Stranger);
        assert_eq!(sign_in(&desk, forged).await.status, 401);
    }
    let slowed = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(refused(&slowed), (429, Some(Code::TooManyAttempts)));
    let fits = house.brought(&house.claims(), Signed::Fitting);
    assert_eq!(sign_in(&other, fits).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_changes_its_keys_is_asked_for_them_again() {
    let house = House::open().await;
    let desk = house.desk().await;
    let first = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(first.status, 200);
    house.provider.change_keys();
    let next = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(next.status, 200, "{next:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_keeps_no_server_from_starting() {
    let mut place = Place::open().await;
    let desk = Station::at(&place).await;
    let none = desk.ask("GET /auth/oidc", None, json!({})).await;
    assert_eq!((none.status, none.body), (200, json!({})));
    place.stop().await;
    // Nobody listens there any more.
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    place.provider = Some(options(&format!("http://{address}")));
    place.start().await;
    let desk = Station::at(&place).await;
    let offered = desk.ask("GET /auth/oidc", None, json!({})).await;
    assert_eq!(offered.body["provider"]["name"], "Clinic ID");
    assert!(
        offered.body["provider"]
            .get("authorization_endpoint")
            .is_none()
    );
    let brought =
        json!({ "code": "c", "verifier": VERIFIER, "nonce": NONCE, "redirect_uri": BACK });
    for _ in 0..7 {
        let answer = sign_in(&desk, brought.clone()).await;
        assert_eq!(
            refused(&answer),
            (503, Some(Code::ProviderUnreachable)),
            "nobody is slowed down for that"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_the_provider_s_client_says_so_and_signs_in_nobody() {
    let mut house = House::open().await;
    house.place.stop().await;
    house.place.provider = Some(options(&house.provider.issuer));
    house.place.start().await;
    let desk = house.desk().await;
    let answer = sign_in(&desk, house.brought(&house.claims(), Signed::Fitting)).await;
    assert_eq!(refused(&answer), (503, Some(Code::ProviderUnreachable)));
}
