import type { Code } from "@/ipc/generated/commands";

/** What a failure says: what happened, and what can be done now. */
interface Sentence {
  readonly what: string;
  readonly next: string;
}

/** One sentence for each code that the core can answer with. */
export const codes = {
  bad_request: {
    what: "The program asked for something that the core does not understand.",
    next: "Nothing was changed. Start the program again; if it comes back, report it.",
  },
  unknown_command: {
    what: "The server runs another version and does not know this action.",
    next: "What you did is kept here. An administrator can bring both to the same version.",
  },
  not_signed_in: {
    what: "Nobody is signed in.",
    next: "What you typed is kept as a draft. Sign in and go on.",
  },
  not_permitted: {
    what: "Your role does not allow this.",
    next: "Nothing was changed. Ask an administrator if you need it for your work.",
  },
  not_found: {
    what: "That record is not here any more.",
    next: "Go back and search again: it may have been merged or moved.",
  },
  invalid_fields: {
    what: "Some fields are missing or wrong.",
    next: "Nothing was saved yet. The fields that need you are marked.",
  },
  changed_meanwhile: {
    what: "Somebody else changed this record meanwhile.",
    next: "What you typed is kept. Look at the new state, then save again.",
  },
  internal: {
    what: "Something went wrong inside the program.",
    next: "Nothing was changed. Try again; if it comes back, report it.",
  },
  allergies_recorded: {
    what: "An active allergy is recorded, so “no known allergies” cannot be.",
    next: "Mark the allergy as entered in error first, if it never was true.",
  },
  already_in_error: {
    what: "This was already marked as entered in error.",
    next: "Nothing more is to be done; it stays in the history.",
  },
  record_restricted: {
    what: "This record is restricted.",
    next: "Only people who were named for it may open it. You may open it in an emergency, from the patient’s page.",
  },
  only_on_screen: {
    what: "A record that was opened in an emergency stays on the screen.",
    next: "Nothing was printed or saved. Somebody who is entitled can do it.",
  },
  widens_own: {
    what: "Nobody makes themself one of those who may open a restricted record.",
    next: "Nothing was changed. Somebody who is entitled can add you.",
  },
  own_access: {
    what: "Nobody reviews their own emergency access.",
    next: "Nothing was changed. Another administrator can do it.",
  },
  slot_leased: {
    what: "These times are reserved for another workstation.",
    next: "Nothing was booked or reserved. Choose one of the free times nearby.",
  },
  slot_taken: {
    what: "That time is taken.",
    next: "Nothing was booked. Choose one of the free times nearby.",
  },
  outside_hours: {
    what: "That time lies outside the working hours.",
    next: "Nothing was booked. Choose a time inside them, or book outside on purpose.",
  },
  time_does_not_exist: {
    what: "The clocks skip that time on this day.",
    next: "Nothing was booked. Choose a time before or after the change.",
  },
  in_the_past: {
    what: "That day is over.",
    next: "Nothing was changed. Choose today or a later day.",
  },
  status_not_allowed: {
    what: "The visit has moved on, so that step is not possible.",
    next: "Nothing was changed. Look at its status and choose again.",
  },
  not_a_draft: {
    what: "Only a draft can be changed.",
    next: "The invoice is issued. Take it back with a credit note, then write a new one.",
  },
  not_issued: {
    what: "Only an issued invoice can be paid or credited.",
    next: "Issue the invoice first.",
  },
  already_credited: {
    what: "The invoice was taken back by a credit note.",
    next: "Nothing was taken. Open the credit note to see what is still to be given back.",
  },
  no_lines: {
    what: "An invoice needs a line before it is issued.",
    next: "The draft is kept. Add what was done.",
  },
  more_than_due: {
    what: "That is more than what is owed.",
    next: "Nothing was taken. Enter the amount due or less.",
  },
  amount_out_of_range: {
    what: "That amount is not possible.",
    next: "Nothing was taken. Enter an amount above zero.",
  },
  already_invoiced: {
    what: "This visit already has an invoice.",
    next: "Nothing was made. Open the one that is there.",
  },
  monitor_in_use: {
    what: "The monitor already watches a patient.",
    next: "Nothing was changed. Release it from that patient first.",
  },
  value_not_live: {
    what: "The value is not live, so it was not charted.",
    next: "Wait for a fresh value, or type what you measured.",
  },
  already_settled: {
    what: "Somebody settled this already.",
    next: "Nothing more is to be done.",
  },
  server_too_old: {
    what: "The server is older than this workstation.",
    next: "Nothing was lost. Have the server updated.",
  },
  workstation_too_old: {
    what: "This workstation is too old for the server.",
    next: "Nothing was lost. Have this workstation updated.",
  },
  too_large: {
    what: "That is too much for one change.",
    next: "What is on the screen is still here. Divide it, or shorten the longest text.",
  },
  sequence_gap: {
    what: "The server lacks earlier changes of this workstation.",
    next: "Nothing was lost. They are handed in again.",
  },
  workstation_copied: {
    what: "Another computer goes on as this workstation.",
    next: "Nothing was lost. Join this workstation again with a new enrolment code.",
  },
  device_revoked: {
    what: "This workstation may not share any more.",
    next: "What waits stays here. Ask an administrator.",
  },
  server_restored: {
    what: "The server was restored from a backup.",
    next: "Nothing was lost. What it lacks is handed in again.",
  },
  cursor_expired: {
    what: "This workstation was away for too long.",
    next: "Nothing was lost. The records are fetched again.",
  },
  server_busy: {
    what: "The server has too much to do just now.",
    next: "Nothing was lost. It is asked again by itself in a moment.",
  },
  server_not_proven: {
    what: "What answers there did not prove to be the clinic’s server.",
    next: "Nothing was sent to it, and nothing was lost. Compare the address and what stands behind the @ of the enrolment code with the administrator’s sheet.",
  },
  facility_needed: {
    what: "Several facilities share this server.",
    next: "Nothing was kept. Choose the one that this workstation stands in.",
  },
  only_facility: {
    what: "No other facility gives this patient care.",
    next: "Nothing was changed. The record stays here until another facility has registered the patient.",
  },
  still_expected: {
    what: "The patient still has appointments at this facility.",
    next: "Nothing was changed. Cancel them or wait until they are over.",
  },
  own_account: {
    what: "Nobody changes the rights of their own account.",
    next: "Nothing was changed. Another administrator can do it.",
  },
  last_administrator: {
    what: "Nobody else could let people in then: this is the last administrator.",
    next: "Nothing was changed. Make somebody else an administrator first.",
  },
  no_such_role: {
    what: "That role cannot be given.",
    next: "Nothing was changed. It was retired, or changed at another workstation: choose another one.",
  },
  own_role: {
    what: "Nobody changes what their own role may do.",
    next: "Nothing was changed. Somebody else who looks after accounts can do it.",
  },
  role_held: {
    what: "People have this role.",
    next: "Nothing was changed. Give them another one first.",
  },
  works_elsewhere: {
    what: "This person does not work at this facility.",
    next: "Nobody was signed in. Whoever looks after accounts says where people work.",
  },
  password_not_taken: {
    what: "That password cannot be taken.",
    next: "Nothing was changed. Choose a longer one that is no name and no common word.",
  },
  password_to_be_chosen: {
    what: "That code admits once.",
    next: "Choose a password now: you sign in with it from then on.",
  },
  activation_expired: {
    what: "That code admitted for a time, and the time is over.",
    next: "Nothing was changed. Ask an administrator for a new one.",
  },
  second_factor_needed: {
    what: "The password is right; the second factor is still to come.",
    next: "Enter the code of the authenticator app, or one from paper.",
  },
  wrong_code: {
    what: "That is not the code.",
    next: "Enter the next one that the app shows, or one from paper that was never used.",
  },
  wrong_pin: {
    what: "That is not the PIN.",
    next: "Type it again, or use the password. Drafts are kept.",
  },
  pin_not_enough: {
    what: "The PIN is not enough now: it holds for one shift and a few tries.",
    next: "Sign in with the password. Drafts are kept.",
  },
  keyring_silent: {
    what: "The keyring of this computer does not keep what it is given.",
    next: "The key stays as it was. Unlock the keyring of this account, then try again.",
  },
  recovery_key_needed: {
    what: "There is no recovery key yet.",
    next: "Nothing was changed. Make a recovery key first: what a keyring loses cannot be typed.",
  },
  clock_set_back: {
    what: "The clock of this computer was set back, so nobody can sign in.",
    next: "Records and drafts are kept. Have the clock set right, or connect to the server.",
  },
  lease_expired: {
    what: "This workstation has not heard from the server for too long, so nobody can sign in.",
    next: "Records and drafts are kept. Connect it to the server, then try again.",
  },
  provider_unreachable: {
    what: "The provider cannot be reached.",
    next: "Use your password meanwhile. If it lasts, tell an administrator.",
  },
  identity_not_proven: {
    what: "What the provider answered could not be verified, so nobody was signed in.",
    next: "Begin again. If it comes back, use your password and tell an administrator.",
  },
  identity_not_linked: {
    what: "Nobody here has linked that account.",
    next: "Sign in with your password, then link it under Settings, Your account.",
  },
  identity_taken: {
    what: "That account signs in somebody else here.",
    next: "Nothing was linked. Use an account of your own, or ask an administrator to take the other link away.",
  },
  account_disabled: {
    what: "Your account here is disabled.",
    next: "Ask an administrator to enable it. What you wrote is kept.",
  },
  account_pending: {
    what: "You have not chosen a password here yet.",
    next: "Choose your name and type the code that an administrator gave you. After that the provider signs you in.",
  },
  sign_in_not_finished: {
    what: "The sign-in in the browser was not finished.",
    next: "Begin again, or use your password.",
  },
  browser_silent: {
    what: "No browser could be opened on this computer.",
    next: "Use your password. An administrator can set which browser the computer opens.",
  },
  wrong_password: {
    what: "That is not the password.",
    next: "Check Caps Lock and the keyboard language, then type it again.",
  },
  person_not_proven: {
    what: "For this the server must have seen your password.",
    next: "Lock the window and sign in with your password while the server can be reached.",
  },
  too_many_attempts: {
    what: "Too many wrong passwords.",
    next: "Wait a little, then try again. Drafts are kept.",
  },
  cache_unavailable: {
    what: "The patient data on this computer is not open.",
    next: "Nothing was lost. Unlock it, then try again.",
  },
  disk_full: {
    what: "The disk is full.",
    next: "What is on the screen is still here. Free some space, then try again.",
  },
  disk_read_only: {
    what: "The disk cannot be written to.",
    next: "What is on the screen is still here. Have the folder made writable, then try again.",
  },
  printing_failed: {
    what: "The printer did not take it.",
    next: "The document is kept. Check the printer and print again, or save it as a file.",
  },
  saving_failed: {
    what: "The file could not be written.",
    next: "The document is kept. Choose another folder.",
  },
  server_unreachable: {
    what: "The server cannot be reached, and this needs it.",
    next: "Everything else goes on working here and is shared when the connection is back.",
  },
  update_not_trusted: {
    what: "The newer version that the server hands out was not signed by the maker of this program for this computer.",
    next: "Nothing was installed. Tell whoever looks after the server; they get the package from the maker again.",
  },
  update_not_newer: {
    what: "What the server hands out is no newer than what runs here.",
    next: "Nothing was installed, and this program goes on as it is.",
  },
  update_damaged: {
    what: "The package that came is not the one that the maker signed.",
    next: "Nothing was installed. Try again; if it stays so, have the package placed on the server anew.",
  },
  update_not_written: {
    what: "The newer version could not be written.",
    next: "This program goes on as it is. Look whether the disk has room and this account may change the program’s folder.",
  },
} as const satisfies Record<Code, Sentence>;
