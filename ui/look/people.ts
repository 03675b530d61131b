import type { AccountLine, AccountView, HumanName, Role } from "../src/ipc/generated/commands";
import { refusal } from "../src/testing/fakeHost";

const made = <Branded extends string>(text: string): Branded => text as Branded;

const line = (
  id: string,
  name: HumanName,
  role: Role,
  more: Partial<AccountLine> = {},
): AccountLine => ({
  id: made(id),
  name,
  display_name: [name.prefix, name.given, name.family].filter(Boolean).join(" "),
  role,
  state: "active",
  second_factor: false,
  linked: false,
  own: false,
  pending: false,
  ...more,
});

const inTwoDays = made<never>(new Date(Date.now() + 48 * 3_600_000).toISOString());

const accounts: AccountLine[] = [
  line("p6", { family: "Al-Masri", given: "Yusuf" }, "billing"),
  line("p2", { family: "Byrne", given: "Aoife", prefix: "Dr" }, "doctor", {
    second_factor: true,
    practitioner: made("pr1"),
  }),
  line("p1", { family: "Kelly", given: "Niamh" }, "reception"),
  line("p3", { family: "Nguyễn", given: "Thị Hạnh", prefix: "Nurse" }, "nurse", { pending: true }),
  line("p7", { family: "O’Connor", given: "Grace" }, "administrator", {
    own: true,
    second_factor: true,
  }),
  line(
    "p8",
    { family: "van der Westhuizen-O’Shaughnessy", given: "Maximiliana Theodora", prefix: "Prof" },
    "doctor",
    { state: "invited", activation_until: inTwoDays, pending: true },
  ),
  line("p9", { family: "حداد", given: "ليلى" }, "nurse", { state: "invitation_expired" }),
  line("p4", { family: "Wiśniewski", given: "Piotr" }, "laboratory"),
  line("p5", { family: "Walsh", given: "Ciara" }, "pharmacy", { state: "disabled" }),
];

/** A square that looks like what an authenticator app reads. */
const cells = Array.from({ length: 25 * 25 }, (_, index) => [index % 25, Math.floor(index / 25)])
  .filter(([x = 0, y = 0]) => (x * 7 + y * 11 + x * y * 3) % 5 < 2)
  .map(([x = 0, y = 0]) => `M${x + 4} ${y + 4}h1v1h-1z`)
  .join("");
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33"><path fill="#fff" d="M0 0h33v33H0z"/><path d="${cells}"/></svg>`;

/** The people who have an account, and one's own. */
export function peopleAnswers() {
  let own: AccountView = {
    recovery_codes_left: 0,
    pin_chosen: false,
    password_length_min: 15,
    linked: false,
  };
  return {
    people_list: () => ({ people: accounts }),
    make_activation: () => ({
      code: "K7Q2-M3ZX-9TRW-4HPD",
      verifier: "$argon2id$made",
      until: inTwoDays,
    }),
    invite_person: () => ({}),
    change_person: () => ({}),
    reset_sign_in: () => ({}),
    unlink_person: () => ({}),
    account: () => own,
    change_password: () => {
      throw refusal("wrong_password");
    },
    choose_pin: () => ({}),
    begin_second_factor: () => ({ secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", drawing }),
    confirm_second_factor: () => {
      own = {
        ...own,
        second_factor_since: made<never>(new Date().toISOString()),
        recovery_codes_left: 10,
        password_length_min: 12,
      };
      return {
        codes: Array.from({ length: 10 }, (_, index) => `K7Q2-M3ZX-9TRW-4HP${index}`),
      };
    },
    end_second_factor: () => ({}),
  };
}
