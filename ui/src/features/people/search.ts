/** Who has an account, or what each role may do. */
export const peopleViews = ["accounts", "roles"] as const;
export type PeopleView = (typeof peopleViews)[number];

/** What is looked at: the URL holds it. */
export interface PeopleSearch {
  show?: PeopleView;
}
