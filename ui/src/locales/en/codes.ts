import type { Code } from "@/ipc/generated/commands";

/** What a failure says: what happened, and what can be done now. */
interface Sentence {
  readonly what: string;
  readonly next: string;
}

/** One sentence for each code that the core can answer with. */
export const codes = {
  not_permitted: {
    what: "Your role does not allow this.",
    next: "Nothing was changed. Ask an administrator if you need it for your work.",
  },
  not_signed_in: {
    what: "Nobody is signed in.",
    next: "What you typed is kept as a draft. Sign in and go on.",
  },
  wrong_password: {
    what: "That is not the password.",
    next: "Check Caps Lock and the keyboard language, then type it again.",
  },
  wrong_passphrase: {
    what: "That passphrase does not open this workstation.",
    next: "Nothing was changed. Type it again, or ask an administrator for the recovery sheet.",
  },
  not_found: {
    what: "That record is not here any more.",
    next: "Go back and search again: it may have been merged or moved.",
  },
  changed_meanwhile: {
    what: "Somebody else changed this record meanwhile.",
    next: "What you typed is kept. Look at the new state, then save again.",
  },
  offline: {
    what: "The server cannot be reached.",
    next: "You can go on working. Everything is kept here and shared when the connection is back.",
  },
  bad_request: {
    what: "The program asked for something that the core does not understand.",
    next: "Nothing was changed. Start the program again; if it comes back, report it.",
  },
  internal: {
    what: "Something went wrong inside the program.",
    next: "Nothing was changed. Try again; if it comes back, report it.",
  },
} as const satisfies Record<Code, Sentence>;
