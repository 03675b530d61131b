import type { PersonId } from "@/ipc/generated/commands";

/** Where each person was in this window: whoever comes back goes on there, and nobody begins where another one was. */
export class Whereabouts {
  #last: PersonId | undefined;
  readonly #kept = new Map<PersonId, string>();

  /** Somebody is here. The place to go to, as the hash of an address; nothing for whoever was here last. */
  arrive(person: PersonId, hash: string): string | undefined {
    const last = this.#last;
    this.#last = person;
    if (last === undefined || last === person) return undefined;
    this.#kept.set(last, hash);
    return this.#kept.get(person) ?? "#/";
  }
}
