// Runs in the page. Returns the visible elements that fit `arguments[0]`, at most two of them,
// whether the first can be used, and what else has the role, for the message when none fits.
// Roles and accessible names are axe's; without it the answer is a sentence.
const sought = arguments[0];
const needsAxe = sought.role !== undefined;
if (needsAxe && typeof window.axe === "undefined") return "axe is missing";

const answer = (found, others) => ({
  found: found.slice(0, 2),
  usable: found.length > 0 && found[0].closest(":disabled, [aria-disabled=true], [inert]") === null,
  others: others.slice(0, 40),
});

const tidy = (text) => text.replace(/\s+/g, " ").trim();
const isVisible = (element) =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

if (sought.css !== undefined) {
  const found = [...document.querySelectorAll(sought.css)].filter(isVisible);
  return answer(found, []);
}

if (sought.text !== undefined) {
  const fits = (element) => tidy(element.textContent) === sought.text && isVisible(element);
  const found = [...document.body.querySelectorAll("*")]
    .filter(fits)
    .filter((element) => ![...element.children].some(fits));
  return answer(found, []);
}

const { aria, text } = window.axe.commons;
const found = [];
const others = [];
window.axe.setup(document);
try {
  for (const element of document.body.querySelectorAll("*")) {
    if (aria.getRole(element) !== sought.role || !isVisible(element)) continue;
    const name = tidy(text.accessibleText(element));
    if (name === sought.name) found.push(element);
    else others.push(name);
  }
} finally {
  window.axe.teardown();
}
return answer(found, others);
