/** The key of this computer’s patient data. */
export const key = {
  title: "This computer’s key",
  about: "The patient data here is encrypted. This is what opens it when the program starts.",
  opening: {
    title: "Opening at a start",
    by_itself: {
      state: "By itself",
      hint: "The keyring of this account opens the patient data, and nobody is asked.",
    },
    by_passphrase: {
      state: "By passphrase or password",
      hint: "No keyring keeps the key. The passphrase opens the patient data, and so do the passwords of those who signed in here.",
    },
    by_somebody: {
      state: "By a person",
      hint: "Nothing opens, and nothing is shared, until somebody who has signed in here gives their password.",
    },
    people_zero: "So far no password does.",
    people_one: "So far {{count}} password does.",
    people_other: "So far {{count}} passwords do.",
    ask: "Ask for a person",
    askWhy:
      "For a computer that could be carried away. After a start nothing opens until somebody who has signed in here gives their password; monitors and sharing wait for it too.",
    askSubmit: "Ask from now on",
    askDone: "A start waits for a person now",
    askNobody: "Ask nobody",
    askNobodyWhy:
      "For a computer that must go on by itself, such as one that shows monitors. Whoever can use this account of the computer can then open the patient data.",
    askNobodySubmit: "Let the keyring open it",
    askNobodyDone: "A start opens by itself now",
    recoveryFirst: "Make a recovery key first.",
  },
  recovery: {
    title: "Recovery key",
    made: "Made",
    none: "None",
    hint: "Opens the patient data when the keyring was emptied, or when everybody has forgotten.",
    make: "Make a recovery key",
    makeAnew: "Make another",
    why: "It is shown once, for paper. Whoever has it and this computer can read everything on it.",
    whyAnew: "The one until now opens nothing any more. The new one is shown once, for paper.",
    submit: "Make and show it",
    shown: "Write down the recovery key",
    shownWhy:
      "It is not shown again. Lock it away where keys are kept, and not beside this computer.",
    written: "I have written it down",
    done: "Recovery key made",
  },
  passphrase: {
    act: "Change the passphrase",
    why: "The one until now opens nothing any more. Whoever starts this computer needs the new one, or a password of their own.",
    next: "New passphrase",
    done: "Passphrase changed",
  },
  newKey: {
    title: "Another key",
    state: "256 bits",
    hint: "Encrypts everything anew, when a copy of this computer’s data or key may be in wrong hands.",
    act: "Encrypt under another key",
    why: "Everything is encrypted anew, which takes seconds. What waits to be shared goes on waiting. The recovery key and other people’s passwords open nothing any more until they are made and used again.",
    submit: "Encrypt anew",
    done: "Encrypted under another key",
    doneNext: "Make a new recovery key.",
  },
} as const;
