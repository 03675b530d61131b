//! Invoices laid out as PDF.

mod bill;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use clinic::records::Role;
use documents::{InvoiceDocument, PrintLanguage, Typesetter};
use serde_json::{Value, json};

use crate::{
    Broken,
    desk::Desk,
    figure::{Figure, say},
    place::Place,
    samples::{Beside, Samples, show},
};

const SHORT: usize = 6;
const LONG: usize = 60;
const WARM_UP: usize = 20;
const SAMPLES: usize = 300;
/// Each rate is counted for so long.
const COUNTED: Duration = Duration::from_secs(4);

pub(crate) async fn measure() -> Result<(), Broken> {
    let began = Instant::now();
    let typesetter = Typesetter::new()?;
    say(&format!("fonts read in {} ms", began.elapsed().as_millis()));
    let short = rate(
        &typesetter,
        PrintLanguage::English,
        "SMITH, Ann (Mrs)",
        SHORT,
    )?;
    Figure::new("invoices of 6 lines, one after another", short, "/s")
        .aim(">= 50")
        .show();
    let others = [
        (
            "invoices of 6 lines, Han name",
            PrintLanguage::English,
            "王小明",
            SHORT,
        ),
        (
            "invoices of 6 lines, Arabic",
            PrintLanguage::Arabic,
            "محمد عبد الله الأحمد",
            SHORT,
        ),
        (
            "invoices of 60 lines",
            PrintLanguage::English,
            "SMITH, Ann (Mrs)",
            LONG,
        ),
    ];
    for (name, language, payer, lines) in others {
        let found = rate(&typesetter, language, payer, lines)?;
        Figure::new(name, found, "/s")
            .beside(short, "6 lines, Latin name")
            .show();
    }
    at_the_workstation(&typesetter).await
}

/// How many a second one thread makes.
fn rate(
    typesetter: &Typesetter,
    language: PrintLanguage,
    payer: &str,
    lines: usize,
) -> Result<f64, Broken> {
    let document = bill::invoice(language, payer, lines)?;
    for _ in 0..WARM_UP {
        black_box(typesetter.invoice(&document)?);
    }
    let (began, mut made) = (Instant::now(), 0_u32);
    let mut bytes = 0;
    while began.elapsed() < COUNTED {
        bytes = black_box(typesetter.invoice(&document)?).len();
        made += 1;
    }
    let took = began.elapsed().as_secs_f64();
    say(&format!(
        "{lines} lines, {}: {made} documents of {bytes} bytes in {took:.1} s, {WARM_UP} more left out as warm-up",
        language.tag()
    ));
    Ok(f64::from(made) / took)
}

/// The demo clinic's own invoices, from the command to the bytes that the preview shows.
async fn at_the_workstation(typesetter: &Typesetter) -> Result<(), Broken> {
    let place = Place::open().await?;
    let desk = place.desk("desk", Role::Billing, None).await?;
    let invoices = issued(&desk).await?;
    let bare: InvoiceDocument = bill::invoice(PrintLanguage::English, "SMITH, Ann (Mrs)", 2)?;
    let mut samples = Samples::after(WARM_UP);
    let mut alone = Samples::after(WARM_UP);
    for invoice in invoices.iter().cycle().take(WARM_UP + SAMPLES) {
        let request =
            json!({ "document": { "kind": "invoice", "invoice": invoice }, "language": "en" });
        samples.add(desk.timed("document", request).await?.1);
        let asked = Instant::now();
        black_box(typesetter.invoice(&bare)?);
        alone.add(asked.elapsed());
    }
    let beside = Beside {
        samples: &alone,
        name: "two lines set, nothing read",
    };
    show(
        "document command",
        &samples,
        Some(&beside),
        &[(50, None), (99, None)],
    )?;
    desk.stop().await;
    place.close().await;
    Ok(())
}

async fn issued(desk: &Desk) -> Result<Vec<Value>, Broken> {
    let request = json!({ "filter": "all", "limit": 200 });
    let list = desk.call("invoice_list", request).await?;
    let invoices: Vec<Value> = list
        .get("invoices")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|invoice| invoice.get("kind").is_some_and(|kind| kind == "invoice"))
        .filter(|invoice| invoice.get("number").is_some())
        .filter_map(|invoice| invoice.get("id").cloned())
        .collect();
    say(&format!(
        "{} issued invoices of the demo clinic",
        invoices.len()
    ));
    if invoices.is_empty() {
        return Err("the demo clinic has no issued invoice".into());
    }
    Ok(invoices)
}
