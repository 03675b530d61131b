use proptest::prelude::*;
use wire::vitals::{AlarmPriority, Rhythm, WaveChannel};

use super::*;

fn on(topic: &str) -> Address {
    address(topic).unwrap()
}

fn decoded(topic: &str, payload: &str) -> Result<Message, MessageClass> {
    decode(&on(topic), payload.as_bytes())
}

fn numerics(payload: &str) -> (Numerics, Faults) {
    let message = decoded("devices/mon-1/vitals", payload).unwrap();
    match message.content {
        Content::Numerics(numerics) => (numerics, message.faults),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_plain_message_of_the_contract_is_enough() {
    let payload = r#"{"hr":85,"rhythm":"normal","timestamp":1790000000000}"#;
    let message = decoded("devices/mon-1/vitals", payload).unwrap();
    assert_eq!(message.envelope.timestamp, Some(1_790_000_000_000));
    assert_eq!(message.faults.class(), None);
    let (numerics, _) = numerics(payload);
    assert_eq!(numerics.heart_rate, Some(85.0));
    assert_eq!(numerics.rhythm, Some(Rhythm::Normal));
}

#[test]
fn reads_everything_that_version_1_can_say() {
    let (numerics, faults) = numerics(
        r#"{"v":1,"device_id":"mon-1","seq":9,"boot":3,"timestamp":1790000000000,"hr":85.5,
        "rhythm":"atrial_fibrillation","spo2":97,"rr":16,"temp":36.8,"sim":true,
        "nibp":{"sys":120,"dia":80,"map":93,"timestamp":1789999000000},
        "flags":["lead_off","sensor_off","something_new"],"field_of_the_future":{"a":[1]}}"#,
    );
    assert_eq!(faults, Faults::default());
    assert_eq!(numerics.temperature, Some(36.8));
    let cuff = numerics.cuff.unwrap();
    assert_eq!(cuff.pressure.mean, Some(93.0));
    assert_eq!(cuff.timestamp, Some(1_789_999_000_000));
    assert_eq!(numerics.rhythm, Some(Rhythm::AtrialFibrillation));
    assert!(numerics.lead_off && numerics.sensor_off);
}

#[test]
fn one_bad_field_costs_that_field_alone() {
    use MessageClass::{OutOfRange, UnknownUnit, WrongType};
    for (field, class) in [
        (r#""hr":"fast""#, WrongType),
        (r#""hr":true"#, WrongType),
        (r#""hr":[80]"#, WrongType),
        (r#""hr":{"value":"80","unit":"/min"}"#, WrongType),
        (r#""hr":-5"#, OutOfRange),
        (r#""hr":351"#, OutOfRange),
        (r#""hr":1e300"#, OutOfRange),
        (r#""hr":{"value":80,"unit":"furlong"}"#, UnknownUnit),
    ] {
        let (numerics, faults) = numerics(&format!(r#"{{{field},"spo2":97,"rr":14}}"#));
        assert_eq!(numerics.heart_rate, None, "{field}");
        assert_eq!(numerics.oxygen_saturation, Some(97.0), "{field}");
        assert_eq!(faults.class(), Some(class), "{field}");
    }
}

#[test]
fn the_values_that_mean_no_reading_are_neither_values_nor_faults() {
    for field in ["0", "0.0", "-100", "null"] {
        let (numerics, faults) = numerics(&format!(
            r#"{{"hr":{field},"spo2":{field},"temp":{field}}}"#
        ));
        assert_eq!(numerics, Numerics::default(), "{field}");
        assert_eq!(faults, Faults::default(), "{field}");
    }
}

#[test]
fn known_units_are_converted() {
    let (numerics, _) = numerics(
        r#"{"spo2":{"value":0.97,"unit":"1"},"temp":{"value":98.6,"unit":"[degF]"},
        "nibp":{"sys":{"value":16,"unit":"kPa"},"dia":80}}"#,
    );
    assert!((numerics.oxygen_saturation.unwrap() - 97.0).abs() < 1e-9);
    assert!((numerics.temperature.unwrap() - 37.0).abs() < 1e-9);
    assert!((numerics.cuff.unwrap().pressure.systolic - 120.01).abs() < 0.01);
}

#[test]
fn a_cuff_pressure_needs_both_values_the_right_way_round() {
    for nibp in [
        r#"{"sys":120}"#,
        r#"{"dia":80}"#,
        r#"{"sys":0,"dia":80}"#,
        r#"{"sys":80,"dia":120}"#,
        r"[]",
    ] {
        let (numerics, _) = numerics(&format!(r#"{{"nibp":{nibp}}}"#));
        assert_eq!(numerics.cuff, None, "{nibp}");
    }
}

#[test]
fn reads_a_waveform_and_keeps_its_holes() {
    let payload = r#"{"v":1,"seq":4,"boot":1,"timestamp":1790000000000,"channel":"pleth",
        "rate_mhz":124945,"gain":4096.0,"baseline":0,"unit":"NU","samples":[1,null,-3],"sim":true}"#;
    let message = decoded("devices/mon-1/waveform", payload).unwrap();
    assert_eq!(message.faults, Faults::default());
    let Content::Wave(wave) = message.content else {
        panic!("not a wave")
    };
    assert_eq!(wave.channel, WaveChannel::Pleth);
    assert_eq!(wave.rate_mhz, 124_945);
    assert_eq!(wave.samples, [1, MISSING, -3]);
}

#[test]
fn a_waveform_without_what_gives_it_meaning_is_dropped() {
    let whole = r#"{"channel":"pleth","rate_mhz":125000,"gain":1,"baseline":0,"samples":[1]}"#;
    assert!(decoded("devices/mon-1/waveform", whole).is_ok());
    for (from, to, class) in [
        (r#""pleth""#, r#""brain""#, MessageClass::MalformedJson),
        ("125000", "0", MessageClass::OutOfRange),
        (r#""gain":1"#, r#""gain":0"#, MessageClass::OutOfRange),
        ("[1]", "[]", MessageClass::MalformedJson),
        ("[1]", r#""AAEC""#, MessageClass::WrongType),
    ] {
        let broken = whole.replace(from, to);
        assert_eq!(
            decoded("devices/mon-1/waveform", &broken),
            Err(class),
            "{broken}"
        );
    }
}

#[test]
fn samples_that_do_not_fit_become_holes_and_are_counted() {
    let payload =
        r#"{"channel":"ecg_ii","rate_mhz":250000,"gain":1,"samples":[1,40000,"x",-32768]}"#;
    let message = decoded("devices/mon-1/waveform", payload).unwrap();
    assert_eq!(message.faults.class(), Some(MessageClass::WrongType));
    let Content::Wave(wave) = message.content else {
        panic!("not a wave")
    };
    assert_eq!(wave.samples, [1, MISSING, MISSING, MISSING]);
}

#[test]
fn reads_comings_goings_and_the_monitor_s_own_alarms() {
    let status = |payload| match decoded("devices/mon-1/status", payload).unwrap().content {
        Content::Status(status) => status,
        other => panic!("{other:?}"),
    };
    assert!(status(r#"{"online":true,"boot":2}"#).online);
    assert!(!status(r#"{"online":false,"reason":"will"}"#).signed_off);
    assert!(status(r#"{"online":false,"reason":"off"}"#).signed_off);

    let payload =
        r#"{"code":"pump_empty","active":true,"priority":"high","timestamp":1790000000000}"#;
    let message = decoded("devices/mon-1/alerts", payload).unwrap();
    let Content::Alert(alert) = message.content else {
        panic!("not an alert")
    };
    assert_eq!(alert.priority, AlarmPriority::High);
    for payload in [
        r#"{"code":"Bett <b>4</b>","active":true}"#,
        r#"{"code":"x"}"#,
    ] {
        assert!(
            decoded("devices/mon-1/alerts", payload).is_err(),
            "{payload}"
        );
    }
}

#[test]
fn says_why_a_message_is_dropped() {
    use MessageClass::{MalformedJson, NotUtf8, Oversize, UnknownTopic, WrongMonitor};
    let wide = format!(r#"{{"hr":80,"pad":"{}"}}"#, "x".repeat(SMALL_LIMIT));
    let deep = "[".repeat(3_000);
    for (topic, payload, class) in [
        (
            "devices/m/telemetry",
            br#"{"hr":80}"#.as_slice(),
            UnknownTopic,
        ),
        ("devices/m/wave/ecg", b"{}", UnknownTopic),
        ("devices/m/vitals", wide.as_bytes(), Oversize),
        ("devices/m/vitals", b"\xff\xfe{}", NotUtf8),
        ("devices/m/vitals", b"{\"hr\":80", MalformedJson),
        ("devices/m/vitals", b"[1]", MalformedJson),
        ("devices/m/vitals", b"", MalformedJson),
        ("devices/m/vitals", b"{\"hr\":NaN}", MalformedJson),
        ("devices/m/vitals", deep.as_bytes(), MalformedJson),
        ("devices/m/vitals", br#"{"v":2,"hr":80}"#, MalformedJson),
        (
            "devices/m/vitals",
            br#"{"device_id":"n","hr":80}"#,
            WrongMonitor,
        ),
    ] {
        assert_eq!(decode(&on(topic), payload), Err(class), "{topic}");
    }
}

#[test]
fn topics_that_are_no_monitor_s_have_no_address() {
    for topic in [
        "",
        "devices",
        "devices/m",
        "sensors/m/vitals",
        "devices/a b/vitals",
        "devices//vitals",
    ] {
        assert_eq!(address(topic), None, "{topic}");
    }
}

/// Something like JSON, so that the fuzzing gets past the parser.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|flag| flag.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:e}")),
        "[a-z_]{0,12}".prop_map(|text| format!("\"{text}\"")),
    ];
    let value = leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6)
                .prop_map(|list| format!("[{}]", list.join(","))),
            (inner.clone(), inner).prop_map(|(value, unit)| format!(
                r#"{{"value":{value},"unit":{unit},"sys":{value},"dia":{unit}}}"#
            )),
        ]
    });
    let name = prop::sample::select(vec![
        "v",
        "seq",
        "boot",
        "timestamp",
        "hr",
        "rhythm",
        "spo2",
        "rr",
        "temp",
        "nibp",
        "flags",
        "sim",
        "channel",
        "rate_mhz",
        "gain",
        "baseline",
        "unit",
        "samples",
        "online",
        "reason",
        "code",
        "active",
        "priority",
    ]);
    prop::collection::vec((name, value), 0..16).prop_map(|fields| {
        let fields: Vec<String> = fields
            .into_iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", fields.join(","))
    })
}

fn topics() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "devices/m/vitals",
        "devices/m/waveform",
        "devices/m/status",
        "devices/m/alerts",
    ])
}

/// What every reading must keep, whatever came in.
fn is_plausible(message: &Message) -> bool {
    match &message.content {
        Content::Numerics(numerics) => {
            let within = |value: Option<f64>, low: f64, high: f64| {
                value.is_none_or(|value| value >= low && value <= high)
            };
            within(numerics.heart_rate, 0.0, 350.0)
                && within(numerics.oxygen_saturation, 0.0, 100.0)
                && within(numerics.respiration_rate, 0.0, 150.0)
                && within(numerics.temperature, 10.0, 45.0)
        }
        Content::Wave(wave) => {
            !wave.samples.is_empty() && wave.rate_mhz >= 1_000 && wave.gain > 0.0
        }
        Content::Status(_) | Content::Alert(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_make_it_panic(topic in topics(), payload in prop::collection::vec(any::<u8>(), 0..600)) {
        decode(&on(topic), &payload).ok();
    }

    #[test]
    fn no_topic_makes_it_panic(topic in ".{0,80}") {
        address(&topic);
    }

    #[test]
    fn whatever_is_written_only_plausible_values_come_out(topic in topics(), payload in json()) {
        if let Ok(message) = decoded(topic, &payload) {
            prop_assert!(is_plausible(&message), "{message:?}");
        }
    }

    #[test]
    fn a_damaged_message_is_still_read_without_panic(
        at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let mut payload = br#"{"v":1,"device_id":"m","seq":1,"hr":74.5,"rhythm":"normal","spo2":94,"nibp":{"sys":120,"dia":70},"timestamp":1790000000000}"#.to_vec();
        let at = at.index(payload.len());
        payload[at] = byte;
        if let Ok(message) = decode(&on("devices/m/vitals"), &payload) {
            prop_assert!(is_plausible(&message));
        }
    }
}
