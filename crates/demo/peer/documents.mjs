// Patients as the peer keeps them: one document each, of about the size that a patient's record has
// in Mainstay, made from a fixed linear congruential generator, so that every run measures the same.

const FAMILIES = ["Byrne", "Murphy", "Nguyen", "Kowalska", "Okafor", "Haddad", "Ivanova", "Silva"];
const GIVEN = ["Ann", "Sean", "Minh", "Zofia", "Chidi", "Rania", "Olga", "Ines"];
const NOTE = "Seen with a cough of two weeks, no fever, chest clear, advised to come back if worse. ";

/** Numbers below 2^32, the same for the same seed. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** The `count` patients from number `first` on. */
export function patients(first, count) {
  const made = [];
  for (let number = first; number < first + count; number += 1) {
    const next = numbers(number + 1);
    const pick = (list) => list[next() % list.length];
    const family = pick(FAMILIES);
    made.push({
      _id: `patient:${String(number).padStart(8, "0")}-${next().toString(16).padStart(8, "0")}`,
      family,
      given: pick(GIVEN),
      born: `19${30 + (next() % 70)}-0${1 + (next() % 9)}-1${next() % 10}`,
      sex: next() % 2 ? "female" : "male",
      address: { lines: [`${1 + (next() % 200)} Harbour Street`, "Dublin"], country: "IE" },
      phone: `+3531${next() % 10_000_000}`,
      allergies: next() % 4 ? [] : [{ substance: "Penicillin", severity: "severe" }],
      emergency: { name: `${pick(GIVEN)} ${family}`, phone: `+3538${next() % 10_000_000}` },
      note: NOTE.repeat(5).slice(0, 420),
    });
  }
  return made;
}
