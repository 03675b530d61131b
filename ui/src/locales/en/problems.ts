/** What is wrong with a field, as the core names it. */
export const problems = {
  required: "Fill this in.",
  too_long: "This is too long.",
  in_future: "This lies in the future.",
  invalid: "This cannot be right.",
  taken: "Another one has this name already.",
} as const;
