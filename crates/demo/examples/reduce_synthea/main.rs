//! Makes `assets/demo/patients.json.gz` out of a folder of Synthea bundles (FHIR R4, one gzipped JSON
//! file a patient): `cargo run -p demo --example reduce_synthea -- <folder>`.
//!
//! The same folder and the same `assets/demo/people.json` give the same bytes. What is kept, what is
//! changed and what is invented is described in `assets/demo/README.md`.

mod bundle;
mod given;
mod invent;

use std::{
    collections::BTreeSet,
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use demo::history::{Histories, PastPatient};
use flate2::{Compression, GzBuilder};

use crate::{bundle::Bundle, given::Given};

/// Anything that ends this program.
pub(crate) type Broken = Box<dyn std::error::Error>;

/// How many patients the demo clinic has.
const PATIENTS: usize = 120;
/// How many of them have died.
const DECEASED: usize = 4;
/// Everybody below this age is taken: the sample has few children, and one doctor sees children only.
const CHILD_BELOW: i16 = 16;

fn main() -> Result<(), Broken> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("usage: reduce_synthea <folder>")?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/demo");
    let people: Vec<Given> = serde_json::from_reader(File::open(assets.join("people.json"))?)?;
    let bundles = read(Path::new(&folder))?;
    let as_of = bundles
        .iter()
        .filter_map(Bundle::last_day)
        .max()
        .ok_or("no visits in that folder")?;
    let chosen = choose(bundles, &people, as_of.year());
    let unknown: Vec<&str> = people
        .iter()
        .map(|given| given.source.as_str())
        .filter(|source| !chosen.iter().any(|bundle| bundle.source == *source))
        .collect();
    if chosen.len() != PATIENTS || !unknown.is_empty() {
        return Err(format!("{} patients; not found: {unknown:?}", chosen.len()).into());
    }
    let patients = chosen
        .into_iter()
        .map(|bundle| {
            let given = people.iter().find(|given| given.source == bundle.source);
            finish(bundle, given, as_of.year())
        })
        .collect();
    write(
        &assets.join("patients.json.gz"),
        &Histories { as_of, patients },
    )
}

fn read(folder: &Path) -> Result<Vec<Bundle>, Broken> {
    let mut files = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    files.sort();
    let mut bundles = Vec::new();
    for file in files {
        bundles.extend(Bundle::read(&file)?);
    }
    bundles.sort_by(|one, other| one.source.cmp(&other.source));
    Ok(bundles)
}

/// Everybody named in people.json, every child, the latest deaths, and of the others those who were seen
/// most often.
fn choose(mut bundles: Vec<Bundle>, people: &[Given], year: i16) -> Vec<Bundle> {
    let mut deaths: Vec<_> = bundles
        .iter()
        .filter_map(|bundle| Some((bundle.died_on?, bundle.source.clone())))
        .collect();
    deaths.sort();
    let mut chosen: BTreeSet<String> = deaths
        .into_iter()
        .rev()
        .take(DECEASED)
        .map(|(_, source)| source)
        .collect();
    bundles.retain(|bundle| bundle.died_on.is_none() || chosen.contains(&bundle.source));
    let wanted = |bundle: &&Bundle| {
        year - bundle.born.year() < CHILD_BELOW
            || people.iter().any(|given| given.source == bundle.source)
    };
    chosen.extend(
        bundles
            .iter()
            .filter(wanted)
            .map(|bundle| bundle.source.clone()),
    );
    let mut others: Vec<&Bundle> = bundles
        .iter()
        .filter(|bundle| !chosen.contains(&bundle.source))
        .collect();
    others.sort_by_key(|bundle| std::cmp::Reverse(bundle.visits.len()));
    let missing = PATIENTS.saturating_sub(chosen.len());
    let others: Vec<String> = others
        .into_iter()
        .take(missing)
        .map(|bundle| bundle.source.clone())
        .collect();
    chosen.extend(others);
    bundles.retain(|bundle| chosen.contains(&bundle.source));
    bundles
}

fn finish(bundle: Bundle, given: Option<&Given>, year: i16) -> PastPatient {
    let mut patient = bundle.reduce();
    if let Some(given) = given {
        given.apply_before(&mut patient);
    }
    invent::complete(&mut patient, year);
    if let Some(given) = given {
        given.apply_after(&mut patient);
    }
    patient
}

fn write(path: &Path, histories: &Histories) -> Result<(), Broken> {
    let mut packed = GzBuilder::new().write(File::create(path)?, Compression::best());
    packed.write_all(&serde_json::to_vec(histories)?)?;
    packed.finish()?;
    Ok(())
}
