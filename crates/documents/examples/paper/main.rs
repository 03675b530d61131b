//! Writes sample documents into a folder, or says how many invoices a second are made:
//! `cargo run -p documents --example paper -- samples FOLDER`, `cargo run --release -p documents --example paper -- rate`.

mod samples;

use std::{error::Error, fs, io::Write as _, path::Path, time::Instant};

use documents::{Edition, PrintLanguage, ReceiptKind, Typesetter};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["samples", folder] => write_samples(Path::new(folder)),
        ["rate"] => print_rate(),
        _ => Err("say `samples FOLDER` or `rate`".into()),
    }
}

fn write_samples(folder: &Path) -> Result<(), Box<dyn Error>> {
    let typesetter = Typesetter::new()?;
    fs::create_dir_all(folder)?;
    let names = [
        (PrintLanguage::English, "NGUYỄN, Thị Hồng Đào (Mrs)"),
        (PrintLanguage::Arabic, "محمد عبد الله الأحمد"),
    ];
    for (language, name) in names {
        let write = |file: &str, bytes: Vec<u8>| {
            fs::write(folder.join(format!("{file}-{}.pdf", language.tag())), bytes)
        };
        let mut invoice = samples::invoice(language, name, 6);
        write("invoice", typesetter.invoice(&invoice)?)?;
        invoice.paper.edition = Edition::Copy;
        invoice.paper.demo = true;
        write("invoice-copy-demo", typesetter.invoice(&invoice)?)?;
        invoice.paper.edition = Edition::Draft;
        invoice.number = None;
        write("invoice-draft", typesetter.invoice(&invoice)?)?;
        write(
            "invoice-long",
            typesetter.invoice(&samples::invoice(language, name, 60))?,
        )?;
        write(
            "credit-note",
            typesetter.credit_note(&samples::credit_note(language, name))?,
        )?;
        let mut receipt = samples::receipt(language, name);
        write("receipt", typesetter.receipt(&receipt)?)?;
        receipt.kind = ReceiptKind::Refund;
        write("refund", typesetter.receipt(&receipt)?)?;
        let report = samples::access_report(language, name, 60);
        write("access-report", typesetter.access_report(&report)?)?;
        let series = samples::number_series(language);
        write("number-series", typesetter.number_series(&series)?)?;
    }
    let scripts = [
        "ИВАНОВА, Екатерина",
        "ΠΑΠΑΔΟΠΟΎΛΟΥ, Ελένη",
        "王小明",
        "فاطمة الزهراء",
        "SMITH, Ann (Mrs)",
    ];
    for (place, name) in scripts.into_iter().enumerate() {
        let mut invoice = samples::invoice(PrintLanguage::English, name, 3);
        for (line, other) in invoice.lines.iter_mut().zip(scripts) {
            line.description.0 = format!("{} – {other}", line.description.0);
        }
        fs::write(
            folder.join(format!("script-{place}.pdf")),
            typesetter.invoice(&invoice)?,
        )?;
    }
    Ok(())
}

fn print_rate() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let typesetter = Typesetter::new()?;
    let mut out = std::io::stdout();
    writeln!(out, "fonts read in {} ms", started.elapsed().as_millis())?;
    for (what, name, lines) in [
        ("6 lines", "SMITH, Ann (Mrs)", 6),
        ("6 lines, Han name", "王小明", 6),
        ("60 lines", "SMITH, Ann (Mrs)", 60),
    ] {
        let invoice = samples::invoice(PrintLanguage::English, name, lines);
        let bytes = typesetter.invoice(&invoice)?.len();
        let (started, mut made) = (Instant::now(), 0_u32);
        while started.elapsed().as_millis() < 2_000 {
            typesetter.invoice(&invoice)?;
            made += 1;
        }
        let rate = f64::from(made) / started.elapsed().as_secs_f64();
        writeln!(
            out,
            "{what}: {rate:.0} invoices a second, {bytes} bytes each"
        )?;
    }
    Ok(())
}
